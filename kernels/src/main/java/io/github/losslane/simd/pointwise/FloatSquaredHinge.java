package io.github.losslane.simd.pointwise;

import static jdk.incubator.vector.VectorOperators.GT;
import static jdk.incubator.vector.VectorOperators.IS_NAN;
import static jdk.incubator.vector.VectorOperators.LE;

import io.github.losslane.simd.FloatLanes;
import io.github.losslane.simd.FloatSum;
import io.github.losslane.simd.FloatSweep;
import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.VectorSpecies;

/** SIMD {@link io.github.losslane.pointwise.SquaredHinge}; every length is a multiple of the lanes. */
public final class FloatSquaredHinge {

    /** Bounds in ulps for targets of -1 and 1. */
    public static final double MAX_ULP_LOSS = 2;

    public static final double MAX_ULP_GRADIENT = 0.5;
    public static final double MAX_ULP_HESSIAN = 0;

    private static final VectorSpecies<Float> SPECIES = FloatLanes.SPECIES;
    private static final int LANES = FloatLanes.LANES;

    private FloatSquaredHinge() {}

    static void losses(float[] predictions, int p, float[] targets, int t, float[] losses, int l, int length) {
        FloatVector zero = FloatVector.zero(SPECIES);
        FloatVector one = FloatVector.broadcast(SPECIES, 1);
        for (int i = 0; i < length; i += SPECIES.length()) {
            FloatVector target = FloatVector.fromArray(SPECIES, targets, t + i);
            FloatVector rest = target.neg().fma(FloatVector.fromArray(SPECIES, predictions, p + i), one);
            rest = rest.blend(zero, rest.compare(LE, zero));
            rest.mul(rest).intoArray(losses, l + i);
        }
    }

    /** Gradients times scale, rounded once more. */
    static void lossesAndGradient(
            float scale, float[] predictions, int p, float[] targets, int t,
            float[] losses, int l, float[] gradient, int g, int length) {
        FloatVector zero = FloatVector.zero(SPECIES);
        FloatVector one = FloatVector.broadcast(SPECIES, 1);
        FloatVector factor = FloatVector.broadcast(SPECIES, -2 * scale);
        for (int i = 0; i < length; i += SPECIES.length()) {
            FloatVector target = FloatVector.fromArray(SPECIES, targets, t + i);
            FloatVector rest = target.neg().fma(FloatVector.fromArray(SPECIES, predictions, p + i), one);
            rest = rest.blend(zero, rest.compare(LE, zero));
            rest.mul(rest).intoArray(losses, l + i);
            target.mul(rest).mul(factor).intoArray(gradient, g + i);
        }
    }

    /** Gradients times scale; the losses are summed into the 64 slots, and the length is a multiple of 64. */
    static void lossAndGradient(
            float scale, float[] predictions, int p, float[] targets, int t,
            float[] gradient, int g, int length, float[] slots) {
        FloatVector zero = FloatVector.zero(SPECIES);
        FloatVector one = FloatVector.broadcast(SPECIES, 1);
        FloatVector factor = FloatVector.broadcast(SPECIES, -2 * scale);
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
                FloatVector target0 = FloatVector.fromArray(SPECIES, targets, ti);
                FloatVector rest0 = target0.neg().fma(FloatVector.fromArray(SPECIES, predictions, pi), one);
                rest0 = rest0.blend(zero, rest0.compare(LE, zero));
                sum0 = sum0.add(rest0.mul(rest0));
                target0.mul(rest0).mul(factor).intoArray(gradient, gi);
                FloatVector target1 = FloatVector.fromArray(SPECIES, targets, ti + LANES);
                FloatVector rest1 = target1.neg().fma(FloatVector.fromArray(SPECIES, predictions, pi + LANES), one);
                rest1 = rest1.blend(zero, rest1.compare(LE, zero));
                sum1 = sum1.add(rest1.mul(rest1));
                target1.mul(rest1).mul(factor).intoArray(gradient, gi + LANES);
                FloatVector target2 = FloatVector.fromArray(SPECIES, targets, ti + 2 * LANES);
                FloatVector rest2 = target2.neg().fma(FloatVector.fromArray(SPECIES, predictions, pi + 2 * LANES), one);
                rest2 = rest2.blend(zero, rest2.compare(LE, zero));
                sum2 = sum2.add(rest2.mul(rest2));
                target2.mul(rest2).mul(factor).intoArray(gradient, gi + 2 * LANES);
                FloatVector target3 = FloatVector.fromArray(SPECIES, targets, ti + 3 * LANES);
                FloatVector rest3 = target3.neg().fma(FloatVector.fromArray(SPECIES, predictions, pi + 3 * LANES), one);
                rest3 = rest3.blend(zero, rest3.compare(LE, zero));
                sum3 = sum3.add(rest3.mul(rest3));
                target3.mul(rest3).mul(factor).intoArray(gradient, gi + 3 * LANES);
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
        FloatVector one = FloatVector.broadcast(SPECIES, 1);
        FloatVector two = FloatVector.broadcast(SPECIES, 2);
        FloatVector minusTwo = FloatVector.broadcast(SPECIES, -2);
        for (int i = 0; i < length; i += SPECIES.length()) {
            FloatVector target = FloatVector.fromArray(SPECIES, targets, t + i);
            FloatVector rest = target.neg().fma(FloatVector.fromArray(SPECIES, predictions, p + i), one);
            rest = rest.blend(zero, rest.compare(LE, zero));
            target.mul(rest).mul(minusTwo).intoArray(gradient, g + i);
            rest.blend(target.mul(target).mul(two), rest.compare(GT, zero)).intoArray(hessian, h + i);
        }
    }
}
