// Derived from FloatLabelRows.java; edit that file, then run: java verification/src/test/java/io/github/losslane/verification/Twins.java
package io.github.losslane.simd.softmax;

import static jdk.incubator.vector.VectorOperators.LE;

import io.github.losslane.simd.DoubleLanes;
import io.github.losslane.simd.DoubleScratch;
import io.github.losslane.simd.math.DoubleLog;
import io.github.losslane.simd.math.DoubleLog1p;
import io.github.losslane.softmax.CrossEntropy;
import io.github.losslane.softmax.InterclassDistance;
import io.github.losslane.softmax.SoftmaxFocal;
import io.github.losslane.softmax.SoftmaxLoss;
import java.util.Arrays;
import jdk.incubator.vector.DoubleVector;
import jdk.incubator.vector.VectorSpecies;

/**
 * Rows with labels, a group at a time, so that what a row needs besides its exponentials is computed for all at once.
 *
 * <pre>{@code
 * 1. e_j = exp(z_j), or exp(z_j - max z) of rows that need it, and the sum of the others than the label's, r
 * 2. l = log1p(r / e_y)
 * 3. the loss's own part: row losses and shares s
 * 4. gradient: e_j (s k / (e_y + r)), and 0 - r (s k / (e_y + r)) for the label
 * }</pre>
 *
 * <p>Whether a row needs its maximum as a shift is a matter of its own logits, so that it has the same bits in any group.
 */
final class DoubleLabelRows {

    /**
     * Rows of so many classes leave their exponentials in the gradient, if it is memory of its own: then the row is written
     * to memory while exponentials are computed.
     */
    private static final int DIRECT = 256;

    /** A sum of exponentials below which a row needs a shift. */
    static final double LEAST = 0x1p-28;

    /**
     * log1p of more than 2^90, as the label's exponential may be subnormal or 0; then l is (shift - z_y) + log of the sum of
     * all exponentials.
     */
    private static final double FAR = 62.4;

    private static final VectorSpecies<Double> SPECIES = DoubleLanes.SPECIES;
    private static final int LANES = DoubleLanes.LANES;

    private DoubleLabelRows() {}

    /**
     * At most a block of rows, whose weights and amounts are in the scratch: an amount is the target of the label, 1 for a
     * label as such or one that is smoothed. The gradient may be null.
     */
    static void block(
            SoftmaxLoss loss, double scale, double[] logits, int z, int zStride, int[] labels, int y, double[] losses, int l,
            double[] gradient, int g, int gStride, int rows, int classes, DoubleSoftmaxScratch scratch) {
        int size = DoubleSoftmaxScratch.rows(classes);
        for (int i = 0; i < rows; i += size) {
            int several = Math.min(rows - i, size);
            boolean done = group(loss, scale, logits, z + i * zStride, zStride, labels, y + i, losses, l + i,
                    gradient, g + i * gStride, gStride, i, several, classes, scratch);
            for (int k = i; !done && k < i + several; k++) {
                if (several == 1 || !group(loss, scale, logits, z + k * zStride, zStride, labels, y + k, losses, l + k,
                        gradient, g + k * gStride, gStride, k, 1, classes, scratch)) {
                    DoubleDenseRows.rows(loss, scale, logits, z + k * zStride, zStride, labels, y + k, null, 0, 0,
                            losses, l + k, gradient, g + k * gStride, gStride, k, 1, classes, scratch);
                }
            }
        }
    }

