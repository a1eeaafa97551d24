// Derived from FloatProduct.java; edit that file, then run: java verification/src/test/java/io/github/losslane/verification/Twins.java
package io.github.losslane.simd.margin;

import io.github.losslane.internal.DoublePanels;
import io.github.losslane.simd.DoubleLanes;
import java.util.Arrays;

/**
 * Matrix product C = A B or C += A B: each element of C is one chain of fma over k in order, from +0 or from C, so it has
 * the same bits however wide the vectors and whichever way it was computed.
 *
 * <pre>{@code
 * for MC rows of A, KC steps        pack A (second-level cache)
 *     for two vectors of columns    pack B (first-level cache)
 *         for groups of rows        one tile
 * }</pre>
 *
 * <p>One row, and up to four rows where rows of B are contiguous, are not packed: they are bound by reading B once.
 */
public final class DoubleProduct {

    private static final int LANES = DoubleLanes.LANES;
    private static final int WIDTH = 2 * LANES;

    /** Rows of a tile: 32 registers of 512 bits hold 24 accumulators, 16 registers of fewer bits hold 8. */
    private static final int MOST_ROWS = LANES * Double.BYTES == 64 ? 12 : 4;

    private DoubleProduct() {}

    /**
     * C (m x n) = A (m x k) B (k x n), or C += A B. The strides are any two distances of rows and of columns, so either
     * matrix may be transposed.
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
     * @param bColumn distance of two columns of B
     * @param c C, which shares no memory with the others; only its m x n elements are written
     * @param cOffset where C starts
     * @param cRow distance of two rows of C
     * @param panels scratch of {@link DoublePanels#length} elements or more, overwritten
     */
    public static void multiply(
            boolean add, int m, int n, int k, double[] a, int aOffset, int aRow, int aColumn,
            double[] b, int bOffset, int bRow, int bColumn, double[] c, int cOffset, int cRow, double[] panels) {
        if (m == 0 || n == 0) {
            return;
        }
        if (k == 1 && bColumn == 1 && !add) {
            DoubleSweep.outer(m, n, a, aOffset, aRow, b, bOffset, c, cOffset, cRow);
            return;
        }
        boolean sweep = m <= 4 && bColumn == 1;
        if (!add && (k == 0 || m == 1 || sweep)) {
            for (int i = 0; i < m; i++) {
                Arrays.fill(c, cOffset + i * cRow, cOffset + i * cRow + n, 0);
            }
        }
        if (sweep) {
            DoubleSweep.rows(m, n, k, a, aOffset, aRow, aColumn, b, bOffset, bRow, c, cOffset, cRow);
        } else if (m == 1) {
            DoubleDots.row(n, k, a, aOffset, aColumn, b, bOffset, bRow, bColumn, c, cOffset);
        } else if (k > 0) {
            blocks(add, m, n, k, a, aOffset, aRow, aColumn, b, bOffset, bRow, bColumn, c, cOffset, cRow, panels);
        }
    }

    private static void blocks(
            boolean add, int m, int n, int k, double[] a, int aOffset, int aRow, int aColumn,
            double[] b, int bOffset, int bRow, int bColumn, double[] c, int cOffset, int cRow, double[] panels) {
        Arrays.fill(panels, DoublePanels.ZEROS, DoublePanels.ZEROS + WIDTH, 0);
        for (int i = 0; i < m; i += DoublePanels.MC) {
            int rows = Math.min(DoublePanels.MC, m - i);
            for (int p = 0; p < k; p += DoublePanels.KC) {
                int steps = Math.min(DoublePanels.KC, k - p);
                block(add || p > 0, rows, n, steps, a, aOffset + i * aRow + p * aColumn, aRow, aColumn,
                        b, bOffset + p * bRow, bRow, bColumn, c, cOffset + i * cRow, cRow, panels);
            }
        }
    }

    /** At most MC rows and KC steps of the chains. */
    private static void block(
            boolean add, int m, int n, int k, double[] a, int ai, int aRow, int aColumn,
            double[] b, int bi, int bRow, int bColumn, double[] c, int ci, int cRow, double[] panels) {
        int rows = DoublePanels.COLUMNS + k * WIDTH;
        for (int i = 0; i < m; i += group(m - i)) {
            int group = group(m - i);
            DoublePacking.pack(m - i, group, k, a, ai + i * aRow, aRow, aColumn, panels, rows + i * k);
        }
        for (int j = 0; j < n; j += WIDTH) {
            int columns = Math.min(WIDTH, n - j);
            DoublePacking.pack(columns, WIDTH, k, b, bi + j * bColumn, bColumn, bRow, panels, DoublePanels.COLUMNS);
            for (int i = 0; i < m; i += group(m - i)) {
                int count = Math.min(group(m - i), m - i);
                int out = ci + i * cRow + j;
                if (columns == WIDTH) {
                    tile(add, count, columns, k, panels, rows + i * k, c, out, cRow);
                } else {
                    partialTile(add, count, columns, k, panels, rows + i * k, c, out, cRow);
                }
            }
        }
    }

    /** How many rows the next tile has. */
    private static int group(int rowsLeft) {
        return rowsLeft >= MOST_ROWS ? MOST_ROWS : 4;
    }

    private static void partialTile(
            boolean add, int rows, int columns, int k, double[] panels, int ai, double[] c, int ci, int cRow) {
        if (add) {
            copy(rows, columns, c, ci, cRow, panels, DoublePanels.TILE, WIDTH);
        }
        tile(add, rows, columns, k, panels, ai, panels, DoublePanels.TILE, WIDTH);
        copy(rows, columns, panels, DoublePanels.TILE, WIDTH, c, ci, cRow);
    }

    private static void copy(int rows, int columns, double[] in, int ii, int inRow, double[] out, int oi, int outRow) {
        for (int j = 0; j < columns; j += LANES) {
            DoublePacking.copy(Math.min(LANES, columns - j), rows, in, ii + j, inRow, out, oi + j, outRow);
        }
    }

    private static void tile(
            boolean add, int rows, int columns, int k, double[] panels, int ai, double[] c, int ci, int cRow) {
        double[] start = add ? c : panels;
        int si = add ? ci : DoublePanels.ZEROS;
        int sRow = add ? cRow : 0;
        if (group(rows) == 4) {
            DoubleNarrowTile.fourByTwo(rows, k, panels, ai, DoublePanels.COLUMNS, start, si, sRow, c, ci, cRow);
        } else if (columns > LANES) {
            DoubleTile.multiply(k, panels, ai, DoublePanels.COLUMNS, start, si, sRow, c, ci, cRow);
        } else {
            DoubleNarrowTile.twelveByOne(k, panels, ai, DoublePanels.COLUMNS, start, si, sRow, c, ci, cRow);
        }
    }
}
