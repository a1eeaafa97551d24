// Derived from FloatSum.java; edit that file, then run: java verification/src/test/java/io/github/losslane/verification/Twins.java
package io.github.losslane.simd;

import jdk.incubator.vector.DoubleVector;
import jdk.incubator.vector.VectorSpecies;

/**
 * The canonical sum: blocks of 1,024, 64 slots, folds by 32, 16, 8, 4, 2, 1, block sums in double.
 *
 * <p>A sweep over a block keeps four vectors of slots in registers: one sweep covers the 64 slots with 16 lanes, two with 8,
 * four with 4. The last elements, fewer than 64, are added by masks or one by one. Adding the +0 of a missing element
 * changes nothing, as a slot that starts at +0 is never -0.
 */
public final class DoubleSum {

    /** Slots of a block. */
    public static final int SLOTS = 64;

    /** Elements of a block so short that its slots need only the last folds. */
    public static final int FEW = 16;

    /** Roundings of an element of a block at most: sixteen additions in its slot, six folds; blocks are added in double. */
    public static final int ROUNDINGS = 22;

    private static final VectorSpecies<Double> SPECIES = DoubleLanes.SPECIES;
    private static final int LANES = DoubleLanes.LANES;

    private DoubleSum() {}

    /** The sum of any number of elements. */
    public static double sum(double[] x, int xOffset, int length, double[] slots) {
        double sum = 0;
        for (int i = 0; length - i > 0; i += DoubleScratch.BLOCK) {
            sum += block(x, xOffset + i, Math.min(length - i, DoubleScratch.BLOCK), slots);
        }
        return sum;
    }

    /** The inner product of any number of elements. */
    public static double dot(double[] x, int xOffset, double[] y, int yOffset, int length, double[] slots) {
        double sum = 0;
        for (int i = 0; length - i > 0; i += DoubleScratch.BLOCK) {
            sum += dotBlock(x, xOffset + i, y, yOffset + i, Math.min(length - i, DoubleScratch.BLOCK), slots);
        }
        return sum;
    }

    /** The squared distance of any number of elements. */
    public static double squaredDistance(double[] x, int xOffset, double[] y, int yOffset, int length, double[] slots) {
        double sum = 0;
        for (int i = 0; length - i > 0; i += DoubleScratch.BLOCK) {
            sum += distanceBlock(x, xOffset + i, y, yOffset + i, Math.min(length - i, DoubleScratch.BLOCK), slots);
        }
        return sum;
    }

    /** The sum of one block of at most 1,024 elements; the last, fewer than 64, by masks. */
    public static double block(double[] x, int o, int length, double[] slots) {
        if (length <= FEW && o <= x.length - FEW) {
            return few(x, o, length, slots);
        }
        int whole = length & -SLOTS;
        boolean fits = o + whole <= x.length - SLOTS;
        for (int c = 0; c < SLOTS; c += 4 * LANES) {
            DoubleVector a = DoubleVector.zero(SPECIES);
            DoubleVector b = DoubleVector.zero(SPECIES);
            DoubleVector d = DoubleVector.zero(SPECIES);
            DoubleVector e = DoubleVector.zero(SPECIES);
            int i = c;
            for (; i < whole; i += SLOTS) {
                int at = o + i;
                a = a.add(DoubleVector.fromArray(SPECIES, x, at));
                b = b.add(DoubleVector.fromArray(SPECIES, x, at + LANES));
                d = d.add(DoubleVector.fromArray(SPECIES, x, at + 2 * LANES));
                e = e.add(DoubleVector.fromArray(SPECIES, x, at + 3 * LANES));
            }
            if (fits && i < length) {
                a = a.add(DoubleVector.fromArray(SPECIES, x, o + i, SPECIES.indexInRange(i, length)));
                b = b.add(DoubleVector.fromArray(SPECIES, x, o + i + LANES, SPECIES.indexInRange(i + LANES, length)));
                d = d.add(DoubleVector.fromArray(SPECIES, x, o + i + 2 * LANES, SPECIES.indexInRange(i + 2 * LANES, length)));
                e = e.add(DoubleVector.fromArray(SPECIES, x, o + i + 3 * LANES, SPECIES.indexInRange(i + 3 * LANES, length)));
            }
            a.intoArray(slots, c);
            b.intoArray(slots, c + LANES);
            d.intoArray(slots, c + 2 * LANES);
            e.intoArray(slots, c + 3 * LANES);
        }
        return fits ? fold(slots) : finish(slots, x, o + whole, length - whole);
    }

    /** The sum of so few elements that the other slots are +0. */
    private static double few(double[] x, int o, int length, double[] slots) {
        for (int k = 0; k < FEW; k += LANES) {
            DoubleVector.zero(SPECIES)
                    .add(DoubleVector.fromArray(SPECIES, x, o + k, SPECIES.indexInRange(k, length)))
                    .intoArray(slots, k);
        }
        return foldFew(slots);
    }

    /** Adds the last elements of a block to their slots, fewer than 64, and folds. */
    public static double finish(double[] slots, double[] x, int o, int rest) {
        int k = 0;
        for (; k <= rest - LANES; k += LANES) {
            DoubleVector.fromArray(SPECIES, slots, k).add(DoubleVector.fromArray(SPECIES, x, o + k)).intoArray(slots, k);
        }
        for (; k < rest; k++) {
            slots[k] += x[o + k];
        }
        return fold(slots);
    }

