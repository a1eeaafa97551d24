package io.github.losslane.simd.margin;

import io.github.losslane.internal.FloatPanels;
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
public final class FloatProduct {

    /** Half of what a panel holds: the columns of B stay in the first-level cache. */
    private static final int STEPS = FloatPanels.KC / 2;

    private FloatProduct() {}

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
     * @param panels scratch of {@link FloatPanels#length} elements or more, overwritten
     */
    public static void multiply(
            boolean add, int m, int n, int k, float[] a, int aOffset, int aRow, int aColumn,
            float[] b, int bOffset, int bRow, float[] c, int cOffset, int cRow, float[] panels) {
        if (m == 0 || n == 0) {
            return;
        }
        if (k == 1 && !add) {
            FloatSweep.outer(m, n, a, aOffset, aRow, b, bOffset, c, cOffset, cRow);
            return;
        }
        if (!add && (k == 0 || m <= 4)) {
            for (int i = 0; i < m; i++) {
                Arrays.fill(c, cOffset + i * cRow, cOffset + i * cRow + n, 0);
            }
        }
        if (m <= 4) {
            FloatSweep.rows(m, n, k, a, aOffset, aRow, aColumn, b, bOffset, bRow, c, cOffset, cRow);
        } else if (k > 0) {
            blocks(add, m, n, k, a, aOffset, aRow, aColumn, b, bOffset, bRow, c, cOffset, cRow, panels);
        }
    }

    private static void blocks(
            boolean add, int m, int n, int k, float[] a, int aOffset, int aRow, int aColumn,
            float[] b, int bOffset, int bRow, float[] c, int cOffset, int cRow, float[] panels) {
        FloatTiles.prepare(panels);
        for (int i = 0; i < m; i += FloatPanels.MC) {
            int rows = Math.min(FloatPanels.MC, m - i);
            for (int p = 0; p < k; p += STEPS) {
                int steps = Math.min(STEPS, k - p);
                block(add || p > 0, rows, n, steps, a, aOffset + i * aRow + p * aColumn, aRow, aColumn,
                        b, bOffset + p * bRow, bRow, c, cOffset + i * cRow, cRow, panels);
            }
        }
    }

    /** At most MC rows and STEPS steps of the chains. */
    private static void block(
            boolean add, int m, int n, int k, float[] a, int ai, int aRow, int aColumn,
            float[] b, int bi, int bRow, float[] c, int ci, int cRow, float[] panels) {
        int width = FloatTiles.WIDTH;
        int rows = FloatPanels.COLUMNS + k * width;
        for (int i = 0; i < m; i += FloatTiles.group(m - i)) {
            int group = FloatTiles.group(m - i);
            FloatPacking.pack(m - i, group, k, a, ai + i * aRow, aRow, aColumn, panels, rows + i * k);
        }
        for (int j = 0; j < n; j += width) {
            int columns = Math.min(width, n - j);
            FloatPacking.pack(columns, width, k, b, bi + j, 1, bRow, panels, FloatPanels.COLUMNS);
            for (int i = 0; i < m; i += FloatTiles.group(m - i)) {
                int count = Math.min(FloatTiles.group(m - i), m - i);
                FloatTiles.chains(add, count, columns, k, panels, rows + i * k, FloatPanels.COLUMNS,
                        c, ci + i * cRow + j, cRow);
            }
        }
    }
}
