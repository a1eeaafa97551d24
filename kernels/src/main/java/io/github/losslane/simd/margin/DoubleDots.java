// Derived from FloatDots.java; edit that file, then run: java verification/src/test/java/io/github/losslane/verification/Twins.java
package io.github.losslane.simd.margin;

import io.github.losslane.simd.DoubleLanes;
import jdk.incubator.vector.DoubleVector;
import jdk.incubator.vector.VectorMask;
import jdk.incubator.vector.VectorShuffle;
import jdk.incubator.vector.VectorSpecies;

/**
 * The product of one row with a matrix whose columns are contiguous, c += a B: B is read once, transposed in registers as in
 * {@link DoublePacking}, and nothing is packed.
 */
final class DoubleDots {

    private static final VectorSpecies<Double> SPECIES = DoubleLanes.SPECIES;
    private static final int LANES = DoubleLanes.LANES;

    private static final VectorShuffle<Double> SWAP_1 = VectorShuffle.fromOp(SPECIES, lane -> (lane ^ 1) & (LANES - 1));
    private static final VectorShuffle<Double> SWAP_2 = VectorShuffle.fromOp(SPECIES, lane -> (lane ^ 2) & (LANES - 1));
    private static final VectorMask<Double> ODD = VectorMask.fromLong(SPECIES, 0xAAAA);
    private static final VectorMask<Double> ODD_PAIRS = VectorMask.fromLong(SPECIES, 0xCCCC);
    private static final VectorMask<Double> FROM_4 = VectorMask.fromLong(SPECIES, 0xFFF0);
    private static final VectorMask<Double> FROM_8 = VectorMask.fromLong(SPECIES, 0xFF00);
    private static final VectorMask<Double> FROM_12 = VectorMask.fromLong(SPECIES, 0xF000);

    private DoubleDots() {}

    /** Any strides; fast where bRow is 1. */
    static void row(
            int n, int k, double[] a, int ai, int aColumn, double[] b, int bi, int bRow, int bColumn, double[] c, int ci) {
        int j = 0;
        if (bRow == 1 && bColumn > 0 && LANES >= 4) {
            for (; j <= n - LANES; j += LANES) {
                strip(k, a, ai, aColumn, b, bi + j * bColumn, bColumn, c, ci + j);
                int done = k & -4;
                chains(LANES, k - done, a, ai + done * aColumn, aColumn, b, bi + done + j * bColumn, 1, bColumn, c, ci + j);
            }
        }
        chains(n - j, k, a, ai, aColumn, b, bi + j * bColumn, bRow, bColumn, c, ci + j);
    }

    private static void chains(
            int n, int k, double[] a, int ai, int aColumn, double[] b, int bi, int bRow, int bColumn, double[] c, int ci) {
        int j = 0;
        for (; j <= n - 4; j += 4) {
            fourChains(k, a, ai, aColumn, b, bi + j * bColumn, bRow, bColumn, c, ci + j);
        }
        for (; j < n; j++) {
            double sum = c[ci + j];
            for (int p = 0; p < k; p++) {
                sum = Math.fma(a[ai + p * aColumn], b[bi + p * bRow + j * bColumn], sum);
            }
            c[ci + j] = sum;
        }
    }

    private static void fourChains(
            int k, double[] a, int ai, int aColumn, double[] b, int bi, int bRow, int bColumn, double[] c, int ci) {
        double sum0 = c[ci];
        double sum1 = c[ci + 1];
        double sum2 = c[ci + 2];
        double sum3 = c[ci + 3];
        for (int p = 0; p < k; p++) {
            double x = a[ai + p * aColumn];
            int in = bi + p * bRow;
            sum0 = Math.fma(x, b[in], sum0);
            sum1 = Math.fma(x, b[in + bColumn], sum1);
            sum2 = Math.fma(x, b[in + 2 * bColumn], sum2);
            sum3 = Math.fma(x, b[in + 3 * bColumn], sum3);
        }
        c[ci] = sum0;
        c[ci + 1] = sum1;
        c[ci + 2] = sum2;
        c[ci + 3] = sum3;
    }

    /** LANES columns of B, as many steps as are a multiple of four. */
    private static void strip(int k, double[] a, int ai, int aColumn, double[] b, int bi, int bColumn, double[] c, int ci) {
        DoubleVector sum = DoubleVector.fromArray(SPECIES, c, ci);
        int quarter = 4 * bColumn - 4;
        for (int p = 0; p <= k - 4; p += 4) {
            int i0 = bi + p;
            int i1 = i0 + bColumn;
            int i2 = i1 + bColumn;
            int i3 = i2 + bColumn;
            DoubleVector v0 = DoubleVector.fromArray(SPECIES, b, i0);
            DoubleVector v1 = DoubleVector.fromArray(SPECIES, b, i1);
            DoubleVector v2 = DoubleVector.fromArray(SPECIES, b, i2);
            DoubleVector v3 = DoubleVector.fromArray(SPECIES, b, i3);
            if (LANES > 4) {
                v0 = v0.blend(DoubleVector.fromArray(SPECIES, b, i0 + quarter), FROM_4);
                v1 = v1.blend(DoubleVector.fromArray(SPECIES, b, i1 + quarter), FROM_4);
                v2 = v2.blend(DoubleVector.fromArray(SPECIES, b, i2 + quarter), FROM_4);
                v3 = v3.blend(DoubleVector.fromArray(SPECIES, b, i3 + quarter), FROM_4);
            }
            if (LANES > 8) {
                v0 = v0.blend(DoubleVector.fromArray(SPECIES, b, i0 + 2 * quarter), FROM_8);
                v1 = v1.blend(DoubleVector.fromArray(SPECIES, b, i1 + 2 * quarter), FROM_8);
                v2 = v2.blend(DoubleVector.fromArray(SPECIES, b, i2 + 2 * quarter), FROM_8);
                v3 = v3.blend(DoubleVector.fromArray(SPECIES, b, i3 + 2 * quarter), FROM_8);
                v0 = v0.blend(DoubleVector.fromArray(SPECIES, b, i0 + 3 * quarter), FROM_12);
                v1 = v1.blend(DoubleVector.fromArray(SPECIES, b, i1 + 3 * quarter), FROM_12);
                v2 = v2.blend(DoubleVector.fromArray(SPECIES, b, i2 + 3 * quarter), FROM_12);
                v3 = v3.blend(DoubleVector.fromArray(SPECIES, b, i3 + 3 * quarter), FROM_12);
            }
            DoubleVector u0 = v0.blend(v1.rearrange(SWAP_1), ODD);
            DoubleVector u1 = v0.rearrange(SWAP_1).blend(v1, ODD);
            DoubleVector u2 = v2.blend(v3.rearrange(SWAP_1), ODD);
            DoubleVector u3 = v2.rearrange(SWAP_1).blend(v3, ODD);
            int x = ai + p * aColumn;
            sum = DoubleVector.broadcast(SPECIES, a[x]).fma(u0.blend(u2.rearrange(SWAP_2), ODD_PAIRS), sum);
            sum = DoubleVector.broadcast(SPECIES, a[x + aColumn]).fma(u1.blend(u3.rearrange(SWAP_2), ODD_PAIRS), sum);
            sum = DoubleVector.broadcast(SPECIES, a[x + 2 * aColumn]).fma(u0.rearrange(SWAP_2).blend(u2, ODD_PAIRS), sum);
            sum = DoubleVector.broadcast(SPECIES, a[x + 3 * aColumn]).fma(u1.rearrange(SWAP_2).blend(u3, ODD_PAIRS), sum);
        }
        sum.intoArray(c, ci);
    }
}
