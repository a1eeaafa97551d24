package io.github.losslane.simd;

import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.VectorSpecies;

/**
 * The canonical sum: blocks of 1,024, 64 slots, folds by 32, 16, 8, 4, 2, 1, block sums in double.
 *
 * <p>A sweep over a block keeps four vectors of slots in registers: one sweep covers the 64 slots with 16 lanes, two with 8,
 * four with 4. The last elements, fewer than 64, are added by masks or one by one. Adding the +0 of a missing element
 * changes nothing, as a slot that starts at +0 is never -0.
 */
public final class FloatSum {

    /** Slots of a block. */
    public static final int SLOTS = 64;

    /** Elements of a block so short that its slots need only the last folds. */
    public static final int FEW = 16;

    /** Roundings of an element of a block at most: sixteen additions in its slot, six folds; blocks are added in double. */
    public static final int ROUNDINGS = 22;

    private static final VectorSpecies<Float> SPECIES = FloatLanes.SPECIES;
    private static final int LANES = FloatLanes.LANES;

    private FloatSum() {}

    /** The sum of any number of elements. */
    public static double sum(float[] x, int xOffset, int length, float[] slots) {
        double sum = 0;
        for (int i = 0; length - i > 0; i += FloatScratch.BLOCK) {
            sum += block(x, xOffset + i, Math.min(length - i, FloatScratch.BLOCK), slots);
        }
        return sum;
    }

    /** The inner product of any number of elements. */
    public static double dot(float[] x, int xOffset, float[] y, int yOffset, int length, float[] slots) {
        double sum = 0;
        for (int i = 0; length - i > 0; i += FloatScratch.BLOCK) {
            sum += dotBlock(x, xOffset + i, y, yOffset + i, Math.min(length - i, FloatScratch.BLOCK), slots);
        }
        return sum;
    }

    /** The squared distance of any number of elements. */
    public static double squaredDistance(float[] x, int xOffset, float[] y, int yOffset, int length, float[] slots) {
        double sum = 0;
        for (int i = 0; length - i > 0; i += FloatScratch.BLOCK) {
            sum += distanceBlock(x, xOffset + i, y, yOffset + i, Math.min(length - i, FloatScratch.BLOCK), slots);
        }
        return sum;
    }

    /** The sum of one block of at most 1,024 elements; the last, fewer than 64, by masks. */
    public static float block(float[] x, int o, int length, float[] slots) {
        if (length <= FEW && o <= x.length - FEW) {
            return few(x, o, length, slots);
        }
        int whole = length & -SLOTS;
        boolean fits = o + whole <= x.length - SLOTS;
        for (int c = 0; c < SLOTS; c += 4 * LANES) {
            FloatVector a = FloatVector.zero(SPECIES);
            FloatVector b = FloatVector.zero(SPECIES);
            FloatVector d = FloatVector.zero(SPECIES);
            FloatVector e = FloatVector.zero(SPECIES);
            int i = c;
            for (; i < whole; i += SLOTS) {
                int at = o + i;
                a = a.add(FloatVector.fromArray(SPECIES, x, at));
                b = b.add(FloatVector.fromArray(SPECIES, x, at + LANES));
                d = d.add(FloatVector.fromArray(SPECIES, x, at + 2 * LANES));
                e = e.add(FloatVector.fromArray(SPECIES, x, at + 3 * LANES));
            }
            if (fits && i < length) {
                a = a.add(FloatVector.fromArray(SPECIES, x, o + i, SPECIES.indexInRange(i, length)));
                b = b.add(FloatVector.fromArray(SPECIES, x, o + i + LANES, SPECIES.indexInRange(i + LANES, length)));
                d = d.add(FloatVector.fromArray(SPECIES, x, o + i + 2 * LANES, SPECIES.indexInRange(i + 2 * LANES, length)));
                e = e.add(FloatVector.fromArray(SPECIES, x, o + i + 3 * LANES, SPECIES.indexInRange(i + 3 * LANES, length)));
            }
            a.intoArray(slots, c);
            b.intoArray(slots, c + LANES);
            d.intoArray(slots, c + 2 * LANES);
            e.intoArray(slots, c + 3 * LANES);
        }
        return fits ? fold(slots) : finish(slots, x, o + whole, length - whole);
    }

