package io.github.losslane.verification.pointwise;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.github.losslane.pointwise.Logistic;
import io.github.losslane.pointwise.SoftMargin;
import org.junit.jupiter.api.Test;

/** Values and special values of the soft margin loss. */
class SoftMarginTest {

    private static final double INFINITY = Double.POSITIVE_INFINITY;

    /** Kernels state at most 6 ulps, and the printed digits may be off by half of one. */
    private final RowCheck check = new RowCheck(new SoftMargin(), 6.5);

    @Test
    void knownValues() {
        check.row(2, -1, 2.1269280110429727, 0.8807970779778824, 0.10499358540350652);
        check.row(4, 1, 0.01814992791780974, -0.01798620996209156, 0.017662706213291118);
        check.row(1, 1, 0.31326168751822286, -0.2689414213699951, 0.19661193324148185);
        check.row(3, -1, 3.048587351573742, 0.9525741268224333, 0.04517665973091213);
        check.row(0, 1, StrictMath.log(2), -0.5, 0.25);
        check.row(-0.0, -1, StrictMath.log(2), 0.5, 0.25);
    }

    @Test
    void otherTargetsFollowTheFormula() {
        check.row(1, -2, 2.1269280110429727, 2 * 0.8807970779778824, 4 * 0.10499358540350652);
        check.row(5, 0, StrictMath.log(2), 0, 0);
    }

    /** An exponential of 1,000 overflows; others answer Inf and NaN. */
    @Test
    void largeMarginsAreFinite() {
        check.row(-1000, 1, 1000, -1, 0);
        check.row(1000, -1, 1000, 1, 0);
        check.row(-Float.MAX_VALUE, 1, Float.MAX_VALUE, -1, 0);
        check.row(Double.MAX_VALUE, -1, Double.MAX_VALUE, 1, 0);
        check.row(1000, 1, 0, 0, 0);
        check.row(1, Float.MAX_VALUE, 0, 0, 0);
        check.row(1, Double.MAX_VALUE, 0, 0, 0);
    }

    @Test
    void bothTailsKeepTheirRelativePrecision() {
        check.row(40, 1, 4.248354255291589e-18, -4.248354255291589e-18, 4.248354255291589e-18);
        check.row(-500, -1, 7.124576406741286e-218, 7.124576406741286e-218, 7.124576406741286e-218);
    }

    @Test
    void infiniteScoresAreRightOrInfinitelyWrong() {
        check.row(INFINITY, 1, 0, 0, 0);
        check.row(-INFINITY, -1, 0, 0, 0);
        check.row(-INFINITY, 1, INFINITY, -1, 0);
        check.row(INFINITY, -1, INFINITY, 1, 0);
    }

    @Test
    void nanAndZeroTimesInfinityAreNaN() {
        check.nanGivesNan();
        check.nan(INFINITY, 0);
    }

    /** Both state 3.5, 4 and 6 ulps; an ulp of the one may be two of the other. */
    @Test
    void isTheLogisticLossOfTheOtherLabels() {
        for (PointwiseRow soft : PointwiseRow.sample(new SoftMargin())) {
            if (soft.target() != 0) {
                PointwiseRow logistic = soft.with(new Logistic(), (soft.target() + 1) / 2);
                assertThat(soft.loss()).as("%s", soft)
                        .isCloseTo(logistic.loss(), within(10.5 * soft.ulp(logistic.loss())));
                assertThat(soft.gradient()).as("%s", soft)
                        .isCloseTo(logistic.gradient(), within(12 * soft.ulp(logistic.gradient())));
                assertThat(soft.hessian()).as("%s", soft)
                        .isCloseTo(logistic.hessian(), within(18 * soft.ulp(logistic.hessian())));
            }
        }
    }
}
