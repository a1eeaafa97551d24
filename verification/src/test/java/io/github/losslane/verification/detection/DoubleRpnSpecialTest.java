// Derived from FloatRpnSpecialTest.java; edit that file, then run: java verification/src/test/java/io/github/losslane/verification/Twins.java
package io.github.losslane.verification.detection;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.github.losslane.KernelProvider;
import io.github.losslane.Kernels;
import io.github.losslane.detection.RpnLoss;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Special values of the multi-task loss: what does not count is never looked at, and no finite input gives NaN. */
class DoubleRpnSpecialTest {

    private static final double[] NUMBERS = {
        Double.NaN, Double.POSITIVE_INFINITY, Double.NEGATIVE_INFINITY, Double.MAX_VALUE, -Double.MAX_VALUE
    };

    static Stream<KernelProvider> providers() {
        return Stream.of(Kernels.simd(), Kernels.reference());
    }

    /** Many anchors that count, and a few of them. */
    static Stream<Arguments> providersAndIgnored() {
        return providers().flatMap(provider -> Stream.of(0.5, 0.97).map(ignored -> Arguments.of(provider, ignored)));
    }

    @ParameterizedTest
    @MethodSource("providersAndIgnored")
    void whatDoesNotCountIsNeverLookedAt(KernelProvider provider, double ignored) {
        DoubleAnchors clean = DoubleAnchors.random(700, 0.6 * (1 - ignored), ignored);
        DoubleAnchors broken = clean.copy();
        for (int i = 0; i < broken.count(); i++) {
            double number = NUMBERS[i % NUMBERS.length];
            if (broken.labels()[i] == -1) {
                broken.logits()[i] = number;
            }
            for (int k = 0; k < 4 && broken.labels()[i] != 1; k++) {
                broken.boxes().data()[4 * i + k] = number;
                broken.targets().data()[4 * i + 1] = number;
            }
        }
        DoubleAnchors.Result expected = clean.gradients(provider, new RpnLoss());
        DoubleAnchors.Result result = broken.gradients(provider, new RpnLoss());
        assertThat(result.loss()).isFinite().isEqualTo(expected.loss());
        assertThat(broken.loss(provider, new RpnLoss())).isEqualTo(expected.loss());
        assertThat(result.boxGradient().data()).isEqualTo(expected.boxGradient().data());
        for (int i = 0; i < broken.count(); i++) {
            assertThat(result.logitGradient()[i]).isEqualTo(broken.labels()[i] == -1 ? 0 : expected.logitGradient()[i]);
        }
    }

    @ParameterizedTest
    @MethodSource("providers")
    void nanPoisonsItsOwnGradientAndTheLoss(KernelProvider provider) {
        DoubleAnchors anchors = DoubleAnchors.of(1, 0, 1);
        anchors.logits()[1] = Double.NaN;
        anchors.boxes().data()[9] = Double.NaN;
        DoubleAnchors.Result result = anchors.gradients(provider, new RpnLoss(1, 1, 1, 1));
        assertThat(result.loss()).isNaN();
        assertThat(result.logitGradient()).containsExactly(-0.5, Double.NaN, -0.5);
        double[] expected = new double[12];
        expected[9] = Double.NaN;
        assertThat(result.boxGradient().data()).isEqualTo(expected);
    }

    @ParameterizedTest
    @MethodSource("providers")
    void extremeNumbersKeepTheirGradients(KernelProvider provider) {
        DoubleAnchors anchors = DoubleAnchors.of(1, 0, 1, 0);
        anchors.logits()[0] = Double.MAX_VALUE;
        anchors.logits()[1] = -Double.MAX_VALUE;
        anchors.logits()[2] = -1000;
        anchors.logits()[3] = 1000;
        anchors.boxes().data()[0] = Double.MAX_VALUE;
        anchors.targets().data()[0] = -Double.MAX_VALUE;
        anchors.boxes().data()[1] = Double.MIN_VALUE;
        for (double lambda : new double[] {0, Double.MIN_VALUE, 4}) {
            DoubleAnchors.Result result = anchors.gradients(provider, new RpnLoss(lambda, 1, 4, 0));
            assertThat(result.loss()).isGreaterThanOrEqualTo(2000);
            double right = Math.abs(result.logitGradient()[0]) + Math.abs(result.logitGradient()[1]);
            assertThat(right).isZero();
            assertThat(result.logitGradient()).endsWith(-1, 1);
            assertThat(result.boxGradient().data()[0]).isEqualTo((lambda / 4));
            assertThat(result.boxGradient().data()[1]).isEqualTo((lambda / 4));
            assertThat(result.boxGradient().data()[2]).isZero();
        }
    }

    @ParameterizedTest
    @MethodSource("providers")
    void labelsOfNoMeaningAreNamedWithTheirRow(KernelProvider provider) {
        for (int wrong : new int[] {2, -2}) {
            DoubleAnchors anchors = DoubleAnchors.of(1, 0, -1, 0);
            anchors.labels()[2] = wrong;
            assertThatExceptionOfType(IndexOutOfBoundsException.class)
                    .isThrownBy(() -> anchors.gradients(provider, new RpnLoss()))
                    .withMessageContaining("row 2 has label " + wrong);
        }
    }
}
