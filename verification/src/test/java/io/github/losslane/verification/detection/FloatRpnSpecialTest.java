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
class FloatRpnSpecialTest {

    private static final float[] NUMBERS = {
        Float.NaN, Float.POSITIVE_INFINITY, Float.NEGATIVE_INFINITY, Float.MAX_VALUE, -Float.MAX_VALUE
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
        FloatAnchors clean = FloatAnchors.random(700, 0.6 * (1 - ignored), ignored);
        FloatAnchors broken = clean.copy();
        for (int i = 0; i < broken.count(); i++) {
            float number = NUMBERS[i % NUMBERS.length];
            if (broken.labels()[i] == -1) {
                broken.logits()[i] = number;
            }
            for (int k = 0; k < 4 && broken.labels()[i] != 1; k++) {
                broken.boxes().data()[4 * i + k] = number;
                broken.targets().data()[4 * i + 1] = number;
            }
        }
        FloatAnchors.Result expected = clean.gradients(provider, new RpnLoss());
        FloatAnchors.Result result = broken.gradients(provider, new RpnLoss());
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
        FloatAnchors anchors = FloatAnchors.of(1, 0, 1);
        anchors.logits()[1] = Float.NaN;
        anchors.boxes().data()[9] = Float.NaN;
        FloatAnchors.Result result = anchors.gradients(provider, new RpnLoss(1, 1, 1, 1));
        assertThat(result.loss()).isNaN();
        assertThat(result.logitGradient()).containsExactly(-0.5f, Float.NaN, -0.5f);
        float[] expected = new float[12];
        expected[9] = Float.NaN;
        assertThat(result.boxGradient().data()).isEqualTo(expected);
    }

    @ParameterizedTest
    @MethodSource("providers")
    void extremeNumbersKeepTheirGradients(KernelProvider provider) {
        FloatAnchors anchors = FloatAnchors.of(1, 0, 1, 0);
        anchors.logits()[0] = Float.MAX_VALUE;
        anchors.logits()[1] = -Float.MAX_VALUE;
        anchors.logits()[2] = -1000;
        anchors.logits()[3] = 1000;
        anchors.boxes().data()[0] = Float.MAX_VALUE;
        anchors.targets().data()[0] = -Float.MAX_VALUE;
        anchors.boxes().data()[1] = Float.MIN_VALUE;
        for (double lambda : new double[] {0, Double.MIN_VALUE, 4}) {
            FloatAnchors.Result result = anchors.gradients(provider, new RpnLoss(lambda, 1, 4, 0));
            assertThat(result.loss()).isGreaterThanOrEqualTo(2000);
            float right = Math.abs(result.logitGradient()[0]) + Math.abs(result.logitGradient()[1]);
            assertThat(right).isZero();
            assertThat(result.logitGradient()).endsWith(-1, 1);
            assertThat(result.boxGradient().data()[0]).isEqualTo((float) (lambda / 4));
            assertThat(result.boxGradient().data()[1]).isEqualTo((float) (lambda / 4));
            assertThat(result.boxGradient().data()[2]).isZero();
        }
    }

    @ParameterizedTest
    @MethodSource("providers")
    void labelsOfNoMeaningAreNamedWithTheirRow(KernelProvider provider) {
        for (int wrong : new int[] {2, -2}) {
            FloatAnchors anchors = FloatAnchors.of(1, 0, -1, 0);
            anchors.labels()[2] = wrong;
            assertThatExceptionOfType(IndexOutOfBoundsException.class)
                    .isThrownBy(() -> anchors.gradients(provider, new RpnLoss()))
                    .withMessageContaining("row 2 has label " + wrong);
        }
    }
}
