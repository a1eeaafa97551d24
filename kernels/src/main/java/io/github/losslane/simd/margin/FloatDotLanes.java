package io.github.losslane.simd.margin;

import io.github.losslane.simd.FloatLanes;
import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.VectorMask;
import jdk.incubator.vector.VectorShuffle;
import jdk.incubator.vector.VectorSpecies;

/**
 * The chains of one, two or four rows of A with some rows of B. A vector has the eight chains of one row of B, or of two where
 * it has sixteen lanes: then rows of A are copied with each eight elements twice, and the halves of two vectors of B are
 * exchanged. Vectors of fewer lanes take some of the chains at a time.
 */
final class FloatDotLanes {

    private static final VectorSpecies<Float> SPECIES = FloatLanes.SPECIES;
    private static final int LANES = FloatLanes.LANES;
    private static final int CHAINS = FloatDots.CHAINS;

    /** Rows of B in a vector. */
    static final int PARTS = Math.max(1, LANES / CHAINS);

    private static final VectorMask<Float> FROM_8 = VectorMask.fromLong(SPECIES, 0xFF00);
    private static final VectorShuffle<Float> OTHER_HALF = VectorShuffle.fromOp(SPECIES, lane -> (lane ^ 8) & (LANES - 1));

    private FloatDotLanes() {}

    /** The elements of a row of A, a multiple of eight, each eight of them as often as a vector has rows of B. */
    static void copy(int k, float[] a, int ai, float[] out, int oi) {
        if (PARTS == 1) {
            System.arraycopy(a, ai, out, oi, k);
            return;
        }
        int p = 0;
        for (; p <= k - LANES; p += LANES) {
            FloatVector v = FloatVector.fromArray(SPECIES, a, ai + p);
            FloatVector turned = v.rearrange(OTHER_HALF);
            v.blend(turned, FROM_8).intoArray(out, oi + 2 * p);
            turned.blend(v, FROM_8).intoArray(out, oi + 2 * p + LANES);
        }
        if (p < k) {
            System.arraycopy(a, ai + p, out, oi + 2 * p, CHAINS);
            System.arraycopy(a, ai + p, out, oi + 2 * p + CHAINS, CHAINS);
        }
    }

    /** The chains of one row of A with four vectors of B: k elements of each, a multiple of eight. */
    static void oneRow(int k, float[] x, int xi, float[] b, int bi, int bRow, int oi) {
        int next = PARTS * bRow;
        FloatVector sum00 = FloatVector.zero(SPECIES);
        FloatVector sum01 = FloatVector.zero(SPECIES);
        FloatVector sum02 = FloatVector.zero(SPECIES);
        FloatVector sum03 = FloatVector.zero(SPECIES);
        int secondHalf = PARTS > 1 ? bRow : CHAINS;
        int p = 0;
        for (; p <= k - 2 * CHAINS; p += 2 * CHAINS) {
            FloatVector x0 = FloatVector.fromArray(SPECIES, x, xi + p * PARTS);
            FloatVector y0 = FloatVector.fromArray(SPECIES, x, xi + p * PARTS + CHAINS * PARTS);
            int i0 = bi + p;
            FloatVector u0 = FloatVector.fromArray(SPECIES, b, i0);
            FloatVector v0 = FloatVector.fromArray(SPECIES, b, i0 + secondHalf);
            if (PARTS > 1) {
                FloatVector w0 = u0.rearrange(OTHER_HALF).blend(v0, FROM_8);
                u0 = u0.blend(v0.rearrange(OTHER_HALF), FROM_8);
                v0 = w0;
            }
            int i1 = bi + p + next;
            FloatVector u1 = FloatVector.fromArray(SPECIES, b, i1);
            FloatVector v1 = FloatVector.fromArray(SPECIES, b, i1 + secondHalf);
            if (PARTS > 1) {
                FloatVector w1 = u1.rearrange(OTHER_HALF).blend(v1, FROM_8);
                u1 = u1.blend(v1.rearrange(OTHER_HALF), FROM_8);
                v1 = w1;
            }
            int i2 = bi + p + 2 * next;
            FloatVector u2 = FloatVector.fromArray(SPECIES, b, i2);
            FloatVector v2 = FloatVector.fromArray(SPECIES, b, i2 + secondHalf);
            if (PARTS > 1) {
                FloatVector w2 = u2.rearrange(OTHER_HALF).blend(v2, FROM_8);
                u2 = u2.blend(v2.rearrange(OTHER_HALF), FROM_8);
                v2 = w2;
            }
            int i3 = bi + p + 3 * next;
            FloatVector u3 = FloatVector.fromArray(SPECIES, b, i3);
            FloatVector v3 = FloatVector.fromArray(SPECIES, b, i3 + secondHalf);
            if (PARTS > 1) {
                FloatVector w3 = u3.rearrange(OTHER_HALF).blend(v3, FROM_8);
                u3 = u3.blend(v3.rearrange(OTHER_HALF), FROM_8);
                v3 = w3;
            }
            sum00 = y0.fma(v0, x0.fma(u0, sum00));
            sum01 = y0.fma(v1, x0.fma(u1, sum01));
            sum02 = y0.fma(v2, x0.fma(u2, sum02));
            sum03 = y0.fma(v3, x0.fma(u3, sum03));
        }
        if (p < k) {
            FloatVector x0 = FloatVector.fromArray(SPECIES, x, xi + p * PARTS);
            int i0 = bi + p;
            FloatVector u0 = FloatVector.fromArray(SPECIES, b, i0);
            if (PARTS > 1) {
                u0 = u0.blend(FloatVector.fromArray(SPECIES, b, i0 + bRow - CHAINS), FROM_8);
            }
            int i1 = bi + p + next;
            FloatVector u1 = FloatVector.fromArray(SPECIES, b, i1);
            if (PARTS > 1) {
                u1 = u1.blend(FloatVector.fromArray(SPECIES, b, i1 + bRow - CHAINS), FROM_8);
            }
            int i2 = bi + p + 2 * next;
            FloatVector u2 = FloatVector.fromArray(SPECIES, b, i2);
            if (PARTS > 1) {
                u2 = u2.blend(FloatVector.fromArray(SPECIES, b, i2 + bRow - CHAINS), FROM_8);
            }
            int i3 = bi + p + 3 * next;
            FloatVector u3 = FloatVector.fromArray(SPECIES, b, i3);
            if (PARTS > 1) {
                u3 = u3.blend(FloatVector.fromArray(SPECIES, b, i3 + bRow - CHAINS), FROM_8);
            }
            sum00 = x0.fma(u0, sum00);
            sum01 = x0.fma(u1, sum01);
            sum02 = x0.fma(u2, sum02);
            sum03 = x0.fma(u3, sum03);
        }
        sum00.intoArray(x, oi);
        sum01.intoArray(x, oi + CHAINS * PARTS);
        sum02.intoArray(x, oi + 2 * CHAINS * PARTS);
        sum03.intoArray(x, oi + 3 * CHAINS * PARTS);
    }

