package io.github.losslane.simd.margin;

import io.github.losslane.simd.FloatLanes;
import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.VectorMask;
import jdk.incubator.vector.VectorSpecies;

/** Products of one row, which read B once and pack nothing: c += a B. */
final class FloatSkinny {

    private static final VectorSpecies<Float> SPECIES = FloatLanes.SPECIES;
    private static final int LANES = FloatLanes.LANES;

    private FloatSkinny() {}

    static void row(
            int n, int k, float[] a, int ai, int aColumn, float[] b, int bi, int bRow, int bColumn, float[] c, int ci) {
        if (bColumn == 1) {
            int p = 0;
            for (; p <= k - 8; p += 8) {
                eightSteps(n, a, ai + p * aColumn, aColumn, b, bi + p * bRow, bRow, c, ci);
            }
            for (; p < k; p++) {
                oneStep(n, a[ai + p * aColumn], b, bi + p * bRow, c, ci);
            }
            return;
        }
        int j = 0;
        for (; j <= n - 4; j += 4) {
            fourChains(k, a, ai, aColumn, b, bi + j * bColumn, bRow, bColumn, c, ci + j);
        }
        for (; j < n; j++) {
            float sum = c[ci + j];
            for (int p = 0; p < k; p++) {
                sum = Math.fma(a[ai + p * aColumn], b[bi + p * bRow + j * bColumn], sum);
            }
            c[ci + j] = sum;
        }
    }

    /** Eight steps of all chains: C is read and written once for eight rows of B. */
    private static void eightSteps(int n, float[] a, int ai, int aColumn, float[] b, int bi, int bRow, float[] c, int ci) {
        FloatVector a0 = FloatVector.broadcast(SPECIES, a[ai]);
        FloatVector a1 = FloatVector.broadcast(SPECIES, a[ai + aColumn]);
        FloatVector a2 = FloatVector.broadcast(SPECIES, a[ai + 2 * aColumn]);
        FloatVector a3 = FloatVector.broadcast(SPECIES, a[ai + 3 * aColumn]);
        FloatVector a4 = FloatVector.broadcast(SPECIES, a[ai + 4 * aColumn]);
        FloatVector a5 = FloatVector.broadcast(SPECIES, a[ai + 5 * aColumn]);
        FloatVector a6 = FloatVector.broadcast(SPECIES, a[ai + 6 * aColumn]);
        FloatVector a7 = FloatVector.broadcast(SPECIES, a[ai + 7 * aColumn]);
        int j = 0;
        for (; j <= n - LANES; j += LANES) {
            int in = bi + j;
            FloatVector sum = FloatVector.fromArray(SPECIES, c, ci + j);
            sum = a0.fma(FloatVector.fromArray(SPECIES, b, in), sum);
            sum = a1.fma(FloatVector.fromArray(SPECIES, b, in + bRow), sum);
            sum = a2.fma(FloatVector.fromArray(SPECIES, b, in + 2 * bRow), sum);
            sum = a3.fma(FloatVector.fromArray(SPECIES, b, in + 3 * bRow), sum);
            sum = a4.fma(FloatVector.fromArray(SPECIES, b, in + 4 * bRow), sum);
            sum = a5.fma(FloatVector.fromArray(SPECIES, b, in + 5 * bRow), sum);
            sum = a6.fma(FloatVector.fromArray(SPECIES, b, in + 6 * bRow), sum);
            sum = a7.fma(FloatVector.fromArray(SPECIES, b, in + 7 * bRow), sum);
            sum.intoArray(c, ci + j);
        }
        for (; j < n; j++) {
            float sum = c[ci + j];
            for (int p = 0; p < 8; p++) {
                sum = Math.fma(a[ai + p * aColumn], b[bi + p * bRow + j], sum);
            }
            c[ci + j] = sum;
        }
    }

    private static void oneStep(int n, float a, float[] b, int bi, float[] c, int ci) {
        FloatVector a0 = FloatVector.broadcast(SPECIES, a);
        int j = 0;
        for (; j <= n - LANES; j += LANES) {
            a0.fma(FloatVector.fromArray(SPECIES, b, bi + j), FloatVector.fromArray(SPECIES, c, ci + j)).intoArray(c, ci + j);
        }
        for (; j < n; j++) {
            c[ci + j] = Math.fma(a, b[bi + j], c[ci + j]);
        }
    }

    private static void fourChains(
            int k, float[] a, int ai, int aColumn, float[] b, int bi, int bRow, int bColumn, float[] c, int ci) {
        float sum0 = c[ci];
        float sum1 = c[ci + 1];
        float sum2 = c[ci + 2];
        float sum3 = c[ci + 3];
        for (int p = 0; p < k; p++) {
            float x = a[ai + p * aColumn];
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
}
