// Derived from FloatSweep.java; edit that file, then run: java verification/src/test/java/io/github/losslane/verification/Twins.java
package io.github.losslane.simd.margin;

import io.github.losslane.simd.DoubleLanes;
import jdk.incubator.vector.DoubleVector;
import jdk.incubator.vector.VectorSpecies;

/**
 * Products C += A B of up to four rows where rows of B are contiguous: B is swept row by row, as it lies in memory, and C
 * waits in the first-level cache. Nothing is packed. An fma that leaves its sum in memory is still a step of the same chain.
 */
final class DoubleSweep {

    private static final VectorSpecies<Double> SPECIES = DoubleLanes.SPECIES;
    private static final int LANES = DoubleLanes.LANES;

    private DoubleSweep() {}

    /** At most four rows of C. */
    static void rows(
            int rows, int n, int k, double[] a, int ai, int aRow, int aColumn,
            double[] b, int bi, int bRow, double[] c, int ci, int cRow) {
        int steps = rows == 1 ? 8 : 4;
        int p = 0;
        for (; p <= k - steps; p += steps) {
            if (rows == 1) {
                eightSteps(n, a, ai + p * aColumn, aColumn, b, bi + p * bRow, bRow, c, ci);
            } else {
                fourRows(rows, n, a, ai + p * aColumn, aRow, aColumn, b, bi + p * bRow, bRow, c, ci, cRow);
            }
            for (int i = 0; i < rows; i++) {
                int first = ai + i * aRow + p * aColumn;
                last(n & -LANES, n, steps, a, first, aColumn, b, bi + p * bRow, bRow, c, ci + i * cRow);
            }
        }
        for (; p < k; p++) {
            for (int i = 0; i < rows; i++) {
                oneStep(n, a[ai + i * aRow + p * aColumn], b, bi + p * bRow, c, ci + i * cRow);
            }
        }
    }

    /** C = A B where A is a column: each row of C is one element of A times B. */
    static void outer(int m, int n, double[] a, int ai, int aRow, double[] b, int bi, double[] c, int ci, int cRow) {
        DoubleVector zero = DoubleVector.zero(SPECIES);
        for (int i = 0; i < m; i++) {
            int out = ci + i * cRow;
            double x = a[ai + i * aRow];
            DoubleVector v = DoubleVector.broadcast(SPECIES, x);
            int j = 0;
            for (; j <= n - LANES; j += LANES) {
                v.fma(DoubleVector.fromArray(SPECIES, b, bi + j), zero).intoArray(c, out + j);
            }
            for (; j < n; j++) {
                c[out + j] = Math.fma(x, b[bi + j], 0.0);
            }
        }
    }

    private static void oneStep(int n, double a, double[] b, int bi, double[] c, int ci) {
        DoubleVector v = DoubleVector.broadcast(SPECIES, a);
        int j = 0;
        for (; j <= n - LANES; j += LANES) {
            v.fma(DoubleVector.fromArray(SPECIES, b, bi + j), DoubleVector.fromArray(SPECIES, c, ci + j)).intoArray(c, ci + j);
        }
        for (; j < n; j++) {
            c[ci + j] = Math.fma(a, b[bi + j], c[ci + j]);
        }
    }

    /** The columns that fill no vector. */
    private static void last(
            int from, int n, int steps, double[] a, int ai, int aColumn, double[] b, int bi, int bRow, double[] c, int ci) {
        for (int j = from; j < n; j++) {
            double sum = c[ci + j];
            for (int p = 0; p < steps; p++) {
                sum = Math.fma(a[ai + p * aColumn], b[bi + p * bRow + j], sum);
            }
            c[ci + j] = sum;
        }
    }

