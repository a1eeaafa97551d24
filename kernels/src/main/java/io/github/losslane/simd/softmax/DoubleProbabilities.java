// Derived from FloatProbabilities.java; edit that file, then run: java verification/src/test/java/io/github/losslane/verification/Twins.java
package io.github.losslane.simd.softmax;

import io.github.losslane.simd.DoubleLanes;
import io.github.losslane.simd.DoubleScratch;
import io.github.losslane.simd.math.DoubleLog1p;
import java.util.Arrays;
import jdk.incubator.vector.DoubleVector;
import jdk.incubator.vector.VectorMask;
import jdk.incubator.vector.VectorSpecies;

/** softmax and its logarithms, and logSumExp; bounds are in ulps, those of {@link DoubleCrossEntropy}. */
public final class DoubleProbabilities {

    public static final double MAX_ULP_SOFTMAX = 13;

    public static final double MAX_ULP_LOG_SOFTMAX = 10.5;

    /** In ulps of |max| + log1p(rest / e_m), as these two may cancel. */
    public static final double MAX_ULP_LOG_SUM_EXP = 10.5;

    private static final VectorSpecies<Double> SPECIES = DoubleLanes.SPECIES;
    private static final int LANES = DoubleLanes.LANES;

    private DoubleProbabilities() {}

    static void logSumExp(double[] logits, int z, int zStride, double[] out, int o, int rows, int classes) {
        DoubleScratch scratch = DoubleScratch.get();
        for (int i = 0; i < rows; i++) {
            int row = z + i * zStride;
            double max = DoubleRow.maximum(logits, row, classes);
            out[o + i] = Double.isInfinite(max)
                    ? infinite(max, logits, row, classes)
                    : max + log(max, logits, row, classes, scratch);
        }
    }

    static void softmax(
            double[] logits, int z, int zStride, double[] out, int o, int oStride, int rows, int classes) {
        if (classes == 0) {
            return;
        }
        DoubleSoftmaxScratch scratch = DoubleSoftmaxScratch.get();
        DoubleScratch blocks = DoubleScratch.get();
        int group = Math.clamp(DoubleSoftmaxScratch.GROUP / classes, 1, DoubleScratch.BLOCK);
        for (int i = 0; rows - i > 0; i += group) {
            int size = Math.min(rows - i, group);
            int from = z + i * zStride;
            int to = o + i * oStride;
            if (together(logits, from, zStride, size, classes, scratch, blocks)) {
                DoubleRow.scale(scratch.factors, scratch.exponentials, 0, classes, classes, out, to, oStride, size);
            } else {
                for (int k = 0; k < size; k++) {
                    row(logits, from + k * zStride, out, to + k * oStride, classes, scratch, blocks);
                }
            }
        }
    }

    /** One row; one that does not fit into the scratch is summed first, as it may lie in the memory of the output. */
    private static void row(
            double[] logits, int z, double[] out, int o, int classes, DoubleSoftmaxScratch scratch, DoubleScratch blocks) {
        boolean large = classes > DoubleSoftmaxScratch.GROUP;
        double[] e = large ? null : scratch.exponentials;
        double total = DoubleRow.exponentials(logits, z, -1, e, 0, classes, blocks);
        boolean shifted = !(total > DoubleLabelRows.LEAST);
        if (shifted) {
            total = DoubleRow.exponentials(DoubleRow.maximum(logits, z, classes), logits, z, -1,
                    large ? out : e, large ? o : 0, classes, blocks);
        } else if (large) {
            total = DoubleRow.exponentials(logits, z, -1, out, o, classes, blocks);
        }
        scratch.factors[0] = 1 / total;
        DoubleRow.scale(scratch.factors, large ? out : e, large ? o : 0, classes, classes, out, o, classes, 1);
    }

    /** Exponentials of rows, and the reciprocals of their sums, if none needs a shift. */
    private static boolean together(
            double[] logits, int z, int zStride, int rows, int classes, DoubleSoftmaxScratch scratch, DoubleScratch blocks) {
        if (classes > DoubleSoftmaxScratch.GROUP || !DoubleLabelRows.exponentials(
                logits, z, zStride, scratch.exponentials, 0, classes, rows, classes, scratch, blocks)) {
            return false;
        }
        DoubleRowSums.sums(scratch.exponentials, 0, classes, classes, scratch.totals, rows, blocks.slots);
        for (int i = 0; i < rows; i++) {
            if (!(scratch.totals[i] > DoubleLabelRows.LEAST)) {
                return false;
            }
            scratch.factors[i] = 1 / scratch.totals[i];
        }
        return true;
    }

    static void logSoftmax(
            double[] logits, int z, int zStride, double[] out, int o, int oStride, int rows, int classes) {
        DoubleScratch scratch = DoubleScratch.get();
        for (int i = 0; i < rows && classes > 0; i++) {
            int row = z + i * zStride;
            double max = DoubleRow.maximum(logits, row, classes);
            subtract(max, log(max, logits, row, classes, scratch), logits, row, out, o + i * oStride, classes);
        }
    }

    /** -log p of the first maximum: log1p of the sum of the other exponentials over its own. */
    private static double log(double max, double[] logits, int z, int classes, DoubleScratch scratch) {
        int argmax = DoubleRow.indexOf(max, logits, z, classes);
        double rest = DoubleRow.exponentials(max, logits, z, argmax, null, 0, classes, scratch);
        Arrays.fill(scratch.firstInput, rest / DoubleRow.exponential(max, logits[z + argmax], scratch));
        DoubleLog1p.log1p(scratch.firstInput, 0, scratch.firstOutput, 0, LANES);
        return scratch.firstOutput[0];
    }

    /** The maximum, unless there is a NaN. */
    private static double infinite(double max, double[] logits, int z, int classes) {
        double result = max;
        for (int j = 0; j < classes; j++) {
            result = Double.isNaN(logits[z + j]) ? Double.NaN : result;
        }
        return result;
    }

    /** out[j] = z[j] - max - log. */
    private static void subtract(double max, double log, double[] logits, int z, double[] out, int o, int length) {
        DoubleVector maxima = DoubleVector.broadcast(SPECIES, max);
        DoubleVector logs = DoubleVector.broadcast(SPECIES, log);
        int whole = length - length % LANES;
        for (int i = 0; i < whole; i += LANES) {
            DoubleVector.fromArray(SPECIES, logits, z + i).sub(maxima).sub(logs).intoArray(out, o + i);
        }
        if (whole < length && DoubleLanes.fits(logits, z + whole) && DoubleLanes.fits(out, o + whole)) {
            VectorMask<Double> inside = SPECIES.indexInRange(0, length - whole);
            DoubleVector.fromArray(SPECIES, logits, z + whole, inside).sub(maxima).sub(logs)
                    .intoArray(out, o + whole, inside);
        } else {
            for (int j = whole; j < length; j++) {
                out[o + j] = logits[z + j] - max - log;
            }
        }
    }
}
