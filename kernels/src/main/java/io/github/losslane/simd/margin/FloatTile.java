package io.github.losslane.simd.margin;

import io.github.losslane.simd.FloatLanes;
import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.VectorSpecies;

/**
 * A tile of 12 rows and two vectors of C, for processors with 32 vector registers: 24 of them accumulate while k runs.
 *
 * <p>Written out, as a loop over rows would keep the accumulators in memory. A and B are packed, so every index is a constant
 * away from the loop's: with strides in variables the same tile has 0.8 of the speed. {@code start} is where the chains
 * begin: C, or zeros with a row distance of 0. {@code plus} is added to the chains when they end: C, or negative zeros, which
 * change no number.
 */
final class FloatTile {

    private static final VectorSpecies<Float> SPECIES = FloatLanes.SPECIES;
    private static final int LANES = FloatLanes.LANES;
    private static final int WIDTH = 2 * LANES;

    private FloatTile() {}

    /** C = (start + A B) + plus, where A is [k][12] at ai and B is [k][2 vectors] at bi. */
    static void multiply(
            int k, float[] panels, int ai, int bi, float[] start, int si, int sRow,
            float[] plus, int pi, int pRow, float[] c, int ci, int cRow) {
        FloatVector c0a = FloatVector.fromArray(SPECIES, start, si);
        FloatVector c0b = FloatVector.fromArray(SPECIES, start, si + LANES);
        FloatVector c1a = FloatVector.fromArray(SPECIES, start, si + sRow);
        FloatVector c1b = FloatVector.fromArray(SPECIES, start, si + sRow + LANES);
        FloatVector c2a = FloatVector.fromArray(SPECIES, start, si + 2 * sRow);
        FloatVector c2b = FloatVector.fromArray(SPECIES, start, si + 2 * sRow + LANES);
        FloatVector c3a = FloatVector.fromArray(SPECIES, start, si + 3 * sRow);
        FloatVector c3b = FloatVector.fromArray(SPECIES, start, si + 3 * sRow + LANES);
        FloatVector c4a = FloatVector.fromArray(SPECIES, start, si + 4 * sRow);
        FloatVector c4b = FloatVector.fromArray(SPECIES, start, si + 4 * sRow + LANES);
        FloatVector c5a = FloatVector.fromArray(SPECIES, start, si + 5 * sRow);
        FloatVector c5b = FloatVector.fromArray(SPECIES, start, si + 5 * sRow + LANES);
        FloatVector c6a = FloatVector.fromArray(SPECIES, start, si + 6 * sRow);
        FloatVector c6b = FloatVector.fromArray(SPECIES, start, si + 6 * sRow + LANES);
        FloatVector c7a = FloatVector.fromArray(SPECIES, start, si + 7 * sRow);
        FloatVector c7b = FloatVector.fromArray(SPECIES, start, si + 7 * sRow + LANES);
        FloatVector c8a = FloatVector.fromArray(SPECIES, start, si + 8 * sRow);
        FloatVector c8b = FloatVector.fromArray(SPECIES, start, si + 8 * sRow + LANES);
        FloatVector c9a = FloatVector.fromArray(SPECIES, start, si + 9 * sRow);
        FloatVector c9b = FloatVector.fromArray(SPECIES, start, si + 9 * sRow + LANES);
        FloatVector c10a = FloatVector.fromArray(SPECIES, start, si + 10 * sRow);
        FloatVector c10b = FloatVector.fromArray(SPECIES, start, si + 10 * sRow + LANES);
        FloatVector c11a = FloatVector.fromArray(SPECIES, start, si + 11 * sRow);
        FloatVector c11b = FloatVector.fromArray(SPECIES, start, si + 11 * sRow + LANES);
        for (int p = 0; p < k; p++) {
            FloatVector ba = FloatVector.fromArray(SPECIES, panels, bi + p * WIDTH);
            FloatVector bb = FloatVector.fromArray(SPECIES, panels, bi + p * WIDTH + LANES);
            FloatVector a0 = FloatVector.broadcast(SPECIES, panels[ai + p * 12]);
            c0a = a0.fma(ba, c0a);
            c0b = a0.fma(bb, c0b);
            FloatVector a1 = FloatVector.broadcast(SPECIES, panels[ai + p * 12 + 1]);
            c1a = a1.fma(ba, c1a);
            c1b = a1.fma(bb, c1b);
            FloatVector a2 = FloatVector.broadcast(SPECIES, panels[ai + p * 12 + 2]);
            c2a = a2.fma(ba, c2a);
            c2b = a2.fma(bb, c2b);
            FloatVector a3 = FloatVector.broadcast(SPECIES, panels[ai + p * 12 + 3]);
            c3a = a3.fma(ba, c3a);
            c3b = a3.fma(bb, c3b);
            FloatVector a4 = FloatVector.broadcast(SPECIES, panels[ai + p * 12 + 4]);
            c4a = a4.fma(ba, c4a);
            c4b = a4.fma(bb, c4b);
            FloatVector a5 = FloatVector.broadcast(SPECIES, panels[ai + p * 12 + 5]);
            c5a = a5.fma(ba, c5a);
            c5b = a5.fma(bb, c5b);
            FloatVector a6 = FloatVector.broadcast(SPECIES, panels[ai + p * 12 + 6]);
            c6a = a6.fma(ba, c6a);
            c6b = a6.fma(bb, c6b);
            FloatVector a7 = FloatVector.broadcast(SPECIES, panels[ai + p * 12 + 7]);
            c7a = a7.fma(ba, c7a);
            c7b = a7.fma(bb, c7b);
            FloatVector a8 = FloatVector.broadcast(SPECIES, panels[ai + p * 12 + 8]);
            c8a = a8.fma(ba, c8a);
            c8b = a8.fma(bb, c8b);
            FloatVector a9 = FloatVector.broadcast(SPECIES, panels[ai + p * 12 + 9]);
            c9a = a9.fma(ba, c9a);
            c9b = a9.fma(bb, c9b);
            FloatVector a10 = FloatVector.broadcast(SPECIES, panels[ai + p * 12 + 10]);
            c10a = a10.fma(ba, c10a);
            c10b = a10.fma(bb, c10b);
            FloatVector a11 = FloatVector.broadcast(SPECIES, panels[ai + p * 12 + 11]);
            c11a = a11.fma(ba, c11a);
            c11b = a11.fma(bb, c11b);
        }
        c0a.add(FloatVector.fromArray(SPECIES, plus, pi)).intoArray(c, ci);
        c0b.add(FloatVector.fromArray(SPECIES, plus, pi + LANES)).intoArray(c, ci + LANES);
        c1a.add(FloatVector.fromArray(SPECIES, plus, pi + pRow)).intoArray(c, ci + cRow);
        c1b.add(FloatVector.fromArray(SPECIES, plus, pi + pRow + LANES)).intoArray(c, ci + cRow + LANES);
        c2a.add(FloatVector.fromArray(SPECIES, plus, pi + 2 * pRow)).intoArray(c, ci + 2 * cRow);
        c2b.add(FloatVector.fromArray(SPECIES, plus, pi + 2 * pRow + LANES)).intoArray(c, ci + 2 * cRow + LANES);
        c3a.add(FloatVector.fromArray(SPECIES, plus, pi + 3 * pRow)).intoArray(c, ci + 3 * cRow);
        c3b.add(FloatVector.fromArray(SPECIES, plus, pi + 3 * pRow + LANES)).intoArray(c, ci + 3 * cRow + LANES);
        c4a.add(FloatVector.fromArray(SPECIES, plus, pi + 4 * pRow)).intoArray(c, ci + 4 * cRow);
        c4b.add(FloatVector.fromArray(SPECIES, plus, pi + 4 * pRow + LANES)).intoArray(c, ci + 4 * cRow + LANES);
        c5a.add(FloatVector.fromArray(SPECIES, plus, pi + 5 * pRow)).intoArray(c, ci + 5 * cRow);
        c5b.add(FloatVector.fromArray(SPECIES, plus, pi + 5 * pRow + LANES)).intoArray(c, ci + 5 * cRow + LANES);
        c6a.add(FloatVector.fromArray(SPECIES, plus, pi + 6 * pRow)).intoArray(c, ci + 6 * cRow);
        c6b.add(FloatVector.fromArray(SPECIES, plus, pi + 6 * pRow + LANES)).intoArray(c, ci + 6 * cRow + LANES);
        c7a.add(FloatVector.fromArray(SPECIES, plus, pi + 7 * pRow)).intoArray(c, ci + 7 * cRow);
        c7b.add(FloatVector.fromArray(SPECIES, plus, pi + 7 * pRow + LANES)).intoArray(c, ci + 7 * cRow + LANES);
        c8a.add(FloatVector.fromArray(SPECIES, plus, pi + 8 * pRow)).intoArray(c, ci + 8 * cRow);
        c8b.add(FloatVector.fromArray(SPECIES, plus, pi + 8 * pRow + LANES)).intoArray(c, ci + 8 * cRow + LANES);
        c9a.add(FloatVector.fromArray(SPECIES, plus, pi + 9 * pRow)).intoArray(c, ci + 9 * cRow);
        c9b.add(FloatVector.fromArray(SPECIES, plus, pi + 9 * pRow + LANES)).intoArray(c, ci + 9 * cRow + LANES);
        c10a.add(FloatVector.fromArray(SPECIES, plus, pi + 10 * pRow)).intoArray(c, ci + 10 * cRow);
        c10b.add(FloatVector.fromArray(SPECIES, plus, pi + 10 * pRow + LANES)).intoArray(c, ci + 10 * cRow + LANES);
        c11a.add(FloatVector.fromArray(SPECIES, plus, pi + 11 * pRow)).intoArray(c, ci + 11 * cRow);
        c11b.add(FloatVector.fromArray(SPECIES, plus, pi + 11 * pRow + LANES)).intoArray(c, ci + 11 * cRow + LANES);
    }
}
