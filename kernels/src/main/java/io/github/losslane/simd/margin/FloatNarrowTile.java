package io.github.losslane.simd.margin;

import io.github.losslane.simd.FloatLanes;
import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.VectorSpecies;

/** Tiles as {@link FloatTile}: one vector wide for few columns, four rows for few rows or few vector registers. */
final class FloatNarrowTile {

    private static final VectorSpecies<Float> SPECIES = FloatLanes.SPECIES;
    private static final int LANES = FloatLanes.LANES;
    private static final int WIDTH = 2 * LANES;

    private FloatNarrowTile() {}

    /** The left half of a complete tile. */
    static void twelveByOne(
            int k, float[] panels, int ai, int bi, float[] start, int si, int sRow,
            float[] plus, int pi, int pRow, float[] c, int ci, int cRow) {
        FloatVector c0 = FloatVector.fromArray(SPECIES, start, si);
        FloatVector c1 = FloatVector.fromArray(SPECIES, start, si + sRow);
        FloatVector c2 = FloatVector.fromArray(SPECIES, start, si + 2 * sRow);
        FloatVector c3 = FloatVector.fromArray(SPECIES, start, si + 3 * sRow);
        FloatVector c4 = FloatVector.fromArray(SPECIES, start, si + 4 * sRow);
        FloatVector c5 = FloatVector.fromArray(SPECIES, start, si + 5 * sRow);
        FloatVector c6 = FloatVector.fromArray(SPECIES, start, si + 6 * sRow);
        FloatVector c7 = FloatVector.fromArray(SPECIES, start, si + 7 * sRow);
        FloatVector c8 = FloatVector.fromArray(SPECIES, start, si + 8 * sRow);
        FloatVector c9 = FloatVector.fromArray(SPECIES, start, si + 9 * sRow);
        FloatVector c10 = FloatVector.fromArray(SPECIES, start, si + 10 * sRow);
        FloatVector c11 = FloatVector.fromArray(SPECIES, start, si + 11 * sRow);
        for (int p = 0; p < k; p++) {
            FloatVector b = FloatVector.fromArray(SPECIES, panels, bi + p * WIDTH);
            FloatVector a0 = FloatVector.broadcast(SPECIES, panels[ai + p * 12]);
            c0 = a0.fma(b, c0);
            FloatVector a1 = FloatVector.broadcast(SPECIES, panels[ai + p * 12 + 1]);
            c1 = a1.fma(b, c1);
            FloatVector a2 = FloatVector.broadcast(SPECIES, panels[ai + p * 12 + 2]);
            c2 = a2.fma(b, c2);
            FloatVector a3 = FloatVector.broadcast(SPECIES, panels[ai + p * 12 + 3]);
            c3 = a3.fma(b, c3);
            FloatVector a4 = FloatVector.broadcast(SPECIES, panels[ai + p * 12 + 4]);
            c4 = a4.fma(b, c4);
            FloatVector a5 = FloatVector.broadcast(SPECIES, panels[ai + p * 12 + 5]);
            c5 = a5.fma(b, c5);
            FloatVector a6 = FloatVector.broadcast(SPECIES, panels[ai + p * 12 + 6]);
            c6 = a6.fma(b, c6);
            FloatVector a7 = FloatVector.broadcast(SPECIES, panels[ai + p * 12 + 7]);
            c7 = a7.fma(b, c7);
            FloatVector a8 = FloatVector.broadcast(SPECIES, panels[ai + p * 12 + 8]);
            c8 = a8.fma(b, c8);
            FloatVector a9 = FloatVector.broadcast(SPECIES, panels[ai + p * 12 + 9]);
            c9 = a9.fma(b, c9);
            FloatVector a10 = FloatVector.broadcast(SPECIES, panels[ai + p * 12 + 10]);
            c10 = a10.fma(b, c10);
            FloatVector a11 = FloatVector.broadcast(SPECIES, panels[ai + p * 12 + 11]);
            c11 = a11.fma(b, c11);
        }
        c0.add(FloatVector.fromArray(SPECIES, plus, pi)).intoArray(c, ci);
        c1.add(FloatVector.fromArray(SPECIES, plus, pi + pRow)).intoArray(c, ci + cRow);
        c2.add(FloatVector.fromArray(SPECIES, plus, pi + 2 * pRow)).intoArray(c, ci + 2 * cRow);
        c3.add(FloatVector.fromArray(SPECIES, plus, pi + 3 * pRow)).intoArray(c, ci + 3 * cRow);
        c4.add(FloatVector.fromArray(SPECIES, plus, pi + 4 * pRow)).intoArray(c, ci + 4 * cRow);
        c5.add(FloatVector.fromArray(SPECIES, plus, pi + 5 * pRow)).intoArray(c, ci + 5 * cRow);
        c6.add(FloatVector.fromArray(SPECIES, plus, pi + 6 * pRow)).intoArray(c, ci + 6 * cRow);
        c7.add(FloatVector.fromArray(SPECIES, plus, pi + 7 * pRow)).intoArray(c, ci + 7 * cRow);
        c8.add(FloatVector.fromArray(SPECIES, plus, pi + 8 * pRow)).intoArray(c, ci + 8 * cRow);
        c9.add(FloatVector.fromArray(SPECIES, plus, pi + 9 * pRow)).intoArray(c, ci + 9 * cRow);
        c10.add(FloatVector.fromArray(SPECIES, plus, pi + 10 * pRow)).intoArray(c, ci + 10 * cRow);
        c11.add(FloatVector.fromArray(SPECIES, plus, pi + 11 * pRow)).intoArray(c, ci + 11 * cRow);
    }

