// Derived from FloatRow.java; edit that file, then run: java verification/src/test/java/io/github/losslane/verification/Twins.java
package io.github.losslane.simd.softmax;

import static jdk.incubator.vector.VectorOperators.GT;
import static jdk.incubator.vector.VectorOperators.MAX;
import static jdk.incubator.vector.VectorOperators.NE;

import io.github.losslane.simd.DoubleLanes;
import io.github.losslane.simd.DoubleScratch;
import io.github.losslane.simd.math.DoubleExp;
import java.util.Arrays;
import jdk.incubator.vector.DoubleVector;
import jdk.incubator.vector.VectorMask;
import jdk.incubator.vector.VectorSpecies;

/** The sweeps over one row of logits; the last elements by a mask, or padded for the exponentials. */
public final class DoubleRow {

    private static final VectorSpecies<Double> SPECIES = DoubleLanes.SPECIES;
    private static final int LANES = DoubleLanes.LANES;

    private DoubleRow() {}

    /** The largest element, passing over NaN; -Inf for an empty row. */
    public static double maximum(double[] logits, int z, int length) {
        DoubleVector a = DoubleVector.broadcast(SPECIES, Double.NEGATIVE_INFINITY);
        DoubleVector b = a;
        DoubleVector c = a;
        DoubleVector d = a;
        int i = 0;
        for (; i <= length - 4 * LANES; i += 4 * LANES) {
            int zi = z + i;
            DoubleVector v = DoubleVector.fromArray(SPECIES, logits, zi);
            DoubleVector w = DoubleVector.fromArray(SPECIES, logits, zi + LANES);
            DoubleVector x = DoubleVector.fromArray(SPECIES, logits, zi + 2 * LANES);
            DoubleVector y = DoubleVector.fromArray(SPECIES, logits, zi + 3 * LANES);
            a = a.blend(v, v.compare(GT, a));
            b = b.blend(w, w.compare(GT, b));
            c = c.blend(x, x.compare(GT, c));
            d = d.blend(y, y.compare(GT, d));
        }
        a = a.blend(b, b.compare(GT, a));
        c = c.blend(d, d.compare(GT, c));
        a = a.blend(c, c.compare(GT, a));
        for (; i <= length - LANES; i += LANES) {
            DoubleVector v = DoubleVector.fromArray(SPECIES, logits, z + i);
            a = a.blend(v, v.compare(GT, a));
        }
        if (i < length && DoubleLanes.fits(logits, z + i)) {
            DoubleVector v = DoubleVector.fromArray(SPECIES, logits, z + i);
            a = a.blend(v, v.compare(GT, a).and(SPECIES.indexInRange(i, length)));
            i = length;
        }
        double max = a.reduceLanes(MAX);     // exact, so in any order
        for (; i < length; i++) {
            max = logits[z + i] >= max ? Math.max(max, logits[z + i]) : max;
        }
        return max;
    }

    /** The first index of the maximum; 0 where there is none. */
    static int indexOf(double max, double[] logits, int z, int length) {
        DoubleVector wanted = DoubleVector.broadcast(SPECIES, max);
        int i = 0;
        for (; i <= length - 4 * LANES; i += 4 * LANES) {
            int zi = z + i;
            boolean there = DoubleVector.fromArray(SPECIES, logits, zi).eq(wanted)
                    .or(DoubleVector.fromArray(SPECIES, logits, zi + LANES).eq(wanted))
                    .or(DoubleVector.fromArray(SPECIES, logits, zi + 2 * LANES).eq(wanted))
                    .or(DoubleVector.fromArray(SPECIES, logits, zi + 3 * LANES).eq(wanted))
                    .anyTrue();
            if (there) {
                break;
            }
        }
        for (; i <= length - LANES; i += LANES) {
            VectorMask<Double> hits = DoubleVector.fromArray(SPECIES, logits, z + i).eq(wanted);
            if (hits.anyTrue()) {
                return i + hits.firstTrue();
            }
        }
        for (; i < length; i++) {
            if (logits[z + i] == max) {
                return i;
            }
        }
        return 0;
    }

