package io.github.losslane.simd.boosting;

import static io.github.losslane.simd.FloatParameter.limited;

import io.github.losslane.boosting.FloatBoostingKernels;
import io.github.losslane.internal.FloatBoostingArguments;
import io.github.losslane.simd.FloatScratch;
import io.github.losslane.simd.FloatSum;
import io.github.losslane.simd.softmax.FloatRow;

/**
 * Driver of boosting. Weights are a softmax over the whole array, so there are three sweeps over its blocks:
 *
 * <pre>{@code
 * 1. the exponents -theta y phi and their maximum
 * 2. e_i = exp(exponent - max), times the old weight, and their sum in the canonical order
 * 3. e_i / sum
 * }</pre>
 */
public interface FloatBoosting extends FloatBoostingKernels {

    /**
     * Bound in ulps of weights whose exponents and differences of exponents are exact, subnormal ones apart. In halves of
     * an ulp of 1: 1.8 for each of two exponentials, 1 for each of two products with an old weight, 21 for the additions of
     * a sum, 1 for its rounding, 1 for the quotient. A difference d that is rounded adds |d|, in double each block of a sum 1.
     * Random examples stay below 3, examples whose sum is made to round upwards reach 17.
     */
    double MAX_ULP = 30;

    @Override
    default void weights(
            float[] scores, int scoresOffset, float[] targets, int targetsOffset, float[] weights, int weightsOffset,
            int length) {
        FloatBoostingArguments.weights(scores, scoresOffset, targets, targetsOffset, weights, weightsOffset, length);
        FloatScratch scratch = FloatScratch.get();
        float max = Float.NEGATIVE_INFINITY;
        for (int i = 0; length - i > 0; i += FloatScratch.BLOCK) {
            int size = Math.min(length - i, FloatScratch.BLOCK);
            FloatAdaBoost.exponents(
                    1, scores, scoresOffset + i, targets, targetsOffset + i, weights, weightsOffset + i, size);
            max = larger(max, FloatRow.maximum(weights, weightsOffset + i, size));
        }
        double sum = 0;
        for (int i = 0; length - i > 0; i += FloatScratch.BLOCK) {
            int size = Math.min(length - i, FloatScratch.BLOCK);
            FloatRow.exponentials(max, weights, weightsOffset + i, weights, weightsOffset + i, size, scratch);
            sum += FloatSum.block(weights, weightsOffset + i, size, scratch.slots);
        }
        FloatAdaBoost.divide(weights, weightsOffset, (float) sum, length);
    }

    @Override
    default double weightedError(
            float[] predictions, int predictionsOffset, float[] targets, int targetsOffset,
            float[] weights, int weightsOffset, int length) {
        FloatBoostingArguments.weightedError(
                predictions, predictionsOffset, targets, targetsOffset, weights, weightsOffset, length);
        return error(1, predictions, predictionsOffset, targets, targetsOffset, weights, weightsOffset, length);
    }

    @Override
    default double reweight(
            double classifierWeight, float[] predictions, int predictionsOffset, float[] targets, int targetsOffset,
            float[] weights, int weightsOffset, int length) {
        FloatBoostingArguments.reweight(
                predictions, predictionsOffset, targets, targetsOffset, weights, weightsOffset, length);
        FloatScratch scratch = FloatScratch.get();
        double total = FloatSum.sum(weights, weightsOffset, length, scratch.slots);
        if (total > Float.MAX_VALUE) {
            FloatRow.scale(FloatAdaBoost.SMALLER, weights, weightsOffset, weights, weightsOffset, length);
            total = FloatSum.sum(weights, weightsOffset, length, scratch.slots);
        }
        if (total == 0) {
            return 0;
        }
        float theta = limited(classifierWeight);
        float max = Float.NEGATIVE_INFINITY;
        for (int i = 0; length - i > 0; i += FloatScratch.BLOCK) {
            int size = Math.min(length - i, FloatScratch.BLOCK);
            counted(theta, predictions, predictionsOffset + i, targets, targetsOffset + i, weights, weightsOffset + i,
                    scratch.values, size);
            max = larger(max, FloatRow.maximum(scratch.values, 0, size));
        }
        double sum = 0;
        for (int i = 0; length - i > 0; i += FloatScratch.BLOCK) {
            int size = Math.min(length - i, FloatScratch.BLOCK);
            counted(theta, predictions, predictionsOffset + i, targets, targetsOffset + i, weights, weightsOffset + i,
                    scratch.values, size);
            FloatRow.exponentials(max, scratch.values, 0, scratch.values, 0, size, scratch);
            FloatAdaBoost.multiply(weights, weightsOffset + i, scratch.values, 0, size);
            sum += FloatSum.block(weights, weightsOffset + i, size, scratch.slots);
        }
        FloatAdaBoost.divide(weights, weightsOffset, (float) sum, length);
        return StrictMath.exp(max + StrictMath.log(sum) - StrictMath.log(total));
    }

    @Override
    default void addScaled(
            double scale, float[] predictions, int predictionsOffset, float[] scores, int scoresOffset, int length) {
        FloatBoostingArguments.addScaled(predictions, predictionsOffset, scores, scoresOffset, length);
        FloatAdaBoost.addScaled(
                limited(scale), predictions, predictionsOffset, scores, scoresOffset, length);
    }

    /** Exponents of a block, the lowest number where the weight is 0. */
    private static void counted(
            float theta, float[] predictions, int p, float[] targets, int t, float[] weights, int w,
            float[] exponents, int length) {
        FloatAdaBoost.exponents(theta, predictions, p, targets, t, exponents, 0, length);
        FloatAdaBoost.lowestWhereZero(weights, w, exponents, 0, length);
    }

    private static double error(
            float unit, float[] predictions, int p, float[] targets, int t, float[] weights, int w, int length) {
        FloatScratch scratch = FloatScratch.get();
        double wrong = 0;
        double total = 0;
        for (int i = 0; length - i > 0; i += FloatScratch.BLOCK) {
            int size = Math.min(length - i, FloatScratch.BLOCK);
            FloatAdaBoost.wrong(unit, predictions, p + i, targets, t + i, weights, w + i,
                    scratch.losses, scratch.values, size);
            wrong += FloatSum.block(scratch.losses, 0, size, scratch.slots);
            total += FloatSum.block(scratch.values, 0, size, scratch.slots);
        }
        if (Double.isInfinite(total) && unit == 1) {
            return error(FloatAdaBoost.SMALLER, predictions, p, targets, t, weights, w, length);
        }
        return total == 0 ? 0 : wrong / total;
    }

    private static float larger(float a, float b) {
        return b > a ? b : a;
    }
}
