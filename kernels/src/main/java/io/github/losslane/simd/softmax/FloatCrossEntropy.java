package io.github.losslane.simd.softmax;

import io.github.losslane.simd.FloatLanes;
import io.github.losslane.simd.FloatScratch;
import io.github.losslane.simd.FloatSum;
import io.github.losslane.simd.math.FloatLog1p;

/**
 * SIMD {@link io.github.losslane.softmax.CrossEntropy}.
 *
 * <pre>{@code
 * 1. max of the row
 * 2. e_j = exp(z_j - max), into the gradient row; s = sum of all e_j but e_y, in the canonical order
 * 3. gradient: e_j scale / (s + e_y), and -s scale / (s + e_y) for the target
 * 4. loss = (max - z_y) + log1p(u), u = s where the label is the maximum, else (s - 1) + e_y; logs of 1,024 rows at once
 * }</pre>
 */
public final class FloatCrossEntropy {

    /**
     * Bounds in ulps where the differences z_j - max are exact. Otherwise the rounding of a difference d adds up to |d| / 2
     * ulps to its exponential, so the spread of the row's logits must be added.
     */
    public static final double MAX_ULP_LOSS = 16;

    public static final double MAX_ULP_GRADIENT = 16;

    private FloatCrossEntropy() {}

    /** At most a block of rows; the gradient may be null. */
    static void rows(
            double scale, float[] logits, int z, int zStride, int[] labels, int y, float[] losses, int l,
            float[] gradient, int g, int gStride, int rows, int classes, FloatScratch scratch) {
        for (int i = 0; i < rows; i++) {
            int row = z + i * zStride;
            int label = labels[y + i];
            float target = logits[row + label];
            float max = FloatRow.maximum(logits, row, classes, scratch.firstOutput);
            float[] exponentials = gradient == null ? scratch.row : gradient;
            double own = 0;
            double others = 0;
            for (int c = 0; c < classes; c += FloatScratch.BLOCK) {
                int size = Math.min(classes - c, FloatScratch.BLOCK);
                int out = gradient == null ? 0 : g + i * gStride + c;
                FloatRow.exponentials(max, logits, row + c, exponentials, out, size, scratch);
                if (label >= c && label - c < size) {
                    own = exponentials[out + label - c];
                    exponentials[out + label - c] = 0;
                }
                others += FloatSum.block(exponentials, out, size, scratch.slots);
            }
            if (gradient != null) {
                double inverse = scale / (others + own);
                int out = g + i * gStride;
                FloatRow.scale((float) inverse, gradient, out, classes);
                gradient[out + label] = (float) (-others * inverse);
            }
            scratch.shifts[i] = max - target;
            scratch.values[i] = (float) (target == max ? others : others - 1 + own);
        }
        int padded = (rows + FloatLanes.LANES - 1) / FloatLanes.LANES * FloatLanes.LANES;
        FloatLog1p.log1p(scratch.values, 0, scratch.values, 0, padded);
        for (int i = 0; i < rows; i++) {
            losses[l + i] = scratch.shifts[i] + scratch.values[i];
        }
    }
}
