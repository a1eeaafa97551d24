// Derived from FloatCrossEntropy.java; edit that file, then run: java verification/src/test/java/io/github/losslane/verification/Twins.java
package io.github.losslane.simd.softmax;

import io.github.losslane.simd.DoubleLanes;
import io.github.losslane.simd.DoubleScratch;
import io.github.losslane.simd.DoubleSum;
import io.github.losslane.simd.math.DoubleLog1p;

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
public final class DoubleCrossEntropy {

    /**
     * Bounds in ulps where the differences z_j - max are exact. Otherwise the rounding of a difference d adds up to |d| / 2
     * ulps to its exponential, so the spread of the row's logits must be added.
     */
    public static final double MAX_ULP_LOSS = 16;

    public static final double MAX_ULP_GRADIENT = 16;

    private DoubleCrossEntropy() {}

    /** At most a block of rows; the gradient may be null. */
    static void rows(
            double scale, double[] logits, int z, int zStride, int[] labels, int y, double[] losses, int l,
            double[] gradient, int g, int gStride, int rows, int classes, DoubleScratch scratch) {
        for (int i = 0; i < rows; i++) {
            int row = z + i * zStride;
            int label = labels[y + i];
            double target = logits[row + label];
            double max = DoubleRow.maximum(logits, row, classes, scratch.firstOutput);
            double[] exponentials = gradient == null ? scratch.row : gradient;
            double own = 0;
            double others = 0;
            for (int c = 0; c < classes; c += DoubleScratch.BLOCK) {
                int size = Math.min(classes - c, DoubleScratch.BLOCK);
                int out = gradient == null ? 0 : g + i * gStride + c;
                DoubleRow.exponentials(max, logits, row + c, exponentials, out, size, scratch);
                if (label >= c && label - c < size) {
                    own = exponentials[out + label - c];
                    exponentials[out + label - c] = 0;
                }
                others += DoubleSum.block(exponentials, out, size, scratch.slots);
            }
            if (gradient != null) {
                double inverse = scale / (others + own);
                int out = g + i * gStride;
                DoubleRow.scale(inverse, gradient, out, classes);
                gradient[out + label] = (-others * inverse);
            }
            scratch.shifts[i] = max - target;
            scratch.values[i] = (target == max ? others : others - 1 + own);
        }
        int padded = (rows + DoubleLanes.LANES - 1) / DoubleLanes.LANES * DoubleLanes.LANES;
        DoubleLog1p.log1p(scratch.values, 0, scratch.values, 0, padded);
        for (int i = 0; i < rows; i++) {
            losses[l + i] = scratch.shifts[i] + scratch.values[i];
        }
    }
}
