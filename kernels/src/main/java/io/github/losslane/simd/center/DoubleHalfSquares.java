// Derived from FloatHalfSquares.java; edit that file, then run: java verification/src/test/java/io/github/losslane/verification/Twins.java
package io.github.losslane.simd.center;

import io.github.losslane.simd.DoubleLanes;
import io.github.losslane.simd.DoubleScratch;
import io.github.losslane.simd.DoubleSum;
import io.github.losslane.simd.DoubleSweep;
import jdk.incubator.vector.DoubleVector;
import jdk.incubator.vector.VectorMask;
import jdk.incubator.vector.VectorSpecies;

/**
 * Half the squared distance of two rows, as the canonical sum of (d / 2) d: the bits of half the sum of squares, but without
 * an overflow as long as the half itself is a number.
 */
final class DoubleHalfSquares {

    private static final VectorSpecies<Double> SPECIES = DoubleLanes.SPECIES;
    private static final int LANES = DoubleLanes.LANES;

    private DoubleHalfSquares() {}

    static double sum(double[] x, int xo, double[] c, int co, int columns, double[] slots) {
        double sum = 0;
        for (int d = 0; columns - d > 0; d += DoubleScratch.BLOCK) {
            sum += block(x, xo + d, c, co + d, Math.min(columns - d, DoubleScratch.BLOCK), slots);
        }
        return sum;
    }

    private static double block(double[] x, int xo, double[] c, int co, int length, double[] slots) {
        DoubleVector half = DoubleVector.broadcast(SPECIES, 0.5);
        int whole = length & -DoubleSum.SLOTS;
        for (int k = 0; k < DoubleSum.SLOTS; k += DoubleSweep.SLOTS) {
            DoubleVector sum0 = DoubleVector.zero(SPECIES);
            DoubleVector sum1 = sum0;
            DoubleVector sum2 = sum0;
            DoubleVector sum3 = sum0;
            DoubleVector next0 = sum0;
            DoubleVector next1 = sum0;
            DoubleVector next2 = sum0;
            DoubleVector next3 = sum0;
            for (int i = k; i < whole; i += DoubleSweep.STEP) {
                int xi = xo + i;
                int ci = co + i;
                DoubleVector d0 = DoubleVector.fromArray(SPECIES, x, xi)
                        .sub(DoubleVector.fromArray(SPECIES, c, ci));
                DoubleVector d1 = DoubleVector.fromArray(SPECIES, x, xi + LANES)
                        .sub(DoubleVector.fromArray(SPECIES, c, ci + LANES));
                DoubleVector d2 = DoubleVector.fromArray(SPECIES, x, xi + 2 * LANES)
                        .sub(DoubleVector.fromArray(SPECIES, c, ci + 2 * LANES));
                DoubleVector d3 = DoubleVector.fromArray(SPECIES, x, xi + 3 * LANES)
                        .sub(DoubleVector.fromArray(SPECIES, c, ci + 3 * LANES));
                sum0 = d0.mul(half).fma(d0, sum0);
                sum1 = d1.mul(half).fma(d1, sum1);
                sum2 = d2.mul(half).fma(d2, sum2);
                sum3 = d3.mul(half).fma(d3, sum3);
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
            sum0.intoArray(slots, k);
            sum1.intoArray(slots, k + LANES);
            sum2.intoArray(slots, k + 2 * LANES);
            sum3.intoArray(slots, k + 3 * LANES);
            if (DoubleSweep.TURNS) {
                next0.intoArray(slots, k + 4 * LANES);
                next1.intoArray(slots, k + 5 * LANES);
                next2.intoArray(slots, k + 6 * LANES);
                next3.intoArray(slots, k + 7 * LANES);
            }
        }
        for (int k = 0; k < length - whole; k += LANES) {
            int i = whole + k;
            if (DoubleLanes.fits(x, xo + i) && DoubleLanes.fits(c, co + i)) {
                VectorMask<Double> inside = SPECIES.indexInRange(i, length);
                DoubleVector d = DoubleVector.fromArray(SPECIES, x, xo + i, inside)
                        .sub(DoubleVector.fromArray(SPECIES, c, co + i, inside));
                d.mul(half).fma(d, DoubleVector.fromArray(SPECIES, slots, k)).intoArray(slots, k);
            } else {
                elements(x, xo + i, c, co + i, Math.min(LANES, length - i), slots, k);
            }
        }
        return length <= DoubleSum.FEW ? DoubleSum.foldFew(slots) : DoubleSum.fold(slots);
    }

    /** A vector element by element. */
    static void elements(double[] x, int xo, double[] c, int co, int count, double[] slots, int k) {
        for (int e = 0; e < count; e++) {
            double d = x[xo + e] - c[co + e];
            slots[k + e] = Math.fma(d * 0.5, d, slots[k + e]);
        }
    }
}