    /**
     * 1 to 4 rows, where A is [k][4] at ai. Rows that are missing go where the last one goes, which is stored after them.
     */
    static void fourByTwo(
            int rows, int k, float[] panels, int ai, int bi, float[] start, int si, int sRow,
            float[] plus, int pi, int pRow, float[] c, int ci, int cRow) {
        int r1 = Math.min(1, rows - 1);
        int r2 = Math.min(2, rows - 1);
        int r3 = Math.min(3, rows - 1);
        FloatVector c0a = FloatVector.fromArray(SPECIES, start, si);
        FloatVector c0b = FloatVector.fromArray(SPECIES, start, si + LANES);
        FloatVector c1a = FloatVector.fromArray(SPECIES, start, si + r1 * sRow);
        FloatVector c1b = FloatVector.fromArray(SPECIES, start, si + r1 * sRow + LANES);
        FloatVector c2a = FloatVector.fromArray(SPECIES, start, si + r2 * sRow);
        FloatVector c2b = FloatVector.fromArray(SPECIES, start, si + r2 * sRow + LANES);
        FloatVector c3a = FloatVector.fromArray(SPECIES, start, si + r3 * sRow);
        FloatVector c3b = FloatVector.fromArray(SPECIES, start, si + r3 * sRow + LANES);
        for (int p = 0; p < k; p++) {
            FloatVector ba = FloatVector.fromArray(SPECIES, panels, bi + p * WIDTH);
            FloatVector bb = FloatVector.fromArray(SPECIES, panels, bi + p * WIDTH + LANES);
            FloatVector a0 = FloatVector.broadcast(SPECIES, panels[ai + p * 4]);
            c0a = a0.fma(ba, c0a);
            c0b = a0.fma(bb, c0b);
            FloatVector a1 = FloatVector.broadcast(SPECIES, panels[ai + p * 4 + 1]);
            c1a = a1.fma(ba, c1a);
            c1b = a1.fma(bb, c1b);
            FloatVector a2 = FloatVector.broadcast(SPECIES, panels[ai + p * 4 + 2]);
            c2a = a2.fma(ba, c2a);
            c2b = a2.fma(bb, c2b);
            FloatVector a3 = FloatVector.broadcast(SPECIES, panels[ai + p * 4 + 3]);
            c3a = a3.fma(ba, c3a);
            c3b = a3.fma(bb, c3b);
        }
        c0a = c0a.add(FloatVector.fromArray(SPECIES, plus, pi));
        c0b = c0b.add(FloatVector.fromArray(SPECIES, plus, pi + LANES));
        c1a = c1a.add(FloatVector.fromArray(SPECIES, plus, pi + r1 * pRow));
        c1b = c1b.add(FloatVector.fromArray(SPECIES, plus, pi + r1 * pRow + LANES));
        c2a = c2a.add(FloatVector.fromArray(SPECIES, plus, pi + r2 * pRow));
        c2b = c2b.add(FloatVector.fromArray(SPECIES, plus, pi + r2 * pRow + LANES));
        c3a = c3a.add(FloatVector.fromArray(SPECIES, plus, pi + r3 * pRow));
        c3b = c3b.add(FloatVector.fromArray(SPECIES, plus, pi + r3 * pRow + LANES));
        c3a.intoArray(c, ci + r3 * cRow);
        c3b.intoArray(c, ci + r3 * cRow + LANES);
        c2a.intoArray(c, ci + r2 * cRow);
        c2b.intoArray(c, ci + r2 * cRow + LANES);
        c1a.intoArray(c, ci + r1 * cRow);
        c1b.intoArray(c, ci + r1 * cRow + LANES);
        c0a.intoArray(c, ci);
        c0b.intoArray(c, ci + LANES);
    }
}
