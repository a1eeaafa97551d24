package io.github.losslane.simd.softmax;

import static jdk.incubator.vector.VectorOperators.NEG;

import io.github.losslane.simd.FloatLanes;
import io.github.losslane.simd.FloatScratch;
import io.github.losslane.simd.FloatSum;
import io.github.losslane.simd.math.FloatExp;
import io.github.losslane.simd.math.FloatLog1p;
import io.github.losslane.softmax.CrossEntropy;
import io.github.losslane.softmax.InterclassDistance;
import io.github.losslane.softmax.SoftmaxFocal;
import io.github.losslane.softmax.SoftmaxLoss;
import java.util.Arrays;
import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.VectorSpecies;

/**
 * Rows in which every class may have a share: dense targets, or labels that are smoothed. Each block of a row is worked on
 * in scratch, and fetched again for the next sweep where the row has several.
 *
 * <pre>{@code
 * 1. exponentials e_j, the maximum's e_m and the sum of the others, rest
 * 2. shares s_j, their sum A, and sum_j s_j (max - z_j)
 * 3. gradient: (e_j (A - s_j) - s_j (sum of the other exponentials)) k / (e_m + rest)
 * }</pre>
 *
 * <p>One row at a time, and whatever its logits. Rows with a single target are for {@link FloatLabelRows}, cross-entropy
 * without rare logits for {@link FloatShareRows}.
 */
final class FloatDenseRows {

    private static final VectorSpecies<Float> SPECIES = FloatLanes.SPECIES;
    private static final int LANES = FloatLanes.LANES;

    private FloatDenseRows() {}

    /**
     * Some rows, with labels or targets, the other null; their weights are in the scratch, from the index of the first in
     * the block; the gradient may be null.
     */
    static void rows(
            SoftmaxLoss loss, float scale, float[] logits, int z, int zStride, int[] labels, int y,
            float[] targets, int t, int tStride, float[] losses, int l,
            float[] gradient, int g, int gStride, int first, int rows, int classes, FloatSoftmaxScratch scratch) {
        FloatScratch blocks = FloatScratch.get();
        for (int i = 0; i < rows; i++) {
            int row = g + i * gStride;
            float weight = scratch.blockWeights[first + i];
            if (weight != 0) {
                int label = labels == null ? -1 : labels[y + i];
                losses[l + i] = row(loss, weight * scale, logits, z + i * zStride, label,
                        targets, t + i * tStride, gradient, row, classes, scratch, blocks);
            } else {
                losses[l + i] = 0;
                if (gradient != null) {
                    Arrays.fill(gradient, row, row + classes, 0);
                }
            }
        }
    }

    private static int padded(int length) {
        return (length + LANES - 1) / LANES * LANES;
    }

    private static float row(
            SoftmaxLoss loss, float scale, float[] logits, int z, int label, float[] targets, int t,
            float[] gradient, int g, int classes, FloatSoftmaxScratch row, FloatScratch scratch) {
        float max = FloatRow.maximum(logits, z, classes);
        int argmax = FloatRow.indexOf(max, logits, z, classes);
        float rest = FloatRow.exponentials(max, logits, z, argmax, null, 0, classes, scratch);
        float largest = FloatRow.exponential(max, logits[z + argmax], scratch);
        float even = even(loss, logits, z, label, targets, t, classes, scratch);
        boolean focal = loss instanceof SoftmaxFocal;
        Arrays.fill(scratch.firstInput, rest / largest);
        FloatLog1p.log1p(scratch.firstInput, 0, scratch.firstOutput, 0, LANES);
        float log = scratch.firstOutput[0];
        double share = 0;
        double products = 0;
        for (int c = 0; classes - c > 0; c += FloatScratch.BLOCK) {
            int size = Math.min(classes - c, FloatScratch.BLOCK);
            fetch(logits, z + c, max, focal || gradient != null, size, row);
            shares(loss, even, label, c, targets, t, max, argmax, largest, rest, log, classes, size, row);
            products += FloatSum.block(row.rowProducts, 0, size, scratch.slots);
            share += FloatSum.block(row.rowShares, 0, size, scratch.slots);
        }
        float inverse = scale / (largest + rest);
        for (int c = 0; gradient != null && classes - c > 0; c += FloatScratch.BLOCK) {
            int size = Math.min(classes - c, FloatScratch.BLOCK);
            if (classes > FloatScratch.BLOCK) {
                fetch(logits, z + c, max, true, size, row);
                shares(loss, even, label, c, targets, t, max, argmax, largest, rest, log, classes, size, row);
            }
            gradient(inverse, (float) share, largest, rest, row.rowExponentials, row.rowShares, padded(size));
            System.arraycopy(row.rowExponentials, 0, gradient, g + c, size);
        }
        return (float) (focal ? products : products + share * log);
    }