    /** The sum of so few elements that the other slots are +0. */
    private static float few(float[] x, int o, int length, float[] slots) {
        for (int k = 0; k < FEW; k += LANES) {
            FloatVector.zero(SPECIES)
                    .add(FloatVector.fromArray(SPECIES, x, o + k, SPECIES.indexInRange(k, length)))
                    .intoArray(slots, k);
        }
        return foldFew(slots);
    }

    /** Adds the last elements of a block to their slots, fewer than 64, and folds. */
    public static float finish(float[] slots, float[] x, int o, int rest) {
        int k = 0;
        for (; k <= rest - LANES; k += LANES) {
            FloatVector.fromArray(SPECIES, slots, k).add(FloatVector.fromArray(SPECIES, x, o + k)).intoArray(slots, k);
        }
        for (; k < rest; k++) {
            slots[k] += x[o + k];
        }
        return fold(slots);
    }

    private static float dotBlock(float[] x, int xo, float[] y, int yo, int length, float[] slots) {
        int whole = length & -SLOTS;
        for (int c = 0; c < SLOTS; c += FloatSweep.SLOTS) {
            FloatVector a = FloatVector.zero(SPECIES);
            FloatVector b = a;
            FloatVector d = a;
            FloatVector e = a;
            FloatVector next0 = a;
            FloatVector next1 = a;
            FloatVector next2 = a;
            FloatVector next3 = a;
            for (int i = c; i < whole; i += FloatSweep.STEP) {
                int xi = xo + i;
                int yi = yo + i;
                a = FloatVector.fromArray(SPECIES, x, xi)
                        .fma(FloatVector.fromArray(SPECIES, y, yi), a);
                b = FloatVector.fromArray(SPECIES, x, xi + LANES)
                        .fma(FloatVector.fromArray(SPECIES, y, yi + LANES), b);
                d = FloatVector.fromArray(SPECIES, x, xi + 2 * LANES)
                        .fma(FloatVector.fromArray(SPECIES, y, yi + 2 * LANES), d);
                e = FloatVector.fromArray(SPECIES, x, xi + 3 * LANES)
                        .fma(FloatVector.fromArray(SPECIES, y, yi + 3 * LANES), e);
                if (FloatSweep.TURNS) {
                    FloatVector last0 = a;
                    FloatVector last1 = b;
                    FloatVector last2 = d;
                    FloatVector last3 = e;
                    a = next0;
                    b = next1;
                    d = next2;
                    e = next3;
                    next0 = last0;
                    next1 = last1;
                    next2 = last2;
                    next3 = last3;
                }
            }
            a.intoArray(slots, c);
            b.intoArray(slots, c + LANES);
            d.intoArray(slots, c + 2 * LANES);
            e.intoArray(slots, c + 3 * LANES);
            if (FloatSweep.TURNS) {
                next0.intoArray(slots, c + 4 * LANES);
                next1.intoArray(slots, c + 5 * LANES);
                next2.intoArray(slots, c + 6 * LANES);
                next3.intoArray(slots, c + 7 * LANES);
            }
        }
        for (int i = whole; i < length; i++) {
            slots[i - whole] = Math.fma(x[xo + i], y[yo + i], slots[i - whole]);
        }
        return fold(slots);
    }

