// Derived from FloatLinear.java; edit that file, then run: java verification/src/test/java/io/github/losslane/verification/Twins.java
package io.github.losslane.simd.linear;

import io.github.losslane.DoubleMatrix;
import io.github.losslane.Reduction;
import io.github.losslane.internal.DoubleLinearArguments;
import io.github.losslane.linear.DoubleLinearKernels;
import io.github.losslane.linear.Regularizer;
import io.github.losslane.pointwise.PointwiseLoss;
import io.github.losslane.simd.DoubleScratch;
import io.github.losslane.simd.DoubleSum;
import io.github.losslane.simd.pointwise.DoublePointwise;
import java.util.Arrays;

/**
 * Driver of linear models: reads the matrix once, in tiles of rows that stay in cache.
 *
 * <pre>{@code
 * for each block of 1,024 rows, whose losses make one block of the canonical sum
 *   for each tile of its rows
 *     1. scores = X w + b
 *     2. losses and g = dL/dscore, in place       the pointwise family's kernels
 *     3. dw += X^T g
 *   loss += sum of losses, db += sum of g
 * }</pre>
 *
 * <p>How many rows a tile has changes no bit: 1 and 2 know one row at a time, 3 goes on with the chains of the tile before.
 */
public interface DoubleLinear extends DoubleLinearKernels {

    /** Elements of a tile: fits into the second cache with room for the next rows, and is many rows where they are short. */
    int TILE = 16 * 1024;

    @Override
    default void scores(DoubleMatrix x, double[] weights, int weightsOffset, double bias, double[] scores, int scoresOffset) {
        DoubleLinearArguments.model(x, weights, weightsOffset);
        DoubleLinearArguments.scores(scores, scoresOffset, x, weights, weightsOffset);
        DoubleScores.of(x, 0, x.rows(), weights, weightsOffset, bias, scores, scoresOffset, DoubleScratch.get());
    }

    @Override
    default double loss(
            PointwiseLoss loss, Regularizer regularizer, Reduction reduction, DoubleMatrix x,
            double[] targets, int targetsOffset, double[] weights, int weightsOffset, double bias) {
        DoubleLinearArguments.inputs(loss, regularizer, reduction, x, targets, targetsOffset, weights, weightsOffset);
        DoubleScratch scratch = DoubleScratch.get();
        int rows = x.rows();
        double total = 0;
        for (int i = 0; rows - i > 0; i += DoubleScratch.BLOCK) {
            int size = Math.min(rows - i, DoubleScratch.BLOCK);
            DoubleScores.of(x, i, size, weights, weightsOffset, bias, scratch.scores, 0, scratch);
            DoublePointwise.losses(loss, scratch.scores, 0, targets, targetsOffset + i, scratch.losses, 0, size, scratch);
            total += DoubleSum.block(scratch.losses, 0, size, scratch.slots);
        }
        return total / reduction.divisor(rows, rows)
                + DoublePenalty.sum(regularizer, weights, weightsOffset, x.columns(), scratch);
    }

    @Override
    default double lossAndGradient(
            PointwiseLoss loss, Regularizer regularizer, Reduction reduction, DoubleMatrix x,
            double[] targets, int targetsOffset, double[] weights, int weightsOffset, double bias,
            double[] weightGradient, int weightGradientOffset, double[] biasGradient, int biasGradientOffset) {
        DoubleLinearArguments.inputs(loss, regularizer, reduction, x, targets, targetsOffset, weights, weightsOffset);
        DoubleLinearArguments.gradients(
                weightGradient, weightGradientOffset, biasGradient, biasGradientOffset,
                x, targets, targetsOffset, weights, weightsOffset);
        DoubleScratch scratch = DoubleScratch.get();
        int rows = x.rows();
        int columns = x.columns();
        double divisor = reduction.divisor(rows, rows);
        double scale = (1 / divisor);
        int tile = tileRows(columns);
        Arrays.fill(weightGradient, weightGradientOffset, weightGradientOffset + columns, 0);
        double total = 0;
        double slopes = 0;
        for (int i = 0; rows - i > 0; i += DoubleScratch.BLOCK) {
            int size = Math.min(rows - i, DoubleScratch.BLOCK);
            for (int k = 0; k < size; k += tile) {
                int length = Math.min(size - k, tile);
                DoubleScores.of(x, i + k, length, weights, weightsOffset, bias, scratch.scores, k, scratch);
                DoublePointwise.lossesAndGradient(
                        loss, scale, scratch.scores, k, targets, targetsOffset + i + k,
                        scratch.losses, k, scratch.scores, k, length, scratch);
                DoubleWeightGradient.add(
                        x, i + k, length, scratch.scores, k, weightGradient, weightGradientOffset, scratch.slots);
            }
            total += DoubleSum.block(scratch.losses, 0, size, scratch.slots);
            slopes += DoubleSum.block(scratch.scores, 0, size, scratch.slots);
        }
        biasGradient[biasGradientOffset] = slopes;
        DoublePenalty.addGradient(regularizer, weights, weightsOffset, weightGradient, weightGradientOffset, columns);
        return total / divisor + DoublePenalty.sum(regularizer, weights, weightsOffset, columns, scratch);
    }

    /** A power of two from 8 to a block, so that blocks are whole tiles. */
    private static int tileRows(int columns) {
        return Math.clamp(Integer.highestOneBit(TILE / Math.max(columns, 1)), 8, DoubleScratch.BLOCK);
    }
}
