// Derived from FloatPacking.java; edit that file, then run: java verification/src/test/java/io/github/losslane/verification/Twins.java
package io.github.losslane.simd.margin;

import io.github.losslane.simd.DoubleLanes;
import java.util.Arrays;
import jdk.incubator.vector.DoubleVector;
import jdk.incubator.vector.VectorMask;
import jdk.incubator.vector.VectorShuffle;
import jdk.incubator.vector.VectorSpecies;

/**
 * Copies of a block of a matrix in the order in which a tile reads it: {@code steps} rows of {@code width} elements, of which
 * the first {@code count} are the matrix's and the others 0. A and B are packed alike; the elements of a step are rows of A
 * or columns of B.
 *
 * <p>Whole vectors are written where the matrix has enough elements, even beyond {@code width}: the last strip goes first and
 * the steps in order, so what they leave in the next step or block is overwritten.
 */
final class DoublePacking {

    private static final VectorSpecies<Double> SPECIES = DoubleLanes.SPECIES;
    private static final int LANES = DoubleLanes.LANES;

    private static final VectorShuffle<Double> SWAP_1 = VectorShuffle.fromOp(SPECIES, lane -> (lane ^ 1) & (LANES - 1));
    private static final VectorShuffle<Double> SWAP_2 = VectorShuffle.fromOp(SPECIES, lane -> (lane ^ 2) & (LANES - 1));
    private static final VectorMask<Double> ODD = VectorMask.fromLong(SPECIES, 0xAAAA);
    private static final VectorMask<Double> ODD_PAIRS = VectorMask.fromLong(SPECIES, 0xCCCC);
    private static final VectorMask<Double> FROM_4 = VectorMask.fromLong(SPECIES, 0xFFF0);
    private static final VectorMask<Double> FROM_8 = VectorMask.fromLong(SPECIES, 0xFF00);
    private static final VectorMask<Double> FROM_12 = VectorMask.fromLong(SPECIES, 0xF000);

    private DoublePacking() {}

    /**
     * Packs a block.
     *
     * @param count elements of a step that the matrix has here, at most {@code width} of which are taken
     * @param next distance of two elements of a step in the matrix
     * @param step distance of two steps in the matrix
     */
    static void pack(int count, int width, int steps, double[] in, int ii, int next, int step, double[] out, int oi) {
        int end = Math.min(count, width);
        if (end < width) {
            for (int p = 0; p < steps; p++) {
                Arrays.fill(out, oi + p * width + end, oi + (p + 1) * width, 0);
            }
        }
        boolean turned = next != 1 && step == 1 && next > 0 && LANES >= 4;
        for (int e = (end - 1) / LANES * LANES; e >= 0; e -= LANES) {
            int strip = ii + e * next;
            int last = Math.min(end, e + LANES);
            if (next == 1 && e + LANES <= count) {
                copy(steps, in, strip, step, out, oi + e, width);
            } else if (next == 1) {
                copy(last - e, steps, in, strip, step, out, oi + e, width);
            } else if (turned && e + LANES <= count) {
                transpose(steps / 4, in, strip, next, 4, out, oi + e, 4 * width, width);
                elements(e, last, width, steps & -4, steps, in, ii, next, step, out, oi);
            } else {
                elements(e, last, width, 0, steps, in, ii, next, step, out, oi);
            }
        }
    }

    /**
     * Packs chains of rows whose elements are contiguous: chain q has the elements q, q + 8, ... of a row, at step 0, 1, ... of
     * its own part of the block. The last elements go one by one, as whole vectors would leave something in the next chain.
     *
     * @param k elements of a row
     * @param first first chain
     * @param chains how many, 4 or 8 if there are as many elements
     */
    static void packChains(
            int count, int width, int k, int first, int chains, double[] in, int ii, int next, double[] out, int oi) {
        int end = Math.min(count, width);
        int distance = (k + DoubleDots.CHAINS - 1) / DoubleDots.CHAINS * width;
        if (end < width) {
            for (int o = oi; o < oi + chains * distance; o += width) {
                Arrays.fill(out, o + end, o + width, 0);
            }
        }
        int turns = LANES < 4 ? 0 : Math.max(k / DoubleDots.CHAINS - 1, 0);
        for (int e = (end - 1) / LANES * LANES; e >= 0; e -= LANES) {
            boolean whole = e + LANES <= count;
            for (int q = 0; q < chains && whole && turns > 0; q += 4) {
                transpose(turns, in, ii + e * next + first + q, next, DoubleDots.CHAINS,
                        out, oi + e + q * distance, width, distance);
            }
            for (int p = (whole ? turns : 0) * DoubleDots.CHAINS; p < k; p++) {
                int q = p % DoubleDots.CHAINS - first;
                if (q >= 0 && q < chains) {
                    int o = oi + q * distance + p / DoubleDots.CHAINS * width;
                    for (int r = e; r < Math.min(end, e + LANES); r++) {
                        out[o + r] = in[ii + r * next + p];
                    }
                }
            }
        }
    }

