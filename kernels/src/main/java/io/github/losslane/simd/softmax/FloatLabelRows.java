package io.github.losslane.simd.softmax;

import static jdk.incubator.vector.VectorOperators.LE;

import io.github.losslane.simd.FloatLanes;
import io.github.losslane.simd.FloatScratch;
import io.github.losslane.simd.math.FloatLog;
import io.github.losslane.simd.math.FloatLog1p;
import io.github.losslane.softmax.CrossEntropy;
import io.github.losslane.softmax.InterclassDistance;
import io.github.losslane.softmax.SoftmaxFocal;
import io.github.losslane.softmax.SoftmaxLoss;
import java.util.Arrays;
import jdk.incubator.vector.FloatVector;
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
final class FloatLabelRows {

    /**
     * Rows of so many classes leave their exponentials in the gradient, if it is memory of its own: then the row is written
     * to memory while exponentials are computed.
     */
    private static final int DIRECT = 256;

    /** A sum of exponentials below which a row needs a shift. */
    static final float LEAST = 0x1p-28f;

    /**
     * log1p of more than 2^90, as the label's exponential may be subnormal or 0; then l is (shift - z_y) + log of the sum of
     * all exponentials.
     */
    private static final float FAR = 62.4f;

    private static final VectorSpecies<Float> SPECIES = FloatLanes.SPECIES;
    private static final int LANES = FloatLanes.LANES;

    private FloatLabelRows() {}

    /**
     * At most a block of rows, whose weights and amounts are in the scratch: an amount is the target of the label, 1 for a
     * label as such or one that is smoothed. The gradient may be null.
     */
    static void block(
            SoftmaxLoss loss, float scale, float[] logits, int z, int zStride, int[] labels, int y, float[] losses, int l,
            float[] gradient, int g, int gStride, int rows, int classes, FloatSoftmaxScratch scratch) {
        int size = FloatSoftmaxScratch.rows(classes);
        for (int i = 0; i < rows; i += size) {
            int several = Math.min(rows - i, size);
            boolean done = group(loss, scale, logits, z + i * zStride, zStride, labels, y + i, losses, l + i,
                    gradient, g + i * gStride, gStride, i, several, classes, scratch);
            for (int k = i; !done && k < i + several; k++) {
                if (several == 1 || !group(loss, scale, logits, z + k * zStride, zStride, labels, y + k, losses, l + k,
                        gradient, g + k * gStride, gStride, k, 1, classes, scratch)) {
                    FloatDenseRows.rows(loss, scale, logits, z + k * zStride, zStride, labels, y + k, null, 0, 0,
                            losses, l + k, gradient, g + k * gStride, gStride, k, 1, classes, scratch);
                }
            }
        }
    }

