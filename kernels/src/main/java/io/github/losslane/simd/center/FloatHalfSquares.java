package io.github.losslane.simd.center;

import io.github.losslane.simd.FloatLanes;
import io.github.losslane.simd.FloatScratch;
import io.github.losslane.simd.FloatSum;
import io.github.losslane.simd.FloatSweep;
import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.VectorMask;
import jdk.incubator.vector.VectorSpecies;

/**
 * Half the squared distance of two rows, as the canonical sum of (d / 2) d: the bits of half the sum of squares, but without
 * an overflow as long as the half itself is a number.
 */
final class FloatHalfSquares {

    private static final VectorSpecies<Float> SPECIES = FloatLanes.SPECIES;
    private static final int LANES = FloatLanes.LANES;

    private FloatHalfSquares() {}

    static double sum(float[] x, int xo, float[] c, int co, int columns, float[] slots) {
        double sum = 0;
        for (int d = 0; columns - d > 0; d += FloatScratch.BLOCK) {
            sum += block(x, xo + d, c, co + d, Math.min(columns - d, FloatScratch.BLOCK), slots);
        }
        return sum;
    }

    private static float block(float[] x, int xo, float[] c, int co, int length, float[] slots) {
        FloatVector half = FloatVector.broadcast(SPECIES, 0.5f);
        int whole = length & -FloatSum.SLOTS;
        for (int k = 0; k < FloatSum.SLOTS; k += FloatSweep.SLOTS) {
            FloatVector sum0 = FloatVector.zero(SPECIES);
            FloatVector sum1 = sum0;
            FloatVector sum2 = sum0;
            FloatVector sum3 = sum0;
            FloatVector next0 = sum0;
            FloatVector next1 = sum0;
            FloatVector next2 = sum0;
            FloatVector next3 = sum0;
            for (int i = k; i < whole; i += FloatSweep.STEP) {
                int xi = xo + i;
                int ci = co + i;
                FloatVector d0 = FloatVector.fromArray(SPECIES, x, xi)
                        .sub(FloatVector.fromArray(SPECIES, c, ci));
                FloatVector d1 = FloatVector.fromArray(SPECIES, x, xi + LANES)
                        .sub(FloatVector.fromArray(SPECIES, c, ci + LANES));
                FloatVector d2 = FloatVector.fromArray(SPECIES, x, xi + 2 * LANES)
                        .sub(FloatVector.fromArray(SPECIES, c, ci + 2 * LANES));
                FloatVector d3 = FloatVector.fromArray(SPECIES, x, xi + 3 * LANES)
                        .sub(FloatVector.fromArray(SPECIES, c, ci + 3 * LANES));
                sum0 = d0.mul(half).fma(d0, sum0);
                sum1 = d1.mul(half).fma(d1, sum1);
                sum2 = d2.mul(half).fma(d2, sum2);
                sum3 = d3.mul(half).fma(d3, sum3);
                if (FloatSweep.TURNS) {
                    FloatVector last0 = sum0;
                    FloatVector last1 = sum1;
                    FloatVector last2 = sum2;
                    FloatVector last3 = sum3;
                    sum0 = next0;
                    sum1 = next1;
                    sum2 = next2;
                    sum3 = next3;
                    next0 = last0;
                    next1 = last1;
                    next2 = last2;
                    next3 = last3;
                }
            }
            sum0.intoArray(slots, k);
            sum1.intoArray(slots, k + LANES);
            sum2.intoArray(slots, k + 2 * LANES);
            sum3.intoArray(slots, k + 3 * LANES);
            if (FloatSweep.TURNS) {
                next0.intoArray(slots, k + 4 * LANES);
                next1.intoArray(slots, k + 5 * LANES);
                next2.intoArray(slots, k + 6 * LANES);
                next3.intoArray(slots, k + 7 * LANES);
            }
        }
        for (int k = 0; k < length - whole; k += LANES) {
            int i = whole + k;
            if (FloatLanes.fits(x, xo + i) && FloatLanes.fits(c, co + i)) {
                VectorMask<Float> inside = SPECIES.indexInRange(i, length);
                FloatVector d = FloatVector.fromArray(SPECIES, x, xo + i, inside)
                        .sub(FloatVector.fromArray(SPECIES, c, co + i, inside));
                d.mul(half).fma(d, FloatVector.fromArray(SPECIES, slots, k)).intoArray(slots, k);
            } else {
                elements(x, xo + i, c, co + i, Math.min(LANES, length - i), slots, k);
            }
        }
        return length <= FloatSum.FEW ? FloatSum.foldFew(slots) : FloatSum.fold(slots);
    }

    /** A vector element by element. */
    static void elements(float[] x, int xo, float[] c, int co, int count, float[] slots, int k) {
        for (int e = 0; e < count; e++) {
            float d = x[xo + e] - c[co + e];
            slots[k + e] = Math.fma(d * 0.5f, d, slots[k + e]);
        }
    }
}
