package io.github.losslane.simd.softmax;

import io.github.losslane.simd.FloatLanes;
import io.github.losslane.simd.FloatScratch;
import io.github.losslane.simd.math.FloatLog1p;
import java.util.Arrays;
import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.VectorMask;
import jdk.incubator.vector.VectorSpecies;

/** softmax and its logarithms, and logSumExp; bounds are in ulps, those of {@link FloatCrossEntropy}. */
public final class FloatProbabilities {

    public static final double MAX_ULP_SOFTMAX = 13;

    public static final double MAX_ULP_LOG_SOFTMAX = 10.5;

    /** In ulps of |max| + log1p(rest / e_m), as these two may cancel. */
    public static final double MAX_ULP_LOG_SUM_EXP = 10.5;

    private static final VectorSpecies<Float> SPECIES = FloatLanes.SPECIES;
    private static final int LANES = FloatLanes.LANES;

    /** Rows of so many classes go to the output at once. */
    private static final int WIDE = 256;

    private FloatProbabilities() {}

    static void logSumExp(float[] logits, int z, int zStride, float[] out, int o, int rows, int classes) {
        if (classes == 0) {
            Arrays.fill(out, o, o + rows, Float.NEGATIVE_INFINITY);
            return;
        }
        FloatSoftmaxScratch scratch = FloatSoftmaxScratch.get();
        int group = FloatSoftmaxScratch.rows(classes);
        for (int i = 0; rows - i > 0; i += group) {
            int size = Math.min(rows - i, group);
            logs(logits, z + i * zStride, zStride, size, classes, scratch);
            for (int k = 0; k < size; k++) {
                float max = scratch.maxima[k];
                out[o + i + k] = Float.isInfinite(max)
                        ? infinite(max, logits, z + (i + k) * zStride, classes)
                        : max + scratch.logs[k];
            }
        }
    }

    static void softmax(
            float[] logits, int z, int zStride, float[] out, int o, int oStride, int rows, int classes) {
        if (classes == 0) {
            return;
        }
        FloatSoftmaxScratch scratch = FloatSoftmaxScratch.get();
        FloatScratch blocks = FloatScratch.get();
        int group = FloatSoftmaxScratch.rows(classes);
        for (int i = 0; rows - i > 0; i += group) {
            int size = Math.min(rows - i, group);
            int from = z + i * zStride;
            int to = o + i * oStride;
            if (classes > FloatSoftmaxScratch.GROUP) {
                large(logits, from, out, to, classes, scratch, blocks);
                continue;
            }
            if (!together(logits, from, zStride, size, classes, scratch, blocks)) {
                shifted(logits, from, zStride, size, classes, scratch, blocks);
            }
            FloatRow.scale(scratch.factors, scratch.exponentials, 0, classes, classes, out, to, oStride, size);
        }
    }

    /** A row that does not fit into the scratch is summed first, as it may lie in the memory of the output. */
    private static void large(
            float[] logits, int z, float[] out, int o, int classes, FloatSoftmaxScratch scratch, FloatScratch blocks) {
        float total = FloatRow.exponentials(logits, z, -1, null, 0, classes, blocks);
        total = total > FloatLabelRows.LEAST
                ? FloatRow.exponentials(logits, z, -1, out, o, classes, blocks)
                : FloatRow.exponentials(FloatRow.maximum(logits, z, classes), logits, z, -1, out, o, classes, blocks);
        scratch.factors[0] = 1 / total;
        FloatRow.scale(scratch.factors, out, o, classes, classes, out, o, classes, 1);
    }

    /** Exponentials of rows some of which need a shift, and the reciprocals of their sums. */
    private static void shifted(
            float[] logits, int z, int zStride, int rows, int classes, FloatSoftmaxScratch scratch, FloatScratch blocks) {
        FloatArgmax.find(logits, z, zStride, rows, classes, scratch.maxima, scratch.largest);
        FloatShifts.exponentials(logits, z, zStride, rows, classes, scratch, blocks);
        FloatRowSums.sums(scratch.exponentials, 0, classes, classes, scratch.totals, rows, blocks.slots);
        for (int i = 0; i < rows; i++) {
            float total = scratch.totals[i];
            if (scratch.shifts[i] == 0 && !(total > FloatLabelRows.LEAST)) {
                total = FloatRow.exponentials(scratch.maxima[i], logits, z + i * zStride, -1,
                        scratch.exponentials, i * classes, classes, blocks);
            }
            scratch.factors[i] = 1 / total;
        }
    }

    /** Exponentials of rows, and the reciprocals of their sums, if none needs a shift. */
    private static boolean together(
            float[] logits, int z, int zStride, int rows, int classes, FloatSoftmaxScratch scratch, FloatScratch blocks) {
        if (!FloatLabelRows.exponentials(
                logits, z, zStride, scratch.exponentials, 0, classes, rows, classes, scratch, blocks)) {
            return false;
        }
        FloatRowSums.sums(scratch.exponentials, 0, classes, classes, scratch.totals, rows, blocks.slots);
        for (int i = 0; i < rows; i++) {
            if (!(scratch.totals[i] > FloatLabelRows.LEAST)) {
                return false;
            }
            scratch.factors[i] = 1 / scratch.totals[i];
        }
        return true;
    }

