// Derived from FloatTile.java; edit that file, then run: java verification/src/test/java/io/github/losslane/verification/Twins.java
package io.github.losslane.simd.margin;

import io.github.losslane.simd.DoubleLanes;
import jdk.incubator.vector.DoubleVector;
import jdk.incubator.vector.VectorSpecies;

/**
 * A tile of 12 rows and two vectors of C, for processors with 32 vector registers: 24 of them accumulate while k runs.
 *
 * <p>Written out, as a loop over rows would keep the accumulators in memory. A and B are packed, so every index is a constant
 * away from the loop's: with strides in variables the same tile has 0.8 of the speed. {@code start} is where the chains
 * begin: C, or zeros with a row distance of 0. {@code plus} is added to the chains when they end: C, or negative zeros, which
 * change no number.
 */
final class DoubleTile {

    private static final VectorSpecies<Double> SPECIES = DoubleLanes.SPECIES;
    private static final int LANES = DoubleLanes.LANES;
    private static final int WIDTH = 2 * LANES;

    private DoubleTile() {}

    /** C = (start + A B) + plus, where A is [k][12] at ai and B is [k][2 vectors] at bi. */
    static void multiply(
            int k, double[] panels, int ai, int bi, double[] start, int si, int sRow,
            double[] plus, int pi, int pRow, double[] c, int ci, int cRow) {
        DoubleVector c0a = DoubleVector.fromArray(SPECIES, start, si);
        DoubleVector c0b = DoubleVector.fromArray(SPECIES, start, si + LANES);
        DoubleVector c1a = DoubleVector.fromArray(SPECIES, start, si + sRow);
        DoubleVector c1b = DoubleVector.fromArray(SPECIES, start, si + sRow + LANES);
        DoubleVector c2a = DoubleVector.fromArray(SPECIES, start, si + 2 * sRow);
        DoubleVector c2b = DoubleVector.fromArray(SPECIES, start, si + 2 * sRow + LANES);
        DoubleVector c3a = DoubleVector.fromArray(SPECIES, start, si + 3 * sRow);
        DoubleVector c3b = DoubleVector.fromArray(SPECIES, start, si + 3 * sRow + LANES);
        DoubleVector c4a = DoubleVector.fromArray(SPECIES, start, si + 4 * sRow);
        DoubleVector c4b = DoubleVector.fromArray(SPECIES, start, si + 4 * sRow + LANES);
        DoubleVector c5a = DoubleVector.fromArray(SPECIES, start, si + 5 * sRow);
        DoubleVector c5b = DoubleVector.fromArray(SPECIES, start, si + 5 * sRow + LANES);
        DoubleVector c6a = DoubleVector.fromArray(SPECIES, start, si + 6 * sRow);
        DoubleVector c6b = DoubleVector.fromArray(SPECIES, start, si + 6 * sRow + LANES);
        DoubleVector c7a = DoubleVector.fromArray(SPECIES, start, si + 7 * sRow);
        DoubleVector c7b = DoubleVector.fromArray(SPECIES, start, si + 7 * sRow + LANES);
        DoubleVector c8a = DoubleVector.fromArray(SPECIES, start, si + 8 * sRow);
        DoubleVector c8b = DoubleVector.fromArray(SPECIES, start, si + 8 * sRow + LANES);
        DoubleVector c9a = DoubleVector.fromArray(SPECIES, start, si + 9 * sRow);
        DoubleVector c9b = DoubleVector.fromArray(SPECIES, start, si + 9 * sRow + LANES);
        DoubleVector c10a = DoubleVector.fromArray(SPECIES, start, si + 10 * sRow);
        DoubleVector c10b = DoubleVector.fromArray(SPECIES, start, si + 10 * sRow + LANES);
        DoubleVector c11a = DoubleVector.fromArray(SPECIES, start, si + 11 * sRow);
        DoubleVector c11b = DoubleVector.fromArray(SPECIES, start, si + 11 * sRow + LANES);
        for (int p = 0; p < k; p++) {
            DoubleVector ba = DoubleVector.fromArray(SPECIES, panels, bi + p * WIDTH);
            DoubleVector bb = DoubleVector.fromArray(SPECIES, panels, bi + p * WIDTH + LANES);
            DoubleVector a0 = DoubleVector.broadcast(SPECIES, panels[ai + p * 12]);
            c0a = a0.fma(ba, c0a);
            c0b = a0.fma(bb, c0b);
            DoubleVector a1 = DoubleVector.broadcast(SPECIES, panels[ai + p * 12 + 1]);
            c1a = a1.fma(ba, c1a);
            c1b = a1.fma(bb, c1b);
            DoubleVector a2 = DoubleVector.broadcast(SPECIES, panels[ai + p * 12 + 2]);
            c2a = a2.fma(ba, c2a);
            c2b = a2.fma(bb, c2b);
            DoubleVector a3 = DoubleVector.broadcast(SPECIES, panels[ai + p * 12 + 3]);
            c3a = a3.fma(ba, c3a);
            c3b = a3.fma(bb, c3b);
            DoubleVector a4 = DoubleVector.broadcast(SPECIES, panels[ai + p * 12 + 4]);
            c4a = a4.fma(ba, c4a);
            c4b = a4.fma(bb, c4b);
            DoubleVector a5 = DoubleVector.broadcast(SPECIES, panels[ai + p * 12 + 5]);
            c5a = a5.fma(ba, c5a);
            c5b = a5.fma(bb, c5b);
            DoubleVector a6 = DoubleVector.broadcast(SPECIES, panels[ai + p * 12 + 6]);
            c6a = a6.fma(ba, c6a);
            c6b = a6.fma(bb, c6b);
            DoubleVector a7 = DoubleVector.broadcast(SPECIES, panels[ai + p * 12 + 7]);
            c7a = a7.fma(ba, c7a);
            c7b = a7.fma(bb, c7b);
            DoubleVector a8 = DoubleVector.broadcast(SPECIES, panels[ai + p * 12 + 8]);
            c8a = a8.fma(ba, c8a);
            c8b = a8.fma(bb, c8b);
            DoubleVector a9 = DoubleVector.broadcast(SPECIES, panels[ai + p * 12 + 9]);
            c9a = a9.fma(ba, c9a);
            c9b = a9.fma(bb, c9b);
            DoubleVector a10 = DoubleVector.broadcast(SPECIES, panels[ai + p * 12 + 10]);
            c10a = a10.fma(ba, c10a);
            c10b = a10.fma(bb, c10b);
            DoubleVector a11 = DoubleVector.broadcast(SPECIES, panels[ai + p * 12 + 11]);
            c11a = a11.fma(ba, c11a);
            c11b = a11.fma(bb, c11b);
        }
        c0a.add(DoubleVector.fromArray(SPECIES, plus, pi)).intoArray(c, ci);
        c0b.add(DoubleVector.fromArray(SPECIES, plus, pi + LANES)).intoArray(c, ci + LANES);
        c1a.add(DoubleVector.fromArray(SPECIES, plus, pi + pRow)).intoArray(c, ci + cRow);
        c1b.add(DoubleVector.fromArray(SPECIES, plus, pi + pRow + LANES)).intoArray(c, ci + cRow + LANES);
        c2a.add(DoubleVector.fromArray(SPECIES, plus, pi + 2 * pRow)).intoArray(c, ci + 2 * cRow);
        c2b.add(DoubleVector.fromArray(SPECIES, plus, pi + 2 * pRow + LANES)).intoArray(c, ci + 2 * cRow + LANES);
        c3a.add(DoubleVector.fromArray(SPECIES, plus, pi + 3 * pRow)).intoArray(c, ci + 3 * cRow);
        c3b.add(DoubleVector.fromArray(SPECIES, plus, pi + 3 * pRow + LANES)).intoArray(c, ci + 3 * cRow + LANES);
        c4a.add(DoubleVector.fromArray(SPECIES, plus, pi + 4 * pRow)).intoArray(c, ci + 4 * cRow);
        c4b.add(DoubleVector.fromArray(SPECIES, plus, pi + 4 * pRow + LANES)).intoArray(c, ci + 4 * cRow + LANES);
        c5a.add(DoubleVector.fromArray(SPECIES, plus, pi + 5 * pRow)).intoArray(c, ci + 5 * cRow);
        c5b.add(DoubleVector.fromArray(SPECIES, plus, pi + 5 * pRow + LANES)).intoArray(c, ci + 5 * cRow + LANES);
        c6a.add(DoubleVector.fromArray(SPECIES, plus, pi + 6 * pRow)).intoArray(c, ci + 6 * cRow);
        c6b.add(DoubleVector.fromArray(SPECIES, plus, pi + 6 * pRow + LANES)).intoArray(c, ci + 6 * cRow + LANES);
        c7a.add(DoubleVector.fromArray(SPECIES, plus, pi + 7 * pRow)).intoArray(c, ci + 7 * cRow);
        c7b.add(DoubleVector.fromArray(SPECIES, plus, pi + 7 * pRow + LANES)).intoArray(c, ci + 7 * cRow + LANES);
        c8a.add(DoubleVector.fromArray(SPECIES, plus, pi + 8 * pRow)).intoArray(c, ci + 8 * cRow);
        c8b.add(DoubleVector.fromArray(SPECIES, plus, pi + 8 * pRow + LANES)).intoArray(c, ci + 8 * cRow + LANES);
        c9a.add(DoubleVector.fromArray(SPECIES, plus, pi + 9 * pRow)).intoArray(c, ci + 9 * cRow);
        c9b.add(DoubleVector.fromArray(SPECIES, plus, pi + 9 * pRow + LANES)).intoArray(c, ci + 9 * cRow + LANES);
        c10a.add(DoubleVector.fromArray(SPECIES, plus, pi + 10 * pRow)).intoArray(c, ci + 10 * cRow);
        c10b.add(DoubleVector.fromArray(SPECIES, plus, pi + 10 * pRow + LANES)).intoArray(c, ci + 10 * cRow + LANES);
        c11a.add(DoubleVector.fromArray(SPECIES, plus, pi + 11 * pRow)).intoArray(c, ci + 11 * cRow);
        c11b.add(DoubleVector.fromArray(SPECIES, plus, pi + 11 * pRow + LANES)).intoArray(c, ci + 11 * cRow + LANES);
    }
}
