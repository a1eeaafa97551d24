package io.github.losslane.verification.softmax;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.github.losslane.FloatMatrix;
import io.github.losslane.Reduction;
import io.github.losslane.softmax.SoftmaxLoss;
import java.util.Arrays;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Weights of rows and of classes in every reduction. */
class FloatSoftmaxWeightsTest {

    /** More than a block. */
    private static final int ROWS = 1500;

    private static final int CLASSES = 7;

    /** At most 26 roundings on the way of a sum of weights, and 5 of a product, each of half an ulp of 1. */
    private static final double RELATIVE = 31 * FloatSoftmaxBounds.ROUNDOFF;

    static Stream<SoftmaxCase> cases() {
        return SoftmaxCases.all();
    }

    static Stream<SoftmaxCase> simdCases() {
        return SoftmaxCases.simd();
    }

    private static FloatSoftmaxSample weighted(SoftmaxCase each) {
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
        assertThat(sample.loss(each.provider(), loss, Reduction.SUM)).isCloseTo(sum, within(RELATIVE * sum));
        FloatMatrix gradient = sample.gradient(each.provider(), loss, Reduction.SUM);
        FloatMatrix plainGradient = plain.gradient(each.provider(), loss, Reduction.SUM);
        for (int i = 0; i < ROWS; i++) {
            double weight = sample.weights()[i];
            double slopes = weight * FloatSoftmaxBounds.slopes(loss, sample, i);
            for (int j = 0; j < CLASSES; j++) {
                double expected = weight * plainGradient.get(i, j);
                double allowed = FloatSoftmaxBounds.difference(each, loss, CLASSES, slopes, (float) expected);
                assertThat((double) gradient.get(i, j)).as("row %s, class %s", i, j)
                        .isCloseTo(expected, within(allowed + RELATIVE * Math.abs(expected)));
            }
        }
    }

    /** A row of labels weighs its weight times that of the class; one of dense targets times their weighted sum. */
    @ParameterizedTest
    @MethodSource("cases")
    void meansAreTheWeightedSumOverRowsOrOverWeights(SoftmaxCase each) {
        SoftmaxLoss loss = each.loss(CLASSES);
        FloatSoftmaxSample weighted = weighted(each);
        for (FloatSoftmaxSample sample : new FloatSoftmaxSample[] {weighted, weighted.weighted((float[]) null)}) {
            double rows = 0;
            double weight = 0;
            for (int i = 0; i < ROWS; i++) {
                double own = sample.weights() == null ? 1 : sample.weights()[i];
                double[] targets = sample.targets(i);
                boolean counts = each.dense() || !loss.ignores(sample.labels()[i]);
                rows += counts ? 1 : 0;
                for (int j = 0; j < CLASSES && counts; j++) {
                    weight += own * targets[j] * loss.weight(j);
                }
            }
            assertQuotient(each, sample, Reduction.MEAN, rows);
            assertQuotient(each, sample, Reduction.WEIGHTED_MEAN, weight);
        }
    }

    private static void assertQuotient(SoftmaxCase each, FloatSoftmaxSample sample, Reduction reduction, double divisor) {
        SoftmaxLoss loss = each.loss(CLASSES);
        double expected = sample.loss(each.provider(), loss, Reduction.SUM) / divisor;
        assertThat(sample.loss(each.provider(), loss, reduction)).as("%s", reduction)
                .isCloseTo(expected, within(RELATIVE * expected));
        float[] sum = sample.gradient(each.provider(), loss, Reduction.SUM).data();
        float[] mean = sample.gradient(each.provider(), loss, reduction).data();
        for (int i = 0; i < sum.length; i++) {
            double weight = sample.weights() == null ? 1 : sample.weights()[i / CLASSES];
            double slopes = weight * FloatSoftmaxBounds.slopes(loss, sample, i / CLASSES) / divisor;
            double element = sum[i] / divisor;
            assertThat((double) mean[i]).as("%s, element %s", reduction, i).isCloseTo(element, within(
                    FloatSoftmaxBounds.difference(each, loss, CLASSES, slopes, (float) element) + RELATIVE * Math.abs(element)));
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

    @ParameterizedTest
    @MethodSource("cases")
    void whereNothingWeighsAnythingEverythingIsZero(SoftmaxCase each) {
        FloatSoftmaxSample sample = FloatSoftmaxSample.of(each, 3, CLASSES, 10).weighted(0, 0, 0);
        FloatSoftmaxResults results = FloatSoftmaxResults.of(each.provider(), each.loss(CLASSES), sample);
        new FloatSoftmaxResults(new float[3], results.reduced()).assertZero();
    }

    /** Also where their sum overflows the type, or its reciprocal does. */
    @ParameterizedTest
    @MethodSource("simdCases")
    void onlyProportionsOfWeightsMatterToAWeightedMean(SoftmaxCase each) {
        SoftmaxLoss loss = each.loss(CLASSES);
        FloatSoftmaxSample sample = weighted(each);
        double mean = sample.loss(each.provider(), loss, Reduction.WEIGHTED_MEAN);
        float[] gradient = sample.gradient(each.provider(), loss, Reduction.WEIGHTED_MEAN).data();
        for (int power : new int[] {Float.MAX_EXPONENT - 2, 61, -61, -100}) {
            float[] weights = new float[ROWS];
            for (int i = 0; i < ROWS; i++) {
                weights[i] = Math.scalb(sample.weights()[i], power);
            }
            FloatSoftmaxSample scaled = sample.weighted(weights);
            assertThat(scaled.loss(each.provider(), loss, Reduction.WEIGHTED_MEAN)).as("2^%s", power)
                    .isCloseTo(mean, within(RELATIVE * mean));
            float[] same = scaled.gradient(each.provider(), loss, Reduction.WEIGHTED_MEAN).data();
            for (int i = 0; i < same.length; i++) {
                assertThat((double) same[i]).as("2^%s, element %s", power, i)
                        .isCloseTo(gradient[i], within(RELATIVE * FloatSoftmaxBounds.largestSlope(loss) / ROWS));
            }
        }
    }
}