    /** The index of the only element that is not 0; -1 if there is none or another. */
    static int onlyIndex(double[] x, int o, int length) {
        DoubleVector zero = DoubleVector.zero(SPECIES);
        int index = -1;
        int i = 0;
        for (; i <= length - LANES; i += LANES) {
            VectorMask<Double> hits = DoubleVector.fromArray(SPECIES, x, o + i).compare(NE, zero);
            if (hits.anyTrue()) {
                if (index >= 0 || hits.trueCount() > 1) {
                    return -1;
                }
                index = i + hits.firstTrue();
            }
        }
        for (; i < length; i++) {
            if (x[o + i] != 0) {
                if (index >= 0) {
                    return -1;
                }
                index = i;
            }
        }
        return index;
    }

    /** The number of elements other than -Inf. */
    static int unmasked(double[] logits, int z, int length) {
        int count = 0;
        for (int j = 0; j < length; j++) {
            count += logits[z + j] == Double.NEGATIVE_INFINITY ? 0 : 1;
        }
        return count;
    }

    /** out[j] = exp(z[j] - shift) for at most a block; both may be the same memory. */
    public static void exponentials(
            double shift, double[] logits, int z, double[] out, int o, int length, DoubleScratch scratch) {
        int whole = length - length % LANES;
        Arrays.fill(scratch.shifts, 0, Math.max(whole, LANES), shift);
        DoubleExp.ofDifferences(logits, z, scratch.shifts, 0, out, o, whole);
        if (whole < length) {
            System.arraycopy(logits, z + whole, scratch.firstInput, 0, length - whole);
            Arrays.fill(scratch.firstInput, length - whole, LANES, shift);
            DoubleExp.ofDifferences(scratch.firstInput, 0, scratch.shifts, 0, scratch.firstOutput, 0, LANES);
            System.arraycopy(scratch.firstOutput, 0, out, o + whole, length - whole);
        }
    }

    /**
     * Exponentials of a row, into out unless that is null; the logits may be the same memory. That of one index is 0 in
     * their place.
     *
     * @return the sum of the exponentials but that of the index
     */
    static double exponentials(
            double shift, double[] logits, int z, int index, double[] out, int o, int classes, DoubleScratch scratch) {
        return exponentials(true, shift, logits, z, index, out, o, classes, scratch);
    }

    /**
     * As with a shift, for numbers that need none.
     *
     * @return the sum of the exponentials but that of the index, or NaN if the numbers are not such
     */
    static double exponentials(
            double[] logits, int z, int index, double[] out, int o, int classes, DoubleScratch scratch) {
        return exponentials(false, 0, logits, z, index, out, o, classes, scratch);
    }

    private static double exponentials(
            boolean shifted, double shift, double[] logits, int z, int index, double[] out, int o, int classes,
            DoubleScratch scratch) {
        double[] exponentials = out == null ? scratch.row : out;
        double sum = 0;
        for (int c = 0; classes - c > 0; c += DoubleScratch.BLOCK) {
            int size = Math.min(classes - c, DoubleScratch.BLOCK);
            int start = out == null ? 0 : o + c;
            if (shifted) {
                exponentials(shift, logits, z + c, exponentials, start, size, scratch);
            } else if (!exponentials(logits, z + c, exponentials, start, size, scratch)) {
                return Double.NaN;
            }
            if (index >= c && index - c < size) {
                exponentials[start + index - c] = 0;
            }
            DoubleRowSums.sums(exponentials, start, size, size, scratch.firstOutput, 1, scratch.slots);
            sum += scratch.firstOutput[0];
        }
        return sum;
    }

    /**
     * Exponentials without a shift of numbers that lie in the window of {@link DoubleExp#ofRows}; out has room for the rest
     * of a vector.
     *
     * @return whether they do; if not, the output is of no use
     */
    static boolean exponentials(double[] logits, int z, double[] out, int o, int length, DoubleScratch scratch) {
        int whole = length - length % LANES;
        if (!DoubleExp.ofRows(logits, z, out, o, whole)) {
            return false;
        }
        if (whole == length) {
            return true;
        }
        Arrays.fill(scratch.firstInput, 0);
        System.arraycopy(logits, z + whole, scratch.firstInput, 0, length - whole);
        boolean inWindow = DoubleExp.ofRows(scratch.firstInput, 0, scratch.firstOutput, 0, LANES);
        System.arraycopy(scratch.firstOutput, 0, out, o + whole, length - whole);
        return inWindow;
    }