    static void logSoftmax(
            float[] logits, int z, int zStride, float[] out, int o, int oStride, int rows, int classes) {
        FloatSoftmaxScratch scratch = FloatSoftmaxScratch.get();
        int group = FloatSoftmaxScratch.rows(classes);
        for (int i = 0; rows - i > 0 && classes > 0; i += group) {
            int size = Math.min(rows - i, group);
            logs(logits, z + i * zStride, zStride, size, classes, scratch);
            if (classes < WIDE) {
                narrow(logits, z + i * zStride, zStride, out, o + i * oStride, oStride, size, classes, scratch);
            } else {
                for (int k = 0; k < size; k++) {
                    subtract(scratch.maxima[k], scratch.logs[k],
                            logits, z + (i + k) * zStride, out, o + (i + k) * oStride, classes);
                }
            }
        }
    }

    /** By way of scratch, where rows lie flat, and a whole vector may end in the next one. */
    private static void narrow(
            float[] logits, int z, int zStride, float[] out, int o, int oStride, int rows, int classes,
            FloatSoftmaxScratch scratch) {
        FloatFlatRows.copy(logits, z, zStride, scratch.rows, rows, classes);
        if (classes <= LANES) {
            subtract(scratch.maxima, scratch.logs, scratch.rows, scratch.exponentials, rows, classes);
        } else {
            for (int i = 0; i < rows; i++) {
                subtract(scratch.maxima[i], scratch.logs[i], scratch.rows, i * classes, scratch.exponentials, i * classes,
                        (classes + LANES - 1) / LANES * LANES);
            }
        }
        FloatFlatRows.copy(scratch.exponentials, 0, classes, out, o, oStride, rows, classes);
    }

    /** The same of rows that are not longer than a vector. */
    private static void subtract(float[] maxima, float[] logs, float[] logits, float[] out, int rows, int classes) {
        for (int i = 0; i < rows; i++) {
            FloatVector.fromArray(SPECIES, logits, i * classes)
                    .sub(FloatVector.broadcast(SPECIES, maxima[i]))
                    .sub(FloatVector.broadcast(SPECIES, logs[i]))
                    .intoArray(out, i * classes);
        }
    }

    /** The maximum of each row of a group, and -log p of its first class: what a loss with that label is. */
    private static void logs(
            float[] logits, int z, int zStride, int rows, int classes, FloatSoftmaxScratch scratch) {
        FloatScratch blocks = FloatScratch.get();
        FloatArgmax.find(logits, z, zStride, rows, classes, scratch.maxima, scratch.largest);
        int padded = (rows + LANES - 1) / LANES * LANES;
        System.arraycopy(scratch.largest, 0, scratch.labels, 0, rows);
        if (classes > FloatSoftmaxScratch.GROUP) {
            scratch.logs[0] = log(scratch.maxima[0], scratch.largest[0], logits, z, classes, blocks);
            return;
        }
        if (!FloatLabelRows.together(logits, z, zStride,
                scratch.exponentials, 0, classes, rows, padded, classes, scratch, blocks)) {
            FloatLabelRows.shifted(logits, z, zStride, rows, classes, scratch, blocks);
        }
        FloatLabelRows.logs(scratch, padded);
    }

    /** The same of a row that does not fit into the scratch. */
    private static float log(float max, int argmax, float[] logits, int z, int classes, FloatScratch blocks) {
        float rest = FloatRow.exponentials(max, logits, z, argmax, null, 0, classes, blocks);
        Arrays.fill(blocks.firstInput, rest / FloatRow.exponential(max, logits[z + argmax], blocks));
        FloatLog1p.log1p(blocks.firstInput, 0, blocks.firstOutput, 0, LANES);
        return blocks.firstOutput[0];
    }

    /** The maximum, unless there is a NaN. */
    private static float infinite(float max, float[] logits, int z, int classes) {
        float result = max;
        for (int j = 0; j < classes; j++) {
            result = Float.isNaN(logits[z + j]) ? Float.NaN : result;
        }
        return result;
    }

    /** out[j] = z[j] - max - log. */
    private static void subtract(float max, float log, float[] logits, int z, float[] out, int o, int length) {
        FloatVector maxima = FloatVector.broadcast(SPECIES, max);
        FloatVector logs = FloatVector.broadcast(SPECIES, log);
        int whole = length - length % LANES;
        for (int i = 0; i < whole; i += LANES) {
            FloatVector.fromArray(SPECIES, logits, z + i).sub(maxima).sub(logs).intoArray(out, o + i);
        }
        if (whole < length && FloatLanes.fits(logits, z + whole) && FloatLanes.fits(out, o + whole)) {
            VectorMask<Float> inside = SPECIES.indexInRange(0, length - whole);
            FloatVector.fromArray(SPECIES, logits, z + whole, inside).sub(maxima).sub(logs)
                    .intoArray(out, o + whole, inside);
        } else {
            for (int j = whole; j < length; j++) {
                out[o + j] = logits[z + j] - max - log;
            }
        }
    }
}
