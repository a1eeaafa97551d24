// Derived from FloatProduct.java; edit that file, then run: java verification/src/test/java/io/github/losslane/verification/Twins.java
package io.github.losslane.simd.margin;

import io.github.losslane.internal.DoublePanels;
import java.util.Arrays;

/**
 * Matrix product C = A B or C += A B, where rows of B are contiguous: each element of C is one chain of fma over k in order,
 * from +0 or from C, so it has the same bits however wide the vectors and whichever way it was computed.
 *
 * <pre>{@code
 * for MC rows of A, STEPS steps     pack A (second-level cache)
 *     for two vectors of columns    pack B (first-level cache)
 *         for groups of rows        one tile
 * }</pre>
 *
 * <p>Up to four rows are not packed: they are bound by reading B once.
 */
public final class DoubleProduct {

    /** Half of what a panel holds: the columns of B stay in the first-level cache. */
    private static final int STEPS = DoublePanels.KC / 2;

    private DoubleProduct() {}

    /**
     * C (m x n) = A (m x k) B (k x n), or C += A B. A may lie transposed or with any two distances.
     *
     * @param add whether the product is added to C
     * @param m rows of A and C
     * @param n columns of B and C
     * @param k columns of A and rows of B; 0 is the empty sum
     * @param a the matrix A, and below B and C
     * @param aOffset where A starts
     * @param aRow distance of two rows of A
     * @param aColumn distance of two columns of A
     * @param b B
     * @param bOffset where B starts
     * @param bRow distance of two rows of B
     * @param c C, which shares no memory with the others; only its m x n elements are written
     * @param cOffset where C starts
     * @param cRow distance of two rows of C
     * @param panels scratch of {@link DoublePanels#length} elements or more, overwritten
     */
    public static void multiply(
            boolean add, int m, int n, int k, double[] a, int aOffset, int aRow, int aColumn,
            double[] b, int bOffset, int bRow, double[] c, int cOffset, int cRow, double[] panels) {
        if (m == 0 || n == 0) {
            return;
        }
        if (k == 1 && !add) {
            DoubleSweep.outer(m, n, a, aOffset, aRow, b, bOffset, c, cOffset, cRow);
            return;
        }
        if (!add && (k == 0 || m <= 4)) {
            for (int i = 0; i < m; i++) {
                Arrays.fill(c, cOffset + i * cRow, cOffset + i * cRow + n, 0);
            }
        }
        if (m <= 4) {
            DoubleSweep.rows(m, n, k, a, aOffset, aRow, aColumn, b, bOffset, bRow, c, cOffset, cRow);
        } else if (k > 0) {
            blocks(add, m, n, k, a, aOffset, aRow, aColumn, b, bOffset, bRow, c, cOffset, cRow, panels);
        }
    }

    private static void blocks(
            boolean add, int m, int n, int k, double[] a, int aOffset, int aRow, int aColumn,
            double[] b, int bOffset, int bRow, double[] c, int cOffset, int cRow, double[] panels) {
        DoubleTiles.prepare(panels);
        for (int i = 0; i < m; i += DoublePanels.MC) {
            int rows = Math.min(DoublePanels.MC, m - i);
            for (int p = 0; p < k; p += STEPS) {
                int steps = Math.min(STEPS, k - p);
                block(add || p > 0, rows, n, steps, a, aOffset + i * aRow + p * aColumn, aRow, aColumn,
                        b, bOffset + p * bRow, bRow, c, cOffset + i * cRow, cRow, panels);
            }
        }
    }

    /** At most MC rows and STEPS steps of the chains. */
    private static void block(
            boolean add, int m, int n, int k, double[] a, int ai, int aRow, int aColumn,
            double[] b, int bi, int bRow, double[] c, int ci, int cRow, double[] panels) {
        int width = DoubleTiles.WIDTH;
        int rows = DoublePanels.COLUMNS + k * width;
        for (int i = 0; i < m; i += DoubleTiles.group(m - i)) {
            int group = DoubleTiles.group(m - i);
            DoublePacking.pack(m - i, group, k, a, ai + i * aRow, aRow, aColumn, panels, rows + i * k);
        }
        for (int j = 0; j < n; j += width) {
            int columns = Math.min(width, n - j);
            DoublePacking.pack(columns, width, k, b, bi + j, 1, bRow, panels, DoublePanels.COLUMNS);
            for (int i = 0; i < m; i += DoubleTiles.group(m - i)) {
                int count = Math.min(DoubleTiles.group(m - i), m - i);
                DoubleTiles.chains(add, count, columns, k, panels, rows + i * k, DoublePanels.COLUMNS,
                        c, ci + i * cRow + j, cRow);
            }
        }
    }
}