    /** Logits and, if wanted, exponentials of a block; behind them the maximum, which is nothing rare. */
    private static void fetch(
            float[] logits, int z, float max, boolean exponentials, int size,
            FloatSoftmaxScratch row) {
        int padded = padded(size);
        System.arraycopy(logits, z, row.rowLogits, 0, size);
        Arrays.fill(row.rowLogits, size, padded, max);
        if (exponentials) {
            Arrays.fill(row.shifts, 0, padded, max);
            FloatExp.ofDifferences(row.rowLogits, 0, row.shifts, 0, row.rowExponentials, 0, padded);
        }
    }

    /** What smoothing gives to every class that is not masked. */
    private static float even(
            SoftmaxLoss loss, float[] logits, int z, int label, float[] targets, int t, int classes, FloatScratch scratch) {
        if (!(loss instanceof CrossEntropy entropy) || entropy.labelSmoothing() == 0) {
            return 0;
        }
        double sum = label < 0 ? FloatSum.sum(targets, t, classes, scratch.slots) : 1;
        int possible = FloatRow.unmasked(logits, z, classes);
        return possible == 0 ? 0 : (float) (entropy.labelSmoothing() / possible * sum);
    }

    /** Shares of a block from its first class on, and their products with max - z, or the focal losses. */
    private static void shares(
            SoftmaxLoss loss, float even, int label, int first, float[] targets, int t, float max, int argmax,
            float largest, float rest, float log, int classes, int size, FloatSoftmaxScratch row) {
        float[] shares = row.rowShares;
        int padded = padded(size);
        if (label < 0) {
            System.arraycopy(targets, t + first, shares, 0, size);
            Arrays.fill(shares, size, padded, 0);
        } else {
            Arrays.fill(shares, 0, padded, 0);
            if (label >= first && label - first < size) {
                shares[label - first] = 1;
            }
        }
        switch (loss) {
            case CrossEntropy entropy -> {
                if (entropy.labelSmoothing() > 0) {
                    FloatCrossEntropy.smooth((float) (1 - entropy.labelSmoothing()), even, row.rowLogits, shares, padded);
                }
                if (entropy.classWeights().size() > 0) {
                    entropy.classWeights().copy(first, row.rowProducts, 0, size);
                    FloatCrossEntropy.weigh(row.rowProducts, shares, padded);
                }
                products(max, row.rowLogits, shares, row.rowProducts, padded);
            }
            case InterclassDistance _ -> {
                FloatInterclassDistance.shares(argmax, first, classes, shares, size);
                products(max, row.rowLogits, shares, row.rowProducts, padded);
            }
            case SoftmaxFocal focal ->
                FloatSoftmaxFocal.shares(focal.alpha(), focal.gamma(), max, largest, rest, log, row, size);
        }
    }

    /** out = shares (max - z), 0 where the share is 0. */
    private static void products(float max, float[] logits, float[] shares, float[] out, int length) {
        FloatVector zero = FloatVector.zero(SPECIES);
        FloatVector maxima = FloatVector.broadcast(SPECIES, max);
        for (int i = 0; i < length; i += LANES) {
            FloatVector share = FloatVector.fromArray(SPECIES, shares, i);
            share.mul(maxima.sub(FloatVector.fromArray(SPECIES, logits, i)))
                    .blend(zero, share.eq(zero))
                    .intoArray(out, i);
        }
    }

    /** In place of the exponentials; the sum of the others is total - e, or rest where e is the maximum's. */
    private static void gradient(
            float inverse, float sum, float largest, float rest, float[] exponentials, float[] shares, int length) {
        FloatVector sums = FloatVector.broadcast(SPECIES, sum);
        FloatVector totals = FloatVector.broadcast(SPECIES, largest + rest);
        FloatVector rests = FloatVector.broadcast(SPECIES, rest);
        for (int i = 0; i < length; i += LANES) {
            FloatVector e = FloatVector.fromArray(SPECIES, exponentials, i);
            FloatVector share = FloatVector.fromArray(SPECIES, shares, i);
            FloatVector others = totals.sub(e).blend(rests, e.eq(FloatVector.broadcast(SPECIES, largest)));
            e.fma(sums.sub(share), share.mul(others).lanewise(NEG))
                    .mul(FloatVector.broadcast(SPECIES, inverse))
                    .intoArray(exponentials, i);
        }
    }
}
