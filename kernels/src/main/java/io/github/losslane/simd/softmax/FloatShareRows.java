package io.github.losslane.simd.softmax;

import io.github.losslane.simd.FloatLanes;
import io.github.losslane.simd.FloatScratch;
import io.github.losslane.simd.math.FloatExp;
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
 * 4. loss and gradient of these: FloatShares
 * }</pre>
 *
 * <p>Rows of logits outside the window of {@link FloatExp#ofWindow}, very long rows and other losses are for
 * {@link FloatDenseRows}. Which of the two is a matter of the row's own logits, so that it has the same bits in any group.
 */
final class FloatShareRows {

    /** Elements of the rows of a group; there are more arrays than for labels alone. */
    private static final int GROUP = FloatSoftmaxScratch.GROUP / 2;

    private static final int LANES = FloatLanes.LANES;

    private FloatShareRows() {}

    /** As {@link FloatDenseRows#rows}. */
    static void rows(
            SoftmaxLoss loss, float scale, float[] logits, int z, int zStride, int[] labels, int y,
            float[] targets, int t, int tStride, float[] losses, int l,
            float[] gradient, int g, int gStride, int first, int rows, int classes, FloatSoftmaxScratch scratch) {
        int size = Math.max(1, GROUP / classes);
        boolean grouped = loss instanceof CrossEntropy && classes <= FloatSoftmaxScratch.GROUP;
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
                    FloatDenseRows.rows(loss, scale, logits, z + k * zStride, zStride, labels, y + k,
                            targets, t + k * tStride, tStride, losses, l + k,
                            gradient, g + k * gStride, gStride, first + k, 1, classes, scratch);
                }
            }
        }
    }

    /** Some rows, unless one of them needs a shift: then nothing but scratch and the gradient is written. */
    private static boolean group(
            CrossEntropy loss, float scale, float[] logits, int z, int zStride, int[] labels, int y,
            float[] targets, int t, int tStride, float[] losses, int l,
            float[] gradient, int g, int gStride, int first, int rows, int classes, FloatSoftmaxScratch scratch) {
        boolean copied = !FloatFlatRows.flat(logits, z, zStride, rows, classes);
        float[] x = copied ? FloatFlatRows.copy(logits, z, zStride, scratch.rows, rows, classes) : logits;
        int xo = copied ? 0 : z;
        FloatScratch blocks = FloatScratch.get();
        if (!exponentials(x, xo, scratch.exponentials, rows * classes, blocks)) {
            return false;
        }
        FloatArgmax.find(x, xo, classes, rows, classes, scratch.maxima, scratch.largest);
        int padded = (rows + LANES - 1) / LANES * LANES;
        others(rows, padded, classes, scratch, blocks);
        if (!FloatLabelRows.enough(scratch.own, scratch.others, padded)) {
            return false;
        }
        FloatLabelRows.logs(scratch, padded);
        System.arraycopy(scratch.blockWeights, first, scratch.weights, 0, rows);
        for (int i = 0; i < rows && labels != null; i++) {
            scratch.labels[i] = scratch.weights[i] == 0 ? 0 : labels[y + i];
        }
        FloatShares.rows(loss, scale, x, xo, labels, targets, t, tStride, gradient, g, gStride, rows, classes,
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
    private static boolean exponentials(float[] x, int xo, float[] out, int length, FloatScratch blocks) {
        int whole = length - length % LANES;
        Arrays.fill(blocks.firstInput, 0);
        System.arraycopy(x, xo + whole, blocks.firstInput, 0, length - whole);
        boolean inWindow = FloatExp.ofWindow(x, xo, out, 0, whole)
                && FloatExp.ofWindow(blocks.firstInput, 0, blocks.firstOutput, 0, LANES);
        System.arraycopy(blocks.firstOutput, 0, out, whole, LANES);
        return inWindow;
    }

    /** Step 2, which leaves 0 in place of the maximum's exponential. */
    private static void others(int rows, int padded, int classes, FloatSoftmaxScratch scratch, FloatScratch blocks) {
        float[] e = scratch.exponentials;
        for (int i = 0; i < rows; i++) {
            int index = i * classes + scratch.largest[i];
            scratch.own[i] = e[index];
            e[index] = 0;
        }
        Arrays.fill(scratch.own, rows, padded, 1);
        Arrays.fill(scratch.others, rows, padded, 0);
        FloatRowSums.sums(e, 0, classes, classes, scratch.others, rows, blocks.slots);
    }
}
