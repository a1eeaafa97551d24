package io.github.losslane.verification.softmax;

import static io.github.losslane.verification.softmax.FloatSoftmaxBounds.assertNear;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.github.losslane.FloatMatrix;
import io.github.losslane.Kernels;
import io.github.losslane.Reduction;
import io.github.losslane.softmax.SoftmaxLoss;
import java.util.Arrays;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Weights of rows. */
class FloatSoftmaxWeightsTest {

    /** More than a block. */
    static final int ROWS = 1500;

    static final int CLASSES = 7;

    static Stream<SoftmaxCase> cases() {
        return SoftmaxCases.all();
    }

    /** At most 26 roundings on the way of a sum and 5 of a product, each half an ulp of 1; the reference sums in order. */
    static double relative(SoftmaxCase each) {
        return 31 * FloatSoftmaxBounds.ROUNDOFF + (each.provider() == Kernels.simd() ? 0 : ROWS * 0x1p-53);
    }

    static FloatSoftmaxSample weighted(SoftmaxCase each) {
        float[] weights = new float[ROWS];
        for (int i = 0; i < ROWS; i++) {
            weights[i] = i % 7 == 0 ? 0 : (float) (i % 11 * 0.3);
        }
        return FloatSoftmaxSample.of(each, ROWS, CLASSES, 10).weighted(weights);
    }

    @ParameterizedTest
    @MethodSource("cases")
    void weightOneIsNoWeight(SoftmaxCase each) {
        for (int classes : SoftmaxCases.FEW_WIDTHS) {
            FloatSoftmaxSample sample = FloatSoftmaxSample.of(each, 20, classes, 30);
            float[] ones = new float[20];
            Arrays.fill(ones, 1);
            FloatSoftmaxResults.of(each.provider(), each.loss(classes), sample.weighted(ones))
                    .assertSame(FloatSoftmaxResults.of(each.provider(), each.loss(classes), sample));
        }
    }

    @ParameterizedTest
    @MethodSource("cases")
    void weightsMultiplyTheLossesAndGradientsOfTheirRows(SoftmaxCase each) {
        SoftmaxLoss loss = each.loss(CLASSES);
        FloatSoftmaxSample sample = weighted(each);
        FloatSoftmaxSample plain = sample.weighted((float[]) null);
        float[] losses = sample.losses(each.provider(), loss);
        double sum = IntStream.range(0, ROWS).mapToDouble(i -> sample.weights()[i] * losses[i]).sum();
        assertThat(sample.loss(each.provider(), loss, Reduction.SUM)).isCloseTo(sum, within(relative(each) * sum));
        FloatMatrix gradient = sample.gradient(each.provider(), loss, Reduction.SUM);
        FloatMatrix plainGradient = plain.gradient(each.provider(), loss, Reduction.SUM);
        for (int i = 0; i < ROWS; i++) {
            double weight = sample.weights()[i];
            double slopes = weight * FloatSoftmaxBounds.slopes(loss, sample, i);
            for (int j = 0; j < CLASSES; j++) {
                double expected = weight * plainGradient.get(i, j);
                double allowed = FloatSoftmaxBounds.difference(each, loss, CLASSES, slopes, (float) expected);
                assertNear("gradient", i, j, gradient.get(i, j), expected, allowed + relative(each) * Math.abs(expected));
            }
        }
    }

    @ParameterizedTest
    @MethodSource("cases")
    void weightZeroCountsForNothingEvenWhereTheLossIsNaN(SoftmaxCase each) {
        SoftmaxLoss loss = each.loss(CLASSES);
        FloatSoftmaxSample sample = weighted(each);
        FloatMatrix broken = FloatMatrix.of(sample.logits().data().clone(), ROWS, CLASSES);
        FloatMatrix brokenTargets = each.dense() ? FloatMatrix.of(sample.targets().data().clone(), ROWS, CLASSES) : null;
        for (int i = 0; i < ROWS; i++) {
            if (sample.weights()[i] == 0) {
                broken.data()[i * CLASSES + i % CLASSES] = i % 2 == 0 ? Float.NaN : Float.POSITIVE_INFINITY;
                if (each.dense() && i % 3 == 0) {
                    brokenTargets.data()[i * CLASSES] = Float.NaN;
                }
            }
        }
        FloatSoftmaxSample other = new FloatSoftmaxSample(broken, sample.labels(), brokenTargets, sample.weights());
        for (Reduction reduction : Reduction.values()) {
            assertThat(other.loss(each.provider(), loss, reduction)).isFinite()
                    .isEqualTo(sample.loss(each.provider(), loss, reduction));
            float[] gradient = other.gradient(each.provider(), loss, reduction).data();
            assertThat(gradient).isEqualTo(sample.gradient(each.provider(), loss, reduction).data());
            assertThat(IntStream.range(0, gradient.length).filter(i -> sample.weights()[i / CLASSES] == 0))
                    .allMatch(i -> gradient[i] == 0);
        }
    }
}
