// Derived from FloatDotRows.java; edit that file, then run: java verification/src/test/java/io/github/losslane/verification/Twins.java
package io.github.losslane.simd.margin;

import io.github.losslane.simd.DoubleLanes;
import java.util.Arrays;

/** Products of {@link DoubleDots} that pack nothing, at the speed of reading B: up to four rows of A. */
final class DoubleDotRows {

    private static final int LANES = DoubleLanes.LANES;
    private static final int CHAINS = DoubleDots.CHAINS;
    private static final int PARTS = DoubleDotLanes.PARTS;

    /** Rows of B that are taken at once. */
    private static final int ROWS = DoubleChainSums.GROUP;

    /** Copies of the rows of A, a cache line's multiple after the object, whose head counts 16 bytes. */
    private static final int COPIES = 48 / Double.BYTES;

    private DoubleDotRows() {}

    /** At most four rows of C; {@code panels} holds the copies of rows of A, the chains and their sums. */
    static void multiply(
            int m, int n, int k, double[] a, int ai, int aRow, double[] b, int bi, int bRow,
            double[] c, int ci, int cRow, double[] panels) {
        int length = DoubleDots.length(k);
        for (int p = 0; p < k; p += length) {
            block(p > 0, m, n, Math.min(length, k - p), a, ai + p, aRow, b, bi + p, bRow, c, ci, cRow, panels);
        }
    }

    private static void block(
            boolean add, int m, int n, int k, double[] a, int ai, int aRow, double[] b, int bi, int bRow,
            double[] c, int ci, int cRow, double[] panels) {
        int copies = m > 2 ? 4 : m;
        int most = copies > 2 ? ROWS / 2 : ROWS;
        int rows = Math.min(n, most);
        int whole = rows == most ? k & -CHAINS : 0;           // fewer rows of B are taken one by one
        int copy = PARTS * whole;
        for (int i = 0; i < copies; i++) {
            DoubleDotLanes.copy(whole, a, ai + Math.min(i, m - 1) * aRow, panels, COPIES + i * copy);
        }
        int chains = COPIES + copies * copy;
        int sums = chains + copies * most * CHAINS;
        for (int j = 0; j < n; j += rows) {
            int row = Math.min(j, n - rows);
            chains(copies, whole, copy, b, bi + row * bRow, bRow, panels, chains);
            rest(m, rows, whole, k, a, ai, aRow, b, bi + row * bRow, bRow, panels, chains);
            for (int i = 0; i < m; i++) {
                int out = ci + i * cRow + row;
                if (add) {
                    System.arraycopy(c, out, panels, sums + i * rows, rows);
                } else {
                    DoubleChainSums.start(rows, panels, sums + i * rows);
                }
            }
            DoubleChainSums.add(m * rows, panels, chains, panels, sums);
            for (int i = 0; i < m; i++) {           // of the last rows of B some may have been taken before
                System.arraycopy(panels, sums + i * rows + j - row, c, ci + i * cRow + j, rows - (j - row));
            }
        }
    }

    private static void chains(
            int copies, int k, int copy, double[] b, int bi, int bRow, double[] panels, int chains) {
        for (int q = 0; q < CHAINS && k > 0; q += LANES) {
            if (copies == 1) {
                DoubleDotLanes.oneRow(k, panels, COPIES + q, b, bi + q, bRow, chains + q);
            } else if (copies == 2) {
                DoubleDotLanes.twoRows(k, panels, COPIES + q, copy, b, bi + q, bRow, chains + q);
            } else {
                DoubleDotLanes.fourRows(k, panels, COPIES + q, copy, b, bi + q, bRow, chains + q);
            }
        }
    }

    /** The elements from {@code whole} on, one by one. Chains without any are negative zeros, which change no sum. */
    private static void rest(
            int m, int rows, int whole, int k, double[] a, int ai, int aRow, double[] b, int bi, int bRow,
            double[] panels, int chains) {
        for (int i = 0; i < m && whole < k; i++) {
            for (int r = 0; r < rows; r++) {
                int out = chains + (i * rows + r) * CHAINS;
                if (whole == 0) {
                    Arrays.fill(panels, out, out + CHAINS, -0.0);
                    Arrays.fill(panels, out, out + Math.min(CHAINS, k), 0);
                }
                for (int p = whole; p < k; p++) {
                    int o = out + p % CHAINS;
                    panels[o] = Math.fma(a[ai + i * aRow + p], b[bi + r * bRow + p], panels[o]);
                }
            }
        }
    }
}
