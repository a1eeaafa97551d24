package io.github.losslane.verification.softmax;

import static io.github.losslane.verification.softmax.FloatSoftmaxBounds.assertNear;
import static io.github.losslane.verification.softmax.FloatSoftmaxWeightsTest.CLASSES;
import static io.github.losslane.verification.softmax.FloatSoftmaxWeightsTest.ROWS;
import static io.github.losslane.verification.softmax.FloatSoftmaxWeightsTest.relative;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.github.losslane.Reduction;
import io.github.losslane.softmax.SoftmaxLoss;
import java.util.stream.DoubleStream;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What means divide by: rows that count, or what rows and classes weigh. */
class FloatSoftmaxMeansTest {

    static Stream<SoftmaxCase> cases() {
        return SoftmaxCases.all();
    }

    static Stream<SoftmaxCase> simdCases() {
        return SoftmaxCases.simd();
    }

    /** A row of labels weighs its weight times that of the class; one of dense targets times their weighted sum. */
    @ParameterizedTest
    @MethodSource("cases")
    void meansAreTheWeightedSumOverRowsOrOverWeights(SoftmaxCase each) {
        SoftmaxLoss loss = each.loss(CLASSES);
        FloatSoftmaxSample weighted = FloatSoftmaxWeightsTest.weighted(each);
        for (FloatSoftmaxSample sample : new FloatSoftmaxSample[] {weighted, weighted.weighted((float[]) null)}) {
            double rows = 0;
            DoubleStream.Builder weights = DoubleStream.builder();      // whose sum is compensated
            for (int i = 0; i < ROWS; i++) {
                double own = sample.weights() == null ? 1 : sample.weights()[i];
                double[] targets = sample.targets(i);
                boolean counts = each.dense() || !loss.ignores(sample.labels()[i]);
                rows += counts ? 1 : 0;
                for (int j = 0; j < CLASSES && counts; j++) {
                    weights.add(own * targets[j] * loss.weight(j));
                }
            }
            assertQuotient(each, sample, Reduction.MEAN, rows);
            assertQuotient(each, sample, Reduction.WEIGHTED_MEAN, weights.build().sum());
        }
    }

    private static void assertQuotient(SoftmaxCase each, FloatSoftmaxSample sample, Reduction reduction, double divisor) {
        SoftmaxLoss loss = each.loss(CLASSES);
        double expected = sample.loss(each.provider(), loss, Reduction.SUM) / divisor;
        assertThat(sample.loss(each.provider(), loss, reduction)).as("%s", reduction)
                .isCloseTo(expected, within(relative(each) * expected));
        float[] sum = sample.gradient(each.provider(), loss, Reduction.SUM).data();
        float[] mean = sample.gradient(each.provider(), loss, reduction).data();
        for (int i = 0; i < sum.length; i++) {
            double weight = sample.weights() == null ? 1 : sample.weights()[i / CLASSES];
            double slopes = weight * FloatSoftmaxBounds.slopes(loss, sample, i / CLASSES) / divisor;
            double element = sum[i] / divisor;
            double near = FloatSoftmaxBounds.difference(each, loss, CLASSES, slopes, (float) element);
            assertNear(reduction, i / CLASSES, i % CLASSES, mean[i], element, near + relative(each) * Math.abs(element));
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
        FloatSoftmaxSample sample = FloatSoftmaxWeightsTest.weighted(each);
        double mean = sample.loss(each.provider(), loss, Reduction.WEIGHTED_MEAN);
        float[] gradient = sample.gradient(each.provider(), loss, Reduction.WEIGHTED_MEAN).data();
        for (int power : new int[] {Float.MAX_EXPONENT - 2, 61, -61, -100}) {
            float[] weights = new float[ROWS];
            for (int i = 0; i < ROWS; i++) {
                weights[i] = Math.scalb(sample.weights()[i], power);
            }
            FloatSoftmaxSample scaled = sample.weighted(weights);
            assertThat(scaled.loss(each.provider(), loss, Reduction.WEIGHTED_MEAN)).as("2^%s", power)
                    .isCloseTo(mean, within(relative(each) * mean));
            float[] same = scaled.gradient(each.provider(), loss, Reduction.WEIGHTED_MEAN).data();
            for (int i = 0; i < same.length; i++) {
                double allowed = relative(each) * FloatSoftmaxBounds.largestSlope(loss) / ROWS;
                assertNear(power, i / CLASSES, i % CLASSES, same[i], gradient[i], allowed);
            }
        }
    }
}
