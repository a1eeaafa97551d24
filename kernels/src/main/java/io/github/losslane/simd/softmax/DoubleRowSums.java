// Derived from FloatRowSums.java; edit that file, then run: java verification/src/test/java/io/github/losslane/verification/Twins.java
package io.github.losslane.simd.softmax;

import io.github.losslane.simd.DoubleLanes;
import io.github.losslane.simd.DoubleScratch;
import io.github.losslane.simd.DoubleSum;
import jdk.incubator.vector.DoubleVector;
import jdk.incubator.vector.VectorMask;
import jdk.incubator.vector.VectorShuffle;
import jdk.incubator.vector.VectorSpecies;

/** The canonical sums of rows: the 64 slots of a row stay in registers, to the last fold. */
final class DoubleRowSums {

    private static final VectorSpecies<Double> SPECIES = DoubleLanes.SPECIES;
    private static final int LANES = DoubleLanes.LANES;
    private static final int SLOTS = DoubleSum.SLOTS;

    private static final VectorShuffle<Double> BY_8 = VectorShuffle.iota(SPECIES, 8, 1, true);
    private static final VectorShuffle<Double> BY_4 = VectorShuffle.iota(SPECIES, 4, 1, true);
    private static final VectorShuffle<Double> BY_2 = VectorShuffle.iota(SPECIES, 2, 1, true);
    private static final VectorShuffle<Double> BY_1 = VectorShuffle.iota(SPECIES, 1, 1, true);

    private static final VectorShuffle<Double> BY_HALF = VectorShuffle.iota(SPECIES, LANES / 2, 1, true);
    private static final VectorMask<Double> UPPER = SPECIES.indexInRange(0, LANES / 2).not();

    /** The same for the next fold of four rows, in whose sum they lie in quarters 0, 2, 1 and 3. */
    private static final int QUARTER = Math.max(1, LANES / 4);
    private static final VectorShuffle<Double> BY_QUARTER = VectorShuffle.fromOp(SPECIES, lane -> lane ^ QUARTER);
    private static final VectorMask<Double> ODD_QUARTERS = odd(QUARTER);
    private static final VectorMask<Double> FOUR = SPECIES.indexInRange(0, 4);
    private static final VectorShuffle<Double> ROWS =
            VectorShuffle.fromOp(SPECIES, lane -> ((lane & 1) * 2 + (lane & 2) / 2) * QUARTER % LANES);

    private DoubleRowSums() {}

    /** The sum of each of some rows. */
    static void sums(double[] x, int o, int stride, int classes, double[] out, int rows, double[] slots) {
        int together = 0;
        if (classes <= LANES) {
            together = DoubleLanes.fitting(x, o, stride, LANES, rows);
            narrow(x, o, stride, classes, out, together);
        } else if (classes <= 2 * LANES) {
            together = DoubleLanes.fitting(x, o, stride, 2 * LANES, rows);
            wider(x, o, stride, classes, out, together);
        } else if (classes <= DoubleScratch.BLOCK && LANES >= 8) {
            together = DoubleLanes.fitting(x, o, stride, (classes + SLOTS - 1) & -SLOTS, rows);
            blocks(x, o, stride, classes, out, together);
        }
        for (int i = together; i < rows; i++) {
            int row = o + i * stride;
            out[i] = classes <= DoubleScratch.BLOCK
                    ? DoubleSum.block(x, row, classes, slots)
                    : DoubleSum.sum(x, row, classes, slots);
        }
    }

    /** Slots 0 to LANES - 1 in a vector. */
    private static void narrow(double[] x, int o, int stride, int classes, double[] out, int rows) {
        VectorMask<Double> inside = SPECIES.indexInRange(0, classes);
        int fours = LANES < 4 ? 0 : Math.min(rows, out.length - LANES) & -4;
        fours(x, o, stride, classes, out, fours);
        for (int i = fours; i < rows; i++) {
            DoubleVector v = DoubleVector.fromArray(SPECIES, x, o + i * stride, inside);
            if (LANES > 8) {
                v = v.add(v.rearrange(BY_8));
            }
            if (LANES > 4) {
                v = v.add(v.rearrange(BY_4));
            }
            if (LANES > 2) {
                v = v.add(v.rearrange(BY_2));
            }
            out[i] = v.add(v.rearrange(BY_1)).lane(0);
        }
    }

    /** The same for a multiple of four rows, which share their folds: two of them bring four rows into one vector. */
    private static void fours(double[] x, int o, int stride, int classes, double[] out, int rows) {
        VectorMask<Double> inside = SPECIES.indexInRange(0, classes);
        for (int i = 0; i < rows; i += 4) {
            int row = o + i * stride;
            DoubleVector a = DoubleVector.fromArray(SPECIES, x, row, inside);
            DoubleVector b = DoubleVector.fromArray(SPECIES, x, row + stride, inside);
            DoubleVector c = DoubleVector.fromArray(SPECIES, x, row + 2 * stride, inside);
            DoubleVector d = DoubleVector.fromArray(SPECIES, x, row + 3 * stride, inside);
            DoubleVector p = a.blend(b, UPPER).add(b.blend(a, UPPER).rearrange(BY_HALF));
            DoubleVector q = c.blend(d, UPPER).add(d.blend(c, UPPER).rearrange(BY_HALF));
            DoubleVector v = p.blend(q, ODD_QUARTERS).add(q.blend(p, ODD_QUARTERS).rearrange(BY_QUARTER));
            if (LANES > 8) {
                v = v.add(v.rearrange(BY_2));
            }
            if (LANES > 4) {
                v = v.add(v.rearrange(BY_1));
            }
            v.rearrange(ROWS).intoArray(out, i, FOUR);
        }
    }

