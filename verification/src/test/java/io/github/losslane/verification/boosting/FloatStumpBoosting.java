package io.github.losslane.verification.boosting;

import io.github.losslane.KernelProvider;
import io.github.losslane.boosting.BoostingKernels;
import io.github.losslane.verification.digits.Digits;
import java.util.Arrays;

/**
 * AdaBoost of decision stumps, one pixel against one threshold each. A stump that is mostly wrong is as good as one that is
 * mostly right: its weight is negative.
 */
final class FloatStumpBoosting {

    private static final int LEVELS = 16;

    private final BoostingKernels kernels;
    private final float[][] stumps = new float[Digits.PIXELS * LEVELS][];
    private final float[] targets;
    private final float[] weights;
    private final float[] scores;

    /**
     * One round.
     *
     * @param error weighted error of the stump that was taken, before the reweighting
     * @param stumpWeight its weight theta
     * @param normalizer Z
     * @param trainingError part of the digits whose score has the wrong sign, afterwards
     */
    record Round(double error, double stumpWeight, double normalizer, double trainingError) {}

    FloatStumpBoosting(KernelProvider provider, Digits digits, int positive) {
        kernels = provider.boosting();
        int count = digits.count();
        targets = new float[count];
        weights = new float[count];
        scores = new float[count];
        for (int i = 0; i < count; i++) {
            targets[i] = digits.labels()[i] == positive ? 1 : -1;
        }
        for (int s = 0; s < stumps.length; s++) {
            stumps[s] = new float[count];
            for (int i = 0; i < count; i++) {
                stumps[s][i] = digits.images().get(i, s / LEVELS) * LEVELS > s % LEVELS ? 1 : -1;
            }
        }
        Arrays.fill(weights, (float) (1.0 / count));
    }

    /** Takes the stump whose error is the farthest from a half. */
    Round next() {
        int count = targets.length;
        float[] best = stumps[0];
        double error = 0.5;
        for (float[] stump : stumps) {
            double candidate = kernels.weightedError(stump, 0, targets, 0, weights, 0, count);
            if (Math.abs(candidate - 0.5) > Math.abs(error - 0.5)) {
                best = stump;
                error = candidate;
            }
        }
        double stumpWeight = BoostingKernels.classifierWeight(error);
        double normalizer = kernels.reweight(stumpWeight, best, 0, targets, 0, weights, 0, count);
        kernels.addScaled(stumpWeight, best, 0, scores, 0, count);
        return new Round(error, stumpWeight, normalizer, trainingError());
    }

    private double trainingError() {
        int wrong = 0;
        for (int i = 0; i < targets.length; i++) {
            wrong += targets[i] * scores[i] > 0 ? 0 : 1;
        }
        return (double) wrong / targets.length;
    }

    /** The weights as the rounds left them. */
    float[] weights() {
        return weights;
    }

    /** The weights by their definition, from the scores. */
    float[] weightsOfScores() {
        float[] expected = new float[scores.length];
        kernels.weights(scores, 0, targets, 0, expected, 0, scores.length);
        return expected;
    }

    /** The mean of exp(-y f), in double. */
    double meanExponentialLoss() {
        double sum = 0;
        for (int i = 0; i < targets.length; i++) {
            sum += StrictMath.exp(-targets[i] * scores[i]);      // the product with +-1 is exact
        }
        return sum / targets.length;
    }

    double largestScore() {
        double largest = 0;
        for (float score : scores) {
            largest = Math.max(largest, Math.abs(score));
        }
        return largest;
    }
}
