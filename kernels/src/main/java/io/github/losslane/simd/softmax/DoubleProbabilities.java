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
        int group = Math.clamp(DoubleSoftmaxScratch.GROUP / classes, 1, DoubleScratch.BLOCK);
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
        DoubleSoftmaxScratch scratch = DoubleSoftmaxScratch.get();
        int group = classes == 0 ? rows : Math.clamp(DoubleSoftmaxScratch.GROUP / classes, 1, DoubleScratch.BLOCK);
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
        if (classes <= DoubleSoftmaxScratch.GROUP && DoubleLabelRows.together(logits, z, zStride,
                scratch.exponentials, 0, classes, rows, padded, classes, scratch, blocks)) {
            DoubleLabelRows.logs(scratch, padded);
            return;
        }
        for (int i = 0; i < rows; i++) {
            int row = z + i * zStride;
            scratch.labels[0] = scratch.largest[i];
            boolean alone = rows > 1 && DoubleLabelRows.together(
                    logits, row, zStride, scratch.exponentials, 0, classes, 1, LANES, classes, scratch, blocks);
            if (alone) {
                ratio(scratch.others[0] / scratch.own[0], blocks);
            } else {
                shifted(scratch.maxima[i], scratch.largest[i], logits, row, classes, blocks);
            }
            scratch.logs[i] = blocks.firstOutput[0];
        }
    }

    /** The same of a row whose exponentials need its maximum as a shift. */
    private static void shifted(double max, int argmax, double[] logits, int z, int classes, DoubleScratch blocks) {
        double rest = DoubleRow.exponentials(max, logits, z, argmax, null, 0, classes, blocks);
        ratio(rest / DoubleRow.exponential(max, logits[z + argmax], blocks), blocks);
    }

    private static void ratio(double ratio, DoubleScratch blocks) {
        Arrays.fill(blocks.firstInput, ratio);
        DoubleLog1p.log1p(blocks.firstInput, 0, blocks.firstOutput, 0, LANES);
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
