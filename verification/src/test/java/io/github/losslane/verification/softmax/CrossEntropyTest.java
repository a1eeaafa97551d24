package io.github.losslane.verification.softmax;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.github.losslane.DoubleMatrix;
import io.github.losslane.FloatMatrix;
import io.github.losslane.KernelProvider;
import io.github.losslane.Kernels;
import io.github.losslane.Reduction;
import io.github.losslane.softmax.CrossEntropy;
import java.util.Arrays;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Values and special values of softmax cross-entropy. */
class CrossEntropyTest {

    private static final CrossEntropy LOSS = CrossEntropy.PLAIN;
    private static final float MASKED = Float.NEGATIVE_INFINITY;

    static Stream<KernelProvider> providers() {
        return Stream.of(Kernels.simd(), Kernels.reference());
    }

    /** The example of the ONNX specification, whose results have 7 decimals. */
    @ParameterizedTest
    @MethodSource("providers")
    void knownLosses(KernelProvider provider) {
        double[] x = {
            .54881352, .71518934, .60276335, .54488319, .42365479, .64589411, .43758720, .89177299, .96366274, .38344151,
            .79172504, .52889490, .56804454, .92559665, .07103606
        };
        DoubleSoftmaxSample sample = new DoubleSoftmaxSample(DoubleMatrix.of(x, 3, 5), new int[] {1, 4, 3});
        assertThat(sample.losses(provider, LOSS))
                .containsExactly(new double[] {1.4657786, 1.9176139, 1.3007619}, within(1e-7));
        assertThat(sample.loss(provider, LOSS, Reduction.MEAN)).isCloseTo(1.5613848, within(1e-7));
    }

    /** -logSoftmax of four large neighbours. */
    @ParameterizedTest
    @MethodSource("providers")
    void largeLogitsDoNotOverflow(KernelProvider provider) {
        double[] expected = {3.4401896, 2.4401896, 1.4401896, .4401897};
        for (int label = 0; label < 4; label++) {
            FloatSoftmaxSample sample = FloatSoftmaxSample.row(label, 10000, 10001, 10002, 10003);
            double loss = sample.losses(provider, LOSS)[0];
            assertThat(loss).isCloseTo(expected[label], within(5e-7));
        }
    }

    @ParameterizedTest
    @MethodSource("providers")
    void gradientOfACertainAnswerIsPreciseAndNotZero(KernelProvider provider) {
        double[] z = {37.42994775023705, 0};
        double[] gradient = new double[2];
        double loss = provider.softmax().lossAndGradient(
                LOSS, Reduction.SUM, DoubleMatrix.of(z, 1, 2), new int[] {0}, 0, DoubleMatrix.of(gradient, 1, 2));
        assertThat(gradient).containsExactly(-5.551115123125776e-17, 5.551115123125776e-17);
        assertThat(loss).isCloseTo(5.551115123125776e-17, within(Math.ulp(5.551115123125776e-17)));

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
    void maskedClassesAreNotThere(KernelProvider provider) {
        FloatSoftmaxSample plain = FloatSoftmaxSample.row(1, 1, 2, 3);
        FloatSoftmaxSample masked = FloatSoftmaxSample.row(2, 1, MASKED, 2, 3, MASKED);
        assertThat(masked.losses(provider, LOSS)).isEqualTo(plain.losses(provider, LOSS));
        FloatMatrix expected = plain.gradient(provider, LOSS, Reduction.SUM);
        FloatMatrix gradient = masked.gradient(provider, LOSS, Reduction.SUM);
        assertThat(gradient.data()).containsExactly(expected.get(0, 0), 0, expected.get(0, 1), expected.get(0, 2), 0);
    }

    @ParameterizedTest
    @MethodSource("providers")
    void maskedLabelIsInfinitelyWrong(KernelProvider provider) {
        FloatSoftmaxSample sample = FloatSoftmaxSample.row(1, 1, MASKED, 1);
        assertThat(sample.losses(provider, LOSS)).containsExactly(Float.POSITIVE_INFINITY);
        assertThat(sample.gradient(provider, LOSS, Reduction.SUM).data()).containsExactly(0.5f, -1, 0.5f);
    }

    @ParameterizedTest
    @MethodSource("providers")
    void rowsWithoutAnyFiniteMaximumAreNaN(KernelProvider provider) {
        FloatSoftmaxSample onlyMasks = FloatSoftmaxSample.row(1, MASKED, MASKED, MASKED);
        FloatSoftmaxSample infinite = FloatSoftmaxSample.row(0, Float.POSITIVE_INFINITY, 1, 2);
        FloatSoftmaxSample otherInfinite = FloatSoftmaxSample.row(1, Float.POSITIVE_INFINITY, 1, 2);
        for (FloatSoftmaxSample sample : Arrays.asList(onlyMasks, infinite, otherInfinite)) {
            assertThat(sample.losses(provider, LOSS)).containsExactly(Float.NaN);
            assertThat(sample.gradient(provider, LOSS, Reduction.SUM).data()).containsOnly(Float.NaN);
        }
    }
}
