package io.github.losslane.simd.margin;

import io.github.losslane.simd.FloatLanes;
import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.VectorMask;
import jdk.incubator.vector.VectorSpecies;

/**
 * Matrix product C = A B: each element of C is one chain of fma over k in order, from +0, so it has the same bits however
 * wide the vectors and whichever tile computed it.
 *
 * <p>A is read element by element with any two strides (which makes it transposed where wanted), B and C by rows. A tile of
 * 4 rows x 2 vectors of C stays in registers while k runs.
 */
final class FloatProduct {

    private static final VectorSpecies<Float> SPECIES = FloatLanes.SPECIES;
    private static final int LANES = FloatLanes.LANES;

    private FloatProduct() {}

    static void multiply(boolean add, int m, int n, int k, float[] a, int aOffset, int aRow, int aColumn,
            float[] b, int bOffset, int bRow, int bColumn, float[] c, int cOffset, int cRow, float[] panels) {
        for (int i = 0; i < m; i++) {
            for (int j = 0; j < n; j++) {
                float sum = add ? c[cOffset + i * cRow + j] : 0;
                for (int l = 0; l < k; l++) {
                    sum = Math.fma(a[aOffset + i * aRow + l * aColumn], b[bOffset + l * bRow + j * bColumn], sum);
                }
                c[cOffset + i * cRow + j] = sum;
            }
        }
    }

    /**
     * C (m x n) = A (m x k) B (k x n).
     *
     * @param aRow distance of two rows of A
     * @param aColumn distance of two columns of A
     * @param bRow distance of two rows of B
     * @param cRow distance of two rows of C
     */
    static void multiply(
            int m, int n, int k, float[] a, int aOffset, int aRow, int aColumn,
            float[] b, int bOffset, int bRow, float[] c, int cOffset, int cRow) {
        int i = 0;
        for (; i <= m - 4; i += 4) {
            int row = aOffset + i * aRow;
            int out = cOffset + i * cRow;
            int j = 0;
            for (; j <= n - 2 * LANES; j += 2 * LANES) {
                fourRows(k, a, row, aRow, aColumn, b, bOffset + j, bRow, c, out + j, cRow);
            }
            for (; j < n; j += LANES) {
                fourRowsLast(Math.min(n - j, LANES), k, a, row, aRow, aColumn, b, bOffset + j, bRow, c, out + j, cRow);
            }
        }
        for (; i < m; i++) {
            int row = aOffset + i * aRow;
            int out = cOffset + i * cRow;
            int j = 0;
            for (; j <= n - 4 * LANES; j += 4 * LANES) {
                oneRow(k, a, row, aColumn, b, bOffset + j, bRow, c, out + j);
            }
            for (; j < n; j += LANES) {
                oneRowLast(Math.min(n - j, LANES), k, a, row, aColumn, b, bOffset + j, bRow, c, out + j);
            }
        }
    }

    private static void fourRows(
            int k, float[] a, int row, int aRow, int aColumn, float[] b, int column, int bRow, float[] c, int out, int cRow) {
        FloatVector c00 = FloatVector.zero(SPECIES);
        FloatVector c01 = FloatVector.zero(SPECIES);
        FloatVector c10 = FloatVector.zero(SPECIES);
        FloatVector c11 = FloatVector.zero(SPECIES);
        FloatVector c20 = FloatVector.zero(SPECIES);
        FloatVector c21 = FloatVector.zero(SPECIES);
        FloatVector c30 = FloatVector.zero(SPECIES);
        FloatVector c31 = FloatVector.zero(SPECIES);
        for (int l = 0; l < k; l++) {
            FloatVector b0 = FloatVector.fromArray(SPECIES, b, column + l * bRow);
            FloatVector b1 = FloatVector.fromArray(SPECIES, b, column + l * bRow + LANES);
            int element = row + l * aColumn;
            FloatVector a0 = FloatVector.broadcast(SPECIES, a[element]);
            c00 = a0.fma(b0, c00);
            c01 = a0.fma(b1, c01);
            FloatVector a1 = FloatVector.broadcast(SPECIES, a[element + aRow]);
            c10 = a1.fma(b0, c10);
            c11 = a1.fma(b1, c11);
            FloatVector a2 = FloatVector.broadcast(SPECIES, a[element + 2 * aRow]);
            c20 = a2.fma(b0, c20);
            c21 = a2.fma(b1, c21);
            FloatVector a3 = FloatVector.broadcast(SPECIES, a[element + 3 * aRow]);
            c30 = a3.fma(b0, c30);
            c31 = a3.fma(b1, c31);
        }
        c00.intoArray(c, out);
        c01.intoArray(c, out + LANES);
        c10.intoArray(c, out + cRow);
        c11.intoArray(c, out + cRow + LANES);
        c20.intoArray(c, out + 2 * cRow);
        c21.intoArray(c, out + 2 * cRow + LANES);
        c30.intoArray(c, out + 3 * cRow);
        c31.intoArray(c, out + 3 * cRow + LANES);
    }

