package io.github.losslane.simd.softmax;

import io.github.losslane.simd.FloatLanes;
import io.github.losslane.simd.FloatScratch;
import io.github.losslane.simd.FloatSum;
import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.VectorMask;
import jdk.incubator.vector.VectorShuffle;
import jdk.incubator.vector.VectorSpecies;

/** The canonical sums of rows: the 64 slots of a row stay in registers, to the last fold. */
final class FloatRowSums {

    private static final VectorSpecies<Float> SPECIES = FloatLanes.SPECIES;
    private static final int LANES = FloatLanes.LANES;
    private static final int SLOTS = FloatSum.SLOTS;

    private static final VectorShuffle<Float> BY_8 = VectorShuffle.iota(SPECIES, 8, 1, true);
    private static final VectorShuffle<Float> BY_4 = VectorShuffle.iota(SPECIES, 4, 1, true);
    private static final VectorShuffle<Float> BY_2 = VectorShuffle.iota(SPECIES, 2, 1, true);
    private static final VectorShuffle<Float> BY_1 = VectorShuffle.iota(SPECIES, 1, 1, true);

    private static final VectorShuffle<Float> BY_HALF = VectorShuffle.iota(SPECIES, LANES / 2, 1, true);
    private static final VectorMask<Float> UPPER = SPECIES.indexInRange(0, LANES / 2).not();

    /** The same for the next fold of four rows, in whose sum they lie in quarters 0, 2, 1 and 3. */
    private static final int QUARTER = Math.max(1, LANES / 4);
    private static final VectorShuffle<Float> BY_QUARTER = VectorShuffle.fromOp(SPECIES, lane -> lane ^ QUARTER);
    private static final VectorMask<Float> ODD_QUARTERS = odd(QUARTER);
    private static final VectorMask<Float> FOUR = SPECIES.indexInRange(0, 4);
    private static final VectorShuffle<Float> ROWS =
            VectorShuffle.fromOp(SPECIES, lane -> ((lane & 1) * 2 + (lane & 2) / 2) * QUARTER % LANES);

    private FloatRowSums() {}

    /** The sum of each of some rows. */
    static void sums(float[] x, int o, int stride, int classes, float[] out, int rows, float[] slots) {
        int together = 0;
        if (classes <= LANES) {
            together = FloatLanes.fitting(x, o, stride, LANES, rows);
            narrow(x, o, stride, classes, out, together);
        } else if (classes <= 2 * LANES) {
            together = FloatLanes.fitting(x, o, stride, 2 * LANES, rows);
            wider(x, o, stride, classes, out, together);
        } else if (classes <= FloatScratch.BLOCK && LANES >= 8) {
            together = FloatLanes.fitting(x, o, stride, (classes + SLOTS - 1) & -SLOTS, rows);
            blocks(x, o, stride, classes, out, together);
        }
        for (int i = together; i < rows; i++) {
            int row = o + i * stride;
            out[i] = classes <= FloatScratch.BLOCK
                    ? FloatSum.block(x, row, classes, slots)
                    : (float) FloatSum.sum(x, row, classes, slots);
        }
    }

