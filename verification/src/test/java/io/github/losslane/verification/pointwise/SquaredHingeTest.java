package io.github.losslane.verification.pointwise;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.github.losslane.pointwise.Hinge;
import io.github.losslane.pointwise.SquaredHinge;
import org.junit.jupiter.api.Test;

/** Values and special values of the squared hinge loss. */
class SquaredHingeTest {

    private static final double INFINITY = Double.POSITIVE_INFINITY;

    private final RowCheck check = new RowCheck(new SquaredHinge(), 0);

    @Test
    void knownValues() {
        check.row(-2, 1, 9, -6, 2);
        check.row(2, -1, 9, 6, 2);
        check.row(0.25, 1, 0.5625, -1.5, 2);
        check.row(3, 1, 0, 0, 0);
        check.row(-0.0, -1, 1, 2, 2);
    }

    @Test
    void otherTargetsFollowTheFormula() {
        check.row(1, 0.5, 0.25, -0.5, 0.5);
        check.row(5, 0, 1, 0, 0);
        check.row(0.25, 2, 0.25, -2, 8);
    }

    @Test
    void derivativesAtTheKinkAreZero() {
        check.row(1, 1, 0, 0, 0);
        check.row(-1, -1, 0, 0, 0);
        check.row(0.5, 2, 0, 0, 0);
        check.row(Math.nextDown(1.0f), 1, 0x1p-48, -0x1p-23, 2);
        check.row(Math.nextUp(1.0f), 1, 0, 0, 0);
    }

    @Test
    void infiniteScoresAreRightOrInfinitelyWrong() {
        check.row(INFINITY, 1, 0, 0, 0);
        check.row(-INFINITY, -1, 0, 0, 0);
        check.row(-INFINITY, 1, INFINITY, -INFINITY, 2);
        check.row(INFINITY, -1, INFINITY, INFINITY, 2);
        check.row(Float.MIN_VALUE, 1, 1, -2, 2);
        check.row(-0x1p65, 1, 0x1p130, -0x1p66, 2);
        check.row(-Double.MAX_VALUE, 1, INFINITY, -INFINITY, 2);
    }

    /** 2 y alone would overflow, and times 0 be NaN. */
    @Test
    void largestTargetsOnTheRightSideAreRight() {
        check.row(1, Float.MAX_VALUE, 0, 0, 0);
        check.row(1, Double.MAX_VALUE, 0, 0, 0);
    }

    @Test
    void nanAndZeroTimesInfinityAreNaN() {
        check.nanGivesNan();
        check.nan(INFINITY, 0);
        check.nan(-INFINITY, -0.0);
    }

    /** A hinge rounded by half an ulp is 2 ulps of its square at most; both squares are rounded by half of one. */
    @Test
    void isTheSquareOfTheHinge() {
        for (PointwiseRow squared : PointwiseRow.sample(new SquaredHinge())) {
            double hinge = squared.with(new Hinge(), squared.target()).loss();
            double square = hinge * hinge;
            if (squared.ulp(square) < INFINITY) {
                assertThat(squared.loss()).as("%s", squared).isCloseTo(square, within(3 * squared.ulp(square)));
            }
        }
    }
}