    /** Of two rows of A, those of the second behind those of the first. */
    static void twoRows(int k, float[] x, int xi, int xRow, float[] b, int bi, int bRow, int oi) {
        int next = PARTS * bRow;
        FloatVector sum00 = FloatVector.zero(SPECIES);
        FloatVector sum01 = FloatVector.zero(SPECIES);
        FloatVector sum02 = FloatVector.zero(SPECIES);
        FloatVector sum03 = FloatVector.zero(SPECIES);
        FloatVector sum10 = FloatVector.zero(SPECIES);
        FloatVector sum11 = FloatVector.zero(SPECIES);
        FloatVector sum12 = FloatVector.zero(SPECIES);
        FloatVector sum13 = FloatVector.zero(SPECIES);
        int secondHalf = PARTS > 1 ? bRow : CHAINS;
        int p = 0;
        for (; p <= k - 2 * CHAINS; p += 2 * CHAINS) {
            FloatVector x0 = FloatVector.fromArray(SPECIES, x, xi + p * PARTS);
            FloatVector x1 = FloatVector.fromArray(SPECIES, x, xi + p * PARTS + xRow);
            FloatVector y0 = FloatVector.fromArray(SPECIES, x, xi + p * PARTS + CHAINS * PARTS);
            FloatVector y1 = FloatVector.fromArray(SPECIES, x, xi + p * PARTS + CHAINS * PARTS + xRow);
            int i0 = bi + p;
            FloatVector u0 = FloatVector.fromArray(SPECIES, b, i0);
            FloatVector v0 = FloatVector.fromArray(SPECIES, b, i0 + secondHalf);
            if (PARTS > 1) {
                FloatVector w0 = u0.rearrange(OTHER_HALF).blend(v0, FROM_8);
                u0 = u0.blend(v0.rearrange(OTHER_HALF), FROM_8);
                v0 = w0;
            }
            int i1 = bi + p + next;
            FloatVector u1 = FloatVector.fromArray(SPECIES, b, i1);
            FloatVector v1 = FloatVector.fromArray(SPECIES, b, i1 + secondHalf);
            if (PARTS > 1) {
                FloatVector w1 = u1.rearrange(OTHER_HALF).blend(v1, FROM_8);
                u1 = u1.blend(v1.rearrange(OTHER_HALF), FROM_8);
                v1 = w1;
            }
            int i2 = bi + p + 2 * next;
            FloatVector u2 = FloatVector.fromArray(SPECIES, b, i2);
            FloatVector v2 = FloatVector.fromArray(SPECIES, b, i2 + secondHalf);
            if (PARTS > 1) {
                FloatVector w2 = u2.rearrange(OTHER_HALF).blend(v2, FROM_8);
                u2 = u2.blend(v2.rearrange(OTHER_HALF), FROM_8);
                v2 = w2;
            }
            int i3 = bi + p + 3 * next;
            FloatVector u3 = FloatVector.fromArray(SPECIES, b, i3);
            FloatVector v3 = FloatVector.fromArray(SPECIES, b, i3 + secondHalf);
            if (PARTS > 1) {
                FloatVector w3 = u3.rearrange(OTHER_HALF).blend(v3, FROM_8);
                u3 = u3.blend(v3.rearrange(OTHER_HALF), FROM_8);
                v3 = w3;
            }
            sum00 = y0.fma(v0, x0.fma(u0, sum00));
            sum10 = y1.fma(v0, x1.fma(u0, sum10));
            sum01 = y0.fma(v1, x0.fma(u1, sum01));
            sum11 = y1.fma(v1, x1.fma(u1, sum11));
            sum02 = y0.fma(v2, x0.fma(u2, sum02));
            sum12 = y1.fma(v2, x1.fma(u2, sum12));
            sum03 = y0.fma(v3, x0.fma(u3, sum03));
            sum13 = y1.fma(v3, x1.fma(u3, sum13));
        }
        if (p < k) {
            FloatVector x0 = FloatVector.fromArray(SPECIES, x, xi + p * PARTS);
            FloatVector x1 = FloatVector.fromArray(SPECIES, x, xi + p * PARTS + xRow);
            int i0 = bi + p;
            FloatVector u0 = FloatVector.fromArray(SPECIES, b, i0);
            if (PARTS > 1) {
                u0 = u0.blend(FloatVector.fromArray(SPECIES, b, i0 + bRow - CHAINS), FROM_8);
            }
            int i1 = bi + p + next;
            FloatVector u1 = FloatVector.fromArray(SPECIES, b, i1);
            if (PARTS > 1) {
                u1 = u1.blend(FloatVector.fromArray(SPECIES, b, i1 + bRow - CHAINS), FROM_8);
            }
            int i2 = bi + p + 2 * next;
            FloatVector u2 = FloatVector.fromArray(SPECIES, b, i2);
            if (PARTS > 1) {
                u2 = u2.blend(FloatVector.fromArray(SPECIES, b, i2 + bRow - CHAINS), FROM_8);
            }
            int i3 = bi + p + 3 * next;
            FloatVector u3 = FloatVector.fromArray(SPECIES, b, i3);
            if (PARTS > 1) {
                u3 = u3.blend(FloatVector.fromArray(SPECIES, b, i3 + bRow - CHAINS), FROM_8);
            }
            sum00 = x0.fma(u0, sum00);
            sum10 = x1.fma(u0, sum10);
            sum01 = x0.fma(u1, sum01);
            sum11 = x1.fma(u1, sum11);
            sum02 = x0.fma(u2, sum02);
            sum12 = x1.fma(u2, sum12);
            sum03 = x0.fma(u3, sum03);
            sum13 = x1.fma(u3, sum13);
        }
        sum00.intoArray(x, oi);
        sum01.intoArray(x, oi + CHAINS * PARTS);
        sum02.intoArray(x, oi + 2 * CHAINS * PARTS);
        sum03.intoArray(x, oi + 3 * CHAINS * PARTS);
        sum10.intoArray(x, oi + 4 * CHAINS * PARTS);
        sum11.intoArray(x, oi + 5 * CHAINS * PARTS);
        sum12.intoArray(x, oi + 6 * CHAINS * PARTS);
        sum13.intoArray(x, oi + 7 * CHAINS * PARTS);
    }

