// Derived from FloatRows.java; edit that file, then run: java verification/src/test/java/io/github/losslane/verification/Twins.java
package io.github.losslane.simd.softmax;

import static io.github.losslane.simd.DoubleParameter.limited;

import io.github.losslane.Reduction;
import io.github.losslane.simd.DoubleScratch;
import io.github.losslane.simd.DoubleSum;
import io.github.losslane.simd.pointwise.DoubleWeights;
import io.github.losslane.softmax.CrossEntropy;
import io.github.losslane.softmax.SoftmaxLoss;
import java.util.Arrays;

/** Cuts a batch into blocks of rows, weighs them and sums their losses; labels or targets are null, arguments checked. */
public final class DoubleRows {

    private DoubleRows() {}

    /** The reduced loss, and its gradient unless that is null; weights may be null. */
    public static double reduce(
            SoftmaxLoss loss, Reduction reduction, double[] logits, int z, int zStride, int[] labels, int y,
            double[] targets, int t, int tStride, double[] weights, int w, double[] gradient, int g, int gStride,
            int rows, int classes) {
        DoubleSoftmaxScratch scratch = DoubleSoftmaxScratch.get();
        double lift = 1;
        double weight = rows;
        if (reduction == Reduction.WEIGHTED_MEAN) {
            weight = weight(loss, 1, labels, y, targets, t, tStride, weights, w, rows, classes, scratch);
            double lowered = Double.isInfinite(weight)
                    ? weight(loss, DoubleWeights.LOWERED, labels, y, targets, t, tStride, weights, w, rows, classes, scratch)
                    : 0;
            lift = DoubleWeights.lift(weight, lowered);
            if (lift != 1) {
                weight = weight(loss, lift, labels, y, targets, t, tStride, weights, w, rows, classes, scratch);
            }
        }
        double divisor = reduction.divisor(counting(loss, labels, y, rows), weight);
        double sum = 0;
        for (int i = 0; rows - i > 0; i += DoubleScratch.BLOCK) {
            int size = Math.min(rows - i, DoubleScratch.BLOCK);
            weights(loss, lift, labels, y + i, weights, w + i, size, scratch);
            double[] losses = DoubleScratch.get().losses;
            block(loss, (1 / divisor), logits, z + i * zStride, zStride, labels, y + i,
                    targets, t + i * tStride, tStride, losses, 0,
                    gradient, g + i * gStride, gStride, size, classes, scratch);
            for (int k = 0; k < size; k++) {
                losses[k] *= scratch.blockWeights[k];       // a row of weight 0 has the loss 0 already
            }
            sum += DoubleSum.block(losses, 0, size, DoubleScratch.get().slots);
        }
        return sum / divisor;
    }

    /**
     * Plain cross-entropy, for heads, whose rows come in chunks: the loss of every row, and scale times its gradient unless
     * that is null.
     */
    public static void labels(
            double scale, double[] logits, int z, int zStride, int[] labels, int y, double[] losses, int l,
            double[] gradient, int g, int gStride, int rows, int classes) {
        DoubleSoftmaxScratch scratch = DoubleSoftmaxScratch.get();
        for (int i = 0; rows - i > 0; i += DoubleScratch.BLOCK) {
            int size = Math.min(rows - i, DoubleScratch.BLOCK);
            weights(CrossEntropy.PLAIN, 1, labels, y + i, null, 0, size, scratch);
            block(CrossEntropy.PLAIN, scale, logits, z + i * zStride, zStride, labels, y + i, null, 0, 0,
                    losses, l + i, gradient, g + i * gStride, gStride, size, classes, scratch);
        }
    }

    /** The loss of every row. */
    static void losses(
            SoftmaxLoss loss, double[] logits, int z, int zStride, int[] labels, int y, double[] targets, int t, int tStride,
            double[] losses, int l, int rows, int classes) {
        DoubleSoftmaxScratch scratch = DoubleSoftmaxScratch.get();
        for (int i = 0; rows - i > 0; i += DoubleScratch.BLOCK) {
            int size = Math.min(rows - i, DoubleScratch.BLOCK);
            weights(loss, 1, labels, y + i, null, 0, size, scratch);
            block(loss, 1, logits, z + i * zStride, zStride, labels, y + i, targets, t + i * tStride, tStride,
                    losses, l + i, null, 0, 0, size, classes, scratch);
        }
    }

    private static void block(
            SoftmaxLoss loss, double scale, double[] logits, int z, int zStride, int[] labels, int y,
            double[] targets, int t, int tStride, double[] losses, int l,
            double[] gradient, int g, int gStride, int rows, int classes, DoubleSoftmaxScratch scratch) {
        boolean smoothed = loss instanceof CrossEntropy entropy && entropy.labelSmoothing() > 0;
        boolean several = smoothed && !DoubleSmoothing.suits(loss, classes);
        if (classes == 0) {
            Arrays.fill(losses, l, l + rows, 0);
        } else if (labels != null && several) {
            DoubleShareRows.rows(loss, scale, logits, z, zStride, labels, y, null, 0, 0, losses, l,
                    gradient, g, gStride, 0, rows, classes, scratch);
        } else if (labels != null) {
            Arrays.fill(scratch.blockAmounts, 0, rows, 1);
            DoubleLabelRows.block(loss, scale, logits, z, zStride, labels, y, losses, l,
                    gradient, g, gStride, rows, classes, scratch);
        } else if (!several && hot(smoothed, targets, t, tStride, rows, classes, scratch)) {
            DoubleLabelRows.block(loss, scale, logits, z, zStride, scratch.hot, 0, losses, l,
                    gradient, g, gStride, rows, classes, scratch);
        } else {
            Arrays.fill(scratch.hot, 0, several ? rows : 0, -1);
            mixed(loss, scale, logits, z, zStride, targets, t, tStride, losses, l,
                    gradient, g, gStride, rows, classes, scratch);
        }
    }

