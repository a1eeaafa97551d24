// Derived from FloatDenseRows.java; edit that file, then run: java verification/src/test/java/io/github/losslane/verification/Twins.java
package io.github.losslane.simd.softmax;

import static jdk.incubator.vector.VectorOperators.NEG;

import io.github.losslane.simd.DoubleLanes;
import io.github.losslane.simd.DoubleScratch;
import io.github.losslane.simd.DoubleSum;
import io.github.losslane.simd.math.DoubleExp;
import io.github.losslane.simd.math.DoubleLog1p;
import io.github.losslane.softmax.CrossEntropy;
import io.github.losslane.softmax.InterclassDistance;
import io.github.losslane.softmax.SoftmaxFocal;
import io.github.losslane.softmax.SoftmaxLoss;
import java.util.Arrays;
import jdk.incubator.vector.DoubleVector;
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
 * <p>One row at a time, and whatever its logits. Rows with a single target are for {@link DoubleLabelRows}, cross-entropy
 * without rare logits for {@link DoubleShareRows}.
 */
final class DoubleDenseRows {

    private static final VectorSpecies<Double> SPECIES = DoubleLanes.SPECIES;
    private static final int LANES = DoubleLanes.LANES;

    private DoubleDenseRows() {}

    /**
     * Some rows, with labels or targets, the other null; their weights are in the scratch, from the index of the first in
     * the block; the gradient may be null.
     */
    static void rows(
            SoftmaxLoss loss, double scale, double[] logits, int z, int zStride, int[] labels, int y,
            double[] targets, int t, int tStride, double[] losses, int l,
            double[] gradient, int g, int gStride, int first, int rows, int classes, DoubleSoftmaxScratch scratch) {
        DoubleScratch blocks = DoubleScratch.get();
        for (int i = 0; i < rows; i++) {
            int row = g + i * gStride;
            double weight = scratch.blockWeights[first + i];
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

    private static double row(
            SoftmaxLoss loss, double scale, double[] logits, int z, int label, double[] targets, int t,
            double[] gradient, int g, int classes, DoubleSoftmaxScratch row, DoubleScratch scratch) {
        double max = DoubleRow.maximum(logits, z, classes);
        int argmax = DoubleRow.indexOf(max, logits, z, classes);
        double rest = DoubleRow.exponentials(max, logits, z, argmax, null, 0, classes, scratch);
        double largest = DoubleRow.exponential(max, logits[z + argmax], scratch);
        double even = even(loss, logits, z, label, targets, t, classes, scratch);
        boolean focal = loss instanceof SoftmaxFocal;
        Arrays.fill(scratch.firstInput, rest / largest);
        DoubleLog1p.log1p(scratch.firstInput, 0, scratch.firstOutput, 0, LANES);
        double log = scratch.firstOutput[0];
        double share = 0;
        double products = 0;
        for (int c = 0; classes - c > 0; c += DoubleScratch.BLOCK) {
            int size = Math.min(classes - c, DoubleScratch.BLOCK);
            fetch(logits, z + c, max, focal || gradient != null, size, row);
            shares(loss, even, label, c, targets, t, max, argmax, largest, rest, log, classes, size, row);
            products += DoubleSum.block(row.rowProducts, 0, size, scratch.slots);
            share += DoubleSum.block(row.rowShares, 0, size, scratch.slots);
        }
        double inverse = scale / (largest + rest);
        for (int c = 0; gradient != null && classes - c > 0; c += DoubleScratch.BLOCK) {
            int size = Math.min(classes - c, DoubleScratch.BLOCK);
            if (classes > DoubleScratch.BLOCK) {
                fetch(logits, z + c, max, true, size, row);
                shares(loss, even, label, c, targets, t, max, argmax, largest, rest, log, classes, size, row);
            }
            gradient(inverse, share, largest, rest, row.rowExponentials, row.rowShares, padded(size));
            System.arraycopy(row.rowExponentials, 0, gradient, g + c, size);
        }
        return (focal ? products : products + share * log);
    }

    /** Logits and, if wanted, exponentials of a block; behind them the maximum, which is nothing rare. */
    private static void fetch(
            double[] logits, int z, double max, boolean exponentials, int size,
            DoubleSoftmaxScratch row) {
        int padded = padded(size);
        System.arraycopy(logits, z, row.rowLogits, 0, size);
        Arrays.fill(row.rowLogits, size, padded, max);
        if (exponentials) {
            Arrays.fill(row.shifts, 0, padded, max);
            DoubleExp.ofDifferences(row.rowLogits, 0, row.shifts, 0, row.rowExponentials, 0, padded);
        }
    }

    /** What smoothing gives to every class that is not masked. */
    private static double even(
            SoftmaxLoss loss, double[] logits, int z, int label, double[] targets, int t, int classes, DoubleScratch scratch) {
        if (!(loss instanceof CrossEntropy entropy) || entropy.labelSmoothing() == 0) {
            return 0;
        }
        double sum = label < 0 ? DoubleSum.sum(targets, t, classes, scratch.slots) : 1;
        int possible = DoubleRow.unmasked(logits, z, classes);
        return possible == 0 ? 0 : (entropy.labelSmoothing() / possible * sum);
    }

    /** Shares of a block from its first class on, and their products with max - z, or the focal losses. */
    private static void shares(
            SoftmaxLoss loss, double even, int label, int first, double[] targets, int t, double max, int argmax,
            double largest, double rest, double log, int classes, int size, DoubleSoftmaxScratch row) {
        double[] shares = row.rowShares;
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
                    DoubleCrossEntropy.smooth((1 - entropy.labelSmoothing()), even, row.rowLogits, shares, padded);
                }
                if (entropy.classWeights().size() > 0) {
                    entropy.classWeights().copy(first, row.rowProducts, 0, size);
                    DoubleCrossEntropy.weigh(row.rowProducts, shares, padded);
                }
                products(max, row.rowLogits, shares, row.rowProducts, padded);
            }
            case InterclassDistance _ -> {
                DoubleInterclassDistance.shares(argmax, first, classes, shares, size);
                products(max, row.rowLogits, shares, row.rowProducts, padded);
            }
            case SoftmaxFocal focal ->
                DoubleSoftmaxFocal.shares(focal.alpha(), focal.gamma(), max, largest, rest, log, row, size);
        }
    }

    /** out = shares (max - z), 0 where the share is 0. */
    private static void products(double max, double[] logits, double[] shares, double[] out, int length) {
        DoubleVector zero = DoubleVector.zero(SPECIES);
        DoubleVector maxima = DoubleVector.broadcast(SPECIES, max);
        for (int i = 0; i < length; i += LANES) {
            DoubleVector share = DoubleVector.fromArray(SPECIES, shares, i);
            share.mul(maxima.sub(DoubleVector.fromArray(SPECIES, logits, i)))
                    .blend(zero, share.eq(zero))
                    .intoArray(out, i);
        }
    }

    /** In place of the exponentials; the sum of the others is total - e, or rest where e is the maximum's. */
    private static void gradient(
            double inverse, double sum, double largest, double rest, double[] exponentials, double[] shares, int length) {
        DoubleVector sums = DoubleVector.broadcast(SPECIES, sum);
        DoubleVector totals = DoubleVector.broadcast(SPECIES, largest + rest);
        DoubleVector rests = DoubleVector.broadcast(SPECIES, rest);
        for (int i = 0; i < length; i += LANES) {
            DoubleVector e = DoubleVector.fromArray(SPECIES, exponentials, i);
            DoubleVector share = DoubleVector.fromArray(SPECIES, shares, i);
            DoubleVector others = totals.sub(e).blend(rests, e.eq(DoubleVector.broadcast(SPECIES, largest)));
            e.fma(sums.sub(share), share.mul(others).lanewise(NEG))
                    .mul(DoubleVector.broadcast(SPECIES, inverse))
                    .intoArray(exponentials, i);
        }
    }
}
