package io.github.losslane.simd.margin;

import io.github.losslane.internal.FloatPanels;
import io.github.losslane.simd.FloatLanes;
import java.util.Arrays;

/** Which tile multiplies a group of rows with the panel of columns, and where its chains start and what they are added to. */
final class FloatTiles {

    private static final int LANES = FloatLanes.LANES;

    /** Columns of a panel. */
    static final int WIDTH = 2 * LANES;

    /** Rows of a tile: 32 registers of 512 bits hold 24 accumulators, 16 registers of fewer bits hold 8. */
    private static final int MOST_ROWS = LANES * Float.BYTES == 64 ? 12 : 4;

    private FloatTiles() {}

    /** Writes the rows of scratch that chains start from and that change no sum. */
    static void prepare(float[] panels) {
        Arrays.fill(panels, FloatPanels.ZEROS, FloatPanels.ZEROS + WIDTH, 0);
        Arrays.fill(panels, FloatPanels.MINUS_ZEROS, FloatPanels.MINUS_ZEROS + WIDTH, -0.0f);
    }

    /** How many rows the next tile has. */
    static int group(int rowsLeft) {
        return rowsLeft >= MOST_ROWS ? MOST_ROWS : 4;
    }

    /** C = chains from C, or from +0 if {@code start} is false. */
    static void chains(
            boolean start, int rows, int columns, int k, float[] panels, int ai, int bi, float[] c, int ci, int cRow) {
        boolean whole = columns == WIDTH;
        if (start && !whole) {
            copy(rows, columns, c, ci, cRow, panels, FloatPanels.TILE, WIDTH);
        }
        float[] out = whole ? c : panels;
        int oi = whole ? ci : FloatPanels.TILE;
        int oRow = whole ? cRow : WIDTH;
        tile(rows, columns, k, panels, ai, bi, start ? out : panels, start ? oi : FloatPanels.ZEROS, start ? oRow : 0,
                panels, FloatPanels.MINUS_ZEROS, 0, out, oi, oRow);
        if (!whole) {
            copy(rows, columns, panels, FloatPanels.TILE, WIDTH, c, ci, cRow);
        }
    }

    /**
     * C = sums of several chains from +0, or C + each of them in order if {@code add}: A of chain q is at {@code ai + q aNext},
     * B at {@code bi + q bNext}, and chains from {@code longer} on have a step less. The sums wait in scratch, not in C, whose
     * rows may all lie in the same sets of a cache.
     */
    static void sums(
            boolean add, int rows, int columns, int chains, int k, int longer,
            float[] panels, int ai, int aNext, int bi, int bNext, float[] c, int ci, int cRow) {
        boolean whole = columns == WIDTH;
        if (add && !whole) {
            copy(rows, columns, c, ci, cRow, panels, FloatPanels.TILE, WIDTH);
        }
        for (int q = 0; q < chains; q++) {
            boolean fromC = q == 0 && add && whole;
            boolean fromTile = q > 0 || (add && !whole);
            boolean toC = q == chains - 1 && whole;
            tile(rows, columns, q < longer ? k : k - 1, panels, ai + q * aNext, bi + q * bNext, panels, FloatPanels.ZEROS, 0,
                    fromC ? c : panels, fromC ? ci : fromTile ? FloatPanels.TILE : FloatPanels.MINUS_ZEROS,
                    fromC ? cRow : fromTile ? WIDTH : 0,
                    toC ? c : panels, toC ? ci : FloatPanels.TILE, toC ? cRow : WIDTH);
        }
        if (!whole) {
            copy(rows, columns, panels, FloatPanels.TILE, WIDTH, c, ci, cRow);
        }
    }

    private static void copy(int rows, int columns, float[] in, int ii, int inRow, float[] out, int oi, int outRow) {
        for (int j = 0; j < columns; j += LANES) {
            FloatPacking.copy(Math.min(LANES, columns - j), rows, in, ii + j, inRow, out, oi + j, outRow);
        }
    }

    private static void tile(
            int rows, int columns, int k, float[] panels, int ai, int bi, float[] start, int si, int sRow,
            float[] plus, int pi, int pRow, float[] c, int ci, int cRow) {
        if (group(rows) == 4) {
            FloatNarrowTile.fourByTwo(rows, k, panels, ai, bi, start, si, sRow, plus, pi, pRow, c, ci, cRow);
        } else if (columns > LANES) {
            FloatTile.multiply(k, panels, ai, bi, start, si, sRow, plus, pi, pRow, c, ci, cRow);
        } else {
            FloatNarrowTile.twelveByOne(k, panels, ai, bi, start, si, sRow, plus, pi, pRow, c, ci, cRow);
        }
    }
}