    /**
     * Some rows, the first of them at an index of the block.
     *
     * @return false, and the logits are as they were, if one of the rows is smoothed and {@link FloatSmoothing} cannot do it
     */
    static boolean group(
            SoftmaxLoss loss, float scale, float[] logits, int z, int zStride, int[] labels, int y, float[] losses, int l,
            float[] gradient, int g, int gStride, int first, int rows, int classes, FloatSoftmaxScratch scratch) {
        FloatScratch blocks = FloatScratch.get();
        int padded = (rows + LANES - 1) / LANES * LANES;
        boolean skips = begin(labels, y, first, rows, scratch);
        if (loss instanceof InterclassDistance) {
            FloatInterclassDistance.shares(logits, z, zStride, scratch, rows, classes);
        }
        boolean large = classes > FloatSoftmaxScratch.GROUP;
        boolean direct = classes >= DIRECT && gradient != null && gradient != logits;
        float[] e = direct ? gradient : large ? null : scratch.exponentials;
        int eo = direct ? g : 0;
        int eStride = direct ? gStride : classes;
        boolean together = !large && together(logits, z, zStride, e, eo, eStride, rows, padded, classes, scratch, blocks);
        if (!together && (large || direct)) {
            for (int i = 0; i < rows; i++) {
                row(logits, z + i * zStride, e, eo + i * eStride, gradient, g + i * gStride, i, classes, scratch, blocks);
            }
        } else if (!together) {
            if (!(loss instanceof InterclassDistance)) {         // which has found the maxima already
                FloatArgmax.find(logits, z, zStride, rows, classes, scratch.maxima, scratch.largest);
            }
            shifted(logits, z, zStride, rows, classes, scratch, blocks);
        }
        boolean smoothed = loss instanceof CrossEntropy entropy && entropy.labelSmoothing() > 0;
        if (smoothed && !FloatSmoothing.distances(logits, z, zStride, rows, classes, scratch, blocks)) {
            return false;
        }
        if (!logs(scratch, padded)) {
            farLogs(together, logits, z, zStride, rows, scratch, blocks);
        }
        losses(loss, rows, padded, classes, scratch);
        System.arraycopy(scratch.losses, 0, losses, l, rows);
        if (gradient != null && smoothed) {
            FloatSmoothing.gradient(((CrossEntropy) loss).labelSmoothing(), scale, e, eo, eStride,
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
    private static boolean begin(int[] labels, int y, int first, int rows, FloatSoftmaxScratch scratch) {
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
    private static boolean skips(float[] weights, int rows) {
        boolean skips = false;
        for (int i = 0; i < rows; i++) {
            skips |= weights[i] == 0;
        }
        return skips;
    }

    /** Step 1 for all rows at once, if no one needs a shift. */
    static boolean together(
            float[] logits, int z, int zStride, float[] e, int eo, int eStride, int rows, int padded, int classes,
            FloatSoftmaxScratch scratch, FloatScratch blocks) {
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
            float[] logits, int z, int zStride, int rows, int classes, FloatSoftmaxScratch scratch, FloatScratch blocks) {
        FloatShifts.exponentials(logits, z, zStride, rows, classes, scratch, blocks);
        parts(scratch.exponentials, 0, classes, rows, classes, scratch, blocks);
        for (int i = 0; i < rows; i++) {
            scratch.logits[i] = logits[z + i * zStride + scratch.labels[i]];
            if (scratch.shifts[i] == 0 && !(scratch.own[i] + scratch.others[i] > LEAST)) {
                float max = scratch.maxima[i];
                scratch.shifts[i] = max;
                scratch.own[i] = FloatRow.exponential(max, scratch.logits[i], blocks);
                scratch.others[i] = FloatRow.exponentials(max, logits, z + i * zStride, scratch.labels[i],
                        scratch.exponentials, i * classes, classes, blocks);
            }
        }
    }

    /** Exponentials of labels, which become 0, and sums of the others. */
    private static void parts(
            float[] e, int eo, int eStride, int rows, int classes, FloatSoftmaxScratch scratch, FloatScratch blocks) {
        for (int i = 0; i < rows; i++) {
            int index = eo + i * eStride + scratch.labels[i];
            scratch.own[i] = e[index];
            e[index] = 0;
        }
        FloatRowSums.sums(e, eo, eStride, classes, scratch.others, rows, blocks.slots);
    }

    /** Exponentials of rows without a shift; returns whether that is right for all. */
    static boolean exponentials(
            float[] logits, int z, int zStride, float[] e, int eo, int eStride, int rows, int classes,
            FloatSoftmaxScratch scratch, FloatScratch blocks) {
        if (eStride == classes) {
            boolean gaps = zStride != classes && rows > 1;
            if (gaps) {
                FloatFlatRows.copy(logits, z, zStride, scratch.rows, rows, classes);
            }
            return FloatRow.exponentials(
                    gaps ? scratch.rows : logits, gaps ? 0 : z, e, eo, rows * classes, blocks);
        }
        for (int i = 0; i < rows; i++) {
            if (!FloatRow.exponentials(logits, z + i * zStride, e, eo + i * eStride, classes, blocks)) {
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
            float[] logits, int z, float[] e, int eo, float[] gradient, int g, int i, int classes,
            FloatSoftmaxScratch scratch, FloatScratch blocks) {
        int label = scratch.labels[i];
        float target = logits[z + label];
        scratch.logits[i] = target;
        scratch.shifts[i] = 0;
        scratch.others[i] = FloatRow.exponentials(logits, z, label, e, eo, classes, blocks);
        boolean inWindow = !Float.isNaN(scratch.others[i]);
        scratch.own[i] = inWindow ? FloatRow.exponential(target, blocks) : Float.NaN;
        if (scratch.own[i] + scratch.others[i] > LEAST) {
            if (e == null && gradient != null) {
                scratch.others[i] = FloatRow.exponentials(logits, z, label, gradient, g, classes, blocks);
            }
            return;
        }
        float max = FloatRow.maximum(logits, z, classes);
        scratch.shifts[i] = max;
        scratch.own[i] = FloatRow.exponential(max, target, blocks);
        scratch.others[i] = FloatRow.exponentials(
                max, logits, z, label, e == null ? gradient : e, e == null ? g : eo, classes, blocks);
    }

    /** Whether no sum is so small that its row needs a shift. */
    static boolean enough(float[] own, float[] others, int length) {
        FloatVector one = FloatVector.broadcast(SPECIES, 1);
        FloatVector least = one;
        for (int i = 0; i < length; i += LANES) {
            FloatVector total = FloatVector.fromArray(SPECIES, own, i).add(FloatVector.fromArray(SPECIES, others, i));
            least = least.blend(total, total.lt(least));
        }
        return FloatVector.broadcast(SPECIES, LEAST).lt(least).allTrue();
    }

    /** Step 2; returns whether all of them are right. */
    static boolean logs(FloatSoftmaxScratch scratch, int length) {
        for (int i = 0; i < length; i += LANES) {
            FloatVector own = FloatVector.fromArray(SPECIES, scratch.own, i);
            FloatVector others = FloatVector.fromArray(SPECIES, scratch.others, i);
            others.add(own).intoArray(scratch.totals, i);
            others.div(own).intoArray(scratch.logs, i);
        }
        FloatLog1p.log1p(scratch.logs, 0, scratch.logs, 0, length);
        FloatVector far = FloatVector.broadcast(SPECIES, FAR);
        FloatVector most = FloatVector.zero(SPECIES);
        for (int i = 0; i < length; i += LANES) {
            FloatVector log = FloatVector.fromArray(SPECIES, scratch.logs, i);
            most = most.blend(log, log.compare(LE, far).not());
        }
        return most.compare(LE, far).allTrue();
    }

    /** Step 2 for the rows whose logarithms are not right. */
    private static void farLogs(
            boolean together, float[] logits, int z, int zStride, int rows,
            FloatSoftmaxScratch scratch, FloatScratch blocks) {
        for (int i = 0; i < rows; i++) {
            if (!(scratch.logs[i] <= FAR)) {
                float shift = together ? 0 : scratch.shifts[i];
                float target = together ? logits[z + i * zStride + scratch.labels[i]] : scratch.logits[i];
                scratch.logs[i] = shift - target + logOfTotal(i, scratch, blocks);
            }
        }
    }

    private static float logOfTotal(int i, FloatSoftmaxScratch scratch, FloatScratch blocks) {
        Arrays.fill(blocks.firstInput, scratch.totals[i]);
        FloatLog.log(blocks.firstInput, 0, blocks.firstOutput, 0, LANES);
        return blocks.firstOutput[0];
    }

    /** Step 3. */
    private static void losses(SoftmaxLoss loss, int rows, int padded, int classes, FloatSoftmaxScratch scratch) {
        switch (loss) {
            case CrossEntropy entropy when entropy.labelSmoothing() > 0 ->
                FloatSmoothing.losses(entropy.labelSmoothing() / classes, scratch, padded);
            case CrossEntropy entropy -> {
                FloatCrossEntropy.shares(entropy.classWeights(), scratch, rows);
                FloatCrossEntropy.losses(scratch, padded);
            }
            case InterclassDistance _ -> FloatCrossEntropy.losses(scratch, padded);
            case SoftmaxFocal focal -> FloatSoftmaxFocal.rows(focal.alpha(), focal.gamma(), scratch, rows);
        }
    }

    /** Step 4: what the exponentials are multiplied by, and the label's element, which would cancel. */
    private static void factors(float scale, FloatSoftmaxScratch scratch, int length) {
        FloatVector zero = FloatVector.zero(SPECIES);
        for (int i = 0; i < length; i += LANES) {
            FloatVector factor = FloatVector.fromArray(SPECIES, scratch.weights, i)
                    .mul(FloatVector.broadcast(SPECIES, scale))
                    .div(FloatVector.fromArray(SPECIES, scratch.totals, i))
                    .mul(FloatVector.fromArray(SPECIES, scratch.shares, i));
            factor.intoArray(scratch.factors, i);
            zero.sub(factor.mul(FloatVector.fromArray(SPECIES, scratch.others, i))).intoArray(scratch.targets, i);
        }
    }

    private static void gradient(
            float[] e, int eo, int eStride, float[] gradient, int g, int gStride, int rows, int classes,
            FloatSoftmaxScratch scratch) {
        FloatRow.scale(scratch.factors, e, eo, eStride, classes, gradient, g, gStride, rows);
        for (int i = 0; i < rows; i++) {
            gradient[g + i * gStride + scratch.labels[i]] = scratch.targets[i];
        }
    }

    /** What rows that count for nothing leave. */
    private static void clear(
            float[] losses, int l, float[] gradient, int g, int gStride, int rows, int classes,
            FloatSoftmaxScratch scratch) {
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