    /** Rows of several targets, as many as follow one another, and rows of one target each by itself. */
    private static void mixed(
            SoftmaxLoss loss, double scale, double[] logits, int z, int zStride, double[] targets, int t, int tStride,
            double[] losses, int l, double[] gradient, int g, int gStride, int rows, int classes,
            DoubleSoftmaxScratch scratch) {
        int i = 0;
        while (i < rows) {
            int several = 0;
            while (i + several < rows && scratch.hot[i + several] < 0) {
                several++;
            }
            if (several > 0) {
                DoubleShareRows.rows(loss, scale, logits, z + i * zStride, zStride, null, 0,
                        targets, t + i * tStride, tStride, losses, l + i,
                        gradient, g + i * gStride, gStride, i, several, classes, scratch);
            } else if (!DoubleLabelRows.group(loss, scale, logits, z + i * zStride, zStride, scratch.hot, i, losses, l + i,
                    gradient, g + i * gStride, gStride, i, 1, classes, scratch)) {
                DoubleDenseRows.rows(loss, scale, logits, z + i * zStride, zStride, scratch.hot, i, null, 0, 0,
                        losses, l + i, gradient, g + i * gStride, gStride, i, 1, classes, scratch);
            }
            i += Math.max(1, several);
        }
    }

    /** Finds the class of every row that has only one target, that is 1 if so wished; returns whether all rows are such. */
    private static boolean hot(
            boolean one, double[] targets, int t, int tStride, int rows, int classes, DoubleSoftmaxScratch scratch) {
        boolean all = true;
        for (int i = 0; i < rows; i++) {
            int row = t + i * tStride;
            int index = DoubleRow.onlyIndex(targets, row, classes);
            scratch.blockAmounts[i] = index < 0 ? Double.NaN : targets[row + index];
            boolean hot = Double.isFinite(scratch.blockAmounts[i]) && (!one || scratch.blockAmounts[i] == 1);
            scratch.hot[i] = hot ? index : -1;
            all &= hot;
        }
        return all;
    }

    /** Number of rows that are not ignored. */
    private static long counting(SoftmaxLoss loss, int[] labels, int y, int rows) {
        if (labels == null || !(loss instanceof CrossEntropy entropy) || entropy.ignoreLabel().isEmpty()) {
            return rows;
        }
        long count = 0;
        for (int i = 0; i < rows; i++) {
            count += entropy.ignores(labels[y + i]) ? 0 : 1;
        }
        return count;
    }

    /** Row weights of a block, 0 for those that are ignored, and whether there may be such. */
    private static void weights(
            SoftmaxLoss loss, double lift, int[] labels, int y, double[] weights, int w, int rows,
            DoubleSoftmaxScratch scratch) {
        double[] out = scratch.blockWeights;
        scratch.skips = weights != null;
        if (weights == null) {
            Arrays.fill(out, 0, rows, lift);
        } else {
            for (int i = 0; i < rows; i++) {
                out[i] = weights[w + i] * lift;
            }
        }
        if (labels != null && loss instanceof CrossEntropy entropy && entropy.ignoreLabel().isPresent()) {
            for (int i = 0; i < rows; i++) {
                out[i] = entropy.ignores(labels[y + i]) ? 0 : out[i];
            }
            scratch.skips = true;
        }
    }

    /** The sum of what the rows weigh in a weighted mean. */
    private static double weight(
            SoftmaxLoss loss, double lift, int[] labels, int y, double[] targets, int t, int tStride, double[] weights, int w,
            int rows, int classes, DoubleSoftmaxScratch scratch) {
        double sum = 0;
        for (int i = 0; rows - i > 0; i += DoubleScratch.BLOCK) {
            int size = Math.min(rows - i, DoubleScratch.BLOCK);
            weights(loss, lift, labels, y + i, weights, w + i, size, scratch);
            double[] products = DoubleScratch.get().losses;
            for (int k = 0; k < size; k++) {
                double weight = scratch.blockWeights[k];
                products[k] = (weight == 0 ? 0 : weight * (labels == null
                        ? classWeight(loss, targets, t + (i + k) * tStride, classes, scratch)
                        : limited(loss.weight(labels[y + i + k]))));
            }
            sum += DoubleSum.block(products, 0, size, DoubleScratch.get().slots);
        }
        return sum;
    }

    /** The sum of a row's targets, each times the weight of its class. */
    private static double classWeight(
            SoftmaxLoss loss, double[] targets, int t, int classes, DoubleSoftmaxScratch scratch) {
        if (!(loss instanceof CrossEntropy entropy) || entropy.classWeights().size() == 0) {
            return DoubleSum.sum(targets, t, classes, DoubleScratch.get().slots);
        }
        double sum = 0;
        for (int c = 0; classes - c > 0; c += DoubleScratch.BLOCK) {
            int size = Math.min(classes - c, DoubleScratch.BLOCK);
            entropy.classWeights().copy(c, scratch.rowProducts, 0, size);
            for (int j = 0; j < size; j++) {
                scratch.rowProducts[j] *= targets[t + c + j];
            }
            sum += DoubleSum.block(scratch.rowProducts, 0, size, DoubleScratch.get().slots);
        }
        return sum;
    }
}
