package io.github.losslane.simd.margin;

import io.github.losslane.simd.FloatLanes;
import java.util.Arrays;

/** Products of {@link FloatDots} that pack nothing, at the speed of reading B: up to four rows of A. */
final class FloatDotRows {

    private static final int LANES = FloatLanes.LANES;
    private static final int CHAINS = FloatDots.CHAINS;
    private static final int PARTS = FloatDotLanes.PARTS;

    /** Rows of B that are taken at once. */
    private static final int ROWS = FloatChainSums.GROUP;

    /** Copies of the rows of A, a cache line's multiple after the object, whose head counts 16 bytes. */
    private static final int COPIES = 48 / Float.BYTES;

    private FloatDotRows() {}

    /** At most four rows of C; {@code panels} holds the copies of rows of A, the chains and their sums. */
    static void multiply(
            int m, int n, int k, float[] a, int ai, int aRow, float[] b, int bi, int bRow,
            float[] c, int ci, int cRow, float[] panels) {
        int length = FloatDots.length(k);
        for (int p = 0; p < k; p += length) {
            block(p > 0, m, n, Math.min(length, k - p), a, ai + p, aRow, b, bi + p, bRow, c, ci, cRow, panels);
        }
    }

    private static void block(
            boolean add, int m, int n, int k, float[] a, int ai, int aRow, float[] b, int bi, int bRow,
            float[] c, int ci, int cRow, float[] panels) {
        int copies = m > 2 ? 4 : m;
        int most = copies > 2 ? ROWS / 2 : ROWS;
        int rows = Math.min(n, most);
        int whole = rows == most ? k & -CHAINS : 0;           // fewer rows of B are taken one by one
        int copy = PARTS * whole;
        for (int i = 0; i < copies; i++) {
            FloatDotLanes.copy(whole, a, ai + Math.min(i, m - 1) * aRow, panels, COPIES + i * copy);
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
                    FloatChainSums.start(rows, panels, sums + i * rows);
                }
            }
            FloatChainSums.add(m * rows, panels, chains, panels, sums);
            for (int i = 0; i < m; i++) {           // of the last rows of B some may have been taken before
                System.arraycopy(panels, sums + i * rows + j - row, c, ci + i * cRow + j, rows - (j - row));
            }
        }
    }

    private static void chains(
            int copies, int k, int copy, float[] b, int bi, int bRow, float[] panels, int chains) {
        for (int q = 0; q < CHAINS && k > 0; q += LANES) {
            if (copies == 1) {
                FloatDotLanes.oneRow(k, panels, COPIES + q, b, bi + q, bRow, chains + q);
            } else if (copies == 2) {
                FloatDotLanes.twoRows(k, panels, COPIES + q, copy, b, bi + q, bRow, chains + q);
            } else {
                FloatDotLanes.fourRows(k, panels, COPIES + q, copy, b, bi + q, bRow, chains + q);
            }
        }
    }

    /** The elements from {@code whole} on, one by one. Chains without any are negative zeros, which change no sum. */
    private static void rest(
            int m, int rows, int whole, int k, float[] a, int ai, int aRow, float[] b, int bi, int bRow,
            float[] panels, int chains) {
        for (int i = 0; i < m && whole < k; i++) {
            for (int r = 0; r < rows; r++) {
                int out = chains + (i * rows + r) * CHAINS;
                if (whole == 0) {
                    Arrays.fill(panels, out, out + CHAINS, -0.0f);
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
