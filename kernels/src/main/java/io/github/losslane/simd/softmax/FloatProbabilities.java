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

    private FloatProbabilities() {}

    static void logSumExp(float[] logits, int z, int zStride, float[] out, int o, int rows, int classes) {
        FloatScratch scratch = FloatScratch.get();
        for (int i = 0; i < rows; i++) {
            int row = z + i * zStride;
            float max = FloatRow.maximum(logits, row, classes);
            out[o + i] = Float.isInfinite(max)
                    ? infinite(max, logits, row, classes)
                    : max + log(max, logits, row, classes, scratch);
        }
    }

    static void softmax(
            float[] logits, int z, int zStride, float[] out, int o, int oStride, int rows, int classes) {
        if (classes == 0) {
            return;
        }
        FloatSoftmaxScratch scratch = FloatSoftmaxScratch.get();
        FloatScratch blocks = FloatScratch.get();
        int group = Math.clamp(FloatSoftmaxScratch.GROUP / classes, 1, FloatScratch.BLOCK);
        for (int i = 0; rows - i > 0; i += group) {
            int size = Math.min(rows - i, group);
            int from = z + i * zStride;
            int to = o + i * oStride;
            if (together(logits, from, zStride, size, classes, scratch, blocks)) {
                FloatRow.scale(scratch.factors, scratch.exponentials, 0, classes, classes, out, to, oStride, size);
            } else {
                for (int k = 0; k < size; k++) {
                    row(logits, from + k * zStride, out, to + k * oStride, classes, scratch, blocks);
                }
            }
        }
    }

    /** One row; one that does not fit into the scratch is summed first, as it may lie in the memory of the output. */
    private static void row(
            float[] logits, int z, float[] out, int o, int classes, FloatSoftmaxScratch scratch, FloatScratch blocks) {
        boolean large = classes > FloatSoftmaxScratch.GROUP;
        float[] e = large ? null : scratch.exponentials;
        float total = FloatRow.exponentials(logits, z, -1, e, 0, classes, blocks);
        boolean shifted = !(total > FloatLabelRows.LEAST);
        if (shifted) {
            total = FloatRow.exponentials(FloatRow.maximum(logits, z, classes), logits, z, -1,
                    large ? out : e, large ? o : 0, classes, blocks);
        } else if (large) {
            total = FloatRow.exponentials(logits, z, -1, out, o, classes, blocks);
        }
        scratch.factors[0] = 1 / total;
        FloatRow.scale(scratch.factors, large ? out : e, large ? o : 0, classes, classes, out, o, classes, 1);
    }

    /** Exponentials of rows, and the reciprocals of their sums, if none needs a shift. */
    private static boolean together(
            float[] logits, int z, int zStride, int rows, int classes, FloatSoftmaxScratch scratch, FloatScratch blocks) {
        if (classes > FloatSoftmaxScratch.GROUP || !FloatLabelRows.exponentials(
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
        FloatScratch scratch = FloatScratch.get();
        for (int i = 0; i < rows && classes > 0; i++) {
            int row = z + i * zStride;
            float max = FloatRow.maximum(logits, row, classes);
            subtract(max, log(max, logits, row, classes, scratch), logits, row, out, o + i * oStride, classes);
        }
    }

    /** -log p of the first maximum: log1p of the sum of the other exponentials over its own. */
    private static float log(float max, float[] logits, int z, int classes, FloatScratch scratch) {
        int argmax = FloatRow.indexOf(max, logits, z, classes);
        float rest = FloatRow.exponentials(max, logits, z, argmax, null, 0, classes, scratch);
        Arrays.fill(scratch.firstInput, rest / FloatRow.exponential(max, logits[z + argmax], scratch));
        FloatLog1p.log1p(scratch.firstInput, 0, scratch.firstOutput, 0, LANES);
        return scratch.firstOutput[0];
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
