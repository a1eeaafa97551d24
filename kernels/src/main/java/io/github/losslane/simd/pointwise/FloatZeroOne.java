package io.github.losslane.simd.pointwise;

import static jdk.incubator.vector.VectorOperators.IS_NAN;

import io.github.losslane.simd.FloatLanes;
import io.github.losslane.simd.FloatSum;
import io.github.losslane.simd.FloatSweep;
import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.VectorSpecies;

/** SIMD {@link io.github.losslane.pointwise.ZeroOne}; every length is a multiple of the lanes. */
public final class FloatZeroOne {

    /** Bounds in ulps: the values are exact, for targets of -1 and 1. */
    public static final double MAX_ULP_LOSS = 0;

    public static final double MAX_ULP_GRADIENT = 0;
    public static final double MAX_ULP_HESSIAN = 0;

    private static final VectorSpecies<Float> SPECIES = FloatLanes.SPECIES;
    private static final int LANES = FloatLanes.LANES;

    private FloatZeroOne() {}

    static void losses(float[] predictions, int p, float[] targets, int t, float[] losses, int l, int length) {
        FloatVector zero = FloatVector.zero(SPECIES);
        FloatVector one = FloatVector.broadcast(SPECIES, 1);
        for (int i = 0; i < length; i += SPECIES.length()) {
            FloatVector margin = FloatVector.fromArray(SPECIES, predictions, p + i)
                    .mul(FloatVector.fromArray(SPECIES, targets, t + i));
            FloatVector flat = zero.blend(margin, margin.test(IS_NAN));
            flat.blend(one, margin.lt(zero)).intoArray(losses, l + i);
        }
    }

    /** Gradients times scale, rounded once more. */
    static void lossesAndGradient(
            float scale, float[] predictions, int p, float[] targets, int t,
            float[] losses, int l, float[] gradient, int g, int length) {
        FloatVector zero = FloatVector.zero(SPECIES);
        FloatVector one = FloatVector.broadcast(SPECIES, 1);
        for (int i = 0; i < length; i += SPECIES.length()) {
            FloatVector margin = FloatVector.fromArray(SPECIES, predictions, p + i)
                    .mul(FloatVector.fromArray(SPECIES, targets, t + i));
            FloatVector flat = zero.blend(margin, margin.test(IS_NAN));
            flat.blend(one, margin.lt(zero)).intoArray(losses, l + i);
            flat.intoArray(gradient, g + i);
        }
    }

    /** Gradients times scale; the losses are summed into the 64 slots, and the length is a multiple of 64. */
    static void lossAndGradient(
            float scale, float[] predictions, int p, float[] targets, int t,
            float[] gradient, int g, int length, float[] slots) {
        FloatVector zero = FloatVector.zero(SPECIES);
        FloatVector one = FloatVector.broadcast(SPECIES, 1);
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
                FloatVector margin0 = FloatVector.fromArray(SPECIES, predictions, pi)
                        .mul(FloatVector.fromArray(SPECIES, targets, ti));
                FloatVector flat0 = zero.blend(margin0, margin0.test(IS_NAN));
                sum0 = sum0.add(flat0.blend(one, margin0.lt(zero)));
                flat0.intoArray(gradient, gi);
                FloatVector margin1 = FloatVector.fromArray(SPECIES, predictions, pi + LANES)
                        .mul(FloatVector.fromArray(SPECIES, targets, ti + LANES));
                FloatVector flat1 = zero.blend(margin1, margin1.test(IS_NAN));
                sum1 = sum1.add(flat1.blend(one, margin1.lt(zero)));
                flat1.intoArray(gradient, gi + LANES);
                FloatVector margin2 = FloatVector.fromArray(SPECIES, predictions, pi + 2 * LANES)
                        .mul(FloatVector.fromArray(SPECIES, targets, ti + 2 * LANES));
                FloatVector flat2 = zero.blend(margin2, margin2.test(IS_NAN));
                sum2 = sum2.add(flat2.blend(one, margin2.lt(zero)));
                flat2.intoArray(gradient, gi + 2 * LANES);
                FloatVector margin3 = FloatVector.fromArray(SPECIES, predictions, pi + 3 * LANES)
                        .mul(FloatVector.fromArray(SPECIES, targets, ti + 3 * LANES));
                FloatVector flat3 = zero.blend(margin3, margin3.test(IS_NAN));
                sum3 = sum3.add(flat3.blend(one, margin3.lt(zero)));
                flat3.intoArray(gradient, gi + 3 * LANES);
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
            float[] predictions, int p, float[] targets, int t,
            float[] gradient, int g, float[] hessian, int h, int length) {
        FloatVector zero = FloatVector.zero(SPECIES);
        for (int i = 0; i < length; i += SPECIES.length()) {
            FloatVector margin = FloatVector.fromArray(SPECIES, predictions, p + i)
                    .mul(FloatVector.fromArray(SPECIES, targets, t + i));
            FloatVector flat = zero.blend(margin, margin.test(IS_NAN));
            flat.intoArray(gradient, g + i);
            flat.intoArray(hessian, h + i);
        }
    }
}
