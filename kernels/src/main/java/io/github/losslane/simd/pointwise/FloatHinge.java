package io.github.losslane.simd.pointwise;

import static jdk.incubator.vector.VectorOperators.GT;
import static jdk.incubator.vector.VectorOperators.IS_NAN;
import static jdk.incubator.vector.VectorOperators.LE;

import io.github.losslane.simd.FloatLanes;
import io.github.losslane.simd.FloatSum;
import io.github.losslane.simd.FloatSweep;
import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.VectorSpecies;

/**
 * SIMD of max(0, threshold - y f): {@link io.github.losslane.pointwise.Hinge} with 1,
 * {@link io.github.losslane.pointwise.Perceptron} with 0.
 *
 * <p>Every length is a multiple of the lanes.
 */
public final class FloatHinge {

    /** Bounds in ulps for targets of -1 and 1. */
    public static final double MAX_ULP_LOSS = 0.5;

    public static final double MAX_ULP_GRADIENT = 0;
    public static final double MAX_ULP_HESSIAN = 0;

    private static final VectorSpecies<Float> SPECIES = FloatLanes.SPECIES;
    private static final int LANES = FloatLanes.LANES;

    private FloatHinge() {}

    static void losses(
            float threshold, float[] predictions, int p, float[] targets, int t,
            float[] losses, int l, int length) {
        FloatVector zero = FloatVector.zero(SPECIES);
        FloatVector knee = FloatVector.broadcast(SPECIES, threshold);
        for (int i = 0; i < length; i += SPECIES.length()) {
            FloatVector slope = FloatVector.fromArray(SPECIES, targets, t + i).neg();
            FloatVector rest = slope.fma(FloatVector.fromArray(SPECIES, predictions, p + i), knee);
            rest.blend(zero, rest.compare(LE, zero)).intoArray(losses, l + i);
        }
    }

    /** Gradients times scale, rounded once more. */
    static void lossesAndGradient(
            float threshold, float scale, float[] predictions, int p, float[] targets, int t,
            float[] losses, int l, float[] gradient, int g, int length) {
        FloatVector zero = FloatVector.zero(SPECIES);
        FloatVector knee = FloatVector.broadcast(SPECIES, threshold);
        FloatVector factor = FloatVector.broadcast(SPECIES, scale);
        for (int i = 0; i < length; i += SPECIES.length()) {
            FloatVector slope = FloatVector.fromArray(SPECIES, targets, t + i).neg();
            FloatVector rest = slope.fma(FloatVector.fromArray(SPECIES, predictions, p + i), knee);
            rest.blend(zero, rest.compare(LE, zero)).intoArray(losses, l + i);
            slope = rest.blend(slope, rest.compare(GT, zero)).blend(zero, rest.compare(LE, zero));
            slope.mul(factor).intoArray(gradient, g + i);
        }
    }

    /** Gradients times scale; the losses are summed into the 64 slots, and the length is a multiple of 64. */
    static void lossAndGradient(
            float threshold, float scale, float[] predictions, int p, float[] targets, int t,
            float[] gradient, int g, int length, float[] slots) {
        FloatVector zero = FloatVector.zero(SPECIES);
        FloatVector knee = FloatVector.broadcast(SPECIES, threshold);
        FloatVector factor = FloatVector.broadcast(SPECIES, scale);
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
                int ti = t + i;
                int pi = p + i;
                int gi = g + i;
                FloatVector slope0 = FloatVector.fromArray(SPECIES, targets, ti).neg();
                FloatVector rest0 = slope0.fma(FloatVector.fromArray(SPECIES, predictions, pi), knee);
                sum0 = sum0.add(rest0.blend(zero, rest0.compare(LE, zero)));
                slope0 = rest0.blend(slope0, rest0.compare(GT, zero)).blend(zero, rest0.compare(LE, zero));
                slope0.mul(factor).intoArray(gradient, gi);
                FloatVector slope1 = FloatVector.fromArray(SPECIES, targets, ti + LANES).neg();
                FloatVector rest1 = slope1.fma(FloatVector.fromArray(SPECIES, predictions, pi + LANES), knee);
                sum1 = sum1.add(rest1.blend(zero, rest1.compare(LE, zero)));
                slope1 = rest1.blend(slope1, rest1.compare(GT, zero)).blend(zero, rest1.compare(LE, zero));
                slope1.mul(factor).intoArray(gradient, gi + LANES);
                FloatVector slope2 = FloatVector.fromArray(SPECIES, targets, ti + 2 * LANES).neg();
                FloatVector rest2 = slope2.fma(FloatVector.fromArray(SPECIES, predictions, pi + 2 * LANES), knee);
                sum2 = sum2.add(rest2.blend(zero, rest2.compare(LE, zero)));
                slope2 = rest2.blend(slope2, rest2.compare(GT, zero)).blend(zero, rest2.compare(LE, zero));
                slope2.mul(factor).intoArray(gradient, gi + 2 * LANES);
                FloatVector slope3 = FloatVector.fromArray(SPECIES, targets, ti + 3 * LANES).neg();
                FloatVector rest3 = slope3.fma(FloatVector.fromArray(SPECIES, predictions, pi + 3 * LANES), knee);
                sum3 = sum3.add(rest3.blend(zero, rest3.compare(LE, zero)));
                slope3 = rest3.blend(slope3, rest3.compare(GT, zero)).blend(zero, rest3.compare(LE, zero));
                slope3.mul(factor).intoArray(gradient, gi + 3 * LANES);
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
            float threshold, float[] predictions, int p, float[] targets, int t,
            float[] gradient, int g, float[] hessian, int h, int length) {
        FloatVector zero = FloatVector.zero(SPECIES);
        FloatVector knee = FloatVector.broadcast(SPECIES, threshold);
        for (int i = 0; i < length; i += SPECIES.length()) {
            FloatVector slope = FloatVector.fromArray(SPECIES, targets, t + i).neg();
            FloatVector rest = slope.fma(FloatVector.fromArray(SPECIES, predictions, p + i), knee);
            rest.blend(slope, rest.compare(GT, zero)).blend(zero, rest.compare(LE, zero)).intoArray(gradient, g + i);
            zero.blend(rest, rest.test(IS_NAN)).intoArray(hessian, h + i);
        }
    }
}