    /**
     * Some rows, the first of them at an index of the block.
     *
     * @return false, and the logits are as they were, if one of the rows is smoothed and {@link DoubleSmoothing} cannot do it
     */
    static boolean group(
            SoftmaxLoss loss, double scale, double[] logits, int z, int zStride, int[] labels, int y, double[] losses, int l,
            double[] gradient, int g, int gStride, int first, int rows, int classes, DoubleSoftmaxScratch scratch) {
        DoubleScratch blocks = DoubleScratch.get();
        int padded = (rows + LANES - 1) / LANES * LANES;
        boolean skips = begin(labels, y, first, rows, scratch);
        if (loss instanceof InterclassDistance) {
            DoubleInterclassDistance.shares(logits, z, zStride, scratch, rows, classes);
        }
        boolean large = classes > DoubleSoftmaxScratch.GROUP;
        boolean direct = classes >= DIRECT && gradient != null && gradient != logits;
        double[] e = direct ? gradient : large ? null : scratch.exponentials;
        int eo = direct ? g : 0;
        int eStride = direct ? gStride : classes;
        boolean together = !large && together(logits, z, zStride, e, eo, eStride, rows, padded, classes, scratch, blocks);
        if (!together && (large || direct)) {
            for (int i = 0; i < rows; i++) {
                row(logits, z + i * zStride, e, eo + i * eStride, gradient, g + i * gStride, i, classes, scratch, blocks);
            }
        } else if (!together) {
            if (!(loss instanceof InterclassDistance)) {         // which has found the maxima already
                DoubleArgmax.find(logits, z, zStride, rows, classes, scratch.maxima, scratch.largest);
            }
            shifted(logits, z, zStride, rows, classes, scratch, blocks);
        }
        boolean smoothed = loss instanceof CrossEntropy entropy && entropy.labelSmoothing() > 0;
        if (smoothed && !DoubleSmoothing.distances(logits, z, zStride, rows, classes, scratch, blocks)) {
            return false;
        }
        if (!logs(scratch, padded)) {
            farLogs(together, logits, z, zStride, rows, scratch, blocks);
        }
        losses(loss, rows, padded, classes, scratch);
        System.arraycopy(scratch.losses, 0, losses, l, rows);
        if (gradient != null && smoothed) {
            DoubleSmoothing.gradient(((CrossEntropy) loss).labelSmoothing(), scale, e, eo, eStride,
                    gradient, g, gStride, rows, padded, classes, scratch);
        } else if (gradient != null) {
            factors(scale, scratch, padded);
            boolean there = e == null;
            gradient(there ? gradient : e, there ? g : eo, there ? gStride : eStride,
                    gradient, g, gStride, rows, classes, scratch);
        }
        if (skips) {
            clear(losses, l, gradient, g, gStride, rows, classes, scratch);
        }
        return true;
    }

    /** Weights, amounts and labels, which are 0 where a row counts for nothing; returns whether there are such rows. */
    private static boolean begin(int[] labels, int y, int first, int rows, DoubleSoftmaxScratch scratch) {
        System.arraycopy(scratch.blockWeights, first, scratch.weights, 0, rows);
        System.arraycopy(scratch.blockAmounts, first, scratch.amounts, 0, rows);
        System.arraycopy(labels, y, scratch.labels, 0, rows);
        boolean skips = scratch.skips && skips(scratch.weights, rows);
        for (int i = 0; i < rows && skips; i++) {
            scratch.labels[i] = scratch.weights[i] == 0 ? 0 : scratch.labels[i];
        }
        return skips;
    }

    /** Whether a row counts for nothing. */
    private static boolean skips(double[] weights, int rows) {
        boolean skips = false;
        for (int i = 0; i < rows; i++) {
            skips |= weights[i] == 0;
        }
        return skips;
    }

    /** Step 1 for all rows at once, if no one needs a shift. */
    static boolean together(
            double[] logits, int z, int zStride, double[] e, int eo, int eStride, int rows, int padded, int classes,
            DoubleSoftmaxScratch scratch, DoubleScratch blocks) {
        Arrays.fill(scratch.own, rows, padded, 1);
        Arrays.fill(scratch.others, rows, padded, 0);
        if (!exponentials(logits, z, zStride, e, eo, eStride, rows, classes, scratch, blocks)) {
            return false;
        }
        parts(e, eo, eStride, rows, classes, scratch, blocks);
        return enough(scratch.own, scratch.others, padded);
    }

