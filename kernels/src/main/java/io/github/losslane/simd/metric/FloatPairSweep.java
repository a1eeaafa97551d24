package io.github.losslane.simd.metric;

import io.github.losslane.FloatMatrix;
import io.github.losslane.simd.FloatLanes;
import io.github.losslane.simd.FloatScratch;
import io.github.losslane.simd.FloatSum;
import io.github.losslane.simd.FloatSweep;
import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.VectorMask;
import jdk.incubator.vector.VectorSpecies;

/**
 * One sweep over a pair: the sum of {@link FloatSum#squaredDistance}, bit for bit, and the gradients of a slope that is
 * known before the distance. Memory is then read and written at the same time, as by a plain loop, and not in turns.
 */
final class FloatPairSweep {

    private static final VectorSpecies<Float> SPECIES = FloatLanes.SPECIES;
    private static final int LANES = FloatLanes.LANES;

    private FloatPairSweep() {}

    /** Returns |a - b|^2; writes slope (a - b) and its negative. */
    static double run(
            float slope, FloatMatrix left, FloatMatrix right, int row,
            FloatMatrix leftGradient, FloatMatrix rightGradient, float[] slots) {
        int columns = left.columns();
        double sum = 0;
        for (int j = 0; columns - j > 0; j += FloatScratch.BLOCK) {
            sum += block(slope, left.data(), left.rowOffset(row) + j, right.data(), right.rowOffset(row) + j,
                    leftGradient.data(), leftGradient.rowOffset(row) + j,
                    rightGradient.data(), rightGradient.rowOffset(row) + j,
                    Math.min(columns - j, FloatScratch.BLOCK), slots);
        }
        return sum;
    }

    private static float block(
            float slope, float[] left, int a, float[] right, int b,
            float[] leftGradient, int ag, float[] rightGradient, int bg, int length, float[] slots) {
        FloatVector forth = FloatVector.broadcast(SPECIES, slope);
        FloatVector back = FloatVector.broadcast(SPECIES, -slope);
        int whole = length & -FloatSum.SLOTS;
        for (int c = 0; c < FloatSum.SLOTS; c += FloatSweep.SLOTS) {
            FloatVector sum0 = FloatVector.zero(SPECIES);
            FloatVector sum1 = sum0;
            FloatVector sum2 = sum0;
            FloatVector sum3 = sum0;
            FloatVector next0 = sum0;
            FloatVector next1 = sum0;
            FloatVector next2 = sum0;
            FloatVector next3 = sum0;
            for (int i = c; i < whole; i += FloatSweep.STEP) {
                int ai = a + i;
                int bi = b + i;
                int agi = ag + i;
                int bgi = bg + i;
                FloatVector d0 = FloatVector.fromArray(SPECIES, left, ai)
                        .sub(FloatVector.fromArray(SPECIES, right, bi));
                d0.mul(forth).intoArray(leftGradient, agi);
                d0.mul(back).intoArray(rightGradient, bgi);
                sum0 = d0.fma(d0, sum0);
                FloatVector d1 = FloatVector.fromArray(SPECIES, left, ai + LANES)
                        .sub(FloatVector.fromArray(SPECIES, right, bi + LANES));
                d1.mul(forth).intoArray(leftGradient, agi + LANES);
                d1.mul(back).intoArray(rightGradient, bgi + LANES);
                sum1 = d1.fma(d1, sum1);
                FloatVector d2 = FloatVector.fromArray(SPECIES, left, ai + 2 * LANES)
                        .sub(FloatVector.fromArray(SPECIES, right, bi + 2 * LANES));
                d2.mul(forth).intoArray(leftGradient, agi + 2 * LANES);
                d2.mul(back).intoArray(rightGradient, bgi + 2 * LANES);
                sum2 = d2.fma(d2, sum2);
                FloatVector d3 = FloatVector.fromArray(SPECIES, left, ai + 3 * LANES)
                        .sub(FloatVector.fromArray(SPECIES, right, bi + 3 * LANES));
                d3.mul(forth).intoArray(leftGradient, agi + 3 * LANES);
                d3.mul(back).intoArray(rightGradient, bgi + 3 * LANES);
                sum3 = d3.fma(d3, sum3);
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
            sum0.intoArray(slots, c);
            sum1.intoArray(slots, c + LANES);
            sum2.intoArray(slots, c + 2 * LANES);
            sum3.intoArray(slots, c + 3 * LANES);
            if (FloatSweep.TURNS) {
                next0.intoArray(slots, c + 4 * LANES);
                next1.intoArray(slots, c + 5 * LANES);
                next2.intoArray(slots, c + 6 * LANES);
                next3.intoArray(slots, c + 7 * LANES);
            }
        }
        for (int k = 0; k < length - whole; k += LANES) {
            int i = whole + k;
            if (FloatLanes.fits(left, a + i) && FloatLanes.fits(right, b + i)
                    && FloatLanes.fits(leftGradient, ag + i) && FloatLanes.fits(rightGradient, bg + i)) {
                VectorMask<Float> inside = SPECIES.indexInRange(i, length);
                FloatVector d = FloatVector.fromArray(SPECIES, left, a + i, inside)
                        .sub(FloatVector.fromArray(SPECIES, right, b + i, inside));
                d.mul(forth).intoArray(leftGradient, ag + i, inside);
                d.mul(back).intoArray(rightGradient, bg + i, inside);
                d.fma(d, FloatVector.fromArray(SPECIES, slots, k)).intoArray(slots, k);
            } else {
                elements(slope, left, a + i, right, b + i, leftGradient, ag + i, rightGradient, bg + i,
                        Math.min(LANES, length - i), slots, k);
            }
        }
        return FloatSum.fold(slots);
    }

    private static void elements(
            float slope, float[] left, int a, float[] right, int b,
            float[] leftGradient, int ag, float[] rightGradient, int bg, int count, float[] slots, int k) {
        for (int e = 0; e < count; e++) {
            float d = left[a + e] - right[b + e];
            leftGradient[ag + e] = d * slope;
            rightGradient[bg + e] = d * -slope;
            slots[k + e] = Math.fma(d, d, slots[k + e]);
        }
    }
}
