// Derived from FloatShifts.java; edit that file, then run: java verification/src/test/java/io/github/losslane/verification/Twins.java
package io.github.losslane.simd.softmax;

import io.github.losslane.simd.DoubleLanes;
import io.github.losslane.simd.DoubleScratch;
import io.github.losslane.simd.math.DoubleExp;
import java.util.Arrays;

/**
 * Exponentials of a group of rows some of which have logits outside the window of {@link DoubleExp#ofRows}: these are shifted by
 * their maximum, the others by 0, all in one flat loop.
 */
final class DoubleShifts {

    private static final int LANES = DoubleLanes.LANES;

    /** A little below the logarithm of {@link DoubleLabelRows#LEAST}, and above that of 2. */
    private static final double LOW = -19.5, DOUBLING = 0.7;

    private DoubleShifts() {}

    /**
     * Rows that fit into the scratch, where their maxima are ({@link DoubleArgmax}), and where their exponentials, one row after
     * the other, and shifts then are. A row without a shift may still need one, for its sum; most of these are known by their
     * maximum.
     */
    static void exponentials(
            double[] logits, int z, int zStride, int rows, int classes, DoubleSoftmaxScratch scratch, DoubleScratch blocks) {
        double[] x = DoubleFlatRows.copy(logits, z, zStride, scratch.rows, rows, classes);
        int length = rows * classes;
        int padded = (length + LANES - 1) / LANES * LANES;
        Arrays.fill(x, length, padded, 0);
        DoubleExp.outside(x, 0, scratch.products, 0, padded);
        DoubleRowSums.sums(scratch.products, 0, classes, classes, scratch.productSums, rows, blocks.slots);
        double[] shifts = scratch.groupShares;
        double low = LOW - DOUBLING * (Integer.SIZE - Integer.numberOfLeadingZeros(classes));
        for (int i = 0; i < rows; i++) {
            boolean ordinary = scratch.productSums[i] == 0 && scratch.maxima[i] > low;
            scratch.shifts[i] = ordinary ? 0 : scratch.maxima[i];
            Arrays.fill(shifts, i * classes, (i + 1) * classes, scratch.shifts[i]);
        }
        Arrays.fill(shifts, length, padded, 0);
        DoubleExp.ofDifferences(x, 0, shifts, 0, scratch.exponentials, 0, padded);
    }
}
