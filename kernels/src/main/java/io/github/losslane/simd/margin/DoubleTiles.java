// Derived from FloatTiles.java; edit that file, then run: java verification/src/test/java/io/github/losslane/verification/Twins.java
package io.github.losslane.simd.margin;

import io.github.losslane.internal.DoublePanels;
import io.github.losslane.simd.DoubleLanes;
import java.util.Arrays;

/** Which tile multiplies a group of rows with the panel of columns, and where its chains start and what they are added to. */
final class DoubleTiles {

    private static final int LANES = DoubleLanes.LANES;

    /** Columns of a panel. */
    static final int WIDTH = 2 * LANES;

    /** Rows of a tile: 32 registers of 512 bits hold 24 accumulators, 16 registers of fewer bits hold 8. */
    private static final int MOST_ROWS = LANES * Double.BYTES == 64 ? 12 : 4;

    private DoubleTiles() {}

    /** Writes the rows of scratch that chains start from and that change no sum. */
    static void prepare(double[] panels) {
        Arrays.fill(panels, DoublePanels.ZEROS, DoublePanels.ZEROS + WIDTH, 0);
        Arrays.fill(panels, DoublePanels.MINUS_ZEROS, DoublePanels.MINUS_ZEROS + WIDTH, -0.0);
    }

    /** How many rows the next tile has. */
    static int group(int rowsLeft) {
        return rowsLeft >= MOST_ROWS ? MOST_ROWS : 4;
    }

    /** C = chains from C, or from +0 if {@code start} is false. */
    static void chains(
            boolean start, int rows, int columns, int k, double[] panels, int ai, int bi, double[] c, int ci, int cRow) {
        boolean whole = columns == WIDTH;
        if (start && !whole) {
            copy(rows, columns, c, ci, cRow, panels, DoublePanels.TILE, WIDTH);
        }
        double[] out = whole ? c : panels;
        int oi = whole ? ci : DoublePanels.TILE;
        int oRow = whole ? cRow : WIDTH;
        tile(rows, columns, k, panels, ai, bi, start ? out : panels, start ? oi : DoublePanels.ZEROS, start ? oRow : 0,
                panels, DoublePanels.MINUS_ZEROS, 0, out, oi, oRow);
        if (!whole) {
            copy(rows, columns, panels, DoublePanels.TILE, WIDTH, c, ci, cRow);
        }
    }

    /**
     * C = sums of several chains from +0, or C + each of them in order if {@code add}: A of chain q is at {@code ai + q aNext},
     * B at {@code bi + q bNext}, and chains from {@code longer} on have a step less. The sums wait in scratch, not in C, whose
     * rows may all lie in the same sets of a cache.
     */
    static void sums(
            boolean add, int rows, int columns, int chains, int k, int longer,
            double[] panels, int ai, int aNext, int bi, int bNext, double[] c, int ci, int cRow) {
        boolean whole = columns == WIDTH;
        if (add && !whole) {
            copy(rows, columns, c, ci, cRow, panels, DoublePanels.TILE, WIDTH);
        }
        for (int q = 0; q < chains; q++) {
            boolean fromC = q == 0 && add && whole;
            boolean fromTile = q > 0 || (add && !whole);
            boolean toC = q == chains - 1 && whole;
            tile(rows, columns, q < longer ? k : k - 1, panels, ai + q * aNext, bi + q * bNext, panels, DoublePanels.ZEROS, 0,
                    fromC ? c : panels, fromC ? ci : fromTile ? DoublePanels.TILE : DoublePanels.MINUS_ZEROS,
                    fromC ? cRow : fromTile ? WIDTH : 0,
                    toC ? c : panels, toC ? ci : DoublePanels.TILE, toC ? cRow : WIDTH);
        }
        if (!whole) {
            copy(rows, columns, panels, DoublePanels.TILE, WIDTH, c, ci, cRow);
        }
    }

    private static void copy(int rows, int columns, double[] in, int ii, int inRow, double[] out, int oi, int outRow) {
        for (int j = 0; j < columns; j += LANES) {
            DoublePacking.copy(Math.min(LANES, columns - j), rows, in, ii + j, inRow, out, oi + j, outRow);
        }
    }

    private static void tile(
            int rows, int columns, int k, double[] panels, int ai, int bi, double[] start, int si, int sRow,
            double[] plus, int pi, int pRow, double[] c, int ci, int cRow) {
        if (group(rows) == 4) {
            DoubleNarrowTile.fourByTwo(rows, k, panels, ai, bi, start, si, sRow, plus, pi, pRow, c, ci, cRow);
        } else if (columns > LANES) {
            DoubleTile.multiply(k, panels, ai, bi, start, si, sRow, plus, pi, pRow, c, ci, cRow);
        } else {
            DoubleNarrowTile.twelveByOne(k, panels, ai, bi, start, si, sRow, plus, pi, pRow, c, ci, cRow);
        }
    }
}
