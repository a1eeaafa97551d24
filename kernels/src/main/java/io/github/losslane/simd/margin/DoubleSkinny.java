// Derived from FloatSkinny.java; edit that file, then run: java verification/src/test/java/io/github/losslane/verification/Twins.java
package io.github.losslane.simd.margin;

import io.github.losslane.simd.DoubleLanes;
import jdk.incubator.vector.DoubleVector;
import jdk.incubator.vector.VectorMask;
import jdk.incubator.vector.VectorSpecies;

/** Products of one row, which read B once and pack nothing: c += a B. */
final class DoubleSkinny {

    private static final VectorSpecies<Double> SPECIES = DoubleLanes.SPECIES;
    private static final int LANES = DoubleLanes.LANES;

    private DoubleSkinny() {}

    static void row(
            int n, int k, double[] a, int ai, int aColumn, double[] b, int bi, int bRow, int bColumn, double[] c, int ci) {
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
            double sum = c[ci + j];
            for (int p = 0; p < k; p++) {
                sum = Math.fma(a[ai + p * aColumn], b[bi + p * bRow + j * bColumn], sum);
            }
            c[ci + j] = sum;
        }
    }

    /** Eight steps of all chains: C is read and written once for eight rows of B. */
    private static void eightSteps(int n, double[] a, int ai, int aColumn, double[] b, int bi, int bRow, double[] c, int ci) {
        DoubleVector a0 = DoubleVector.broadcast(SPECIES, a[ai]);
        DoubleVector a1 = DoubleVector.broadcast(SPECIES, a[ai + aColumn]);
        DoubleVector a2 = DoubleVector.broadcast(SPECIES, a[ai + 2 * aColumn]);
        DoubleVector a3 = DoubleVector.broadcast(SPECIES, a[ai + 3 * aColumn]);
        DoubleVector a4 = DoubleVector.broadcast(SPECIES, a[ai + 4 * aColumn]);
        DoubleVector a5 = DoubleVector.broadcast(SPECIES, a[ai + 5 * aColumn]);
        DoubleVector a6 = DoubleVector.broadcast(SPECIES, a[ai + 6 * aColumn]);
        DoubleVector a7 = DoubleVector.broadcast(SPECIES, a[ai + 7 * aColumn]);
        int j = 0;
        for (; j <= n - LANES; j += LANES) {
            int in = bi + j;
            DoubleVector sum = DoubleVector.fromArray(SPECIES, c, ci + j);
            sum = a0.fma(DoubleVector.fromArray(SPECIES, b, in), sum);
            sum = a1.fma(DoubleVector.fromArray(SPECIES, b, in + bRow), sum);
            sum = a2.fma(DoubleVector.fromArray(SPECIES, b, in + 2 * bRow), sum);
            sum = a3.fma(DoubleVector.fromArray(SPECIES, b, in + 3 * bRow), sum);
            sum = a4.fma(DoubleVector.fromArray(SPECIES, b, in + 4 * bRow), sum);
            sum = a5.fma(DoubleVector.fromArray(SPECIES, b, in + 5 * bRow), sum);
            sum = a6.fma(DoubleVector.fromArray(SPECIES, b, in + 6 * bRow), sum);
            sum = a7.fma(DoubleVector.fromArray(SPECIES, b, in + 7 * bRow), sum);
            sum.intoArray(c, ci + j);
        }
        for (; j < n; j++) {
            double sum = c[ci + j];
            for (int p = 0; p < 8; p++) {
                sum = Math.fma(a[ai + p * aColumn], b[bi + p * bRow + j], sum);
            }
            c[ci + j] = sum;
        }
    }

    private static void oneStep(int n, double a, double[] b, int bi, double[] c, int ci) {
        DoubleVector a0 = DoubleVector.broadcast(SPECIES, a);
        int j = 0;
        for (; j <= n - LANES; j += LANES) {
            a0.fma(DoubleVector.fromArray(SPECIES, b, bi + j), DoubleVector.fromArray(SPECIES, c, ci + j)).intoArray(c, ci + j);
        }
        for (; j < n; j++) {
            c[ci + j] = Math.fma(a, b[bi + j], c[ci + j]);
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
}