    private static float distanceBlock(float[] x, int xo, float[] y, int yo, int length, float[] slots) {
        int whole = length & -SLOTS;
        for (int c = 0; c < SLOTS; c += FloatSweep.SLOTS) {
            FloatVector a = FloatVector.zero(SPECIES);
            FloatVector b = a;
            FloatVector d = a;
            FloatVector e = a;
            FloatVector next0 = a;
            FloatVector next1 = a;
            FloatVector next2 = a;
            FloatVector next3 = a;
            for (int i = c; i < whole; i += FloatSweep.STEP) {
                int xi = xo + i;
                int yi = yo + i;
                FloatVector s = FloatVector.fromArray(SPECIES, x, xi)
                        .sub(FloatVector.fromArray(SPECIES, y, yi));
                FloatVector t = FloatVector.fromArray(SPECIES, x, xi + LANES)
                        .sub(FloatVector.fromArray(SPECIES, y, yi + LANES));
                FloatVector u = FloatVector.fromArray(SPECIES, x, xi + 2 * LANES)
                        .sub(FloatVector.fromArray(SPECIES, y, yi + 2 * LANES));
                FloatVector v = FloatVector.fromArray(SPECIES, x, xi + 3 * LANES)
                        .sub(FloatVector.fromArray(SPECIES, y, yi + 3 * LANES));
                a = s.fma(s, a);
                b = t.fma(t, b);
                d = u.fma(u, d);
                e = v.fma(v, e);
                if (FloatSweep.TURNS) {
                    FloatVector last0 = a;
                    FloatVector last1 = b;
                    FloatVector last2 = d;
                    FloatVector last3 = e;
                    a = next0;
                    b = next1;
                    d = next2;
                    e = next3;
                    next0 = last0;
                    next1 = last1;
                    next2 = last2;
                    next3 = last3;
                }
            }
            a.intoArray(slots, c);
            b.intoArray(slots, c + LANES);
            d.intoArray(slots, c + 2 * LANES);
            e.intoArray(slots, c + 3 * LANES);
            if (FloatSweep.TURNS) {
                next0.intoArray(slots, c + 4 * LANES);
                next1.intoArray(slots, c + 5 * LANES);
                next2.intoArray(slots, c + 6 * LANES);
                next3.intoArray(slots, c + 7 * LANES);
            }
        }
        int i = whole;
        for (; i <= length - LANES; i += LANES) {       // as rows of features are often short of a multiple of 64
            FloatVector difference =
                    FloatVector.fromArray(SPECIES, x, xo + i).sub(FloatVector.fromArray(SPECIES, y, yo + i));
            difference.fma(difference, FloatVector.fromArray(SPECIES, slots, i - whole)).intoArray(slots, i - whole);
        }
        for (; i < length; i++) {
            float difference = x[xo + i] - y[yo + i];
            slots[i - whole] = Math.fma(difference, difference, slots[i - whole]);
        }
        return length <= FEW ? foldFew(slots) : fold(slots);
    }

    /** Folds the 64 slots. A loop over the last folds, however short, cost 60 ns a block: its exits are mispredicted. */
    public static float fold(float[] slots) {
        for (int k = 0; k < 32; k += LANES) {
            FloatVector.fromArray(SPECIES, slots, k)
                    .add(FloatVector.fromArray(SPECIES, slots, k + 32))
                    .intoArray(slots, k);
        }
        for (int k = 0; k < 16; k += LANES) {
            FloatVector.fromArray(SPECIES, slots, k)
                    .add(FloatVector.fromArray(SPECIES, slots, k + 16))
                    .intoArray(slots, k);
        }
        return foldFew(slots);
    }

    /** Folds the first 16 slots: all, where a block has no more elements, as the others are +0. */
    public static float foldFew(float[] slots) {
        float sum7 = slots[7] + slots[15];
        float sum0 = slots[0] + slots[8];
        float sum1 = slots[1] + slots[9];
        float sum2 = slots[2] + slots[10];
        float sum3 = slots[3] + slots[11];
        float sum4 = slots[4] + slots[12];
        float sum5 = slots[5] + slots[13];
        float sum6 = slots[6] + slots[14];
        return sum0 + sum4 + (sum2 + sum6) + (sum1 + sum5 + (sum3 + sum7));
    }
}