    /** Slots 0 to LANES - 1 in a vector. */
    private static void narrow(float[] x, int o, int stride, int classes, float[] out, int rows) {
        VectorMask<Float> inside = SPECIES.indexInRange(0, classes);
        int fours = LANES < 4 ? 0 : Math.min(rows, out.length - LANES) & -4;
        fours(x, o, stride, classes, out, fours);
        for (int i = fours; i < rows; i++) {
            FloatVector v = FloatVector.fromArray(SPECIES, x, o + i * stride, inside);
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
    private static void fours(float[] x, int o, int stride, int classes, float[] out, int rows) {
        VectorMask<Float> inside = SPECIES.indexInRange(0, classes);
        for (int i = 0; i < rows; i += 4) {
            int row = o + i * stride;
            FloatVector a = FloatVector.fromArray(SPECIES, x, row, inside);
            FloatVector b = FloatVector.fromArray(SPECIES, x, row + stride, inside);
            FloatVector c = FloatVector.fromArray(SPECIES, x, row + 2 * stride, inside);
            FloatVector d = FloatVector.fromArray(SPECIES, x, row + 3 * stride, inside);
            FloatVector p = a.blend(b, UPPER).add(b.blend(a, UPPER).rearrange(BY_HALF));
            FloatVector q = c.blend(d, UPPER).add(d.blend(c, UPPER).rearrange(BY_HALF));
            FloatVector v = p.blend(q, ODD_QUARTERS).add(q.blend(p, ODD_QUARTERS).rearrange(BY_QUARTER));
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
    static void narrowDistances(float[] numbers, float[] x, int o, int classes, float[] out, int rows) {
        VectorMask<Float> outside = SPECIES.indexInRange(0, classes).not();
        FloatVector zero = FloatVector.zero(SPECIES);
        for (int i = 0; i < rows; i++) {
            FloatVector v = FloatVector.broadcast(SPECIES, numbers[i])
                    .sub(FloatVector.fromArray(SPECIES, x, o + i * classes))
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
            float[] x, int xo, float[] numbers, float[] y, int yo, int classes, float[] sums, float[] products, int rows) {
        VectorMask<Float> outside = SPECIES.indexInRange(0, classes).not();
        FloatVector zero = FloatVector.zero(SPECIES);
        for (int i = 0; i < rows; i++) {
            FloatVector v = FloatVector.fromArray(SPECIES, x, xo + i * classes).blend(zero, outside);
            FloatVector w = FloatVector.broadcast(SPECIES, numbers[i])
                    .sub(FloatVector.fromArray(SPECIES, y, yo + i * classes))
                    .mul(v)
                    .blend(zero, outside);
            FloatVector both = v.blend(w, UPPER).add(w.blend(v, UPPER).rearrange(BY_HALF));
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
    private static void wider(float[] x, int o, int stride, int classes, float[] out, int rows) {
        VectorMask<Float> inside = SPECIES.indexInRange(LANES, classes);
        for (int i = 0; i < rows; i++) {
            FloatVector v = FloatVector.fromArray(SPECIES, x, o + i * stride)
                    .add(FloatVector.fromArray(SPECIES, x, o + i * stride + LANES, inside));
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
    private static void blocks(float[] x, int o, int stride, int classes, float[] out, int rows) {
        int whole = classes & -SLOTS;
        for (int i = 0; i < rows; i++) {
            int row = o + i * stride;
            FloatVector a = FloatVector.zero(SPECIES);
            FloatVector b = a;
            FloatVector d = a;
            FloatVector e = a;
            for (int c = 0; c < SLOTS; c += 4 * LANES) {
                FloatVector p = FloatVector.zero(SPECIES);
                FloatVector q = p;
                FloatVector r = p;
                FloatVector s = p;
                int j = c;
                for (; j < whole; j += SLOTS) {
                    int at = row + j;
                    p = p.add(FloatVector.fromArray(SPECIES, x, at));
                    q = q.add(FloatVector.fromArray(SPECIES, x, at + LANES));
                    r = r.add(FloatVector.fromArray(SPECIES, x, at + 2 * LANES));
                    s = s.add(FloatVector.fromArray(SPECIES, x, at + 3 * LANES));
                }
                if (j < classes) {
                    int at = row + j;
                    p = p.add(FloatVector.fromArray(SPECIES, x, at, SPECIES.indexInRange(j, classes)));
                    q = q.add(FloatVector.fromArray(
                            SPECIES, x, at + LANES, SPECIES.indexInRange(j + LANES, classes)));
                    r = r.add(FloatVector.fromArray(
                            SPECIES, x, at + 2 * LANES, SPECIES.indexInRange(j + 2 * LANES, classes)));
                    s = s.add(FloatVector.fromArray(
                            SPECIES, x, at + 3 * LANES, SPECIES.indexInRange(j + 3 * LANES, classes)));
                }
                a = a.add(p);
                b = b.add(q);
                d = d.add(r);
                e = e.add(s);
            }
            FloatVector v = a.add(d).add(b.add(e));
            if (LANES > 8) {
                v = v.add(v.rearrange(BY_8));
            }
            v = v.add(v.rearrange(BY_4));
            v = v.add(v.rearrange(BY_2));
            out[i] = v.add(v.rearrange(BY_1)).lane(0);
        }
    }

    /** The lanes whose index has that bit. */
    private static VectorMask<Float> odd(int bit) {
        boolean[] lanes = new boolean[LANES];
        for (int lane = 0; lane < LANES; lane++) {
            lanes[lane] = (lane & bit) != 0;
        }
        return VectorMask.fromArray(SPECIES, lanes, 0);
    }
}