    /** One by one. */
    private static void elements(
            int from, int to, int width, int first, int steps, double[] in, int ii, int next, int step, double[] out, int oi) {
        for (int e = from; e < to; e++) {
            for (int p = first; p < steps; p++) {
                out[oi + p * width + e] = in[ii + e * next + p * step];
            }
        }
    }

    /** Rows of one vector. */
    private static void copy(int rows, double[] in, int ii, int inRow, double[] out, int oi, int outRow) {
        for (int p = 0; p < rows; p++) {
            DoubleVector.fromArray(SPECIES, in, ii + p * inRow).intoArray(out, oi + p * outRow);
        }
    }

    /** Rows of at most one vector. */
    static void copy(int lanes, int rows, double[] in, int ii, int inRow, double[] out, int oi, int outRow) {
        VectorMask<Double> inside = SPECIES.indexInRange(0, lanes);
        for (int p = 0; p < rows; p++) {
            int i = ii + p * inRow;
            int o = oi + p * outRow;
            if (DoubleLanes.fits(in, i) && DoubleLanes.fits(out, o)) {
                DoubleVector.fromArray(SPECIES, in, i, inside).intoArray(out, o, inside);
            } else {
                System.arraycopy(in, i, out, o, lanes);
            }
        }
    }

    /**
     * Transposes LANES rows of the matrix, four columns at a time, {@code inStep} apart; the four are {@code outRow} apart. Rows
     * r, r + 4, r + 8 and r + 12 are read so that their four elements are where they are wanted, each in its own quarter of the
     * vector; two rounds of exchanges do the rest. Row r + 4 is read from 4 elements to the left and so on, so nothing before
     * the first or after the last element is read.
     */
    private static void transpose(
            int turns, double[] in, int ii, int next, int inStep, double[] out, int oi, int outStep, int outRow) {
        int quarter = 4 * next - 4;
        for (int t = 0; t < turns; t++) {
            int i0 = ii + t * inStep;
            int i1 = i0 + next;
            int i2 = i1 + next;
            int i3 = i2 + next;
            DoubleVector v0 = DoubleVector.fromArray(SPECIES, in, i0);
            DoubleVector v1 = DoubleVector.fromArray(SPECIES, in, i1);
            DoubleVector v2 = DoubleVector.fromArray(SPECIES, in, i2);
            DoubleVector v3 = DoubleVector.fromArray(SPECIES, in, i3);
            if (LANES > 4) {
                v0 = v0.blend(DoubleVector.fromArray(SPECIES, in, i0 + quarter), FROM_4);
                v1 = v1.blend(DoubleVector.fromArray(SPECIES, in, i1 + quarter), FROM_4);
                v2 = v2.blend(DoubleVector.fromArray(SPECIES, in, i2 + quarter), FROM_4);
                v3 = v3.blend(DoubleVector.fromArray(SPECIES, in, i3 + quarter), FROM_4);
            }
            if (LANES > 8) {
                v0 = v0.blend(DoubleVector.fromArray(SPECIES, in, i0 + 2 * quarter), FROM_8);
                v1 = v1.blend(DoubleVector.fromArray(SPECIES, in, i1 + 2 * quarter), FROM_8);
                v2 = v2.blend(DoubleVector.fromArray(SPECIES, in, i2 + 2 * quarter), FROM_8);
                v3 = v3.blend(DoubleVector.fromArray(SPECIES, in, i3 + 2 * quarter), FROM_8);
                v0 = v0.blend(DoubleVector.fromArray(SPECIES, in, i0 + 3 * quarter), FROM_12);
                v1 = v1.blend(DoubleVector.fromArray(SPECIES, in, i1 + 3 * quarter), FROM_12);
                v2 = v2.blend(DoubleVector.fromArray(SPECIES, in, i2 + 3 * quarter), FROM_12);
                v3 = v3.blend(DoubleVector.fromArray(SPECIES, in, i3 + 3 * quarter), FROM_12);
            }
            DoubleVector u0 = v0.blend(v1.rearrange(SWAP_1), ODD);
            DoubleVector u1 = v0.rearrange(SWAP_1).blend(v1, ODD);
            DoubleVector u2 = v2.blend(v3.rearrange(SWAP_1), ODD);
            DoubleVector u3 = v2.rearrange(SWAP_1).blend(v3, ODD);
            int o = oi + t * outStep;
            u0.blend(u2.rearrange(SWAP_2), ODD_PAIRS).intoArray(out, o);
            u1.blend(u3.rearrange(SWAP_2), ODD_PAIRS).intoArray(out, o + outRow);
            u0.rearrange(SWAP_2).blend(u2, ODD_PAIRS).intoArray(out, o + 2 * outRow);
            u1.rearrange(SWAP_2).blend(u3, ODD_PAIRS).intoArray(out, o + 3 * outRow);
        }
    }
}
