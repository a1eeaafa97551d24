package io.github.losslane.simd.softmax;

import static io.github.losslane.simd.FloatParameter.limited;

import io.github.losslane.Reduction;
import io.github.losslane.simd.FloatScratch;
import io.github.losslane.simd.FloatSum;
import io.github.losslane.simd.pointwise.FloatWeights;
import io.github.losslane.softmax.CrossEntropy;
import io.github.losslane.softmax.SoftmaxLoss;
import java.util.Arrays;

/** Cuts a batch into blocks of rows, weighs them and sums their losses; labels or targets are null, arguments checked. */
public final class FloatRows {

    private FloatRows() {}

    /** The reduced loss, and its gradient unless that is null; weights may be null. */
    public static double reduce(
            SoftmaxLoss loss, Reduction reduction, float[] logits, int z, int zStride, int[] labels, int y,
            float[] targets, int t, int tStride, float[] weights, int w, float[] gradient, int g, int gStride,
            int rows, int classes) {
        FloatSoftmaxScratch scratch = FloatSoftmaxScratch.get();
        float lift = 1;
        double weight = rows;
        if (reduction == Reduction.WEIGHTED_MEAN) {
            weight = weight(loss, 1, labels, y, targets, t, tStride, weights, w, rows, classes, scratch);
            double lowered = Double.isInfinite(weight)
                    ? weight(loss, FloatWeights.LOWERED, labels, y, targets, t, tStride, weights, w, rows, classes, scratch)
                    : 0;
            lift = FloatWeights.lift(weight, lowered);
            if (lift != 1) {
                weight = weight(loss, lift, labels, y, targets, t, tStride, weights, w, rows, classes, scratch);
            }
        }
        double divisor = reduction.divisor(counting(loss, labels, y, rows), weight);
        double sum = 0;
        for (int i = 0; rows - i > 0; i += FloatScratch.BLOCK) {
            int size = Math.min(rows - i, FloatScratch.BLOCK);
            weights(loss, lift, labels, y + i, weights, w + i, size, scratch);
            float[] losses = FloatScratch.get().losses;
            block(loss, (float) (1 / divisor), logits, z + i * zStride, zStride, labels, y + i,
                    targets, t + i * tStride, tStride, losses, 0,
                    gradient, g + i * gStride, gStride, size, classes, scratch);
            for (int k = 0; k < size; k++) {
                losses[k] *= scratch.blockWeights[k];       // a row of weight 0 has the loss 0 already
            }
            sum += FloatSum.block(losses, 0, size, FloatScratch.get().slots);
        }
        return sum / divisor;
    }

    /**
     * Plain cross-entropy, for heads, whose rows come in chunks: the loss of every row, and scale times its gradient unless
     * that is null.
     */
    public static void labels(
            float scale, float[] logits, int z, int zStride, int[] labels, int y, float[] losses, int l,
            float[] gradient, int g, int gStride, int rows, int classes) {
        FloatSoftmaxScratch scratch = FloatSoftmaxScratch.get();
        for (int i = 0; rows - i > 0; i += FloatScratch.BLOCK) {
            int size = Math.min(rows - i, FloatScratch.BLOCK);
            weights(CrossEntropy.PLAIN, 1, labels, y + i, null, 0, size, scratch);
            block(CrossEntropy.PLAIN, scale, logits, z + i * zStride, zStride, labels, y + i, null, 0, 0,
                    losses, l + i, gradient, g + i * gStride, gStride, size, classes, scratch);
        }
    }

    /** The loss of every row. */
    static void losses(
            SoftmaxLoss loss, float[] logits, int z, int zStride, int[] labels, int y, float[] targets, int t, int tStride,
            float[] losses, int l, int rows, int classes) {
        FloatSoftmaxScratch scratch = FloatSoftmaxScratch.get();
        for (int i = 0; rows - i > 0; i += FloatScratch.BLOCK) {
            int size = Math.min(rows - i, FloatScratch.BLOCK);
            weights(loss, 1, labels, y + i, null, 0, size, scratch);
            block(loss, 1, logits, z + i * zStride, zStride, labels, y + i, targets, t + i * tStride, tStride,
                    losses, l + i, null, 0, 0, size, classes, scratch);
        }
    }

