package io.github.losslane.verification.softmax;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatNullPointerException;
import static org.assertj.core.api.Assertions.within;

import io.github.losslane.DoubleMatrix;
import io.github.losslane.FloatMatrix;
import io.github.losslane.KernelProvider;
import io.github.losslane.Reduction;
import io.github.losslane.softmax.ClassWeights;
import io.github.losslane.softmax.CrossEntropy;
import java.util.OptionalInt;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Values of softmax cross-entropy and its functions. */
class CrossEntropyTest {

    private static final CrossEntropy LOSS = CrossEntropy.PLAIN;
    private static final float MASKED = Float.NEGATIVE_INFINITY;

    /** The example of the ONNX specification, whose results are floats. */
    private static final DoubleSoftmaxSample ONNX = DoubleSoftmaxSample.labelled(DoubleMatrix.of(
            new double[] {
                .54881352, .71518934, .60276335, .54488319, .42365479, .64589411, .43758720, .89177299, .96366274, .38344151,
                .79172504, .52889490, .56804454, .92559665, .07103606
            }, 3, 5), 1, 4, 3);

    static Stream<KernelProvider> providers() {
        return SoftmaxCases.providers();
    }

    @ParameterizedTest
    @MethodSource("providers")
    void knownLosses(KernelProvider provider) {
        assertThat(ONNX.losses(provider, LOSS))
                .containsExactly(new double[] {1.4657786, 1.9176139, 1.3007619}, within(0x1p-23));
        assertThat(ONNX.loss(provider, LOSS, Reduction.MEAN)).isCloseTo(1.5613848, within(0x1p-23));
    }

    /** PyTorch's mean of weighted labels divides by the sum of their weights. */
    @ParameterizedTest
    @MethodSource("providers")
    void knownWeightedLosses(KernelProvider provider) {
        CrossEntropy weighted = LOSS.withClassWeights(.9, .7, .8, .9, .9);
        assertThat(ONNX.losses(provider, weighted))
                .containsExactly(new double[] {1.0260450, 1.7258525, 1.1706858}, within(0x1p-23));
        assertThat(ONNX.loss(provider, weighted, Reduction.MEAN)).isCloseTo(3.9225833 / 3, within(0x1p-23));
        assertThat(ONNX.loss(provider, weighted, Reduction.WEIGHTED_MEAN)).isCloseTo(3.9225833 / 2.5, within(0x1p-23));
    }

    @ParameterizedTest
    @MethodSource("providers")
    void knownSmoothedLoss(KernelProvider provider) {
        FloatSoftmaxSample sample = FloatSoftmaxSample.labelled(FloatMatrix.of(new float[] {3, 1, 1, 2}, 2, 2), 0, 1);
        assertThat(sample.loss(provider, LOSS.withLabelSmoothing(0.15), Reduction.MEAN)).isCloseTo(.3326, within(5e-5));
    }

    @ParameterizedTest
    @MethodSource("providers")
    void knownLogSoftmaxOfLargeLogits(KernelProvider provider) {
        double[] expected = {-3.4401896, -2.4401896, -1.4401896, -.4401897};
        FloatMatrix logits = FloatMatrix.of(new float[] {10000, 10001, 10002, 10003}, 1, 4);
        FloatMatrix out = FloatMatrix.of(new float[4], 1, 4);
        provider.softmax().logSoftmax(logits, out);
        for (int label = 0; label < 4; label++) {
            assertThat((double) out.get(0, label)).isCloseTo(expected[label], within(5e-7));
            double loss = FloatSoftmaxSample.labelled(logits, label).losses(provider, LOSS)[0];
            assertThat(loss).isCloseTo(-expected[label], within(5e-7));
        }
    }

    @ParameterizedTest
    @MethodSource("providers")
    void knownLogSumExpNextToTheMaximum(KernelProvider provider) {
        double[] out = new double[1];
        provider.softmax().logSumExp(DoubleMatrix.of(new double[] {0, -40}, 1, 2), out, 0);
        assertThat(out[0]).isCloseTo(4.248354255291589e-18, within(2 * Math.ulp(4.248354255291589e-18)));
    }

    @ParameterizedTest
    @MethodSource("providers")
    void gradientOfACertainAnswerIsPreciseAndNotZero(KernelProvider provider) {
        DoubleSoftmaxSample row = DoubleSoftmaxSample.row(0, 37.42994775023705, 0);
        assertThat(row.gradient(provider, LOSS, Reduction.SUM).data())
                .containsExactly(-5.551115123125776e-17, 5.551115123125776e-17);
        assertThat(row.loss(provider, LOSS, Reduction.SUM))
                .isCloseTo(5.551115123125776e-17, within(Math.ulp(5.551115123125776e-17)));
        float[] single = FloatSoftmaxSample.row(0, 17.5f, 0).gradient(provider, LOSS, Reduction.SUM).data();
        float exact = (float) 2.510999e-8;
        assertThat(single[1]).isCloseTo(exact, within(1e-6f * exact));
        assertThat(single[0]).isEqualTo(-single[1]);
    }

    @ParameterizedTest
    @MethodSource("providers")
    void oneClassIsCertain(KernelProvider provider) {
        FloatSoftmaxSample sample = FloatSoftmaxSample.row(0, -12.25f);
        assertThat(sample.losses(provider, LOSS)).containsExactly(0);
        assertThat(Math.abs(sample.gradient(provider, LOSS, Reduction.SUM).get(0, 0))).isZero();
    }

    @ParameterizedTest
    @MethodSource("providers")
    void maskedLabelIsInfinitelyWrong(KernelProvider provider) {
        FloatSoftmaxSample sample = FloatSoftmaxSample.row(1, 1, MASKED, 1);
        assertThat(sample.losses(provider, LOSS)).containsExactly(Float.POSITIVE_INFINITY);
        assertThat(sample.gradient(provider, LOSS, Reduction.SUM).data()).containsExactly(0.5f, -1, 0.5f);
        assertThat(sample.losses(provider, LOSS.withClassWeights(1, 0, 1))).containsExactly(0);
    }

    /** Half of the target is spread over the two classes that are there. */
    @ParameterizedTest
    @MethodSource("providers")
    void smoothingPassesOverMaskedClasses(KernelProvider provider) {
        FloatSoftmaxSample sample = FloatSoftmaxSample.row(0, 1, MASKED, 1, MASKED);
        CrossEntropy smooth = LOSS.withLabelSmoothing(0.5);
        assertThat((double) sample.losses(provider, smooth)[0]).isCloseTo(StrictMath.log(2), within(4 * 0x1p-24));
        assertThat(sample.gradient(provider, smooth, Reduction.SUM).data())
                .containsExactly(new float[] {-0.25f, 0, 0.25f, 0}, within(4 * 0x1p-24f));
    }

    @ParameterizedTest
    @ValueSource(doubles = {-1e-9, 1.0000001, Double.NaN, Double.NEGATIVE_INFINITY})
    void smoothingIsAShare(double smoothing) {
        assertThatIllegalArgumentException().isThrownBy(() -> LOSS.withLabelSmoothing(smoothing))
                .withMessageContaining("labelSmoothing").withMessageContaining(String.valueOf(smoothing));
    }

    @Test
    void parametersAreNamed() {
        assertThatNullPointerException().isThrownBy(() -> new CrossEntropy(null, 0, OptionalInt.empty()))
                .withMessageContaining("classWeights");
        assertThatNullPointerException().isThrownBy(() -> new CrossEntropy(ClassWeights.NONE, 0, null))
                .withMessageContaining("ignoreLabel");
    }
}