    private static void fourRowsLast(
            int columns, int k, float[] a, int row, int aRow, int aColumn, float[] b, int column, int bRow,
            float[] c, int out, int cRow) {
        VectorMask<Float> inside = SPECIES.indexInRange(0, columns);
        FloatVector c0 = FloatVector.zero(SPECIES);
        FloatVector c1 = FloatVector.zero(SPECIES);
        FloatVector c2 = FloatVector.zero(SPECIES);
        FloatVector c3 = FloatVector.zero(SPECIES);
        for (int l = 0; l < k; l++) {
            FloatVector b0 = FloatVector.fromArray(SPECIES, b, column + l * bRow, inside);
            int element = row + l * aColumn;
            c0 = FloatVector.broadcast(SPECIES, a[element]).fma(b0, c0);
            c1 = FloatVector.broadcast(SPECIES, a[element + aRow]).fma(b0, c1);
            c2 = FloatVector.broadcast(SPECIES, a[element + 2 * aRow]).fma(b0, c2);
            c3 = FloatVector.broadcast(SPECIES, a[element + 3 * aRow]).fma(b0, c3);
        }
        c0.intoArray(c, out, inside);
        c1.intoArray(c, out + cRow, inside);
        c2.intoArray(c, out + 2 * cRow, inside);
        c3.intoArray(c, out + 3 * cRow, inside);
    }

    private static void oneRow(
            int k, float[] a, int row, int aColumn, float[] b, int column, int bRow, float[] c, int out) {
        FloatVector c0 = FloatVector.zero(SPECIES);
        FloatVector c1 = FloatVector.zero(SPECIES);
        FloatVector c2 = FloatVector.zero(SPECIES);
        FloatVector c3 = FloatVector.zero(SPECIES);
        for (int l = 0; l < k; l++) {
            FloatVector a0 = FloatVector.broadcast(SPECIES, a[row + l * aColumn]);
            int in = column + l * bRow;
            c0 = a0.fma(FloatVector.fromArray(SPECIES, b, in), c0);
            c1 = a0.fma(FloatVector.fromArray(SPECIES, b, in + LANES), c1);
            c2 = a0.fma(FloatVector.fromArray(SPECIES, b, in + 2 * LANES), c2);
            c3 = a0.fma(FloatVector.fromArray(SPECIES, b, in + 3 * LANES), c3);
        }
        c0.intoArray(c, out);
        c1.intoArray(c, out + LANES);
        c2.intoArray(c, out + 2 * LANES);
        c3.intoArray(c, out + 3 * LANES);
    }

    private static void oneRowLast(
            int columns, int k, float[] a, int row, int aColumn, float[] b, int column, int bRow, float[] c, int out) {
        VectorMask<Float> inside = SPECIES.indexInRange(0, columns);
        FloatVector c0 = FloatVector.zero(SPECIES);
        for (int l = 0; l < k; l++) {
            FloatVector b0 = FloatVector.fromArray(SPECIES, b, column + l * bRow, inside);
            c0 = FloatVector.broadcast(SPECIES, a[row + l * aColumn]).fma(b0, c0);
        }
        c0.intoArray(c, out, inside);
    }
}
