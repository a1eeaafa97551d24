package io.github.losslane.simd.margin;

import io.github.losslane.simd.FloatLanes;
import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.VectorSpecies;

/**
 * Products C += A B of up to four rows where rows of B are contiguous: B is swept row by row, as it lies in memory, and C
 * waits in the first-level cache. Nothing is packed. An fma that leaves its sum in memory is still a step of the same chain.
 */
final class FloatSweep {

    private static final VectorSpecies<Float> SPECIES = FloatLanes.SPECIES;
    private static final int LANES = FloatLanes.LANES;

    private FloatSweep() {}

    /** At most four rows of C. */
    static void rows(
            int rows, int n, int k, float[] a, int ai, int aRow, int aColumn,
            float[] b, int bi, int bRow, float[] c, int ci, int cRow) {
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
    static void outer(int m, int n, float[] a, int ai, int aRow, float[] b, int bi, float[] c, int ci, int cRow) {
        FloatVector zero = FloatVector.zero(SPECIES);
        for (int i = 0; i < m; i++) {
            int out = ci + i * cRow;
            float x = a[ai + i * aRow];
            FloatVector v = FloatVector.broadcast(SPECIES, x);
            int j = 0;
            for (; j <= n - LANES; j += LANES) {
                v.fma(FloatVector.fromArray(SPECIES, b, bi + j), zero).intoArray(c, out + j);
            }
            for (; j < n; j++) {
                c[out + j] = Math.fma(x, b[bi + j], 0.0f);
            }
        }
    }

    private static void oneStep(int n, float a, float[] b, int bi, float[] c, int ci) {
        FloatVector v = FloatVector.broadcast(SPECIES, a);
        int j = 0;
        for (; j <= n - LANES; j += LANES) {
            v.fma(FloatVector.fromArray(SPECIES, b, bi + j), FloatVector.fromArray(SPECIES, c, ci + j)).intoArray(c, ci + j);
        }
        for (; j < n; j++) {
            c[ci + j] = Math.fma(a, b[bi + j], c[ci + j]);
        }
    }

    /** The columns that fill no vector. */
    private static void last(
            int from, int n, int steps, float[] a, int ai, int aColumn, float[] b, int bi, int bRow, float[] c, int ci) {
        for (int j = from; j < n; j++) {
            float sum = c[ci + j];
            for (int p = 0; p < steps; p++) {
                sum = Math.fma(a[ai + p * aColumn], b[bi + p * bRow + j], sum);
            }
            c[ci + j] = sum;
        }
    }

    private static void eightSteps(int n, float[] a, int ai, int aColumn, float[] b, int bi, int bRow, float[] c, int ci) {
        FloatVector a0 = FloatVector.broadcast(SPECIES, a[ai]);
        FloatVector a1 = FloatVector.broadcast(SPECIES, a[ai + aColumn]);
        FloatVector a2 = FloatVector.broadcast(SPECIES, a[ai + 2 * aColumn]);
        FloatVector a3 = FloatVector.broadcast(SPECIES, a[ai + 3 * aColumn]);
        FloatVector a4 = FloatVector.broadcast(SPECIES, a[ai + 4 * aColumn]);
        FloatVector a5 = FloatVector.broadcast(SPECIES, a[ai + 5 * aColumn]);
        FloatVector a6 = FloatVector.broadcast(SPECIES, a[ai + 6 * aColumn]);
        FloatVector a7 = FloatVector.broadcast(SPECIES, a[ai + 7 * aColumn]);
        for (int j = 0; j <= n - LANES; j += LANES) {
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
    }

    /** Four steps of 2 to 4 rows; rows that are missing are the last one again. */
    private static void fourRows(
            int rows, int n, float[] a, int ai, int aRow, int aColumn,
            float[] b, int bi, int bRow, float[] c, int ci, int cRow) {
        int r2 = Math.min(2, rows - 1);
        int r3 = rows - 1;
        FloatVector a00 = FloatVector.broadcast(SPECIES, a[ai]);
        FloatVector a01 = FloatVector.broadcast(SPECIES, a[ai + aColumn]);
        FloatVector a02 = FloatVector.broadcast(SPECIES, a[ai + 2 * aColumn]);
        FloatVector a03 = FloatVector.broadcast(SPECIES, a[ai + 3 * aColumn]);
        FloatVector a10 = FloatVector.broadcast(SPECIES, a[ai + aRow]);
        FloatVector a11 = FloatVector.broadcast(SPECIES, a[ai + aRow + aColumn]);
        FloatVector a12 = FloatVector.broadcast(SPECIES, a[ai + aRow + 2 * aColumn]);
        FloatVector a13 = FloatVector.broadcast(SPECIES, a[ai + aRow + 3 * aColumn]);
        FloatVector a20 = FloatVector.broadcast(SPECIES, a[ai + r2 * aRow]);
        FloatVector a21 = FloatVector.broadcast(SPECIES, a[ai + r2 * aRow + aColumn]);
        FloatVector a22 = FloatVector.broadcast(SPECIES, a[ai + r2 * aRow + 2 * aColumn]);
        FloatVector a23 = FloatVector.broadcast(SPECIES, a[ai + r2 * aRow + 3 * aColumn]);
        FloatVector a30 = FloatVector.broadcast(SPECIES, a[ai + r3 * aRow]);
        FloatVector a31 = FloatVector.broadcast(SPECIES, a[ai + r3 * aRow + aColumn]);
        FloatVector a32 = FloatVector.broadcast(SPECIES, a[ai + r3 * aRow + 2 * aColumn]);
        FloatVector a33 = FloatVector.broadcast(SPECIES, a[ai + r3 * aRow + 3 * aColumn]);
        for (int j = 0; j <= n - LANES; j += LANES) {
            int in = bi + j;
            int out = ci + j;
            FloatVector c0 = FloatVector.fromArray(SPECIES, c, out);
            FloatVector c1 = FloatVector.fromArray(SPECIES, c, out + cRow);
            FloatVector c2 = FloatVector.fromArray(SPECIES, c, out + r2 * cRow);
            FloatVector c3 = FloatVector.fromArray(SPECIES, c, out + r3 * cRow);
            FloatVector b0 = FloatVector.fromArray(SPECIES, b, in);
            c0 = a00.fma(b0, c0);
            c1 = a10.fma(b0, c1);
            c2 = a20.fma(b0, c2);
            c3 = a30.fma(b0, c3);
            FloatVector b1 = FloatVector.fromArray(SPECIES, b, in + bRow);
            c0 = a01.fma(b1, c0);
            c1 = a11.fma(b1, c1);
            c2 = a21.fma(b1, c2);
            c3 = a31.fma(b1, c3);
            FloatVector b2 = FloatVector.fromArray(SPECIES, b, in + 2 * bRow);
            c0 = a02.fma(b2, c0);
            c1 = a12.fma(b2, c1);
            c2 = a22.fma(b2, c2);
            c3 = a32.fma(b2, c3);
            FloatVector b3 = FloatVector.fromArray(SPECIES, b, in + 3 * bRow);
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
