package io.github.losslane.simd.linear;

import io.github.losslane.FloatMatrix;
import io.github.losslane.Reduction;
import io.github.losslane.internal.FloatLinearArguments;
import io.github.losslane.linear.FloatLinearKernels;
import io.github.losslane.linear.Regularizer;
import io.github.losslane.pointwise.PointwiseLoss;
import io.github.losslane.simd.FloatScratch;
import io.github.losslane.simd.FloatSum;
import io.github.losslane.simd.pointwise.FloatPointwise;
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
public interface FloatLinear extends FloatLinearKernels {

    /** Elements of a tile: fits into the second cache with room for the next rows, and is many rows where they are short. */
    int TILE = 16 * 1024;

    @Override
    default void scores(FloatMatrix x, float[] weights, int weightsOffset, float bias, float[] scores, int scoresOffset) {
        FloatLinearArguments.model(x, weights, weightsOffset);
        FloatLinearArguments.scores(scores, scoresOffset, x, weights, weightsOffset);
        FloatScores.of(x, 0, x.rows(), weights, weightsOffset, bias, scores, scoresOffset, FloatScratch.get());
    }

    @Override
    default double loss(
            PointwiseLoss loss, Regularizer regularizer, Reduction reduction, FloatMatrix x,
            float[] targets, int targetsOffset, float[] weights, int weightsOffset, float bias) {
        FloatLinearArguments.inputs(loss, regularizer, reduction, x, targets, targetsOffset, weights, weightsOffset);
        FloatScratch scratch = FloatScratch.get();
        int rows = x.rows();
        double total = 0;
        for (int i = 0; rows - i > 0; i += FloatScratch.BLOCK) {
            int size = Math.min(rows - i, FloatScratch.BLOCK);
            FloatScores.of(x, i, size, weights, weightsOffset, bias, scratch.scores, 0, scratch);
            FloatPointwise.losses(loss, scratch.scores, 0, targets, targetsOffset + i, scratch.losses, 0, size, scratch);
            total += FloatSum.block(scratch.losses, 0, size, scratch.slots);
        }
        return total / reduction.divisor(rows, rows)
                + FloatPenalty.sum(regularizer, weights, weightsOffset, x.columns(), scratch);
    }

    @Override
    default double lossAndGradient(
            PointwiseLoss loss, Regularizer regularizer, Reduction reduction, FloatMatrix x,
            float[] targets, int targetsOffset, float[] weights, int weightsOffset, float bias,
            float[] weightGradient, int weightGradientOffset, float[] biasGradient, int biasGradientOffset) {
        FloatLinearArguments.inputs(loss, regularizer, reduction, x, targets, targetsOffset, weights, weightsOffset);
        FloatLinearArguments.gradients(
                weightGradient, weightGradientOffset, biasGradient, biasGradientOffset,
                x, targets, targetsOffset, weights, weightsOffset);
        FloatScratch scratch = FloatScratch.get();
        int rows = x.rows();
        int columns = x.columns();
        double divisor = reduction.divisor(rows, rows);
        float scale = (float) (1 / divisor);
        int tile = tileRows(columns);
        Arrays.fill(weightGradient, weightGradientOffset, weightGradientOffset + columns, 0);
        double total = 0;
        double slopes = 0;
        for (int i = 0; rows - i > 0; i += FloatScratch.BLOCK) {
            int size = Math.min(rows - i, FloatScratch.BLOCK);
            for (int k = 0; k < size; k += tile) {
                int length = Math.min(size - k, tile);
                FloatScores.of(x, i + k, length, weights, weightsOffset, bias, scratch.scores, k, scratch);
                FloatPointwise.lossesAndGradient(
                        loss, scale, scratch.scores, k, targets, targetsOffset + i + k,
                        scratch.losses, k, scratch.scores, k, length, scratch);
                FloatWeightGradient.add(
                        x, i + k, length, scratch.scores, k, weightGradient, weightGradientOffset, scratch.slots);
            }
            total += FloatSum.block(scratch.losses, 0, size, scratch.slots);
            slopes += FloatSum.block(scratch.scores, 0, size, scratch.slots);
        }
        biasGradient[biasGradientOffset] = (float) slopes;
        FloatPenalty.addGradient(regularizer, weights, weightsOffset, weightGradient, weightGradientOffset, columns);
        return total / divisor + FloatPenalty.sum(regularizer, weights, weightsOffset, columns, scratch);
    }

    /** A power of two from 8 to a block, so that blocks are whole tiles. */
    private static int tileRows(int columns) {
        return Math.clamp(Integer.highestOneBit(TILE / Math.max(columns, 1)), 8, FloatScratch.BLOCK);
    }
}