    /**
     * Step 1 for rows some of which need a shift, after {@link #together} said so, and whose maxima are in the scratch, as
     * the exponentials then are.
     */
    static void shifted(
            double[] logits, int z, int zStride, int rows, int classes, DoubleSoftmaxScratch scratch, DoubleScratch blocks) {
        DoubleShifts.exponentials(logits, z, zStride, rows, classes, scratch, blocks);
        parts(scratch.exponentials, 0, classes, rows, classes, scratch, blocks);
        for (int i = 0; i < rows; i++) {
            scratch.logits[i] = logits[z + i * zStride + scratch.labels[i]];
            if (scratch.shifts[i] == 0 && !(scratch.own[i] + scratch.others[i] > LEAST)) {
                double max = scratch.maxima[i];
                scratch.shifts[i] = max;
                scratch.own[i] = DoubleRow.exponential(max, scratch.logits[i], blocks);
                scratch.others[i] = DoubleRow.exponentials(max, logits, z + i * zStride, scratch.labels[i],
                        scratch.exponentials, i * classes, classes, blocks);
            }
        }
    }

    /** Exponentials of labels, which become 0, and sums of the others. */
    private static void parts(
            double[] e, int eo, int eStride, int rows, int classes, DoubleSoftmaxScratch scratch, DoubleScratch blocks) {
        for (int i = 0; i < rows; i++) {
            int index = eo + i * eStride + scratch.labels[i];
            scratch.own[i] = e[index];
            e[index] = 0;
        }
        DoubleRowSums.sums(e, eo, eStride, classes, scratch.others, rows, blocks.slots);
    }

    /** Exponentials of rows without a shift; returns whether that is right for all. */
    static boolean exponentials(
            double[] logits, int z, int zStride, double[] e, int eo, int eStride, int rows, int classes,
            DoubleSoftmaxScratch scratch, DoubleScratch blocks) {
        if (eStride == classes) {
            boolean gaps = zStride != classes && rows > 1;
            if (gaps) {
                DoubleFlatRows.copy(logits, z, zStride, scratch.rows, rows, classes);
            }
            return DoubleRow.exponentials(
                    gaps ? scratch.rows : logits, gaps ? 0 : z, e, eo, rows * classes, blocks);
        }
        for (int i = 0; i < rows; i++) {
            if (!DoubleRow.exponentials(logits, z + i * zStride, e, eo + i * eStride, classes, blocks)) {
                return false;
            }
        }
        return true;
    }

    /**
     * Step 1 for one row, which may need its maximum as a shift. Without memory for its exponentials they go to the
     * gradient, which may be that of the logits, once it is clear whether the row needs one.
     */
    private static void row(
            double[] logits, int z, double[] e, int eo, double[] gradient, int g, int i, int classes,
            DoubleSoftmaxScratch scratch, DoubleScratch blocks) {
        int label = scratch.labels[i];
        double target = logits[z + label];
        scratch.logits[i] = target;
        scratch.shifts[i] = 0;
        scratch.others[i] = DoubleRow.exponentials(logits, z, label, e, eo, classes, blocks);
        boolean inWindow = !Double.isNaN(scratch.others[i]);
        scratch.own[i] = inWindow ? DoubleRow.exponential(target, blocks) : Double.NaN;
        if (scratch.own[i] + scratch.others[i] > LEAST) {
            if (e == null && gradient != null) {
                scratch.others[i] = DoubleRow.exponentials(logits, z, label, gradient, g, classes, blocks);
            }
            return;
        }
        double max = DoubleRow.maximum(logits, z, classes);
        scratch.shifts[i] = max;
        scratch.own[i] = DoubleRow.exponential(max, target, blocks);
        scratch.others[i] = DoubleRow.exponentials(
                max, logits, z, label, e == null ? gradient : e, e == null ? g : eo, classes, blocks);
    }

    /** Whether no sum is so small that its row needs a shift. */
    static boolean enough(double[] own, double[] others, int length) {
        DoubleVector one = DoubleVector.broadcast(SPECIES, 1);
        DoubleVector least = one;
        for (int i = 0; i < length; i += LANES) {
            DoubleVector total = DoubleVector.fromArray(SPECIES, own, i).add(DoubleVector.fromArray(SPECIES, others, i));
            least = least.blend(total, total.lt(least));
        }
        return DoubleVector.broadcast(SPECIES, LEAST).lt(least).allTrue();
    }

