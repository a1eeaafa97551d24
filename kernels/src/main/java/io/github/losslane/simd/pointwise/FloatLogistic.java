package io.github.losslane.simd.pointwise;

import static jdk.incubator.vector.VectorOperators.ABS;
import static jdk.incubator.vector.VectorOperators.EQ;
import static jdk.incubator.vector.VectorOperators.IS_NAN;

import io.github.losslane.simd.FloatLanes;
import io.github.losslane.simd.FloatScratch;
import io.github.losslane.simd.FloatSweep;
import io.github.losslane.simd.math.FloatExp;
import io.github.losslane.simd.math.FloatLog1p;
import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.VectorMask;
import jdk.incubator.vector.VectorSpecies;

/**
 * SIMD {@link io.github.losslane.pointwise.Logistic}; every length is a multiple of the lanes.
 *
 * <pre>{@code
 * 1. e = exp(-|f|), a pass of its own
 * 2. log1p(e), a pass of its own
 * 3. rest = 1 - y, or y for f < 0; loss = |f| rest + log1p(e)
 * 4. tail = e / (1 + e); gradient = rest - tail, or its opposite for f < 0; hessian = tail / (1 + e)
 * }</pre>
 */
public final class FloatLogistic {

    /** Bounds in ulps where the target is exactly 0 or 1. */
    public static final double MAX_ULP_LOSS = 2;

    public static final double MAX_ULP_GRADIENT = 3;
    public static final double MAX_ULP_HESSIAN = 4.5;

    private static final VectorSpecies<Float> SPECIES = FloatLanes.SPECIES;
    private static final int LANES = FloatLanes.LANES;

    private FloatLogistic() {}

    static void losses(
            float[] logits, int f, float[] targets, int t, float[] losses, int l, int length, FloatScratch scratch) {
        float[] e = scratch.values;
        FloatExp.ofNegativeMagnitude(logits, f, e, 0, length);
        FloatLog1p.ofUnit(e, 0, e, 0, length);
        FloatVector zero = FloatVector.zero(SPECIES);
        FloatVector one = FloatVector.broadcast(SPECIES, 1);
        for (int i = 0; i < length; i += SPECIES.length()) {
            FloatVector logit = FloatVector.fromArray(SPECIES, logits, f + i);
            FloatVector target = FloatVector.fromArray(SPECIES, targets, t + i);
            FloatVector rest = one.sub(target).blend(target, logit.lt(zero));
            FloatVector linear = logit.lanewise(ABS).mul(rest).blend(zero, rest.compare(EQ, zero));
            FloatVector.fromArray(SPECIES, e, i).add(linear).intoArray(losses, l + i);
        }
    }

    /** Gradients times scale, rounded once more. */
    static void lossesAndGradient(
            float scale, float[] logits, int f, float[] targets, int t,
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
            VectorMask<Float> negative = logit.lt(zero);
            FloatVector rest = one.sub(target).blend(target, negative);
            FloatVector linear = logit.lanewise(ABS).mul(rest).blend(zero, rest.compare(EQ, zero));
            FloatVector.fromArray(SPECIES, losses, l + i).add(linear).intoArray(losses, l + i);
            FloatVector exponential = FloatVector.fromArray(SPECIES, e, i);
            FloatVector slope = rest.sub(exponential.div(exponential.add(one)));
            slope.mul(factor.blend(opposite, negative)).intoArray(gradient, g + i);
        }
    }

    /**
     * Gradients times scale; the losses are summed into the 64 slots, and the length is a multiple of 64. A vector a step: the
     * sums move up by one, so that each meets its own slots, and only where {@link FloatSweep#MOVES} allows.
     */
    static void lossAndGradient(
            float scale, float[] logits, int f, float[] targets, int t,
            float[] gradient, int g, int length, FloatScratch scratch) {
        float[] e = scratch.values;
        float[] logs = scratch.losses;
        FloatExp.ofNegativeMagnitude(logits, f, e, 0, length);
        FloatLog1p.ofUnit(e, 0, logs, 0, length);
        FloatVector zero = FloatVector.zero(SPECIES);
        FloatVector one = FloatVector.broadcast(SPECIES, 1);
        FloatVector factor = FloatVector.broadcast(SPECIES, scale);
        FloatVector opposite = FloatVector.broadcast(SPECIES, -scale);
        FloatVector sum0 = zero;
        FloatVector sum1 = zero;
        FloatVector sum2 = zero;
        FloatVector sum3 = zero;
        FloatVector next0 = zero;
        FloatVector next1 = zero;
        FloatVector next2 = zero;
        FloatVector next3 = zero;
        for (int i = 0; i < length; i += SPECIES.length()) {
            FloatVector logit = FloatVector.fromArray(SPECIES, logits, f + i);
            FloatVector target = FloatVector.fromArray(SPECIES, targets, t + i);
            VectorMask<Float> negative = logit.lt(zero);
            FloatVector rest = one.sub(target).blend(target, negative);
            FloatVector linear = logit.lanewise(ABS).mul(rest).blend(zero, rest.compare(EQ, zero));
            FloatVector sum = sum0.add(FloatVector.fromArray(SPECIES, logs, i).add(linear));
            sum0 = sum1;
            sum1 = sum2;
            sum2 = sum3;
            if (FloatSweep.TURNS) {
                sum3 = next0;
                next0 = next1;
                next1 = next2;
                next2 = next3;
                next3 = sum;
            } else {
                sum3 = sum;
            }
            FloatVector exponential = FloatVector.fromArray(SPECIES, e, i);
            FloatVector slope = rest.sub(exponential.div(exponential.add(one)));
            slope.mul(factor.blend(opposite, negative)).intoArray(gradient, g + i);
        }
        float[] slots = scratch.slots;
        sum0.intoArray(slots, 0);
        sum1.intoArray(slots, LANES);
        sum2.intoArray(slots, 2 * LANES);
        sum3.intoArray(slots, 3 * LANES);
        if (FloatSweep.TURNS) {
            next0.intoArray(slots, 4 * LANES);
            next1.intoArray(slots, 5 * LANES);
            next2.intoArray(slots, 6 * LANES);
            next3.intoArray(slots, 7 * LANES);
        }
    }

    static void gradientAndHessian(
            float[] logits, int f, float[] targets, int t, float[] gradient, int g, float[] hessian, int h, int length,
            FloatScratch scratch) {
        float[] e = scratch.values;
        FloatExp.ofNegativeMagnitude(logits, f, e, 0, length);
        FloatVector zero = FloatVector.zero(SPECIES);
        FloatVector one = FloatVector.broadcast(SPECIES, 1);
        for (int i = 0; i < length; i += SPECIES.length()) {
            FloatVector logit = FloatVector.fromArray(SPECIES, logits, f + i);
            FloatVector target = FloatVector.fromArray(SPECIES, targets, t + i);
            FloatVector exponential = FloatVector.fromArray(SPECIES, e, i);
            FloatVector sum = exponential.add(one);
            FloatVector tail = exponential.div(sum);
            VectorMask<Float> negative = logit.lt(zero);
            FloatVector slope = one.sub(target).blend(target, negative).sub(tail);
            slope.blend(slope.neg(), negative).intoArray(gradient, g + i);
            tail.div(sum).blend(target, target.test(IS_NAN)).intoArray(hessian, h + i);
        }
    }
}
