// Derived from FloatBoosting.java; edit that file, then run: java verification/src/test/java/io/github/losslane/verification/Twins.java
package io.github.losslane.simd.boosting;

import static io.github.losslane.simd.DoubleParameter.limited;

import io.github.losslane.boosting.DoubleBoostingKernels;
import io.github.losslane.internal.DoubleBoostingArguments;
import io.github.losslane.simd.DoubleScratch;
import io.github.losslane.simd.DoubleSum;
import io.github.losslane.simd.softmax.DoubleRow;

/**
 * Driver of boosting. Weights are a softmax over the whole array, so there are three sweeps over its blocks:
 *
 * <pre>{@code
 * 1. the exponents -theta y phi and their maximum
 * 2. e_i = exp(exponent - max), times the old weight, and their sum in the canonical order
 * 3. e_i / sum
 * }</pre>
 */
public interface DoubleBoosting extends DoubleBoostingKernels {

    /**
     * Bound in ulps of weights whose exponents and differences of exponents are exact, subnormal ones apart. In halves of
     * an ulp of 1: 1.8 for each of two exponentials, 1 for each of two products with an old weight, 21 for the additions of
     * a sum, 1 for its rounding, 1 for the quotient. A difference d that is rounded adds |d|, in double each block of a sum 1.
     * Random examples stay below 3, examples whose sum is made to round upwards reach 17.
     */
    double MAX_ULP = 30;

    @Override
    default void weights(
            double[] scores, int scoresOffset, double[] targets, int targetsOffset, double[] weights, int weightsOffset,
            int length) {
        DoubleBoostingArguments.weights(scores, scoresOffset, targets, targetsOffset, weights, weightsOffset, length);
        DoubleScratch scratch = DoubleScratch.get();
        double max = Double.NEGATIVE_INFINITY;
        for (int i = 0; length - i > 0; i += DoubleScratch.BLOCK) {
            int size = Math.min(length - i, DoubleScratch.BLOCK);
            DoubleAdaBoost.exponents(
                    1, scores, scoresOffset + i, targets, targetsOffset + i, weights, weightsOffset + i, size);
            max = larger(max, DoubleRow.maximum(weights, weightsOffset + i, size));
        }
        double sum = 0;
        for (int i = 0; length - i > 0; i += DoubleScratch.BLOCK) {
            int size = Math.min(length - i, DoubleScratch.BLOCK);
            DoubleRow.exponentials(max, weights, weightsOffset + i, weights, weightsOffset + i, size, scratch);
            sum += DoubleSum.block(weights, weightsOffset + i, size, scratch.slots);
        }
        DoubleAdaBoost.divide(weights, weightsOffset, sum, length);
    }

    @Override
    default double weightedError(
            double[] predictions, int predictionsOffset, double[] targets, int targetsOffset,
            double[] weights, int weightsOffset, int length) {
        DoubleBoostingArguments.weightedError(
                predictions, predictionsOffset, targets, targetsOffset, weights, weightsOffset, length);
        return error(1, predictions, predictionsOffset, targets, targetsOffset, weights, weightsOffset, length);
    }

    @Override
    default double reweight(
            double classifierWeight, double[] predictions, int predictionsOffset, double[] targets, int targetsOffset,
            double[] weights, int weightsOffset, int length) {
        DoubleBoostingArguments.reweight(
                predictions, predictionsOffset, targets, targetsOffset, weights, weightsOffset, length);
        DoubleScratch scratch = DoubleScratch.get();
        double total = DoubleSum.sum(weights, weightsOffset, length, scratch.slots);
        if (total > Double.MAX_VALUE) {
            DoubleRow.scale(DoubleAdaBoost.SMALLER, weights, weightsOffset, weights, weightsOffset, length);
            total = DoubleSum.sum(weights, weightsOffset, length, scratch.slots);
        }
        if (total == 0) {
            return 0;
        }
        double theta = limited(classifierWeight);
        double max = Double.NEGATIVE_INFINITY;
        for (int i = 0; length - i > 0; i += DoubleScratch.BLOCK) {
            int size = Math.min(length - i, DoubleScratch.BLOCK);
            counted(theta, predictions, predictionsOffset + i, targets, targetsOffset + i, weights, weightsOffset + i,
                    scratch.values, size);
            max = larger(max, DoubleRow.maximum(scratch.values, 0, size));
        }
        double sum = 0;
        for (int i = 0; length - i > 0; i += DoubleScratch.BLOCK) {
            int size = Math.min(length - i, DoubleScratch.BLOCK);
            counted(theta, predictions, predictionsOffset + i, targets, targetsOffset + i, weights, weightsOffset + i,
                    scratch.values, size);
            DoubleRow.exponentials(max, scratch.values, 0, scratch.values, 0, size, scratch);
            DoubleAdaBoost.multiply(weights, weightsOffset + i, scratch.values, 0, size);
            sum += DoubleSum.block(weights, weightsOffset + i, size, scratch.slots);
        }
        DoubleAdaBoost.divide(weights, weightsOffset, sum, length);
        return StrictMath.exp(max + StrictMath.log(sum) - StrictMath.log(total));
    }

    @Override
    default void addScaled(
            double scale, double[] predictions, int predictionsOffset, double[] scores, int scoresOffset, int length) {
        DoubleBoostingArguments.addScaled(predictions, predictionsOffset, scores, scoresOffset, length);
        DoubleAdaBoost.addScaled(
                limited(scale), predictions, predictionsOffset, scores, scoresOffset, length);
    }

    /** Exponents of a block, the lowest number where the weight is 0. */
    private static void counted(
            double theta, double[] predictions, int p, double[] targets, int t, double[] weights, int w,
            double[] exponents, int length) {
        DoubleAdaBoost.exponents(theta, predictions, p, targets, t, exponents, 0, length);
        DoubleAdaBoost.lowestWhereZero(weights, w, exponents, 0, length);
    }

    private static double error(
            double unit, double[] predictions, int p, double[] targets, int t, double[] weights, int w, int length) {
        DoubleScratch scratch = DoubleScratch.get();
        double wrong = 0;
        double total = 0;
        for (int i = 0; length - i > 0; i += DoubleScratch.BLOCK) {
            int size = Math.min(length - i, DoubleScratch.BLOCK);
            DoubleAdaBoost.wrong(unit, predictions, p + i, targets, t + i, weights, w + i,
                    scratch.losses, scratch.values, size);
            wrong += DoubleSum.block(scratch.losses, 0, size, scratch.slots);
            total += DoubleSum.block(scratch.values, 0, size, scratch.slots);
        }
        if (Double.isInfinite(total) && unit == 1) {
            return error(DoubleAdaBoost.SMALLER, predictions, p, targets, t, weights, w, length);
        }
        return total == 0 ? 0 : wrong / total;
    }

    private static double larger(double a, double b) {
        return b > a ? b : a;
    }
}
