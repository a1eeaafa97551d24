package io.github.losslane.simd.softmax;

import io.github.losslane.simd.FloatLanes;
import io.github.losslane.simd.FloatScratch;
import io.github.losslane.simd.math.FloatExp;
import java.util.Arrays;

/**
 * Exponentials of a group of rows some of which have logits outside the window of {@link FloatExp#ofRows}: these are shifted by
 * their maximum, the others by 0, all in one flat loop.
 */
final class FloatShifts {

    private static final int LANES = FloatLanes.LANES;

    /** A little below the logarithm of {@link FloatLabelRows#LEAST}, and above that of 2. */
    private static final float LOW = -19.5f, DOUBLING = 0.7f;

    private FloatShifts() {}

    /**
     * Rows that fit into the scratch, where their maxima are ({@link FloatArgmax}), and where their exponentials, one row after
     * the other, and shifts then are. A row without a shift may still need one, for its sum; most of these are known by their
     * maximum.
     */
    static void exponentials(
            float[] logits, int z, int zStride, int rows, int classes, FloatSoftmaxScratch scratch, FloatScratch blocks) {
        float[] x = FloatFlatRows.copy(logits, z, zStride, scratch.rows, rows, classes);
        int length = rows * classes;
        int padded = (length + LANES - 1) / LANES * LANES;
        Arrays.fill(x, length, padded, 0);
        FloatExp.outside(x, 0, scratch.products, 0, padded);
        FloatRowSums.sums(scratch.products, 0, classes, classes, scratch.productSums, rows, blocks.slots);
        float[] shifts = scratch.groupShares;
        float low = LOW - DOUBLING * (Integer.SIZE - Integer.numberOfLeadingZeros(classes));
        for (int i = 0; i < rows; i++) {
            boolean ordinary = scratch.productSums[i] == 0 && scratch.maxima[i] > low;
            scratch.shifts[i] = ordinary ? 0 : scratch.maxima[i];
            Arrays.fill(shifts, i * classes, (i + 1) * classes, scratch.shifts[i]);
        }
        Arrays.fill(shifts, length, padded, 0);
        FloatExp.ofDifferences(x, 0, shifts, 0, scratch.exponentials, 0, padded);
    }
}
