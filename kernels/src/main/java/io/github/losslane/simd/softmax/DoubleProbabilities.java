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

    /** Rows of so many classes go to the output at once. */
    private static final int WIDE = 256;

    private DoubleProbabilities() {}

    static void logSumExp(double[] logits, int z, int zStride, double[] out, int o, int rows, int classes) {
        if (classes == 0) {
            Arrays.fill(out, o, o + rows, Double.NEGATIVE_INFINITY);
            return;
        }
        DoubleSoftmaxScratch scratch = DoubleSoftmaxScratch.get();
        int group = DoubleSoftmaxScratch.rows(classes);
        for (int i = 0; rows - i > 0; i += group) {
            int size = Math.min(rows - i, group);
            logs(logits, z + i * zStride, zStride, size, classes, scratch);
            for (int k = 0; k < size; k++) {
                double max = scratch.maxima[k];
                out[o + i + k] = Double.isInfinite(max)
                        ? infinite(max, logits, z + (i + k) * zStride, classes)
                        : max + scratch.logs[k];
            }
        }
    }

    static void softmax(
            double[] logits, int z, int zStride, double[] out, int o, int oStride, int rows, int classes) {
        if (classes == 0) {
            return;
        }
        DoubleSoftmaxScratch scratch = DoubleSoftmaxScratch.get();
        DoubleScratch blocks = DoubleScratch.get();
        int group = DoubleSoftmaxScratch.rows(classes);
        for (int i = 0; rows - i > 0; i += group) {
            int size = Math.min(rows - i, group);
            int from = z + i * zStride;
            int to = o + i * oStride;
            if (classes > DoubleSoftmaxScratch.GROUP) {
                large(logits, from, out, to, classes, scratch, blocks);
                continue;
            }
            if (!together(logits, from, zStride, size, classes, scratch, blocks)) {
                shifted(logits, from, zStride, size, classes, scratch, blocks);
            }
            DoubleRow.scale(scratch.factors, scratch.exponentials, 0, classes, classes, out, to, oStride, size);
        }
    }

    /** A row that does not fit into the scratch is summed first, as it may lie in the memory of the output. */
    private static void large(
            double[] logits, int z, double[] out, int o, int classes, DoubleSoftmaxScratch scratch, DoubleScratch blocks) {
        double total = DoubleRow.exponentials(logits, z, -1, null, 0, classes, blocks);
        total = total > DoubleLabelRows.LEAST
                ? DoubleRow.exponentials(logits, z, -1, out, o, classes, blocks)
                : DoubleRow.exponentials(DoubleRow.maximum(logits, z, classes), logits, z, -1, out, o, classes, blocks);
        scratch.factors[0] = 1 / total;
        DoubleRow.scale(scratch.factors, out, o, classes, classes, out, o, classes, 1);
    }

    /** Exponentials of rows some of which need a shift, and the reciprocals of their sums. */
    private static void shifted(
            double[] logits, int z, int zStride, int rows, int classes, DoubleSoftmaxScratch scratch, DoubleScratch blocks) {
        DoubleArgmax.find(logits, z, zStride, rows, classes, scratch.maxima, scratch.largest);
        DoubleShifts.exponentials(logits, z, zStride, rows, classes, scratch, blocks);
        DoubleRowSums.sums(scratch.exponentials, 0, classes, classes, scratch.totals, rows, blocks.slots);
        for (int i = 0; i < rows; i++) {
            double total = scratch.totals[i];
            if (scratch.shifts[i] == 0 && !(total > DoubleLabelRows.LEAST)) {
                total = DoubleRow.exponentials(scratch.maxima[i], logits, z + i * zStride, -1,
                        scratch.exponentials, i * classes, classes, blocks);
            }
            scratch.factors[i] = 1 / total;
        }
    }

    /** Exponentials of rows, and the reciprocals of their sums, if none needs a shift. */
    private static boolean together(
            double[] logits, int z, int zStride, int rows, int classes, DoubleSoftmaxScratch scratch, DoubleScratch blocks) {
        if (!DoubleLabelRows.exponentials(
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
        DoubleSoftmaxScratch scratch = DoubleSoftmaxScratch.get();
        int group = DoubleSoftmaxScratch.rows(classes);
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
            double[] logits, int z, int zStride, double[] out, int o, int oStride, int rows, int classes,
            DoubleSoftmaxScratch scratch) {
        DoubleFlatRows.copy(logits, z, zStride, scratch.rows, rows, classes);
        if (classes <= LANES) {
            subtract(scratch.maxima, scratch.logs, scratch.rows, scratch.exponentials, rows, classes);
        } else {
            for (int i = 0; i < rows; i++) {
                subtract(scratch.maxima[i], scratch.logs[i], scratch.rows, i * classes, scratch.exponentials, i * classes,
                        (classes + LANES - 1) / LANES * LANES);
            }
        }
        DoubleFlatRows.copy(scratch.exponentials, 0, classes, out, o, oStride, rows, classes);
    }

    /** The same of rows that are not longer than a vector. */
    private static void subtract(double[] maxima, double[] logs, double[] logits, double[] out, int rows, int classes) {
        for (int i = 0; i < rows; i++) {
            DoubleVector.fromArray(SPECIES, logits, i * classes)
                    .sub(DoubleVector.broadcast(SPECIES, maxima[i]))
                    .sub(DoubleVector.broadcast(SPECIES, logs[i]))
                    .intoArray(out, i * classes);
        }
    }

    /** The maximum of each row of a group, and -log p of its first class: what a loss with that label is. */
    private static void logs(
            double[] logits, int z, int zStride, int rows, int classes, DoubleSoftmaxScratch scratch) {
        DoubleScratch blocks = DoubleScratch.get();
        DoubleArgmax.find(logits, z, zStride, rows, classes, scratch.maxima, scratch.largest);
        int padded = (rows + LANES - 1) / LANES * LANES;
        System.arraycopy(scratch.largest, 0, scratch.labels, 0, rows);
        if (classes > DoubleSoftmaxScratch.GROUP) {
            scratch.logs[0] = log(scratch.maxima[0], scratch.largest[0], logits, z, classes, blocks);
            return;
        }
        if (!DoubleLabelRows.together(logits, z, zStride,
                scratch.exponentials, 0, classes, rows, padded, classes, scratch, blocks)) {
            DoubleLabelRows.shifted(logits, z, zStride, rows, classes, scratch, blocks);
        }
        DoubleLabelRows.logs(scratch, padded);
    }

    /** The same of a row that does not fit into the scratch. */
    private static double log(double max, int argmax, double[] logits, int z, int classes, DoubleScratch blocks) {
        double rest = DoubleRow.exponentials(max, logits, z, argmax, null, 0, classes, blocks);
        Arrays.fill(blocks.firstInput, rest / DoubleRow.exponential(max, logits[z + argmax], blocks));
        DoubleLog1p.log1p(blocks.firstInput, 0, blocks.firstOutput, 0, LANES);
        return blocks.firstOutput[0];
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
