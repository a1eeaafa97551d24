package io.github.losslane.verification.pointwise;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.losslane.Kernels;
import io.github.losslane.Reduction;
import io.github.losslane.pointwise.Logistic;
import org.junit.jupiter.api.Test;

/** Values and special values of the logistic loss. */
class LogisticTest {

    private static final Logistic LOSS = new Logistic();
    private static final double INFINITY = Double.POSITIVE_INFINITY;

    /** Kernels state at most 6 ulps, and the printed digits may be off by half of one. */
    private final RowCheck check = new RowCheck(LOSS, 6.5);

    @Test
    void knownValues() {
        check.row(-37, 1, 37, -1, 8.533047625744065e-17);
        check.row(232.8, 0, 232.8, 1, 7.874892118601447e-102);
        check.row(1e20, 1, 0, 0, 0);
        check.row(-1e20, 0, 0, 0, 0);
        check.row(0, 1, StrictMath.log(2), -0.5, 0.25);
        check.row(0, 0.25, StrictMath.log(2), 0.25, 0.25);
        check.row(-0.0, 0, StrictMath.log(2), 0.5, 0.25);
        check.row(3, 0, 3.048587351573742, 0.9525741268224333, 0.04517665973091213);
        check.row(Float.MIN_VALUE, 1, StrictMath.log(2), -0.5, 0.25);
    }

    @Test
    void bothTailsKeepTheirRelativePrecision() {
        check.row(40, 1, 4.248354255291589e-18, -4.248354255291589e-18, 4.248354255291589e-18);
        check.row(-500, 0, 7.124576406741286e-218, 7.124576406741286e-218, 7.124576406741286e-218);
    }

    @Test
    void infiniteLogitsAreRightOrInfinitelyWrong() {
        check.row(INFINITY, 1, 0, 0, 0);
        check.row(-INFINITY, 0, 0, 0, 0);
        check.row(INFINITY, 0, INFINITY, 1, 0);
        check.row(-INFINITY, 1, INFINITY, -1, 0);
        check.row(INFINITY, 0.25, INFINITY, 0.75, 0);
        check.row(-INFINITY, 0.25, INFINITY, -0.25, 0);
        check.nanGivesNan();
    }

    /** Others answer NaN for the gradient at -1,000. */
    @Test
    void largeLogitsAreFinite() {
        check.row(-1000, 1, 1000, -1, 0);
        check.row(-1000, 0, 0, 0, 0);
        check.row(1000, 0, 1000, 1, 0);
        check.row(Double.MAX_VALUE, 0, Double.MAX_VALUE, 1, 0);
        check.row(-Double.MAX_VALUE, 1, Double.MAX_VALUE, -1, 0);
        check.row(Float.MAX_VALUE, 0, Float.MAX_VALUE, 1, 0);
    }

    /** L(f, 1) = L(-f, 0): swapping the classes turns the logit around. */
    @Test
    void classesAreSymmetric() {
        for (float f = -120; f < 120; f += 0.37f) {
            FloatPointwiseSample one = FloatPointwiseSample.row(f, 1);
            FloatPointwiseSample zero = FloatPointwiseSample.row(-f, 0);
            assertThat(one.losses(Kernels.simd(), LOSS)).isEqualTo(zero.losses(Kernels.simd(), LOSS));
            assertThat(one.gradient(Kernels.simd(), LOSS, Reduction.SUM)[0])
                    .isEqualTo(-zero.gradient(Kernels.simd(), LOSS, Reduction.SUM)[0]);
            assertThat(one.hessian(Kernels.simd(), LOSS)).isEqualTo(zero.hessian(Kernels.simd(), LOSS));
        }
    }
}
