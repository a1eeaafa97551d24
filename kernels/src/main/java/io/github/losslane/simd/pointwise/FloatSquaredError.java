package io.github.losslane.simd.pointwise;

import static jdk.incubator.vector.VectorOperators.IS_NAN;

import io.github.losslane.simd.FloatLanes;
import io.github.losslane.simd.FloatSum;
import io.github.losslane.simd.FloatSweep;
import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.VectorSpecies;

/**
 * SIMD {@link io.github.losslane.pointwise.SquaredError} times a factor, a power of two; every length is a multiple of the
 * lanes.
 */
public final class FloatSquaredError {

    /** Bounds in ulps: the difference is rounded, its square once more; factors of two are exact. */
    public static final double MAX_ULP_LOSS = 2;

    public static final double MAX_ULP_GRADIENT = 0.5;
    public static final double MAX_ULP_HESSIAN = 0;

    private static final VectorSpecies<Float> SPECIES = FloatLanes.SPECIES;
    private static final int LANES = FloatLanes.LANES;

    private FloatSquaredError() {}

    static void losses(float factor, float[] predictions, int p, float[] targets, int t, float[] losses, int l, int length) {
        FloatVector half = FloatVector.broadcast(SPECIES, factor);
        for (int i = 0; i < length; i += SPECIES.length()) {
            FloatVector d = FloatVector.fromArray(SPECIES, predictions, p + i)
                    .sub(FloatVector.fromArray(SPECIES, targets, t + i));
            d.mul(half).mul(d).intoArray(losses, l + i);
        }
    }

    /** Gradients times scale, rounded once more. */
    static void lossesAndGradient(
            float factor, float scale, float[] predictions, int p, float[] targets, int t,
            float[] losses, int l, float[] gradient, int g, int length) {
        FloatVector half = FloatVector.broadcast(SPECIES, factor);
        FloatVector slope = FloatVector.broadcast(SPECIES, 2 * factor * scale);
        for (int i = 0; i < length; i += SPECIES.length()) {
            FloatVector d = FloatVector.fromArray(SPECIES, predictions, p + i)
                    .sub(FloatVector.fromArray(SPECIES, targets, t + i));
            d.mul(half).mul(d).intoArray(losses, l + i);
            d.mul(slope).intoArray(gradient, g + i);
        }
    }

    /** Gradients times scale; the losses are summed into the 64 slots, and the length is a multiple of 64. */
    static void lossAndGradient(
            float factor, float scale, float[] predictions, int p, float[] targets, int t,
            float[] gradient, int g, int length, float[] slots) {
        FloatVector half = FloatVector.broadcast(SPECIES, factor);
        FloatVector slope = FloatVector.broadcast(SPECIES, 2 * factor * scale);
        for (int c = 0; c < FloatSum.SLOTS; c += FloatSweep.SLOTS) {
            FloatVector sum0 = FloatVector.zero(SPECIES);
            FloatVector sum1 = sum0;
            FloatVector sum2 = sum0;
            FloatVector sum3 = sum0;
            FloatVector next0 = sum0;
            FloatVector next1 = sum0;
            FloatVector next2 = sum0;
            FloatVector next3 = sum0;
            for (int i = c; i < length; i += FloatSweep.STEP) {
                int pi = p + i;
                int ti = t + i;
                int gi = g + i;
                FloatVector d0 = FloatVector.fromArray(SPECIES, predictions, pi)
                        .sub(FloatVector.fromArray(SPECIES, targets, ti));
                sum0 = sum0.add(d0.mul(half).mul(d0));
                d0.mul(slope).intoArray(gradient, gi);
                FloatVector d1 = FloatVector.fromArray(SPECIES, predictions, pi + LANES)
                        .sub(FloatVector.fromArray(SPECIES, targets, ti + LANES));
                sum1 = sum1.add(d1.mul(half).mul(d1));
                d1.mul(slope).intoArray(gradient, gi + LANES);
                FloatVector d2 = FloatVector.fromArray(SPECIES, predictions, pi + 2 * LANES)
                        .sub(FloatVector.fromArray(SPECIES, targets, ti + 2 * LANES));
                sum2 = sum2.add(d2.mul(half).mul(d2));
                d2.mul(slope).intoArray(gradient, gi + 2 * LANES);
                FloatVector d3 = FloatVector.fromArray(SPECIES, predictions, pi + 3 * LANES)
                        .sub(FloatVector.fromArray(SPECIES, targets, ti + 3 * LANES));
                sum3 = sum3.add(d3.mul(half).mul(d3));
                d3.mul(slope).intoArray(gradient, gi + 3 * LANES);
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
    }

    static void gradientAndHessian(
            float factor, float[] predictions, int p, float[] targets, int t,
            float[] gradient, int g, float[] hessian, int h, int length) {
        FloatVector slope = FloatVector.broadcast(SPECIES, 2 * factor);
        for (int i = 0; i < length; i += SPECIES.length()) {
            FloatVector d = FloatVector.fromArray(SPECIES, predictions, p + i)
                    .sub(FloatVector.fromArray(SPECIES, targets, t + i));
            d.mul(slope).intoArray(gradient, g + i);
            slope.blend(d, d.test(IS_NAN)).intoArray(hessian, h + i);
        }
    }
}
