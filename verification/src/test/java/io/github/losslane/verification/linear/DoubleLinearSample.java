// Derived from FloatLinearSample.java; edit that file, then run: java verification/src/test/java/io/github/losslane/verification/Twins.java
package io.github.losslane.verification.linear;

import io.github.losslane.DoubleMatrix;
import io.github.losslane.KernelProvider;
import io.github.losslane.Reduction;
import io.github.losslane.linear.Regularizer;
import io.github.losslane.pointwise.BinaryCrossEntropy;
import io.github.losslane.pointwise.PointwiseLoss;
import java.util.Arrays;
import java.util.SplittableRandom;

/** Rows, targets and a model, with room for its gradients. */
record DoubleLinearSample(
        DoubleMatrix x, double[] targets, double[] weights, double bias, double[] weightGradient, double[] biasGradient) {

    private static final int GAP = 5;

    /** Random numbers in [-1, 1), targets 0 and 1; gradients start as NaN. */
    static DoubleLinearSample of(LinearShape shape) {
        SplittableRandom random = new SplittableRandom(shape.hashCode());
        double[] x = new double[shape.rows() * shape.columns()];
        for (int i = 0; i < x.length; i++) {
            x[i] = random.nextDouble(-1, 1);
        }
        double[] weights = new double[shape.columns()];
        for (int j = 0; j < weights.length; j++) {
            weights[j] = random.nextDouble(-1, 1);
        }
        return of(shape, x, weights, random.nextDouble(-1, 1), random);
    }

    /** The same with small eighths, whose products and sums are exact: a score has no error, so no kink is missed. */
    static DoubleLinearSample exact(LinearShape shape) {
        SplittableRandom random = new SplittableRandom(shape.hashCode());
        double[] x = new double[shape.rows() * shape.columns()];
        for (int i = 0; i < x.length; i++) {
            x[i] = 0.125 * random.nextInt(-8, 9);
        }
        double[] weights = new double[shape.columns()];
        for (int j = 0; j < weights.length; j++) {
            weights[j] = 0.125 * random.nextInt(-8, 9);
        }
        return of(shape, x, weights, 0.125 * random.nextInt(-8, 9), random);
    }

    private static DoubleLinearSample of(
            LinearShape shape, double[] x, double[] weights, double bias, SplittableRandom random) {
        double[] targets = new double[shape.rows()];
        for (int i = 0; i < targets.length; i++) {
            targets[i] = random.nextInt(2);
        }
        double[] weightGradient = new double[shape.columns()];
        Arrays.fill(weightGradient, Double.NaN);
        return new DoubleLinearSample(DoubleMatrix.of(x, shape.rows(), shape.columns()), targets, weights, bias,
                weightGradient, new double[] {Double.NaN});
    }

    /** The same, or for a loss of probabilities one whose scores lie in [1/4, 3/4]; powers of two, so exact stays exact. */
    DoubleLinearSample inDomainOf(PointwiseLoss loss) {
        if (!(loss instanceof BinaryCrossEntropy)) {
            return this;
        }
        double[] small = weights.clone();
        for (int j = 0; j < small.length; j++) {
            small[j] = weights[j] / (8 * Integer.highestOneBit(small.length));
        }
        return new DoubleLinearSample(x, targets, small, 0.5, weightGradient.clone(), biasGradient.clone());
    }

    /** The same numbers with gaps of NaN around the rows, and gradients of its own. */
    DoubleLinearSample withGaps() {
        int stride = x.columns() + GAP;
        double[] data = new double[GAP + x.rows() * stride];
        Arrays.fill(data, Double.NaN);
        DoubleMatrix gaps = new DoubleMatrix(data, GAP, x.rows(), x.columns(), stride);
        for (int i = 0; i < x.rows(); i++) {
            System.arraycopy(x.data(), x.rowOffset(i), data, gaps.rowOffset(i), x.columns());
        }
        return new DoubleLinearSample(gaps, targets, weights, bias, weightGradient.clone(), biasGradient.clone());
    }

    /** The same with another bias, and gradients of its own. */
    DoubleLinearSample withBias(double other) {
        return new DoubleLinearSample(x, targets, weights, other, weightGradient.clone(), biasGradient.clone());
    }

    double[] scores(KernelProvider provider) {
        double[] scores = new double[x.rows()];
        provider.linear().scores(x, weights, 0, bias, scores, 0);
        return scores;
    }

    double loss(KernelProvider provider, PointwiseLoss loss, Regularizer regularizer, Reduction reduction) {
        return provider.linear().loss(loss, regularizer, reduction, x, targets, 0, weights, 0, bias);
    }

    /** Also writes the gradients. */
    double lossAndGradient(KernelProvider provider, PointwiseLoss loss, Regularizer regularizer, Reduction reduction) {
        return provider.linear().lossAndGradient(
                loss, regularizer, reduction, x, targets, 0, weights, 0, bias, weightGradient, 0, biasGradient, 0);
    }
}
