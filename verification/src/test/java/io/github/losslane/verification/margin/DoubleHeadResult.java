// Derived from FloatHeadResult.java; edit that file, then run: java verification/src/test/java/io/github/losslane/verification/Twins.java
package io.github.losslane.verification.margin;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.github.losslane.DoubleMatrix;
import io.github.losslane.KernelProvider;
import io.github.losslane.Reduction;
import io.github.losslane.margin.MarginLoss;

/** Loss and gradients of a head, in arrays of their own. */
record DoubleHeadResult(double loss, DoubleMatrix features, DoubleMatrix weights, double[] bias) {

    private static final double UNIT_ROUNDOFF = (Math.nextUp(1.0) - 1) / 2;

    /** Of features, weights and labels of a sample; with a bias if the sample has one. */
    static DoubleHeadResult of(KernelProvider provider, MarginLoss loss, Reduction reduction, DoubleHeadSample sample) {
        DoubleHeadSample own = sample.blank();
        double value = own.lossAndGradients(provider, loss, reduction);
        return new DoubleHeadResult(value, own.featureGradient(), own.weightGradient(), own.biasGradient());
    }

    /** The error bounds of a sample in the arithmetic of the lanes. */
    static HeadErrors errors(MarginLoss loss, DoubleHeadSample sample) {
        return new HeadErrors(loss, DoubleHeadSample.wide(sample.features()), DoubleHeadSample.wide(sample.weights()),
                sample.wideBias(), sample.labels(), UNIT_ROUNDOFF, Double.MIN_NORMAL);
    }

    void assertSameBits(DoubleHeadResult other) {
        assertThat(loss).isEqualTo(other.loss);
        assertThat(features.data()).isEqualTo(other.features.data());
        assertThat(weights.data()).isEqualTo(other.weights.data());
    }

    /** Two results of the same sums, each within its bounds. */
    void assertNear(DoubleHeadResult other, HeadErrors errors) {
        assertThat(loss).isCloseTo(other.loss, within(2 * lossError(errors)));
        for (int i = 0; i < features.rows(); i++) {
            near(features, other.features, i, 2 * errors.feature(i));
        }
        for (int j = 0; j < weights.rows(); j++) {
            near(weights, other.weights, j, 2 * errors.weight(j));
        }
    }

    /** The bound of the summed loss. */
    double lossError(HeadErrors errors) {
        double sum = 0;
        for (int i = 0; i < features.rows(); i++) {
            sum += errors.loss(i);
        }
        return sum;
    }

    private static void near(DoubleMatrix got, DoubleMatrix expected, int row, double allowed) {
        for (int d = 0; d < got.columns(); d++) {
            double element = got.get(row, d);
            assertThat(element).as("row %s, column %s", row, d).isCloseTo(expected.get(row, d), within(allowed));
        }
    }
}
