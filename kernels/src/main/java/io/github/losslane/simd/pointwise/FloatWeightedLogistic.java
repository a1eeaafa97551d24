package io.github.losslane.simd.pointwise;

import static jdk.incubator.vector.VectorOperators.ABS;
import static jdk.incubator.vector.VectorOperators.EQ;

import io.github.losslane.simd.FloatLanes;
import io.github.losslane.simd.FloatScratch;
import io.github.losslane.simd.math.FloatExp;
import io.github.losslane.simd.math.FloatLog1p;
import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.VectorMask;
import jdk.incubator.vector.VectorSpecies;

/**
 * SIMD {@link io.github.losslane.pointwise.WeightedLogistic}; every length is a multiple of the lanes.
 *
 * <pre>{@code
 * 1. e = exp(-|f|) and log1p(e), passes of their own
 * 2. u = w1 y, v = w0 (1 - y); right = u for f >= 0, else v; wrong = the other of the two
 * 3. loss = |f| wrong + (u + v) log1p(e)
 * 4. gradient = (wrong - right e) / (1 + e), or its opposite for f < 0
 * 5. hessian = (u + v) e / (1 + e)^2
 * }</pre>
 */
public final class FloatWeightedLogistic {

    /** Bounds in ulps where the target is exactly 0 or 1; the weights are rounded to float. */
    public static final double MAX_ULP_LOSS = 3.5;

    public static final double MAX_ULP_GRADIENT = 3.5;
    public static final double MAX_ULP_HESSIAN = 5;

    private static final VectorSpecies<Float> SPECIES = FloatLanes.SPECIES;

    private FloatWeightedLogistic() {}

    static void losses(
            float positive, float negative, float[] logits, int f, float[] targets, int t,
            float[] losses, int l, int length, FloatScratch scratch) {
        float[] e = scratch.values;
        FloatExp.ofNegativeMagnitude(logits, f, e, 0, length);
        FloatLog1p.ofUnit(e, 0, e, 0, length);
        FloatVector zero = FloatVector.zero(SPECIES);
        FloatVector one = FloatVector.broadcast(SPECIES, 1);
        for (int i = 0; i < length; i += SPECIES.length()) {
            FloatVector logit = FloatVector.fromArray(SPECIES, logits, f + i);
            FloatVector target = FloatVector.fromArray(SPECIES, targets, t + i);
            FloatVector u = target.mul(FloatVector.broadcast(SPECIES, positive));
            FloatVector v = one.sub(target).mul(FloatVector.broadcast(SPECIES, negative));
            FloatVector wrong = v.blend(u, logit.lt(zero));
            FloatVector linear = logit.lanewise(ABS).mul(wrong).blend(zero, wrong.compare(EQ, zero));
            FloatVector.fromArray(SPECIES, e, i).fma(u.add(v), linear).intoArray(losses, l + i);
        }
    }

    /** Gradients times scale, rounded once more. */
    static void lossesAndGradient(
            float positive, float negative, float scale, float[] logits, int f, float[] targets, int t,
            float[] losses, int l, float[] gradient, int g, int length, FloatScratch scratch) {
        float[] e = scratch.values;
        FloatExp.ofNegativeMagnitude(logits, f, e, 0, length);
        FloatLog1p.ofUnit(e, 0, losses, l, length);
        FloatVector zero = FloatVector.zero(SPECIES);
        FloatVector one = FloatVector.broadcast(SPECIES, 1);
        FloatVector factor = FloatVector.broadcast(SPECIES, scale);
        FloatVector opposite = FloatVector.broadcast(SPECIES, -scale);
        for (int i = 0; i < length; i += SPECIES.length()) {
            FloatVector logit = FloatVector.fromArray(SPECIES, logits, f + i);
            FloatVector target = FloatVector.fromArray(SPECIES, targets, t + i);
            FloatVector u = target.mul(FloatVector.broadcast(SPECIES, positive));
            FloatVector v = one.sub(target).mul(FloatVector.broadcast(SPECIES, negative));
            VectorMask<Float> below = logit.lt(zero);
            FloatVector wrong = v.blend(u, below);
            FloatVector linear = logit.lanewise(ABS).mul(wrong).blend(zero, wrong.compare(EQ, zero));
            FloatVector.fromArray(SPECIES, losses, l + i).fma(u.add(v), linear).intoArray(losses, l + i);
            FloatVector exponential = FloatVector.fromArray(SPECIES, e, i);
            exponential.fma(u.blend(v, below).neg(), wrong)
                    .div(exponential.add(one))
                    .mul(factor.blend(opposite, below))
                    .intoArray(gradient, g + i);
        }
    }

    static void gradientAndHessian(
            float positive, float negative, float[] logits, int f, float[] targets, int t,
            float[] gradient, int g, float[] hessian, int h, int length, FloatScratch scratch) {
        float[] e = scratch.values;
        FloatExp.ofNegativeMagnitude(logits, f, e, 0, length);
        FloatVector zero = FloatVector.zero(SPECIES);
        FloatVector one = FloatVector.broadcast(SPECIES, 1);
        for (int i = 0; i < length; i += SPECIES.length()) {
            FloatVector target = FloatVector.fromArray(SPECIES, targets, t + i);
            FloatVector u = target.mul(FloatVector.broadcast(SPECIES, positive));
            FloatVector v = one.sub(target).mul(FloatVector.broadcast(SPECIES, negative));
            VectorMask<Float> below = FloatVector.fromArray(SPECIES, logits, f + i).lt(zero);
            FloatVector exponential = FloatVector.fromArray(SPECIES, e, i);
            FloatVector sum = exponential.add(one);
            FloatVector slope = exponential.fma(u.blend(v, below).neg(), v.blend(u, below)).div(sum);
            slope.blend(slope.neg(), below).intoArray(gradient, g + i);
            exponential.mul(u.add(v)).div(sum.mul(sum)).intoArray(hessian, h + i);
        }
    }
}
