package io.github.losslane.verification.linear;

import io.github.losslane.FloatMatrix;
import io.github.losslane.KernelProvider;
import io.github.losslane.Reduction;
import io.github.losslane.linear.Regularizer;
import io.github.losslane.pointwise.BinaryCrossEntropy;
import io.github.losslane.pointwise.PointwiseLoss;
import java.util.Arrays;
import java.util.SplittableRandom;

/** Rows, targets and a model, with room for its gradients. */
record FloatLinearSample(
        FloatMatrix x, float[] targets, float[] weights, float bias, float[] weightGradient, float[] biasGradient) {

    private static final int GAP = 5;

    /** Random numbers in [-1, 1), targets 0 and 1; gradients start as NaN. */
    static FloatLinearSample of(LinearShape shape) {
        SplittableRandom random = new SplittableRandom(shape.hashCode());
        float[] x = new float[shape.rows() * shape.columns()];
        for (int i = 0; i < x.length; i++) {
            x[i] = (float) random.nextDouble(-1, 1);
        }
        float[] weights = new float[shape.columns()];
        for (int j = 0; j < weights.length; j++) {
            weights[j] = (float) random.nextDouble(-1, 1);
        }
        return of(shape, x, weights, (float) random.nextDouble(-1, 1), random);
    }

    /** The same with small eighths, whose products and sums are exact: a score has no error, so no kink is missed. */
    static FloatLinearSample exact(LinearShape shape) {
        SplittableRandom random = new SplittableRandom(shape.hashCode());
        float[] x = new float[shape.rows() * shape.columns()];
        for (int i = 0; i < x.length; i++) {
            x[i] = 0.125f * random.nextInt(-8, 9);
        }
        float[] weights = new float[shape.columns()];
        for (int j = 0; j < weights.length; j++) {
            weights[j] = 0.125f * random.nextInt(-8, 9);
        }
        return of(shape, x, weights, 0.125f * random.nextInt(-8, 9), random);
    }

    private static FloatLinearSample of(
            LinearShape shape, float[] x, float[] weights, float bias, SplittableRandom random) {
        float[] targets = new float[shape.rows()];
        for (int i = 0; i < targets.length; i++) {
            targets[i] = random.nextInt(2);
        }
        float[] weightGradient = new float[shape.columns()];
        Arrays.fill(weightGradient, Float.NaN);
        return new FloatLinearSample(FloatMatrix.of(x, shape.rows(), shape.columns()), targets, weights, bias,
                weightGradient, new float[] {Float.NaN});
    }

    /** The same, or for a loss of probabilities one whose scores lie in [1/4, 3/4]; powers of two, so exact stays exact. */
    FloatLinearSample inDomainOf(PointwiseLoss loss) {
        if (!(loss instanceof BinaryCrossEntropy)) {
            return this;
        }
        float[] small = weights.clone();
        for (int j = 0; j < small.length; j++) {
            small[j] = weights[j] / (8 * Integer.highestOneBit(small.length));
        }
        return new FloatLinearSample(x, targets, small, 0.5f, weightGradient.clone(), biasGradient.clone());
    }

    /** The same numbers with gaps of NaN around the rows, and gradients of its own. */
    FloatLinearSample withGaps() {
        int stride = x.columns() + GAP;
        float[] data = new float[GAP + x.rows() * stride];
        Arrays.fill(data, Float.NaN);
        FloatMatrix gaps = new FloatMatrix(data, GAP, x.rows(), x.columns(), stride);
        for (int i = 0; i < x.rows(); i++) {
            System.arraycopy(x.data(), x.rowOffset(i), data, gaps.rowOffset(i), x.columns());
        }
        return new FloatLinearSample(gaps, targets, weights, bias, weightGradient.clone(), biasGradient.clone());
    }

    /** The same with another bias, and gradients of its own. */
    FloatLinearSample withBias(float other) {
        return new FloatLinearSample(x, targets, weights, other, weightGradient.clone(), biasGradient.clone());
    }

    float[] scores(KernelProvider provider) {
        float[] scores = new float[x.rows()];
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
