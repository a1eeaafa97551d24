package io.github.losslane.simd.center;

import io.github.losslane.simd.FloatLanes;
import io.github.losslane.simd.FloatScratch;
import io.github.losslane.simd.FloatSum;
import io.github.losslane.simd.FloatSweep;
import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.VectorMask;
import jdk.incubator.vector.VectorSpecies;

/**
 * SIMD {@link io.github.losslane.center.CenterLoss}: one row against its center, loss and gradient in one sweep.
 *
 * <p>Differences are rounded once and squared as they are, so nothing cancels; the sum is {@link FloatHalfSquares}.
 */
public final class FloatCenterLoss {

    /**
     * Bound of a row loss of up to 1,024 columns in ulps: 2 roundings of the difference in its square, 22 of the square in
     * its slot and the folds, 1 of the result; each further block adds 1, each square that underflows the smallest number.
     * Random rows stay below 2, rows made to round upwards reach 17.9.
     */
    public static final double MAX_ULP_LOSS = 25;

    /** Bound of the gradient in ulps: the difference, the scale, the product. */
    public static final double MAX_ULP_GRADIENT = 2.5;

    private static final VectorSpecies<Float> SPECIES = FloatLanes.SPECIES;
    private static final int LANES = FloatLanes.LANES;

    private FloatCenterLoss() {}

    /** The loss of a row. */
    static float loss(float[] features, int x, float[] centers, int c, int columns, float[] slots) {
        return (float) FloatHalfSquares.sum(features, x, centers, c, columns, slots);
    }

    /** The loss of a row; its gradient times the scale is written, over the features where it is the same memory. */
    static float lossAndGradient(
            float scale, float[] features, int x, float[] centers, int c, float[] gradient, int g, int columns,
            float[] slots) {
        double halves = 0;
        for (int d = 0; columns - d > 0; d += FloatScratch.BLOCK) {
            halves += block(scale, features, x + d, centers, c + d, gradient, g + d,
                    Math.min(columns - d, FloatScratch.BLOCK), slots);
        }
        return (float) halves;
    }

    /** The loss of a row; its gradient times the scale is added to what is there, with one rounding. */
    static float lossAndAddGradient(
            float scale, float[] features, int x, float[] centers, int c, float[] gradient, int g, int columns,
            float[] slots) {
        double halves = 0;
        for (int d = 0; columns - d > 0; d += FloatScratch.BLOCK) {
            halves += addBlock(scale, features, x + d, centers, c + d, gradient, g + d,
                    Math.min(columns - d, FloatScratch.BLOCK), slots);
        }
        return (float) halves;
    }

    private static float block(
            float scale, float[] x, int xo, float[] c, int co, float[] g, int go, int length, float[] slots) {
        FloatVector factor = FloatVector.broadcast(SPECIES, scale);
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
                int gi = go + i;
                FloatVector d0 = FloatVector.fromArray(SPECIES, x, xi)
                        .sub(FloatVector.fromArray(SPECIES, c, ci));
                FloatVector d1 = FloatVector.fromArray(SPECIES, x, xi + LANES)
                        .sub(FloatVector.fromArray(SPECIES, c, ci + LANES));
                FloatVector d2 = FloatVector.fromArray(SPECIES, x, xi + 2 * LANES)
                        .sub(FloatVector.fromArray(SPECIES, c, ci + 2 * LANES));
                FloatVector d3 = FloatVector.fromArray(SPECIES, x, xi + 3 * LANES)
                        .sub(FloatVector.fromArray(SPECIES, c, ci + 3 * LANES));
                d0.mul(factor).intoArray(g, gi);
                d1.mul(factor).intoArray(g, gi + LANES);
                d2.mul(factor).intoArray(g, gi + 2 * LANES);
                d3.mul(factor).intoArray(g, gi + 3 * LANES);
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
            if (fit(x, xo + i, c, co + i, g, go + i)) {
                VectorMask<Float> inside = SPECIES.indexInRange(i, length);
                FloatVector d = FloatVector.fromArray(SPECIES, x, xo + i, inside)
                        .sub(FloatVector.fromArray(SPECIES, c, co + i, inside));
                d.mul(factor).intoArray(g, go + i, inside);
                d.mul(half).fma(d, FloatVector.fromArray(SPECIES, slots, k)).intoArray(slots, k);
            } else {
                FloatHalfSquares.elements(x, xo + i, c, co + i, Math.min(LANES, length - i), slots, k);
                for (int e = i; e < Math.min(i + LANES, length); e++) {
                    g[go + e] = (x[xo + e] - c[co + e]) * scale;
                }
            }
        }
        return FloatSum.fold(slots);
    }

    private static float addBlock(
            float scale, float[] x, int xo, float[] c, int co, float[] g, int go, int length, float[] slots) {
        FloatVector factor = FloatVector.broadcast(SPECIES, scale);
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
                int gi = go + i;
                FloatVector d0 = FloatVector.fromArray(SPECIES, x, xi)
                        .sub(FloatVector.fromArray(SPECIES, c, ci));
                FloatVector d1 = FloatVector.fromArray(SPECIES, x, xi + LANES)
                        .sub(FloatVector.fromArray(SPECIES, c, ci + LANES));
                FloatVector d2 = FloatVector.fromArray(SPECIES, x, xi + 2 * LANES)
                        .sub(FloatVector.fromArray(SPECIES, c, ci + 2 * LANES));
                FloatVector d3 = FloatVector.fromArray(SPECIES, x, xi + 3 * LANES)
                        .sub(FloatVector.fromArray(SPECIES, c, ci + 3 * LANES));
                d0.fma(factor, FloatVector.fromArray(SPECIES, g, gi)).intoArray(g, gi);
                d1.fma(factor, FloatVector.fromArray(SPECIES, g, gi + LANES)).intoArray(g, gi + LANES);
                d2.fma(factor, FloatVector.fromArray(SPECIES, g, gi + 2 * LANES)).intoArray(g, gi + 2 * LANES);
                d3.fma(factor, FloatVector.fromArray(SPECIES, g, gi + 3 * LANES)).intoArray(g, gi + 3 * LANES);
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
            if (fit(x, xo + i, c, co + i, g, go + i)) {
                VectorMask<Float> inside = SPECIES.indexInRange(i, length);
                FloatVector d = FloatVector.fromArray(SPECIES, x, xo + i, inside)
                        .sub(FloatVector.fromArray(SPECIES, c, co + i, inside));
                d.fma(factor, FloatVector.fromArray(SPECIES, g, go + i, inside)).intoArray(g, go + i, inside);
                d.mul(half).fma(d, FloatVector.fromArray(SPECIES, slots, k)).intoArray(slots, k);
            } else {
                FloatHalfSquares.elements(x, xo + i, c, co + i, Math.min(LANES, length - i), slots, k);
                for (int e = i; e < Math.min(i + LANES, length); e++) {
                    g[go + e] = Math.fma(x[xo + e] - c[co + e], scale, g[go + e]);
                }
            }
        }
        return FloatSum.fold(slots);
    }

    private static boolean fit(float[] x, int xo, float[] c, int co, float[] g, int go) {
        return FloatLanes.fits(x, xo) && FloatLanes.fits(c, co) && FloatLanes.fits(g, go);
    }
}
