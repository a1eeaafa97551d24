package io.github.losslane.verification.pointwise;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.losslane.pointwise.Exponential;
import io.github.losslane.pointwise.ZeroOne;
import org.junit.jupiter.api.Test;

/** Values and special values of the exponential loss. */
class ExponentialTest {

    private static final double INFINITY = Double.POSITIVE_INFINITY;

    /** Kernels state less than an ulp, and the printed digits may be off by half of one. */
    private final RowCheck check = new RowCheck(new Exponential(), 1.5);

    @Test
    void knownValues() {
        check.row(1, 1, 0.36787944117144233, -0.36787944117144233, 0.36787944117144233);
        check.row(1, -1, Math.E, Math.E, Math.E);
        check.row(-0.5, 1, 1.6487212707001282, -1.6487212707001282, 1.6487212707001282);
        check.row(0, 1, 1, -1, 1);
        check.row(-0.0, -1, 1, 1, 1);
    }

    @Test
    void otherTargetsFollowTheFormula() {
        check.row(0.5, -2, Math.E, 2 * Math.E, 4 * Math.E);
        check.row(5, 0, 1, 0, 0);
    }

    @Test
    void overflowsAndUnderflowsWhereTheExponentialDoes() {
        check.row(-88, 1, 1.6516362549940018e38, -1.6516362549940018e38, 1.6516362549940018e38);
        check.row(89, -1, 4.4896128191743455e38, 4.4896128191743455e38, 4.4896128191743455e38);
        check.row(-709, 1, 8.218407461554972e307, -8.218407461554972e307, 8.218407461554972e307);
        check.row(-710, 1, INFINITY, -INFINITY, INFINITY);
        check.row(-Double.MAX_VALUE, 1, INFINITY, -INFINITY, INFINITY);
        check.row(746, 1, 0, 0, 0);
        check.row(Float.MAX_VALUE, 1, 0, 0, 0);
        check.row(Float.MIN_VALUE, 1, 1, -1, 1);
        check.row(-INFINITY, 1, INFINITY, -INFINITY, INFINITY);
        check.row(INFINITY, 1, 0, 0, 0);
        check.row(INFINITY, -1, INFINITY, INFINITY, INFINITY);
    }

    /** y^2 alone would overflow, and times 0 be NaN. */
    @Test
    void largestTargetsOnTheRightSideAreRight() {
        check.row(1, Float.MAX_VALUE, 0, 0, 0);
        check.row(1, Double.MAX_VALUE, 0, 0, 0);
    }

    @Test
    void nanAndZeroTimesInfinityAreNaN() {
        check.nanGivesNan();
        check.nan(INFINITY, 0);
    }

    /** The exponential is monotone at 0, so its error does not take it below the step. */
    @Test
    void isAnUpperBoundOfTheZeroOneLoss() {
        for (PointwiseRow row : PointwiseRow.sample(new Exponential())) {
            assertThat(row.loss()).as("%s", row).isGreaterThanOrEqualTo(row.with(new ZeroOne(), row.target()).loss());
        }
    }
}