    /** exp(number), with the bits it has among others. */
    static double exponential(double number, DoubleScratch scratch) {
        Arrays.fill(scratch.firstInput, number);
        DoubleExp.exp(scratch.firstInput, 0, scratch.firstOutput, 0, LANES);
        return scratch.firstOutput[0];
    }

    /** exp(number - shift). */
    static double exponential(double shift, double number, DoubleScratch scratch) {
        Arrays.fill(scratch.firstInput, number);
        Arrays.fill(scratch.secondInput, shift);
        DoubleExp.ofDifferences(scratch.firstInput, 0, scratch.secondInput, 0, scratch.firstOutput, 0, LANES);
        return scratch.firstOutput[0];
    }

    /** Rows of x times a factor of their own, in place or from scratch, which has room for a vector from the last row on. */
    static void scale(
            double[] factors, double[] x, int xo, int xStride, int classes, double[] out, int o, int oStride, int rows) {
        int whole = classes - classes % LANES;
        if (classes == 2 * LANES) {
            scaleTwo(factors, x, xo, xStride, out, o, oStride, rows);
            return;
        }
        int first = 0;
        if (out != x) {
            first = DoubleFlatRows.loose(classes, oStride, rows);
            scale(factors, x, xo, xStride, out, o, oStride, first);
        }
        VectorMask<Double> inside = SPECIES.indexInRange(0, classes - whole);
        for (int i = first; i < rows; i++) {
            DoubleVector factor = DoubleVector.broadcast(SPECIES, factors[i]);
            int from = xo + i * xStride;
            int to = o + i * oStride;
            for (int j = 0; j < whole; j += LANES) {
                DoubleVector.fromArray(SPECIES, x, from + j).mul(factor).intoArray(out, to + j);
            }
            if (whole < classes && DoubleLanes.fits(x, from + whole) && DoubleLanes.fits(out, to + whole)) {
                DoubleVector.fromArray(SPECIES, x, from + whole, inside).mul(factor).intoArray(out, to + whole, inside);
            } else {
                rest(factors[i], x, from, out, to, whole, classes);
            }
        }
    }

    /**
     * Rows of one vector: a loop within the loop would take longer than its work. What is written behind a shorter row is
     * overwritten by the next rows.
     */
    private static void scale(
            double[] factors, double[] x, int xo, int xStride, double[] out, int o, int oStride, int rows) {
        for (int i = 0; i < rows; i++) {
            DoubleVector.fromArray(SPECIES, x, xo + i * xStride)
                    .mul(DoubleVector.broadcast(SPECIES, factors[i]))
                    .intoArray(out, o + i * oStride);
        }
    }

    private static void scaleTwo(
            double[] factors, double[] x, int xo, int xStride, double[] out, int o, int oStride, int rows) {
        for (int i = 0; i < rows; i++) {
            DoubleVector factor = DoubleVector.broadcast(SPECIES, factors[i]);
            int from = xo + i * xStride;
            int to = o + i * oStride;
            DoubleVector.fromArray(SPECIES, x, from).mul(factor).intoArray(out, to);
            DoubleVector.fromArray(SPECIES, x, from + LANES).mul(factor).intoArray(out, to + LANES);
        }
    }

    /** out = factor x; both may be the same memory. */
    public static void scale(double factor, double[] x, int xo, double[] out, int o, int length) {
        DoubleVector factors = DoubleVector.broadcast(SPECIES, factor);
        int whole = length - length % LANES;
        for (int i = 0; i < whole; i += LANES) {
            DoubleVector.fromArray(SPECIES, x, xo + i).mul(factors).intoArray(out, o + i);
        }
        if (whole < length && DoubleLanes.fits(x, xo + whole) && DoubleLanes.fits(out, o + whole)) {
            VectorMask<Double> inside = SPECIES.indexInRange(0, length - whole);
            DoubleVector.fromArray(SPECIES, x, xo + whole, inside).mul(factors).intoArray(out, o + whole, inside);
        } else {
            rest(factor, x, xo, out, o, whole, length);
        }
    }

    private static void rest(double factor, double[] x, int xo, double[] out, int o, int from, int to) {
        for (int j = from; j < to; j++) {
            out[o + j] = x[xo + j] * factor;
        }
    }
}
