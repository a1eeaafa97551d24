// Derived from FloatNarrowTile.java; edit that file, then run: java verification/src/test/java/io/github/losslane/verification/Twins.java
package io.github.losslane.simd.margin;

import io.github.losslane.simd.DoubleLanes;
import jdk.incubator.vector.DoubleVector;
import jdk.incubator.vector.VectorSpecies;

/** Tiles as {@link DoubleTile}: one vector wide for few columns, four rows for few rows or few vector registers. */
final class DoubleNarrowTile {

    private static final VectorSpecies<Double> SPECIES = DoubleLanes.SPECIES;
    private static final int LANES = DoubleLanes.LANES;
    private static final int WIDTH = 2 * LANES;

    private DoubleNarrowTile() {}

    /** The left half of a complete tile. */
    static void twelveByOne(
            int k, double[] panels, int ai, int bi, double[] start, int si, int sRow,
            double[] plus, int pi, int pRow, double[] c, int ci, int cRow) {
        DoubleVector c0 = DoubleVector.fromArray(SPECIES, start, si);
        DoubleVector c1 = DoubleVector.fromArray(SPECIES, start, si + sRow);
        DoubleVector c2 = DoubleVector.fromArray(SPECIES, start, si + 2 * sRow);
        DoubleVector c3 = DoubleVector.fromArray(SPECIES, start, si + 3 * sRow);
        DoubleVector c4 = DoubleVector.fromArray(SPECIES, start, si + 4 * sRow);
        DoubleVector c5 = DoubleVector.fromArray(SPECIES, start, si + 5 * sRow);
        DoubleVector c6 = DoubleVector.fromArray(SPECIES, start, si + 6 * sRow);
        DoubleVector c7 = DoubleVector.fromArray(SPECIES, start, si + 7 * sRow);
        DoubleVector c8 = DoubleVector.fromArray(SPECIES, start, si + 8 * sRow);
        DoubleVector c9 = DoubleVector.fromArray(SPECIES, start, si + 9 * sRow);
        DoubleVector c10 = DoubleVector.fromArray(SPECIES, start, si + 10 * sRow);
        DoubleVector c11 = DoubleVector.fromArray(SPECIES, start, si + 11 * sRow);
        for (int p = 0; p < k; p++) {
            DoubleVector b = DoubleVector.fromArray(SPECIES, panels, bi + p * WIDTH);
            DoubleVector a0 = DoubleVector.broadcast(SPECIES, panels[ai + p * 12]);
            c0 = a0.fma(b, c0);
            DoubleVector a1 = DoubleVector.broadcast(SPECIES, panels[ai + p * 12 + 1]);
            c1 = a1.fma(b, c1);
            DoubleVector a2 = DoubleVector.broadcast(SPECIES, panels[ai + p * 12 + 2]);
            c2 = a2.fma(b, c2);
            DoubleVector a3 = DoubleVector.broadcast(SPECIES, panels[ai + p * 12 + 3]);
            c3 = a3.fma(b, c3);
            DoubleVector a4 = DoubleVector.broadcast(SPECIES, panels[ai + p * 12 + 4]);
            c4 = a4.fma(b, c4);
            DoubleVector a5 = DoubleVector.broadcast(SPECIES, panels[ai + p * 12 + 5]);
            c5 = a5.fma(b, c5);
            DoubleVector a6 = DoubleVector.broadcast(SPECIES, panels[ai + p * 12 + 6]);
            c6 = a6.fma(b, c6);
            DoubleVector a7 = DoubleVector.broadcast(SPECIES, panels[ai + p * 12 + 7]);
            c7 = a7.fma(b, c7);
            DoubleVector a8 = DoubleVector.broadcast(SPECIES, panels[ai + p * 12 + 8]);
            c8 = a8.fma(b, c8);
            DoubleVector a9 = DoubleVector.broadcast(SPECIES, panels[ai + p * 12 + 9]);
            c9 = a9.fma(b, c9);
            DoubleVector a10 = DoubleVector.broadcast(SPECIES, panels[ai + p * 12 + 10]);
            c10 = a10.fma(b, c10);
            DoubleVector a11 = DoubleVector.broadcast(SPECIES, panels[ai + p * 12 + 11]);
            c11 = a11.fma(b, c11);
        }
        c0.add(DoubleVector.fromArray(SPECIES, plus, pi)).intoArray(c, ci);
        c1.add(DoubleVector.fromArray(SPECIES, plus, pi + pRow)).intoArray(c, ci + cRow);
        c2.add(DoubleVector.fromArray(SPECIES, plus, pi + 2 * pRow)).intoArray(c, ci + 2 * cRow);
        c3.add(DoubleVector.fromArray(SPECIES, plus, pi + 3 * pRow)).intoArray(c, ci + 3 * cRow);
        c4.add(DoubleVector.fromArray(SPECIES, plus, pi + 4 * pRow)).intoArray(c, ci + 4 * cRow);
        c5.add(DoubleVector.fromArray(SPECIES, plus, pi + 5 * pRow)).intoArray(c, ci + 5 * cRow);
        c6.add(DoubleVector.fromArray(SPECIES, plus, pi + 6 * pRow)).intoArray(c, ci + 6 * cRow);
        c7.add(DoubleVector.fromArray(SPECIES, plus, pi + 7 * pRow)).intoArray(c, ci + 7 * cRow);
        c8.add(DoubleVector.fromArray(SPECIES, plus, pi + 8 * pRow)).intoArray(c, ci + 8 * cRow);
        c9.add(DoubleVector.fromArray(SPECIES, plus, pi + 9 * pRow)).intoArray(c, ci + 9 * cRow);
        c10.add(DoubleVector.fromArray(SPECIES, plus, pi + 10 * pRow)).intoArray(c, ci + 10 * cRow);
        c11.add(DoubleVector.fromArray(SPECIES, plus, pi + 11 * pRow)).intoArray(c, ci + 11 * cRow);
    }

