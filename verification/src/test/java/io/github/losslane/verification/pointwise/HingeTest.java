package io.github.losslane.verification.pointwise;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.losslane.pointwise.Hinge;
import io.github.losslane.pointwise.ZeroOne;
import org.junit.jupiter.api.Test;

/** Values and special values of the hinge loss. */
class HingeTest {

    private static final double INFINITY = Double.POSITIVE_INFINITY;

    private final RowCheck check = new RowCheck(new Hinge(), 0);

    @Test
    void knownValues() {
        check.row(-2, 1, 3, -1, 0);
        check.row(2, -1, 3, 1, 0);
        check.row(0.25, 1, 0.75, -1, 0);
        check.row(3, 1, 0, 0, 0);
        check.row(-3, -1, 0, 0, 0);
        check.row(0, 1, 1, -1, 0);
        check.row(-0.0, -1, 1, 1, 0);
    }

    @Test
    void otherTargetsFollowTheFormula() {
        check.row(1, 0.5, 0.5, -0.5, 0);
        check.row(5, 0, 1, 0, 0);
        check.row(0.25, 2, 0.5, -2, 0);
    }

    @Test
    void derivativesAtTheKinkAreZero() {
        check.row(1, 1, 0, 0, 0);
        check.row(-1, -1, 0, 0, 0);
        check.row(0.5, 2, 0, 0, 0);
        check.row(Math.nextDown(1.0f), 1, Math.ulp(0.5f), -1, 0);
        check.row(Math.nextUp(1.0f), 1, 0, 0, 0);
    }

    @Test
    void infiniteScoresAreRightOrInfinitelyWrong() {
        check.row(INFINITY, 1, 0, 0, 0);
        check.row(-INFINITY, -1, 0, 0, 0);
        check.row(-INFINITY, 1, INFINITY, -1, 0);
        check.row(INFINITY, -1, INFINITY, 1, 0);
        check.row(-Float.MAX_VALUE, 1, Float.MAX_VALUE, -1, 0);
        check.row(-Double.MAX_VALUE, 1, Double.MAX_VALUE, -1, 0);
        check.row(Float.MIN_VALUE, 1, 1, -1, 0);
    }

    @Test
    void nanAndZeroTimesInfinityAreNaN() {
        check.nanGivesNan();
        check.nan(INFINITY, 0);
        check.nan(-INFINITY, -0.0);
    }

    @Test
    void isAnUpperBoundOfTheZeroOneLoss() {
        for (PointwiseRow hinge : PointwiseRow.sample(new Hinge())) {
            double zeroOne = hinge.with(new ZeroOne(), hinge.target()).loss();
            assertThat(hinge.loss()).as("%s", hinge).isGreaterThanOrEqualTo(zeroOne);
        }
    }
}
