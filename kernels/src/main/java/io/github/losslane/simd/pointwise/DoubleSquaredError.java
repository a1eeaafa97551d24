// Derived from FloatSquaredError.java; edit that file, then run: java verification/src/test/java/io/github/losslane/verification/Twins.java
package io.github.losslane.simd.pointwise;

import static jdk.incubator.vector.VectorOperators.IS_NAN;

import io.github.losslane.simd.DoubleLanes;
import io.github.losslane.simd.DoubleSum;
import io.github.losslane.simd.DoubleSweep;
import jdk.incubator.vector.DoubleVector;
import jdk.incubator.vector.VectorSpecies;

/**
 * SIMD {@link io.github.losslane.pointwise.SquaredError} times a factor, a power of two; every length is a multiple of the
 * lanes.
 */
public final class DoubleSquaredError {

    /** Bounds in ulps: the difference is rounded, its square once more; factors of two are exact. */
    public static final double MAX_ULP_LOSS = 2;

    public static final double MAX_ULP_GRADIENT = 0.5;
    public static final double MAX_ULP_HESSIAN = 0;

    private static final VectorSpecies<Double> SPECIES = DoubleLanes.SPECIES;
    private static final int LANES = DoubleLanes.LANES;

    private DoubleSquaredError() {}

    static void losses(double factor, double[] predictions, int p, double[] targets, int t, double[] losses, int l, int length) {
        DoubleVector half = DoubleVector.broadcast(SPECIES, factor);
        for (int i = 0; i < length; i += SPECIES.length()) {
            DoubleVector d = DoubleVector.fromArray(SPECIES, predictions, p + i)
                    .sub(DoubleVector.fromArray(SPECIES, targets, t + i));
            d.mul(half).mul(d).intoArray(losses, l + i);
        }
    }

    /** Gradients times scale, rounded once more. */
    static void lossesAndGradient(
            double factor, double scale, double[] predictions, int p, double[] targets, int t,
            double[] losses, int l, double[] gradient, int g, int length) {
        DoubleVector half = DoubleVector.broadcast(SPECIES, factor);
        DoubleVector slope = DoubleVector.broadcast(SPECIES, 2 * factor * scale);
        for (int i = 0; i < length; i += SPECIES.length()) {
            DoubleVector d = DoubleVector.fromArray(SPECIES, predictions, p + i)
                    .sub(DoubleVector.fromArray(SPECIES, targets, t + i));
            d.mul(half).mul(d).intoArray(losses, l + i);
            d.mul(slope).intoArray(gradient, g + i);
        }
    }

    /** Gradients times scale; the losses are summed into the 64 slots, and the length is a multiple of 64. */
    static void lossAndGradient(
            double factor, double scale, double[] predictions, int p, double[] targets, int t,
            double[] gradient, int g, int length, double[] slots) {
        DoubleVector half = DoubleVector.broadcast(SPECIES, factor);
        DoubleVector slope = DoubleVector.broadcast(SPECIES, 2 * factor * scale);
        for (int c = 0; c < DoubleSum.SLOTS; c += DoubleSweep.SLOTS) {
            DoubleVector sum0 = DoubleVector.zero(SPECIES);
            DoubleVector sum1 = sum0;
            DoubleVector sum2 = sum0;
            DoubleVector sum3 = sum0;
            DoubleVector next0 = sum0;
            DoubleVector next1 = sum0;
            DoubleVector next2 = sum0;
            DoubleVector next3 = sum0;
            for (int i = c; i < length; i += DoubleSweep.STEP) {
                int pi = p + i;
                int ti = t + i;
                int gi = g + i;
                DoubleVector d0 = DoubleVector.fromArray(SPECIES, predictions, pi)
                        .sub(DoubleVector.fromArray(SPECIES, targets, ti));
                sum0 = sum0.add(d0.mul(half).mul(d0));
                d0.mul(slope).intoArray(gradient, gi);
                DoubleVector d1 = DoubleVector.fromArray(SPECIES, predictions, pi + LANES)
                        .sub(DoubleVector.fromArray(SPECIES, targets, ti + LANES));
                sum1 = sum1.add(d1.mul(half).mul(d1));
                d1.mul(slope).intoArray(gradient, gi + LANES);
                DoubleVector d2 = DoubleVector.fromArray(SPECIES, predictions, pi + 2 * LANES)
                        .sub(DoubleVector.fromArray(SPECIES, targets, ti + 2 * LANES));
                sum2 = sum2.add(d2.mul(half).mul(d2));
                d2.mul(slope).intoArray(gradient, gi + 2 * LANES);
                DoubleVector d3 = DoubleVector.fromArray(SPECIES, predictions, pi + 3 * LANES)
                        .sub(DoubleVector.fromArray(SPECIES, targets, ti + 3 * LANES));
                sum3 = sum3.add(d3.mul(half).mul(d3));
                d3.mul(slope).intoArray(gradient, gi + 3 * LANES);
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
    }

    static void gradientAndHessian(
            double factor, double[] predictions, int p, double[] targets, int t,
            double[] gradient, int g, double[] hessian, int h, int length) {
        DoubleVector slope = DoubleVector.broadcast(SPECIES, 2 * factor);
        for (int i = 0; i < length; i += SPECIES.length()) {
            DoubleVector d = DoubleVector.fromArray(SPECIES, predictions, p + i)
                    .sub(DoubleVector.fromArray(SPECIES, targets, t + i));
            d.mul(slope).intoArray(gradient, g + i);
            slope.blend(d, d.test(IS_NAN)).intoArray(hessian, h + i);
        }
    }
}
