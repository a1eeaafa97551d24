package io.github.losslane.verification.pointwise;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.github.losslane.KernelProvider;
import io.github.losslane.Kernels;
import io.github.losslane.pointwise.Logistic;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Values and special values of the logistic loss. */
class LogisticTest {

    private static final Logistic LOSS = new Logistic();
    private static final double INFINITY = Double.POSITIVE_INFINITY;

    /** Kernels state at most 6 ulps, half of which the printed digits may be off. */
    private static final double RELATIVE = 7 * 0x1p-52;

    static Stream<KernelProvider> providers() {
        return Stream.of(Kernels.simd(), Kernels.reference());
    }

    @ParameterizedTest
    @MethodSource("providers")
    void knownValues(KernelProvider provider) {
        check(provider, 1, -37, 37, -1, 8.533047625744065e-17);
        check(provider, 0, 232.8, 232.8, 1, 7.874892118601447e-102);
        check(provider, 1, 1e20, 0, 0, 0);
        check(provider, 0, -1e20, 0, 0, 0);
        check(provider, 1, 0, StrictMath.log(2), -0.5, 0.25);
        check(provider, 0.25, 0, StrictMath.log(2), 0.25, 0.25);
        check(provider, 0, 3, 3.048587351573742, 0.9525741268224333, 0.04517665973091213);
    }

    @ParameterizedTest
    @MethodSource("providers")
    void bothTailsKeepTheirRelativePrecision(KernelProvider provider) {
        DoublePointwiseRow right = DoublePointwiseRow.of(provider, LOSS, 40, 1);
        assertThat(right.loss()).isCloseTo(4.248354255291589e-18, within(4.248354255291589e-18 * RELATIVE));
        assertThat(right.gradient()).isCloseTo(-4.248354255291589e-18, within(4.248354255291589e-18 * RELATIVE));
        DoublePointwiseRow left = DoublePointwiseRow.of(provider, LOSS, -500, 0);
        assertThat(left.loss()).isCloseTo(7.124576406741286e-218, within(7.124576406741286e-218 * RELATIVE));
        assertThat(left.gradient()).isCloseTo(7.124576406741286e-218, within(7.124576406741286e-218 * RELATIVE));
    }

    @ParameterizedTest
    @MethodSource("providers")
    void infiniteLogitsAreRightOrInfinitelyWrong(KernelProvider provider) {
        check(provider, 1, INFINITY, 0, 0, 0);
        check(provider, 0, -INFINITY, 0, 0, 0);
        check(provider, 0, INFINITY, INFINITY, 1, 0);
        check(provider, 1, -INFINITY, INFINITY, -1, 0);
        check(provider, 0.25, INFINITY, INFINITY, 0.75, 0);
        check(provider, 0.25, -INFINITY, INFINITY, -0.25, 0);
    }

    @ParameterizedTest
    @MethodSource("providers")
    void lossesOfLargestLogitsAreFinite(KernelProvider provider) {
        check(provider, 0, Double.MAX_VALUE, Double.MAX_VALUE, 1, 0);
        check(provider, 1, -Double.MAX_VALUE, Double.MAX_VALUE, -1, 0);
    }

    /** L(f, 1) = L(-f, 0): swapping the classes turns the logit around. */
    @Test
    void classesAreSymmetric() {
        for (float f = -120; f < 120; f += 0.37f) {
            FloatPointwiseRow one = FloatPointwiseRow.of(Kernels.simd(), LOSS, f, 1);
            FloatPointwiseRow zero = FloatPointwiseRow.of(Kernels.simd(), LOSS, -f, 0);
            assertThat(one.loss()).isEqualTo(zero.loss());
            assertThat(one.gradient()).isEqualTo(-zero.gradient());
            assertThat(one.hessian()).isEqualTo(zero.hessian());
        }
    }

    /** In double, and in float where the numbers are floats. */
    private static void check(
            KernelProvider provider, double target, double logit, double loss, double gradient, double hessian) {
        DoublePointwiseRow row = DoublePointwiseRow.of(provider, LOSS, logit, target);
        assertNear(row.loss(), loss, RELATIVE * Math.abs(loss));
        assertNear(row.gradient(), gradient, RELATIVE * Math.abs(gradient));
        assertNear(row.hessian(), hessian, RELATIVE * Math.abs(hessian));
        if (logit == (float) logit) {
            FloatPointwiseRow single = FloatPointwiseRow.of(provider, LOSS, (float) logit, (float) target);
            assertNear(single.loss(), loss, 0x1p29 * RELATIVE * Math.abs(loss));
            assertNear(single.gradient(), gradient, 0x1p29 * RELATIVE * Math.abs(gradient));
            assertNear(single.hessian(), hessian, 0x1p29 * RELATIVE * Math.abs(hessian));
        }
    }

    private static void assertNear(double got, double expected, double allowed) {
        if (Double.isInfinite(expected)) {
            assertThat(got).isEqualTo(expected);
        } else {
            assertThat(got).isCloseTo(expected, within(allowed));
        }
    }
}