    private static void block(
            SoftmaxLoss loss, float scale, float[] logits, int z, int zStride, int[] labels, int y,
            float[] targets, int t, int tStride, float[] losses, int l,
            float[] gradient, int g, int gStride, int rows, int classes, FloatSoftmaxScratch scratch) {
        boolean smoothed = loss instanceof CrossEntropy entropy && entropy.labelSmoothing() > 0;
        boolean several = smoothed && !FloatSmoothing.suits(loss, classes);
        if (classes == 0) {
            Arrays.fill(losses, l, l + rows, 0);
        } else if (labels != null && several) {
            FloatShareRows.rows(loss, scale, logits, z, zStride, labels, y, null, 0, 0, losses, l,
                    gradient, g, gStride, 0, rows, classes, scratch);
        } else if (labels != null) {
            Arrays.fill(scratch.blockAmounts, 0, rows, 1);
            FloatLabelRows.block(loss, scale, logits, z, zStride, labels, y, losses, l,
                    gradient, g, gStride, rows, classes, scratch);
        } else if (!several && hot(smoothed, targets, t, tStride, rows, classes, scratch)) {
            FloatLabelRows.block(loss, scale, logits, z, zStride, scratch.hot, 0, losses, l,
                    gradient, g, gStride, rows, classes, scratch);
        } else {
            Arrays.fill(scratch.hot, 0, several ? rows : 0, -1);
            mixed(loss, scale, logits, z, zStride, targets, t, tStride, losses, l,
                    gradient, g, gStride, rows, classes, scratch);
        }
    }

    /** Rows of several targets, as many as follow one another, and rows of one target each by itself. */
    private static void mixed(
            SoftmaxLoss loss, float scale, float[] logits, int z, int zStride, float[] targets, int t, int tStride,
            float[] losses, int l, float[] gradient, int g, int gStride, int rows, int classes,
            FloatSoftmaxScratch scratch) {
        int i = 0;
        while (i < rows) {
            int several = 0;
            while (i + several < rows && scratch.hot[i + several] < 0) {
                several++;
            }
            if (several > 0) {
                FloatShareRows.rows(loss, scale, logits, z + i * zStride, zStride, null, 0,
                        targets, t + i * tStride, tStride, losses, l + i,
                        gradient, g + i * gStride, gStride, i, several, classes, scratch);
            } else if (!FloatLabelRows.group(loss, scale, logits, z + i * zStride, zStride, scratch.hot, i, losses, l + i,
                    gradient, g + i * gStride, gStride, i, 1, classes, scratch)) {
                FloatDenseRows.rows(loss, scale, logits, z + i * zStride, zStride, scratch.hot, i, null, 0, 0,
                        losses, l + i, gradient, g + i * gStride, gStride, i, 1, classes, scratch);
            }
            i += Math.max(1, several);
        }
    }

    /** Finds the class of every row that has only one target, that is 1 if so wished; returns whether all rows are such. */
    private static boolean hot(
            boolean one, float[] targets, int t, int tStride, int rows, int classes, FloatSoftmaxScratch scratch) {
        boolean all = true;
        for (int i = 0; i < rows; i++) {
            int row = t + i * tStride;
            int index = FloatRow.onlyIndex(targets, row, classes);
            scratch.blockAmounts[i] = index < 0 ? Float.NaN : targets[row + index];
            boolean hot = Float.isFinite(scratch.blockAmounts[i]) && (!one || scratch.blockAmounts[i] == 1);
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
            SoftmaxLoss loss, float lift, int[] labels, int y, float[] weights, int w, int rows,
            FloatSoftmaxScratch scratch) {
        float[] out = scratch.blockWeights;
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
            SoftmaxLoss loss, float lift, int[] labels, int y, float[] targets, int t, int tStride, float[] weights, int w,
            int rows, int classes, FloatSoftmaxScratch scratch) {
        double sum = 0;
        for (int i = 0; rows - i > 0; i += FloatScratch.BLOCK) {
            int size = Math.min(rows - i, FloatScratch.BLOCK);
            weights(loss, lift, labels, y + i, weights, w + i, size, scratch);
            float[] products = FloatScratch.get().losses;
            for (int k = 0; k < size; k++) {
                double weight = scratch.blockWeights[k];
                products[k] = (float) (weight == 0 ? 0 : weight * (labels == null
                        ? classWeight(loss, targets, t + (i + k) * tStride, classes, scratch)
                        : limited(loss.weight(labels[y + i + k]))));
            }
            sum += FloatSum.block(products, 0, size, FloatScratch.get().slots);
        }
        return sum;
    }

    /** The sum of a row's targets, each times the weight of its class. */
    private static double classWeight(
            SoftmaxLoss loss, float[] targets, int t, int classes, FloatSoftmaxScratch scratch) {
        if (!(loss instanceof CrossEntropy entropy) || entropy.classWeights().size() == 0) {
            return FloatSum.sum(targets, t, classes, FloatScratch.get().slots);
        }
        double sum = 0;
        for (int c = 0; classes - c > 0; c += FloatScratch.BLOCK) {
            int size = Math.min(classes - c, FloatScratch.BLOCK);
            entropy.classWeights().copy(c, scratch.rowProducts, 0, size);
            for (int j = 0; j < size; j++) {
                scratch.rowProducts[j] *= targets[t + c + j];
            }
            sum += FloatSum.block(scratch.rowProducts, 0, size, FloatScratch.get().slots);
        }
        return sum;
    }
}