    private static double dotBlock(double[] x, int xo, double[] y, int yo, int length, double[] slots) {
        int whole = length & -SLOTS;
        for (int c = 0; c < SLOTS; c += DoubleSweep.SLOTS) {
            DoubleVector a = DoubleVector.zero(SPECIES);
            DoubleVector b = a;
            DoubleVector d = a;
            DoubleVector e = a;
            DoubleVector next0 = a;
            DoubleVector next1 = a;
            DoubleVector next2 = a;
            DoubleVector next3 = a;
            for (int i = c; i < whole; i += DoubleSweep.STEP) {
                int xi = xo + i;
                int yi = yo + i;
                a = DoubleVector.fromArray(SPECIES, x, xi)
                        .fma(DoubleVector.fromArray(SPECIES, y, yi), a);
                b = DoubleVector.fromArray(SPECIES, x, xi + LANES)
                        .fma(DoubleVector.fromArray(SPECIES, y, yi + LANES), b);
                d = DoubleVector.fromArray(SPECIES, x, xi + 2 * LANES)
                        .fma(DoubleVector.fromArray(SPECIES, y, yi + 2 * LANES), d);
                e = DoubleVector.fromArray(SPECIES, x, xi + 3 * LANES)
                        .fma(DoubleVector.fromArray(SPECIES, y, yi + 3 * LANES), e);
                if (DoubleSweep.TURNS) {
                    DoubleVector last0 = a;
                    DoubleVector last1 = b;
                    DoubleVector last2 = d;
                    DoubleVector last3 = e;
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
            if (DoubleSweep.TURNS) {
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

    private static double distanceBlock(double[] x, int xo, double[] y, int yo, int length, double[] slots) {
        int whole = length & -SLOTS;
        for (int c = 0; c < SLOTS; c += DoubleSweep.SLOTS) {
            DoubleVector a = DoubleVector.zero(SPECIES);
            DoubleVector b = a;
            DoubleVector d = a;
            DoubleVector e = a;
            DoubleVector next0 = a;
            DoubleVector next1 = a;
            DoubleVector next2 = a;
            DoubleVector next3 = a;
            for (int i = c; i < whole; i += DoubleSweep.STEP) {
                int xi = xo + i;
                int yi = yo + i;
                DoubleVector s = DoubleVector.fromArray(SPECIES, x, xi)
                        .sub(DoubleVector.fromArray(SPECIES, y, yi));
                DoubleVector t = DoubleVector.fromArray(SPECIES, x, xi + LANES)
                        .sub(DoubleVector.fromArray(SPECIES, y, yi + LANES));
                DoubleVector u = DoubleVector.fromArray(SPECIES, x, xi + 2 * LANES)
                        .sub(DoubleVector.fromArray(SPECIES, y, yi + 2 * LANES));
                DoubleVector v = DoubleVector.fromArray(SPECIES, x, xi + 3 * LANES)
                        .sub(DoubleVector.fromArray(SPECIES, y, yi + 3 * LANES));
                a = s.fma(s, a);
                b = t.fma(t, b);
                d = u.fma(u, d);
                e = v.fma(v, e);
                if (DoubleSweep.TURNS) {
                    DoubleVector last0 = a;
                    DoubleVector last1 = b;
                    DoubleVector last2 = d;
                    DoubleVector last3 = e;
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
            if (DoubleSweep.TURNS) {
                next0.intoArray(slots, c + 4 * LANES);
                next1.intoArray(slots, c + 5 * LANES);
                next2.intoArray(slots, c + 6 * LANES);
                next3.intoArray(slots, c + 7 * LANES);
            }
        }
        int i = whole;
        for (; i <= length - LANES; i += LANES) {       // as rows of features are often short of a multiple of 64
            DoubleVector difference =
                    DoubleVector.fromArray(SPECIES, x, xo + i).sub(DoubleVector.fromArray(SPECIES, y, yo + i));
            difference.fma(difference, DoubleVector.fromArray(SPECIES, slots, i - whole)).intoArray(slots, i - whole);
        }
        for (; i < length; i++) {
            double difference = x[xo + i] - y[yo + i];
            slots[i - whole] = Math.fma(difference, difference, slots[i - whole]);
        }
        return length <= FEW ? foldFew(slots) : fold(slots);
    }

    /** Folds the 64 slots. A loop over the last folds, however short, cost 60 ns a block: its exits are mispredicted. */
    public static double fold(double[] slots) {
        for (int k = 0; k < 32; k += LANES) {
            DoubleVector.fromArray(SPECIES, slots, k)
                    .add(DoubleVector.fromArray(SPECIES, slots, k + 32))
                    .intoArray(slots, k);
        }
        for (int k = 0; k < 16; k += LANES) {
            DoubleVector.fromArray(SPECIES, slots, k)
                    .add(DoubleVector.fromArray(SPECIES, slots, k + 16))
                    .intoArray(slots, k);
        }
        return foldFew(slots);
    }

    /** Folds the first 16 slots: all, where a block has no more elements, as the others are +0. */
    public static double foldFew(double[] slots) {
        double sum7 = slots[7] + slots[15];
        double sum0 = slots[0] + slots[8];
        double sum1 = slots[1] + slots[9];
        double sum2 = slots[2] + slots[10];
        double sum3 = slots[3] + slots[11];
        double sum4 = slots[4] + slots[12];
        double sum5 = slots[5] + slots[13];
        double sum6 = slots[6] + slots[14];
        return sum0 + sum4 + (sum2 + sum6) + (sum1 + sum5 + (sum3 + sum7));
    }
}