    /** Step 2; returns whether all of them are right. */
    static boolean logs(DoubleSoftmaxScratch scratch, int length) {
        for (int i = 0; i < length; i += LANES) {
            DoubleVector own = DoubleVector.fromArray(SPECIES, scratch.own, i);
            DoubleVector others = DoubleVector.fromArray(SPECIES, scratch.others, i);
            others.add(own).intoArray(scratch.totals, i);
            others.div(own).intoArray(scratch.logs, i);
        }
        DoubleLog1p.log1p(scratch.logs, 0, scratch.logs, 0, length);
        DoubleVector far = DoubleVector.broadcast(SPECIES, FAR);
        DoubleVector most = DoubleVector.zero(SPECIES);
        for (int i = 0; i < length; i += LANES) {
            DoubleVector log = DoubleVector.fromArray(SPECIES, scratch.logs, i);
            most = most.blend(log, log.compare(LE, far).not());
        }
        return most.compare(LE, far).allTrue();
    }

    /** Step 2 for the rows whose logarithms are not right. */
    private static void farLogs(
            boolean together, double[] logits, int z, int zStride, int rows,
            DoubleSoftmaxScratch scratch, DoubleScratch blocks) {
        for (int i = 0; i < rows; i++) {
            if (!(scratch.logs[i] <= FAR)) {
                double shift = together ? 0 : scratch.shifts[i];
                double target = together ? logits[z + i * zStride + scratch.labels[i]] : scratch.logits[i];
                scratch.logs[i] = shift - target + logOfTotal(i, scratch, blocks);
            }
        }
    }

    private static double logOfTotal(int i, DoubleSoftmaxScratch scratch, DoubleScratch blocks) {
        Arrays.fill(blocks.firstInput, scratch.totals[i]);
        DoubleLog.log(blocks.firstInput, 0, blocks.firstOutput, 0, LANES);
        return blocks.firstOutput[0];
    }

    /** Step 3. */
    private static void losses(SoftmaxLoss loss, int rows, int padded, int classes, DoubleSoftmaxScratch scratch) {
        switch (loss) {
            case CrossEntropy entropy when entropy.labelSmoothing() > 0 ->
                DoubleSmoothing.losses(entropy.labelSmoothing() / classes, scratch, padded);
            case CrossEntropy entropy -> {
                DoubleCrossEntropy.shares(entropy.classWeights(), scratch, rows);
                DoubleCrossEntropy.losses(scratch, padded);
            }
            case InterclassDistance _ -> DoubleCrossEntropy.losses(scratch, padded);
            case SoftmaxFocal focal -> DoubleSoftmaxFocal.rows(focal.alpha(), focal.gamma(), scratch, rows);
        }
    }

    /** Step 4: what the exponentials are multiplied by, and the label's element, which would cancel. */
    private static void factors(double scale, DoubleSoftmaxScratch scratch, int length) {
        DoubleVector zero = DoubleVector.zero(SPECIES);
        for (int i = 0; i < length; i += LANES) {
            DoubleVector factor = DoubleVector.fromArray(SPECIES, scratch.weights, i)
                    .mul(DoubleVector.broadcast(SPECIES, scale))
                    .div(DoubleVector.fromArray(SPECIES, scratch.totals, i))
                    .mul(DoubleVector.fromArray(SPECIES, scratch.shares, i));
            factor.intoArray(scratch.factors, i);
            zero.sub(factor.mul(DoubleVector.fromArray(SPECIES, scratch.others, i))).intoArray(scratch.targets, i);
        }
    }

    private static void gradient(
            double[] e, int eo, int eStride, double[] gradient, int g, int gStride, int rows, int classes,
            DoubleSoftmaxScratch scratch) {
        DoubleRow.scale(scratch.factors, e, eo, eStride, classes, gradient, g, gStride, rows);
        for (int i = 0; i < rows; i++) {
            gradient[g + i * gStride + scratch.labels[i]] = scratch.targets[i];
        }
    }

    /** What rows that count for nothing leave. */
    private static void clear(
            double[] losses, int l, double[] gradient, int g, int gStride, int rows, int classes,
            DoubleSoftmaxScratch scratch) {
        for (int i = 0; i < rows; i++) {
            if (scratch.weights[i] == 0) {
                losses[l + i] = 0;
                if (gradient != null) {
                    Arrays.fill(gradient, g + i * gStride, g + i * gStride + classes, 0);
                }
            }
        }
    }
}