    private static void eightSteps(int n, double[] a, int ai, int aColumn, double[] b, int bi, int bRow, double[] c, int ci) {
        DoubleVector a0 = DoubleVector.broadcast(SPECIES, a[ai]);
        DoubleVector a1 = DoubleVector.broadcast(SPECIES, a[ai + aColumn]);
        DoubleVector a2 = DoubleVector.broadcast(SPECIES, a[ai + 2 * aColumn]);
        DoubleVector a3 = DoubleVector.broadcast(SPECIES, a[ai + 3 * aColumn]);
        DoubleVector a4 = DoubleVector.broadcast(SPECIES, a[ai + 4 * aColumn]);
        DoubleVector a5 = DoubleVector.broadcast(SPECIES, a[ai + 5 * aColumn]);
        DoubleVector a6 = DoubleVector.broadcast(SPECIES, a[ai + 6 * aColumn]);
        DoubleVector a7 = DoubleVector.broadcast(SPECIES, a[ai + 7 * aColumn]);
        for (int j = 0; j <= n - LANES; j += LANES) {
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
    }

    /** Four steps of 2 to 4 rows; rows that are missing are the last one again. */
    private static void fourRows(
            int rows, int n, double[] a, int ai, int aRow, int aColumn,
            double[] b, int bi, int bRow, double[] c, int ci, int cRow) {
        int r2 = Math.min(2, rows - 1);
        int r3 = rows - 1;
        DoubleVector a00 = DoubleVector.broadcast(SPECIES, a[ai]);
        DoubleVector a01 = DoubleVector.broadcast(SPECIES, a[ai + aColumn]);
        DoubleVector a02 = DoubleVector.broadcast(SPECIES, a[ai + 2 * aColumn]);
        DoubleVector a03 = DoubleVector.broadcast(SPECIES, a[ai + 3 * aColumn]);
        DoubleVector a10 = DoubleVector.broadcast(SPECIES, a[ai + aRow]);
        DoubleVector a11 = DoubleVector.broadcast(SPECIES, a[ai + aRow + aColumn]);
        DoubleVector a12 = DoubleVector.broadcast(SPECIES, a[ai + aRow + 2 * aColumn]);
        DoubleVector a13 = DoubleVector.broadcast(SPECIES, a[ai + aRow + 3 * aColumn]);
        DoubleVector a20 = DoubleVector.broadcast(SPECIES, a[ai + r2 * aRow]);
        DoubleVector a21 = DoubleVector.broadcast(SPECIES, a[ai + r2 * aRow + aColumn]);
        DoubleVector a22 = DoubleVector.broadcast(SPECIES, a[ai + r2 * aRow + 2 * aColumn]);
        DoubleVector a23 = DoubleVector.broadcast(SPECIES, a[ai + r2 * aRow + 3 * aColumn]);
        DoubleVector a30 = DoubleVector.broadcast(SPECIES, a[ai + r3 * aRow]);
        DoubleVector a31 = DoubleVector.broadcast(SPECIES, a[ai + r3 * aRow + aColumn]);
        DoubleVector a32 = DoubleVector.broadcast(SPECIES, a[ai + r3 * aRow + 2 * aColumn]);
        DoubleVector a33 = DoubleVector.broadcast(SPECIES, a[ai + r3 * aRow + 3 * aColumn]);
        for (int j = 0; j <= n - LANES; j += LANES) {
            int in = bi + j;
            int out = ci + j;
            DoubleVector c0 = DoubleVector.fromArray(SPECIES, c, out);
            DoubleVector c1 = DoubleVector.fromArray(SPECIES, c, out + cRow);
            DoubleVector c2 = DoubleVector.fromArray(SPECIES, c, out + r2 * cRow);
            DoubleVector c3 = DoubleVector.fromArray(SPECIES, c, out + r3 * cRow);
            DoubleVector b0 = DoubleVector.fromArray(SPECIES, b, in);
            c0 = a00.fma(b0, c0);
            c1 = a10.fma(b0, c1);
            c2 = a20.fma(b0, c2);
            c3 = a30.fma(b0, c3);
            DoubleVector b1 = DoubleVector.fromArray(SPECIES, b, in + bRow);
            c0 = a01.fma(b1, c0);
            c1 = a11.fma(b1, c1);
            c2 = a21.fma(b1, c2);
            c3 = a31.fma(b1, c3);
            DoubleVector b2 = DoubleVector.fromArray(SPECIES, b, in + 2 * bRow);
            c0 = a02.fma(b2, c0);
            c1 = a12.fma(b2, c1);
            c2 = a22.fma(b2, c2);
            c3 = a32.fma(b2, c3);
            DoubleVector b3 = DoubleVector.fromArray(SPECIES, b, in + 3 * bRow);
            c0 = a03.fma(b3, c0);
            c1 = a13.fma(b3, c1);
            c2 = a23.fma(b3, c2);
            c3 = a33.fma(b3, c3);
            c0.intoArray(c, out);
            c1.intoArray(c, out + cRow);
            c2.intoArray(c, out + r2 * cRow);
            c3.intoArray(c, out + r3 * cRow);
        }
    }
}
