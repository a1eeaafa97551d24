// Derived from FloatCenterLoss.java; edit that file, then run: java verification/src/test/java/io/github/losslane/verification/Twins.java
package io.github.losslane.simd.center;

import io.github.losslane.simd.DoubleLanes;
import io.github.losslane.simd.DoubleScratch;
import io.github.losslane.simd.DoubleSum;
import io.github.losslane.simd.DoubleSweep;
import jdk.incubator.vector.DoubleVector;
import jdk.incubator.vector.VectorMask;
import jdk.incubator.vector.VectorSpecies;

/**
 * SIMD {@link io.github.losslane.center.CenterLoss}: one row against its center, loss and gradient in one sweep.
 *
 * <p>Differences are rounded once and squared as they are, so nothing cancels; the sum is {@link DoubleHalfSquares}.
 */
public final class DoubleCenterLoss {

    /**
     * Bound of a row loss of up to 1,024 columns in ulps: 2 roundings of the difference in its square, 22 of the square in
     * its slot and the folds, 1 of the result; each further block adds 1, each square that underflows the smallest number.
     * Random rows stay below 2, rows made to round upwards reach 17.9.
     */
    public static final double MAX_ULP_LOSS = 25;

    /** Bound of the gradient in ulps: the difference, the scale, the product. */
    public static final double MAX_ULP_GRADIENT = 2.5;

    private static final VectorSpecies<Double> SPECIES = DoubleLanes.SPECIES;
    private static final int LANES = DoubleLanes.LANES;

    private DoubleCenterLoss() {}

    /** The loss of a row. */
    static double loss(double[] features, int x, double[] centers, int c, int columns, double[] slots) {
        return DoubleHalfSquares.sum(features, x, centers, c, columns, slots);
    }

    /** The loss of a row; its gradient times the scale is written, over the features where it is the same memory. */
    static double lossAndGradient(
            double scale, double[] features, int x, double[] centers, int c, double[] gradient, int g, int columns,
            double[] slots) {
        double halves = 0;
        for (int d = 0; columns - d > 0; d += DoubleScratch.BLOCK) {
            halves += block(scale, features, x + d, centers, c + d, gradient, g + d,
                    Math.min(columns - d, DoubleScratch.BLOCK), slots);
        }
        return halves;
    }

    /** The loss of a row; its gradient times the scale is added to what is there, with one rounding. */
    static double lossAndAddGradient(
            double scale, double[] features, int x, double[] centers, int c, double[] gradient, int g, int columns,
            double[] slots) {
        double halves = 0;
        for (int d = 0; columns - d > 0; d += DoubleScratch.BLOCK) {
            halves += addBlock(scale, features, x + d, centers, c + d, gradient, g + d,
                    Math.min(columns - d, DoubleScratch.BLOCK), slots);
        }
        return halves;
    }

    private static double block(
            double scale, double[] x, int xo, double[] c, int co, double[] g, int go, int length, double[] slots) {
        DoubleVector factor = DoubleVector.broadcast(SPECIES, scale);
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
                int gi = go + i;
                DoubleVector d0 = DoubleVector.fromArray(SPECIES, x, xi)
                        .sub(DoubleVector.fromArray(SPECIES, c, ci));
                DoubleVector d1 = DoubleVector.fromArray(SPECIES, x, xi + LANES)
                        .sub(DoubleVector.fromArray(SPECIES, c, ci + LANES));
                DoubleVector d2 = DoubleVector.fromArray(SPECIES, x, xi + 2 * LANES)
                        .sub(DoubleVector.fromArray(SPECIES, c, ci + 2 * LANES));
                DoubleVector d3 = DoubleVector.fromArray(SPECIES, x, xi + 3 * LANES)
                        .sub(DoubleVector.fromArray(SPECIES, c, ci + 3 * LANES));
                d0.mul(factor).intoArray(g, gi);
                d1.mul(factor).intoArray(g, gi + LANES);
                d2.mul(factor).intoArray(g, gi + 2 * LANES);
                d3.mul(factor).intoArray(g, gi + 3 * LANES);
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
            if (fit(x, xo + i, c, co + i, g, go + i)) {
                VectorMask<Double> inside = SPECIES.indexInRange(i, length);
                DoubleVector d = DoubleVector.fromArray(SPECIES, x, xo + i, inside)
                        .sub(DoubleVector.fromArray(SPECIES, c, co + i, inside));
                d.mul(factor).intoArray(g, go + i, inside);
                d.mul(half).fma(d, DoubleVector.fromArray(SPECIES, slots, k)).intoArray(slots, k);
            } else {
                DoubleHalfSquares.elements(x, xo + i, c, co + i, Math.min(LANES, length - i), slots, k);
                for (int e = i; e < Math.min(i + LANES, length); e++) {
                    g[go + e] = (x[xo + e] - c[co + e]) * scale;
                }
            }
        }
        return DoubleSum.fold(slots);
    }

    private static double addBlock(
            double scale, double[] x, int xo, double[] c, int co, double[] g, int go, int length, double[] slots) {
        DoubleVector factor = DoubleVector.broadcast(SPECIES, scale);
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
                int gi = go + i;
                DoubleVector d0 = DoubleVector.fromArray(SPECIES, x, xi)
                        .sub(DoubleVector.fromArray(SPECIES, c, ci));
                DoubleVector d1 = DoubleVector.fromArray(SPECIES, x, xi + LANES)
                        .sub(DoubleVector.fromArray(SPECIES, c, ci + LANES));
                DoubleVector d2 = DoubleVector.fromArray(SPECIES, x, xi + 2 * LANES)
                        .sub(DoubleVector.fromArray(SPECIES, c, ci + 2 * LANES));
                DoubleVector d3 = DoubleVector.fromArray(SPECIES, x, xi + 3 * LANES)
                        .sub(DoubleVector.fromArray(SPECIES, c, ci + 3 * LANES));
                d0.fma(factor, DoubleVector.fromArray(SPECIES, g, gi)).intoArray(g, gi);
                d1.fma(factor, DoubleVector.fromArray(SPECIES, g, gi + LANES)).intoArray(g, gi + LANES);
                d2.fma(factor, DoubleVector.fromArray(SPECIES, g, gi + 2 * LANES)).intoArray(g, gi + 2 * LANES);
                d3.fma(factor, DoubleVector.fromArray(SPECIES, g, gi + 3 * LANES)).intoArray(g, gi + 3 * LANES);
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
            if (fit(x, xo + i, c, co + i, g, go + i)) {
                VectorMask<Double> inside = SPECIES.indexInRange(i, length);
                DoubleVector d = DoubleVector.fromArray(SPECIES, x, xo + i, inside)
                        .sub(DoubleVector.fromArray(SPECIES, c, co + i, inside));
                d.fma(factor, DoubleVector.fromArray(SPECIES, g, go + i, inside)).intoArray(g, go + i, inside);
                d.mul(half).fma(d, DoubleVector.fromArray(SPECIES, slots, k)).intoArray(slots, k);
            } else {
                DoubleHalfSquares.elements(x, xo + i, c, co + i, Math.min(LANES, length - i), slots, k);
                for (int e = i; e < Math.min(i + LANES, length); e++) {
                    g[go + e] = Math.fma(x[xo + e] - c[co + e], scale, g[go + e]);
                }
            }
        }
        return DoubleSum.fold(slots);
    }

    private static boolean fit(double[] x, int xo, double[] c, int co, double[] g, int go) {
        return DoubleLanes.fits(x, xo) && DoubleLanes.fits(c, co) && DoubleLanes.fits(g, go);
    }
}
