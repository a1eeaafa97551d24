// Derived from FloatProduct.java; edit that file, then run: java verification/src/test/java/io/github/losslane/verification/Twins.java
package io.github.losslane.simd.margin;

import io.github.losslane.simd.DoubleLanes;
import jdk.incubator.vector.DoubleVector;
import jdk.incubator.vector.VectorMask;
import jdk.incubator.vector.VectorSpecies;

/**
 * Matrix product C = A B: each element of C is one chain of fma over k in order, from +0, so it has the same bits however
 * wide the vectors and whichever tile computed it.
 *
 * <p>A is read element by element with any two strides (which makes it transposed where wanted), B and C by rows. A tile of
 * 4 rows x 2 vectors of C stays in registers while k runs.
 */
final class DoubleProduct {

    private static final VectorSpecies<Double> SPECIES = DoubleLanes.SPECIES;
    private static final int LANES = DoubleLanes.LANES;

    private DoubleProduct() {}

    static void multiply(boolean add, int m, int n, int k, double[] a, int aOffset, int aRow, int aColumn,
            double[] b, int bOffset, int bRow, int bColumn, double[] c, int cOffset, int cRow, double[] panels) {
        for (int i = 0; i < m; i++) {
            for (int j = 0; j < n; j++) {
                double sum = add ? c[cOffset + i * cRow + j] : 0;
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
            int m, int n, int k, double[] a, int aOffset, int aRow, int aColumn,
            double[] b, int bOffset, int bRow, double[] c, int cOffset, int cRow) {
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
            int k, double[] a, int row, int aRow, int aColumn, double[] b, int column, int bRow, double[] c, int out, int cRow) {
        DoubleVector c00 = DoubleVector.zero(SPECIES);
        DoubleVector c01 = DoubleVector.zero(SPECIES);
        DoubleVector c10 = DoubleVector.zero(SPECIES);
        DoubleVector c11 = DoubleVector.zero(SPECIES);
        DoubleVector c20 = DoubleVector.zero(SPECIES);
        DoubleVector c21 = DoubleVector.zero(SPECIES);
        DoubleVector c30 = DoubleVector.zero(SPECIES);
        DoubleVector c31 = DoubleVector.zero(SPECIES);
        for (int l = 0; l < k; l++) {
            DoubleVector b0 = DoubleVector.fromArray(SPECIES, b, column + l * bRow);
            DoubleVector b1 = DoubleVector.fromArray(SPECIES, b, column + l * bRow + LANES);
            int element = row + l * aColumn;
            DoubleVector a0 = DoubleVector.broadcast(SPECIES, a[element]);
            c00 = a0.fma(b0, c00);
            c01 = a0.fma(b1, c01);
            DoubleVector a1 = DoubleVector.broadcast(SPECIES, a[element + aRow]);
            c10 = a1.fma(b0, c10);
            c11 = a1.fma(b1, c11);
            DoubleVector a2 = DoubleVector.broadcast(SPECIES, a[element + 2 * aRow]);
            c20 = a2.fma(b0, c20);
            c21 = a2.fma(b1, c21);
            DoubleVector a3 = DoubleVector.broadcast(SPECIES, a[element + 3 * aRow]);
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
            int columns, int k, double[] a, int row, int aRow, int aColumn, double[] b, int column, int bRow,
            double[] c, int out, int cRow) {
        VectorMask<Double> inside = SPECIES.indexInRange(0, columns);
        DoubleVector c0 = DoubleVector.zero(SPECIES);
        DoubleVector c1 = DoubleVector.zero(SPECIES);
        DoubleVector c2 = DoubleVector.zero(SPECIES);
        DoubleVector c3 = DoubleVector.zero(SPECIES);
        for (int l = 0; l < k; l++) {
            DoubleVector b0 = DoubleVector.fromArray(SPECIES, b, column + l * bRow, inside);
            int element = row + l * aColumn;
            c0 = DoubleVector.broadcast(SPECIES, a[element]).fma(b0, c0);
            c1 = DoubleVector.broadcast(SPECIES, a[element + aRow]).fma(b0, c1);
            c2 = DoubleVector.broadcast(SPECIES, a[element + 2 * aRow]).fma(b0, c2);
            c3 = DoubleVector.broadcast(SPECIES, a[element + 3 * aRow]).fma(b0, c3);
        }
        c0.intoArray(c, out, inside);
        c1.intoArray(c, out + cRow, inside);
        c2.intoArray(c, out + 2 * cRow, inside);
        c3.intoArray(c, out + 3 * cRow, inside);
    }

    private static void oneRow(
            int k, double[] a, int row, int aColumn, double[] b, int column, int bRow, double[] c, int out) {
        DoubleVector c0 = DoubleVector.zero(SPECIES);
        DoubleVector c1 = DoubleVector.zero(SPECIES);
        DoubleVector c2 = DoubleVector.zero(SPECIES);
        DoubleVector c3 = DoubleVector.zero(SPECIES);
        for (int l = 0; l < k; l++) {
            DoubleVector a0 = DoubleVector.broadcast(SPECIES, a[row + l * aColumn]);
            int in = column + l * bRow;
            c0 = a0.fma(DoubleVector.fromArray(SPECIES, b, in), c0);
            c1 = a0.fma(DoubleVector.fromArray(SPECIES, b, in + LANES), c1);
            c2 = a0.fma(DoubleVector.fromArray(SPECIES, b, in + 2 * LANES), c2);
            c3 = a0.fma(DoubleVector.fromArray(SPECIES, b, in + 3 * LANES), c3);
        }
        c0.intoArray(c, out);
        c1.intoArray(c, out + LANES);
        c2.intoArray(c, out + 2 * LANES);
        c3.intoArray(c, out + 3 * LANES);
    }

    private static void oneRowLast(
            int columns, int k, double[] a, int row, int aColumn, double[] b, int column, int bRow, double[] c, int out) {
        VectorMask<Double> inside = SPECIES.indexInRange(0, columns);
        DoubleVector c0 = DoubleVector.zero(SPECIES);
        for (int l = 0; l < k; l++) {
            DoubleVector b0 = DoubleVector.fromArray(SPECIES, b, column + l * bRow, inside);
            c0 = DoubleVector.broadcast(SPECIES, a[row + l * aColumn]).fma(b0, c0);
        }
        c0.intoArray(c, out, inside);
    }
}
