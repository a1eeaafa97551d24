// Derived from FloatSoftmaxMeansTest.java; edit that file, then run: java verification/src/test/java/io/github/losslane/verification/Twins.java
package io.github.losslane.verification.softmax;

import static io.github.losslane.verification.softmax.DoubleSoftmaxBounds.assertNear;
import static io.github.losslane.verification.softmax.DoubleSoftmaxWeightsTest.CLASSES;
import static io.github.losslane.verification.softmax.DoubleSoftmaxWeightsTest.ROWS;
import static io.github.losslane.verification.softmax.DoubleSoftmaxWeightsTest.relative;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.github.losslane.Reduction;
import io.github.losslane.softmax.SoftmaxLoss;
import java.util.stream.DoubleStream;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What means divide by: rows that count, or what rows and classes weigh. */
class DoubleSoftmaxMeansTest {

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
        DoubleSoftmaxSample weighted = DoubleSoftmaxWeightsTest.weighted(each);
        for (DoubleSoftmaxSample sample : new DoubleSoftmaxSample[] {weighted, weighted.weighted((double[]) null)}) {
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

    private static void assertQuotient(SoftmaxCase each, DoubleSoftmaxSample sample, Reduction reduction, double divisor) {
        SoftmaxLoss loss = each.loss(CLASSES);
        double expected = sample.loss(each.provider(), loss, Reduction.SUM) / divisor;
        assertThat(sample.loss(each.provider(), loss, reduction)).as("%s", reduction)
                .isCloseTo(expected, within(relative(each) * expected));
        double[] sum = sample.gradient(each.provider(), loss, Reduction.SUM).data();
        double[] mean = sample.gradient(each.provider(), loss, reduction).data();
        for (int i = 0; i < sum.length; i++) {
            double weight = sample.weights() == null ? 1 : sample.weights()[i / CLASSES];
            double slopes = weight * DoubleSoftmaxBounds.slopes(loss, sample, i / CLASSES) / divisor;
            double element = sum[i] / divisor;
            double near = DoubleSoftmaxBounds.difference(each, loss, CLASSES, slopes, element);
            assertNear(reduction, i / CLASSES, i % CLASSES, mean[i], element, near + relative(each) * Math.abs(element));
        }
    }

    @ParameterizedTest
    @MethodSource("cases")
    void whereNothingWeighsAnythingEverythingIsZero(SoftmaxCase each) {
        DoubleSoftmaxSample sample = DoubleSoftmaxSample.of(each, 3, CLASSES, 10).weighted(0, 0, 0);
        DoubleSoftmaxResults results = DoubleSoftmaxResults.of(each.provider(), each.loss(CLASSES), sample);
        new DoubleSoftmaxResults(new double[3], results.reduced()).assertZero();
    }

    /** Also where their sum overflows the type, or its reciprocal does. */
    @ParameterizedTest
    @MethodSource("simdCases")
    void onlyProportionsOfWeightsMatterToAWeightedMean(SoftmaxCase each) {
        SoftmaxLoss loss = each.loss(CLASSES);
        DoubleSoftmaxSample sample = DoubleSoftmaxWeightsTest.weighted(each);
        double mean = sample.loss(each.provider(), loss, Reduction.WEIGHTED_MEAN);
        double[] gradient = sample.gradient(each.provider(), loss, Reduction.WEIGHTED_MEAN).data();
        for (int power : new int[] {Double.MAX_EXPONENT - 2, 61, -61, -100}) {
            double[] weights = new double[ROWS];
            for (int i = 0; i < ROWS; i++) {
                weights[i] = Math.scalb(sample.weights()[i], power);
            }
            DoubleSoftmaxSample scaled = sample.weighted(weights);
            assertThat(scaled.loss(each.provider(), loss, Reduction.WEIGHTED_MEAN)).as("2^%s", power)
                    .isCloseTo(mean, within(relative(each) * mean));
            double[] same = scaled.gradient(each.provider(), loss, Reduction.WEIGHTED_MEAN).data();
            for (int i = 0; i < same.length; i++) {
                double allowed = relative(each) * DoubleSoftmaxBounds.largestSlope(loss) / ROWS;
                assertNear(power, i / CLASSES, i % CLASSES, same[i], gradient[i], allowed);
            }
        }
    }
}