    /**
     * 1 to 4 rows, where A is [k][4] at ai. Rows that are missing go where the last one goes, which is stored after them.
     */
    static void fourByTwo(
            int rows, int k, double[] panels, int ai, int bi, double[] start, int si, int sRow,
            double[] plus, int pi, int pRow, double[] c, int ci, int cRow) {
        int r1 = Math.min(1, rows - 1);
        int r2 = Math.min(2, rows - 1);
        int r3 = Math.min(3, rows - 1);
        DoubleVector c0a = DoubleVector.fromArray(SPECIES, start, si);
        DoubleVector c0b = DoubleVector.fromArray(SPECIES, start, si + LANES);
        DoubleVector c1a = DoubleVector.fromArray(SPECIES, start, si + r1 * sRow);
        DoubleVector c1b = DoubleVector.fromArray(SPECIES, start, si + r1 * sRow + LANES);
        DoubleVector c2a = DoubleVector.fromArray(SPECIES, start, si + r2 * sRow);
        DoubleVector c2b = DoubleVector.fromArray(SPECIES, start, si + r2 * sRow + LANES);
        DoubleVector c3a = DoubleVector.fromArray(SPECIES, start, si + r3 * sRow);
        DoubleVector c3b = DoubleVector.fromArray(SPECIES, start, si + r3 * sRow + LANES);
        for (int p = 0; p < k; p++) {
            DoubleVector ba = DoubleVector.fromArray(SPECIES, panels, bi + p * WIDTH);
            DoubleVector bb = DoubleVector.fromArray(SPECIES, panels, bi + p * WIDTH + LANES);
            DoubleVector a0 = DoubleVector.broadcast(SPECIES, panels[ai + p * 4]);
            c0a = a0.fma(ba, c0a);
            c0b = a0.fma(bb, c0b);
            DoubleVector a1 = DoubleVector.broadcast(SPECIES, panels[ai + p * 4 + 1]);
            c1a = a1.fma(ba, c1a);
            c1b = a1.fma(bb, c1b);
            DoubleVector a2 = DoubleVector.broadcast(SPECIES, panels[ai + p * 4 + 2]);
            c2a = a2.fma(ba, c2a);
            c2b = a2.fma(bb, c2b);
            DoubleVector a3 = DoubleVector.broadcast(SPECIES, panels[ai + p * 4 + 3]);
            c3a = a3.fma(ba, c3a);
            c3b = a3.fma(bb, c3b);
        }
        c0a = c0a.add(DoubleVector.fromArray(SPECIES, plus, pi));
        c0b = c0b.add(DoubleVector.fromArray(SPECIES, plus, pi + LANES));
        c1a = c1a.add(DoubleVector.fromArray(SPECIES, plus, pi + r1 * pRow));
        c1b = c1b.add(DoubleVector.fromArray(SPECIES, plus, pi + r1 * pRow + LANES));
        c2a = c2a.add(DoubleVector.fromArray(SPECIES, plus, pi + r2 * pRow));
        c2b = c2b.add(DoubleVector.fromArray(SPECIES, plus, pi + r2 * pRow + LANES));
        c3a = c3a.add(DoubleVector.fromArray(SPECIES, plus, pi + r3 * pRow));
        c3b = c3b.add(DoubleVector.fromArray(SPECIES, plus, pi + r3 * pRow + LANES));
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
