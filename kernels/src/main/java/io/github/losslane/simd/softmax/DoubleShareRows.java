// Derived from FloatShareRows.java; edit that file, then run: java verification/src/test/java/io/github/losslane/verification/Twins.java
package io.github.losslane.simd.softmax;

import io.github.losslane.simd.DoubleLanes;
import io.github.losslane.simd.DoubleScratch;
import io.github.losslane.simd.math.DoubleExp;
import io.github.losslane.softmax.CrossEntropy;
import io.github.losslane.softmax.SoftmaxLoss;
import java.util.Arrays;

/**
 * Rows of cross-entropy in which every class may have a share, a group at a time, if their logits need no shift.
 *
 * <pre>{@code
 * 1. e_j = exp(z_j) of all rows, in one flat loop
 * 2. the first maximum m of each row, and the sum of the other exponentials, rest
 * 3. log = log1p(rest / e_m), which is -log p_m
 * 4. loss and gradient of these: DoubleShares
 * }</pre>
 *
 * <p>Rows of logits outside the window of {@link DoubleExp#ofWindow}, very long rows and other losses are for
 * {@link DoubleDenseRows}. Which of the two is a matter of the row's own logits, so that it has the same bits in any group.
 */
final class DoubleShareRows {

    /** Elements of the rows of a group; there are more arrays than for labels alone. */
    private static final int GROUP = DoubleSoftmaxScratch.GROUP / 2;

    private static final int LANES = DoubleLanes.LANES;

    private DoubleShareRows() {}

    /** As {@link DoubleDenseRows#rows}. */
    static void rows(
            SoftmaxLoss loss, double scale, double[] logits, int z, int zStride, int[] labels, int y,
            double[] targets, int t, int tStride, double[] losses, int l,
            double[] gradient, int g, int gStride, int first, int rows, int classes, DoubleSoftmaxScratch scratch) {
        int size = Math.max(1, GROUP / classes);
        boolean grouped = loss instanceof CrossEntropy && classes <= DoubleSoftmaxScratch.GROUP;
        for (int i = 0; i < rows; i += size) {
            int several = Math.min(rows - i, size);
            if (grouped && group((CrossEntropy) loss, scale, logits, z + i * zStride, zStride, labels, y + i,
                    targets, t + i * tStride, tStride, losses, l + i,
                    gradient, g + i * gStride, gStride, first + i, several, classes, scratch)) {
                continue;
            }
            for (int k = i; k < i + several; k++) {
                if (several == 1 || !grouped || !group((CrossEntropy) loss, scale, logits, z + k * zStride, zStride,
                        labels, y + k, targets, t + k * tStride, tStride, losses, l + k,
                        gradient, g + k * gStride, gStride, first + k, 1, classes, scratch)) {
                    DoubleDenseRows.rows(loss, scale, logits, z + k * zStride, zStride, labels, y + k,
                            targets, t + k * tStride, tStride, losses, l + k,
                            gradient, g + k * gStride, gStride, first + k, 1, classes, scratch);
                }
            }
        }
    }

    /** Some rows, unless one of them needs a shift: then nothing but scratch and the gradient is written. */
    private static boolean group(
            CrossEntropy loss, double scale, double[] logits, int z, int zStride, int[] labels, int y,
            double[] targets, int t, int tStride, double[] losses, int l,
            double[] gradient, int g, int gStride, int first, int rows, int classes, DoubleSoftmaxScratch scratch) {
        boolean copied = !DoubleFlatRows.flat(logits, z, zStride, rows, classes);
        double[] x = copied ? DoubleFlatRows.copy(logits, z, zStride, scratch.rows, rows, classes) : logits;
        int xo = copied ? 0 : z;
        DoubleScratch blocks = DoubleScratch.get();
        if (!exponentials(x, xo, scratch.exponentials, rows * classes, blocks)) {
            return false;
        }
        DoubleArgmax.find(x, xo, classes, rows, classes, scratch.maxima, scratch.largest);
        int padded = (rows + LANES - 1) / LANES * LANES;
        others(rows, padded, classes, scratch, blocks);
        if (!DoubleLabelRows.enough(scratch.own, scratch.others, padded)) {
            return false;
        }
        DoubleLabelRows.logs(scratch, padded);
        System.arraycopy(scratch.blockWeights, first, scratch.weights, 0, rows);
        for (int i = 0; i < rows && labels != null; i++) {
            scratch.labels[i] = scratch.weights[i] == 0 ? 0 : labels[y + i];
        }
        DoubleShares.rows(loss, scale, x, xo, labels, targets, t, tStride, gradient, g, gStride, rows, classes,
                scratch, blocks);
        System.arraycopy(scratch.losses, 0, losses, l, rows);
        for (int i = 0; i < rows && scratch.skips; i++) {
            if (scratch.weights[i] == 0) {
                losses[l + i] = 0;
                if (gradient != null) {
                    Arrays.fill(gradient, g + i * gStride, g + i * gStride + classes, 0);
                }
            }
        }
        return true;
    }

    /** Step 1; the last elements by scratch. */
    private static boolean exponentials(double[] x, int xo, double[] out, int length, DoubleScratch blocks) {
        int whole = length - length % LANES;
        Arrays.fill(blocks.firstInput, 0);
        System.arraycopy(x, xo + whole, blocks.firstInput, 0, length - whole);
        boolean inWindow = DoubleExp.ofWindow(x, xo, out, 0, whole)
                && DoubleExp.ofWindow(blocks.firstInput, 0, blocks.firstOutput, 0, LANES);
        System.arraycopy(blocks.firstOutput, 0, out, whole, LANES);
        return inWindow;
    }

    /** Step 2, which leaves 0 in place of the maximum's exponential. */
    private static void others(int rows, int padded, int classes, DoubleSoftmaxScratch scratch, DoubleScratch blocks) {
        double[] e = scratch.exponentials;
        for (int i = 0; i < rows; i++) {
            int index = i * classes + scratch.largest[i];
            scratch.own[i] = e[index];
            e[index] = 0;
        }
        Arrays.fill(scratch.own, rows, padded, 1);
        Arrays.fill(scratch.others, rows, padded, 0);
        DoubleRowSums.sums(e, 0, classes, classes, scratch.others, rows, blocks.slots);
    }
}
