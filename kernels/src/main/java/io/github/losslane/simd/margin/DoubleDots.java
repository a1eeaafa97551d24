// Derived from FloatDots.java; edit that file, then run: java verification/src/test/java/io/github/losslane/verification/Twins.java
package io.github.losslane.simd.margin;

import io.github.losslane.internal.DoublePanels;
import java.util.Arrays;

/**
 * Matrix product C = A B^T, where rows of both are contiguous: each element of C is the dot product of two rows.
 *
 * <p>Rows are cut into as few blocks of at most 1,024 elements as there can be, of one length, a multiple of 8, but for the last.
 * Of a block, elements 8 apart make a chain of fma from +0; the chains are added up in order, and so are the blocks. So an
 * element has the same bits however wide the vectors and whichever way it was computed, and a lone row of A meets the rows of
 * B as they lie, whole vectors at a time: one chain over all elements would have B transposed for it.
 *
 * <p>Few rows of A, and more if those of B are few, are not packed. Others are multiplied by the tiles of {@link DoubleProduct},
 * which take a chain at a time, from panels where the elements of a chain follow one another.
 */
public final class DoubleDots {

    /** Chains of a block. */
    static final int CHAINS = 8;

    /** The longest block: long enough for chains, short enough for half of them to fill a panel. */
    private static final int BLOCK = 2 * DoublePanels.KC;

    /** Up to so many rows of A packing takes longer than reading B again for every four of them. */
    private static final int FEW = 8;

    /** So many rows of B stay in the nearest caches, and many more rows of A are taken without packing. */
    private static final int NARROW = 32;

    private DoubleDots() {}

    /**
     * C (m x n) = A (m x k) B^T, where B is n x k.
     *
     * @param m rows of A and C
     * @param n rows of B and columns of C
     * @param k columns of A and B; 0 is the empty sum
     * @param a the matrix A, and below B and C
     * @param aOffset where A starts
     * @param aRow distance of two rows of A
     * @param b B
     * @param bOffset where B starts
     * @param bRow distance of two rows of B
     * @param c C, which shares no memory with the others; only its m x n elements are written
     * @param cOffset where C starts
     * @param cRow distance of two rows of C
     * @param panels scratch of {@link DoublePanels#length} elements or more, overwritten
     */
    public static void multiply(
            int m, int n, int k, double[] a, int aOffset, int aRow, double[] b, int bOffset, int bRow,
            double[] c, int cOffset, int cRow, double[] panels) {
        if (m == 0 || n == 0) {
            return;
        }
        if (k == 0) {
            for (int i = 0; i < m; i++) {
                Arrays.fill(c, cOffset + i * cRow, cOffset + i * cRow + n, 0);
            }
        } else if (m <= FEW || (n >= 4 && n <= NARROW && m <= 256 / Double.BYTES * NARROW / n)) {
            for (int i = 0; i < m; i += 4) {
                DoubleDotRows.multiply(Math.min(4, m - i), n, k, a, aOffset + i * aRow, aRow, b, bOffset, bRow,
                        c, cOffset + i * cRow, cRow, panels);
            }
        } else {
            DoubleTiles.prepare(panels);
            int length = length(k);
            for (int i = 0; i < m; i += DoublePanels.MC) {
                int rows = Math.min(DoublePanels.MC, m - i);
                for (int p = 0; p < k; p += length) {
                    block(p > 0, rows, n, Math.min(length, k - p), a, aOffset + i * aRow + p, aRow,
                            b, bOffset + p, bRow, c, cOffset + i * cRow, cRow, panels);
                }
            }
        }
    }

    /** Elements of a block but the last. */
    static int length(int k) {
        int blocks = (k - 1) / BLOCK + 1;
        return ((k - 1) / blocks / CHAINS + 1) * CHAINS;
    }

    /** A block of the rows: all its chains if a panel holds them, or half of them at a time. */
    private static void block(
            boolean add, int m, int n, int k, double[] a, int ai, int aRow, double[] b, int bi, int bRow,
            double[] c, int ci, int cRow, double[] panels) {
        int steps = (k + CHAINS - 1) / CHAINS;
        int half = steps * CHAINS <= DoublePanels.KC ? CHAINS : CHAINS / 2;
        for (int first = 0; first < Math.min(CHAINS, k); first += half) {
            int chains = Math.min(half, k - first);
            int longer = Math.min(chains, k - (steps - 1) * CHAINS - first);
            part(add || first > 0, m, n, k, first, chains, steps, longer, a, ai, aRow, b, bi, bRow, c, ci, cRow, panels);
        }
    }

    private static void part(
            boolean add, int m, int n, int k, int first, int chains, int steps, int longer,
            double[] a, int ai, int aRow, double[] b, int bi, int bRow, double[] c, int ci, int cRow, double[] panels) {
        int width = DoubleTiles.WIDTH;
        int rows = DoublePanels.COLUMNS + chains * steps * width;
        for (int i = 0; i < m; i += DoubleTiles.group(m - i)) {
            int group = DoubleTiles.group(m - i);
            DoublePacking.packChains(m - i, group, k, first, chains, a, ai + i * aRow, aRow,
                    panels, rows + i * chains * steps);
        }
        for (int j = 0; j < n; j += width) {
            int columns = Math.min(width, n - j);
            DoublePacking.packChains(columns, width, k, first, chains, b, bi + j * bRow, bRow, panels, DoublePanels.COLUMNS);
            for (int i = 0; i < m; i += DoubleTiles.group(m - i)) {
                int group = DoubleTiles.group(m - i);
                DoubleTiles.sums(add, Math.min(group, m - i), columns, chains, steps, longer,
                        panels, rows + i * chains * steps, steps * group, DoublePanels.COLUMNS, steps * width,
                        c, ci + i * cRow + j, cRow);
            }
        }
    }
}
