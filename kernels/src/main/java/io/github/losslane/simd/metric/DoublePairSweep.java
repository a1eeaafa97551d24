// Derived from FloatPairSweep.java; edit that file, then run: java verification/src/test/java/io/github/losslane/verification/Twins.java
package io.github.losslane.simd.metric;

import io.github.losslane.DoubleMatrix;
import io.github.losslane.simd.DoubleLanes;
import io.github.losslane.simd.DoubleScratch;
import io.github.losslane.simd.DoubleSum;
import io.github.losslane.simd.DoubleSweep;
import jdk.incubator.vector.DoubleVector;
import jdk.incubator.vector.VectorMask;
import jdk.incubator.vector.VectorSpecies;

/**
 * One sweep over a pair: the sum of {@link DoubleSum#squaredDistance}, bit for bit, and the gradients of a slope that is
 * known before the distance. Memory is then read and written at the same time, as by a plain loop, and not in turns.
 */
final class DoublePairSweep {

    private static final VectorSpecies<Double> SPECIES = DoubleLanes.SPECIES;
    private static final int LANES = DoubleLanes.LANES;

    private DoublePairSweep() {}

    /** Returns |a - b|^2; writes slope (a - b) and its negative. */
    static double run(
            double slope, DoubleMatrix left, DoubleMatrix right, int row,
            DoubleMatrix leftGradient, DoubleMatrix rightGradient, double[] slots) {
        int columns = left.columns();
        double sum = 0;
        for (int j = 0; columns - j > 0; j += DoubleScratch.BLOCK) {
            sum += block(slope, left.data(), left.rowOffset(row) + j, right.data(), right.rowOffset(row) + j,
                    leftGradient.data(), leftGradient.rowOffset(row) + j,
                    rightGradient.data(), rightGradient.rowOffset(row) + j,
                    Math.min(columns - j, DoubleScratch.BLOCK), slots);
        }
        return sum;
    }

    private static double block(
            double slope, double[] left, int a, double[] right, int b,
            double[] leftGradient, int ag, double[] rightGradient, int bg, int length, double[] slots) {
        DoubleVector forth = DoubleVector.broadcast(SPECIES, slope);
        DoubleVector back = DoubleVector.broadcast(SPECIES, -slope);
        int whole = length & -DoubleSum.SLOTS;
        for (int c = 0; c < DoubleSum.SLOTS; c += DoubleSweep.SLOTS) {
            DoubleVector sum0 = DoubleVector.zero(SPECIES);
            DoubleVector sum1 = sum0;
            DoubleVector sum2 = sum0;
            DoubleVector sum3 = sum0;
            DoubleVector next0 = sum0;
            DoubleVector next1 = sum0;
            DoubleVector next2 = sum0;
            DoubleVector next3 = sum0;
            for (int i = c; i < whole; i += DoubleSweep.STEP) {
                int ai = a + i;
                int bi = b + i;
                int agi = ag + i;
                int bgi = bg + i;
                DoubleVector d0 = DoubleVector.fromArray(SPECIES, left, ai)
                        .sub(DoubleVector.fromArray(SPECIES, right, bi));
                d0.mul(forth).intoArray(leftGradient, agi);
                d0.mul(back).intoArray(rightGradient, bgi);
                sum0 = d0.fma(d0, sum0);
                DoubleVector d1 = DoubleVector.fromArray(SPECIES, left, ai + LANES)
                        .sub(DoubleVector.fromArray(SPECIES, right, bi + LANES));
                d1.mul(forth).intoArray(leftGradient, agi + LANES);
                d1.mul(back).intoArray(rightGradient, bgi + LANES);
                sum1 = d1.fma(d1, sum1);
                DoubleVector d2 = DoubleVector.fromArray(SPECIES, left, ai + 2 * LANES)
                        .sub(DoubleVector.fromArray(SPECIES, right, bi + 2 * LANES));
                d2.mul(forth).intoArray(leftGradient, agi + 2 * LANES);
                d2.mul(back).intoArray(rightGradient, bgi + 2 * LANES);
                sum2 = d2.fma(d2, sum2);
                DoubleVector d3 = DoubleVector.fromArray(SPECIES, left, ai + 3 * LANES)
                        .sub(DoubleVector.fromArray(SPECIES, right, bi + 3 * LANES));
                d3.mul(forth).intoArray(leftGradient, agi + 3 * LANES);
                d3.mul(back).intoArray(rightGradient, bgi + 3 * LANES);
                sum3 = d3.fma(d3, sum3);
                if (DoubleSweep.TURNS) {
                    DoubleVector last0 = sum0;
                    DoubleVector last1 = sum1;
                    DoubleVector last2 = sum2;
                    DoubleVector last3 = sum3;
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
            if (DoubleSweep.TURNS) {
                next0.intoArray(slots, c + 4 * LANES);
                next1.intoArray(slots, c + 5 * LANES);
                next2.intoArray(slots, c + 6 * LANES);
                next3.intoArray(slots, c + 7 * LANES);
            }
        }
        for (int k = 0; k < length - whole; k += LANES) {
            int i = whole + k;
            if (DoubleLanes.fits(left, a + i) && DoubleLanes.fits(right, b + i)
                    && DoubleLanes.fits(leftGradient, ag + i) && DoubleLanes.fits(rightGradient, bg + i)) {
                VectorMask<Double> inside = SPECIES.indexInRange(i, length);
                DoubleVector d = DoubleVector.fromArray(SPECIES, left, a + i, inside)
                        .sub(DoubleVector.fromArray(SPECIES, right, b + i, inside));
                d.mul(forth).intoArray(leftGradient, ag + i, inside);
                d.mul(back).intoArray(rightGradient, bg + i, inside);
                d.fma(d, DoubleVector.fromArray(SPECIES, slots, k)).intoArray(slots, k);
            } else {
                elements(slope, left, a + i, right, b + i, leftGradient, ag + i, rightGradient, bg + i,
                        Math.min(LANES, length - i), slots, k);
            }
        }
        return DoubleSum.fold(slots);
    }

    private static void elements(
            double slope, double[] left, int a, double[] right, int b,
            double[] leftGradient, int ag, double[] rightGradient, int bg, int count, double[] slots, int k) {
        for (int e = 0; e < count; e++) {
            double d = left[a + e] - right[b + e];
            leftGradient[ag + e] = d * slope;
            rightGradient[bg + e] = d * -slope;
            slots[k + e] = Math.fma(d, d, slots[k + e]);
        }
    }
}