    /** Of four rows of A, with half as many of B. */
    static void fourRows(int k, float[] x, int xi, int xRow, float[] b, int bi, int bRow, int oi) {
        int next = PARTS * bRow;
        FloatVector sum00 = FloatVector.zero(SPECIES);
        FloatVector sum01 = FloatVector.zero(SPECIES);
        FloatVector sum10 = FloatVector.zero(SPECIES);
        FloatVector sum11 = FloatVector.zero(SPECIES);
        FloatVector sum20 = FloatVector.zero(SPECIES);
        FloatVector sum21 = FloatVector.zero(SPECIES);
        FloatVector sum30 = FloatVector.zero(SPECIES);
        FloatVector sum31 = FloatVector.zero(SPECIES);
        int secondHalf = PARTS > 1 ? bRow : CHAINS;
        int p = 0;
        for (; p <= k - 2 * CHAINS; p += 2 * CHAINS) {
            FloatVector x0 = FloatVector.fromArray(SPECIES, x, xi + p * PARTS);
            FloatVector x1 = FloatVector.fromArray(SPECIES, x, xi + p * PARTS + xRow);
            FloatVector x2 = FloatVector.fromArray(SPECIES, x, xi + p * PARTS + 2 * xRow);
            FloatVector x3 = FloatVector.fromArray(SPECIES, x, xi + p * PARTS + 3 * xRow);
            FloatVector y0 = FloatVector.fromArray(SPECIES, x, xi + p * PARTS + CHAINS * PARTS);
            FloatVector y1 = FloatVector.fromArray(SPECIES, x, xi + p * PARTS + CHAINS * PARTS + xRow);
            FloatVector y2 = FloatVector.fromArray(SPECIES, x, xi + p * PARTS + CHAINS * PARTS + 2 * xRow);
            FloatVector y3 = FloatVector.fromArray(SPECIES, x, xi + p * PARTS + CHAINS * PARTS + 3 * xRow);
            int i0 = bi + p;
            FloatVector u0 = FloatVector.fromArray(SPECIES, b, i0);
            FloatVector v0 = FloatVector.fromArray(SPECIES, b, i0 + secondHalf);
            if (PARTS > 1) {
                FloatVector w0 = u0.rearrange(OTHER_HALF).blend(v0, FROM_8);
                u0 = u0.blend(v0.rearrange(OTHER_HALF), FROM_8);
                v0 = w0;
            }
            int i1 = bi + p + next;
            FloatVector u1 = FloatVector.fromArray(SPECIES, b, i1);
            FloatVector v1 = FloatVector.fromArray(SPECIES, b, i1 + secondHalf);
            if (PARTS > 1) {
                FloatVector w1 = u1.rearrange(OTHER_HALF).blend(v1, FROM_8);
                u1 = u1.blend(v1.rearrange(OTHER_HALF), FROM_8);
                v1 = w1;
            }
            sum00 = y0.fma(v0, x0.fma(u0, sum00));
            sum10 = y1.fma(v0, x1.fma(u0, sum10));
            sum20 = y2.fma(v0, x2.fma(u0, sum20));
            sum30 = y3.fma(v0, x3.fma(u0, sum30));
            sum01 = y0.fma(v1, x0.fma(u1, sum01));
            sum11 = y1.fma(v1, x1.fma(u1, sum11));
            sum21 = y2.fma(v1, x2.fma(u1, sum21));
            sum31 = y3.fma(v1, x3.fma(u1, sum31));
        }
        if (p < k) {
            FloatVector x0 = FloatVector.fromArray(SPECIES, x, xi + p * PARTS);
            FloatVector x1 = FloatVector.fromArray(SPECIES, x, xi + p * PARTS + xRow);
            FloatVector x2 = FloatVector.fromArray(SPECIES, x, xi + p * PARTS + 2 * xRow);
            FloatVector x3 = FloatVector.fromArray(SPECIES, x, xi + p * PARTS + 3 * xRow);
            int i0 = bi + p;
            FloatVector u0 = FloatVector.fromArray(SPECIES, b, i0);
            if (PARTS > 1) {
                u0 = u0.blend(FloatVector.fromArray(SPECIES, b, i0 + bRow - CHAINS), FROM_8);
            }
            int i1 = bi + p + next;
            FloatVector u1 = FloatVector.fromArray(SPECIES, b, i1);
            if (PARTS > 1) {
                u1 = u1.blend(FloatVector.fromArray(SPECIES, b, i1 + bRow - CHAINS), FROM_8);
            }
            sum00 = x0.fma(u0, sum00);
            sum10 = x1.fma(u0, sum10);
            sum20 = x2.fma(u0, sum20);
            sum30 = x3.fma(u0, sum30);
            sum01 = x0.fma(u1, sum01);
            sum11 = x1.fma(u1, sum11);
            sum21 = x2.fma(u1, sum21);
            sum31 = x3.fma(u1, sum31);
        }
        sum00.intoArray(x, oi);
        sum01.intoArray(x, oi + CHAINS * PARTS);
        sum10.intoArray(x, oi + 2 * CHAINS * PARTS);
        sum11.intoArray(x, oi + 3 * CHAINS * PARTS);
        sum20.intoArray(x, oi + 4 * CHAINS * PARTS);
        sum21.intoArray(x, oi + 5 * CHAINS * PARTS);
        sum30.intoArray(x, oi + 6 * CHAINS * PARTS);
        sum31.intoArray(x, oi + 7 * CHAINS * PARTS);
    }
}
