package io.github.losslane.verification.pointwise;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import io.github.losslane.KernelProvider;
import io.github.losslane.Kernels;
import io.github.losslane.pointwise.Focal;
import io.github.losslane.pointwise.Logistic;
import io.github.losslane.simd.pointwise.FloatFocal;
import io.github.losslane.simd.pointwise.FloatLogistic;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Laws of the focal loss; those of its family run over it as well. */
class FocalLawsTest {

    private static final double ULP = 0x1p-23;
    private static final double[] GAMMAS = {0, 0.01, 0.5, 1, 1.5, 2, 2.5, 3, 5};

    static Stream<KernelProvider> providers() {
        return Stream.of(Kernels.simd(), Kernels.reference());
    }

    /** L(f, 1; alpha) = L(-f, 0; 1 - alpha): swapping the classes turns the logit around. */
    @ParameterizedTest
    @MethodSource("providers")
    void classesAreSymmetric(KernelProvider provider) {
        for (double gamma : GAMMAS) {
            for (float f = -120; f < 120; f += 0.37f) {
                FloatPointwiseRow one = FloatPointwiseRow.of(provider, new Focal(0.25, gamma), f, 1);
                FloatPointwiseRow zero = FloatPointwiseRow.of(provider, new Focal(0.75, gamma), -f, 0);
                assertThat(one.loss()).isEqualTo(zero.loss());
                assertThat(one.gradient()).isEqualTo(-zero.gradient());
                assertThat(one.hessian()).isEqualTo(zero.hessian());
            }
        }
    }

    @ParameterizedTest
    @MethodSource("providers")
    void withoutFocusItIsWeightedCrossEntropy(KernelProvider provider) {
        double loss = ULP * (FloatFocal.MAX_ULP_LOSS + FloatLogistic.MAX_ULP_LOSS);
        double gradient = ULP * (FloatFocal.MAX_ULP_GRADIENT + FloatLogistic.MAX_ULP_GRADIENT);
        double hessian = ULP * (FloatFocal.MAX_ULP_HESSIAN + FloatLogistic.MAX_ULP_HESSIAN);
        for (float f = -80; f < 80; f += 0.17f) {
            for (int y = 0; y <= 1; y++) {
                double weight = y == 1 ? 0.25 : 0.75;
                FloatPointwiseRow focal = FloatPointwiseRow.of(provider, new Focal(0.25, 0), f, y);
                FloatPointwiseRow plain = FloatPointwiseRow.of(provider, new Logistic(), f, y);
                assertNear(focal.loss(), weight * plain.loss(), loss);
                assertNear(focal.gradient(), weight * plain.gradient(), gradient);
                assertNear(focal.hessian(), weight * plain.hessian(), hessian);
            }
        }
    }

    @ParameterizedTest
    @MethodSource("providers")
    void moreFocusNeverCostsMore(KernelProvider provider) {
        for (float f = -120; f < 120; f += 0.37f) {
            double before = Float.MAX_VALUE;
            for (double gamma : GAMMAS) {
                double loss = FloatPointwiseRow.of(provider, new Focal(0.25, gamma), f, 1).loss();
                assertThat(loss).isNotNegative().isLessThanOrEqualTo(before * (1 + 2 * FloatFocal.MAX_ULP_LOSS * ULP));
                before = loss;
            }
        }
    }

    @ParameterizedTest
    @MethodSource("providers")
    void farOnTheWrongSideItIsNotConvex(KernelProvider provider) {
        for (double gamma : GAMMAS) {
            FloatPointwiseRow row = FloatPointwiseRow.of(provider, new Focal(0.25, gamma), -40, 1);
            assertThat(row.hessian() < 0).isEqualTo(gamma > 0.1);
        }
    }

    @Test
    void parametersOutOfTheirRangeAreRefused() {
        for (double alpha : new double[] {-Double.MIN_VALUE, Math.nextUp(1.0), Double.NaN}) {
            assertThatIllegalArgumentException().isThrownBy(() -> new Focal(alpha, 2))
                    .withMessageContaining("alpha").withMessageContaining(String.valueOf(alpha));
        }
        for (double gamma : new double[] {-Double.MIN_VALUE, Double.POSITIVE_INFINITY, Double.NaN}) {
            assertThatIllegalArgumentException().isThrownBy(() -> new Focal(0.25, gamma))
                    .withMessageContaining("gamma").withMessageContaining(String.valueOf(gamma));
        }
    }

    private static void assertNear(double got, double expected, double relative) {
        assertThat(got).isCloseTo(expected, within(relative * Math.abs(expected)));
    }
}