    /** The sums of number - x of rows that lie flat, with room for a vector from the last on. */
    static void narrowDistances(double[] numbers, double[] x, int o, int classes, double[] out, int rows) {
        VectorMask<Double> outside = SPECIES.indexInRange(0, classes).not();
        DoubleVector zero = DoubleVector.zero(SPECIES);
        for (int i = 0; i < rows; i++) {
            DoubleVector v = DoubleVector.broadcast(SPECIES, numbers[i])
                    .sub(DoubleVector.fromArray(SPECIES, x, o + i * classes))
                    .blend(zero, outside);
            if (LANES > 8) {
                v = v.add(v.rearrange(BY_8));
            }
            if (LANES > 4) {
                v = v.add(v.rearrange(BY_4));
            }
            if (LANES > 2) {
                v = v.add(v.rearrange(BY_2));
            }
            out[i] = v.add(v.rearrange(BY_1)).lane(0);
        }
    }

    /**
     * The sums of x and of x (number - y) of rows that lie flat, x and y having room for a vector from the last on. Their
     * first fold brings both into one vector.
     */
    static void narrowProducts(
            double[] x, int xo, double[] numbers, double[] y, int yo, int classes, double[] sums, double[] products, int rows) {
        VectorMask<Double> outside = SPECIES.indexInRange(0, classes).not();
        DoubleVector zero = DoubleVector.zero(SPECIES);
        for (int i = 0; i < rows; i++) {
            DoubleVector v = DoubleVector.fromArray(SPECIES, x, xo + i * classes).blend(zero, outside);
            DoubleVector w = DoubleVector.broadcast(SPECIES, numbers[i])
                    .sub(DoubleVector.fromArray(SPECIES, y, yo + i * classes))
                    .mul(v)
                    .blend(zero, outside);
            DoubleVector both = v.blend(w, UPPER).add(w.blend(v, UPPER).rearrange(BY_HALF));
            if (LANES > 8) {
                both = both.add(both.rearrange(BY_4));
            }
            if (LANES > 4) {
                both = both.add(both.rearrange(BY_2));
            }
            if (LANES > 2) {
                both = both.add(both.rearrange(BY_1));
            }
            sums[i] = both.lane(0);
            products[i] = both.lane(LANES / 2);
        }
    }

    /** Slots 0 to 2 LANES - 1 in two vectors. */
    private static void wider(double[] x, int o, int stride, int classes, double[] out, int rows) {
        VectorMask<Double> inside = SPECIES.indexInRange(LANES, classes);
        for (int i = 0; i < rows; i++) {
            DoubleVector v = DoubleVector.fromArray(SPECIES, x, o + i * stride)
                    .add(DoubleVector.fromArray(SPECIES, x, o + i * stride + LANES, inside));
            if (LANES > 8) {
                v = v.add(v.rearrange(BY_8));
            }
            if (LANES > 4) {
                v = v.add(v.rearrange(BY_4));
            }
            if (LANES > 2) {
                v = v.add(v.rearrange(BY_2));
            }
            out[i] = v.add(v.rearrange(BY_1)).lane(0);
        }
    }

    /**
     * Rows of up to a block in one or two sweeps: four vectors of slots a sweep, and where it takes two, adding the second
     * to the first is the fold by 32.
     */
    private static void blocks(double[] x, int o, int stride, int classes, double[] out, int rows) {
        int whole = classes & -SLOTS;
        for (int i = 0; i < rows; i++) {
            int row = o + i * stride;
            DoubleVector a = DoubleVector.zero(SPECIES);
            DoubleVector b = a;
            DoubleVector d = a;
            DoubleVector e = a;
            for (int c = 0; c < SLOTS; c += 4 * LANES) {
                DoubleVector p = DoubleVector.zero(SPECIES);
                DoubleVector q = p;
                DoubleVector r = p;
                DoubleVector s = p;
                int j = c;
                for (; j < whole; j += SLOTS) {
                    int at = row + j;
                    p = p.add(DoubleVector.fromArray(SPECIES, x, at));
                    q = q.add(DoubleVector.fromArray(SPECIES, x, at + LANES));
                    r = r.add(DoubleVector.fromArray(SPECIES, x, at + 2 * LANES));
                    s = s.add(DoubleVector.fromArray(SPECIES, x, at + 3 * LANES));
                }
                if (j < classes) {
                    int at = row + j;
                    p = p.add(DoubleVector.fromArray(SPECIES, x, at, SPECIES.indexInRange(j, classes)));
                    q = q.add(DoubleVector.fromArray(
                            SPECIES, x, at + LANES, SPECIES.indexInRange(j + LANES, classes)));
                    r = r.add(DoubleVector.fromArray(
                            SPECIES, x, at + 2 * LANES, SPECIES.indexInRange(j + 2 * LANES, classes)));
                    s = s.add(DoubleVector.fromArray(
                            SPECIES, x, at + 3 * LANES, SPECIES.indexInRange(j + 3 * LANES, classes)));
                }
                a = a.add(p);
                b = b.add(q);
                d = d.add(r);
                e = e.add(s);
            }
            DoubleVector v = a.add(d).add(b.add(e));
            if (LANES > 8) {
                v = v.add(v.rearrange(BY_8));
            }
            v = v.add(v.rearrange(BY_4));
            v = v.add(v.rearrange(BY_2));
            out[i] = v.add(v.rearrange(BY_1)).lane(0);
        }
    }

    /** The lanes whose index has that bit. */
    private static VectorMask<Double> odd(int bit) {
        boolean[] lanes = new boolean[LANES];
        for (int lane = 0; lane < LANES; lane++) {
            lanes[lane] = (lane & bit) != 0;
        }
        return VectorMask.fromArray(SPECIES, lanes, 0);
    }
}
