package io.github.losslane.simd.pointwise;

import static jdk.incubator.vector.VectorOperators.ABS;
import static jdk.incubator.vector.VectorOperators.EQ;

import io.github.losslane.simd.FloatLanes;
import io.github.losslane.simd.FloatScratch;
import io.github.losslane.simd.math.FloatLog;
import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.VectorMask;
import jdk.incubator.vector.VectorSpecies;

/**
 * SIMD {@link io.github.losslane.pointwise.BinaryCrossEntropy}; every length is a multiple of the lanes.
 *
 * <pre>{@code
 * 1. w = 1 - p, rounded; log p where y = 1, else log w, a pass of its own
 * 2. log p for all, another pass, only where a target of the block is neither 0 nor 1
 * 3. lo = (1 - w) - p, exactly what w lacks; log(1 - p) = log w + lo / w, 1 / w = 1 + p + p^2 as lo = 0 from p = 1/2 on
 * 4. loss = -log p for y = 1, -log(1 - p) for y = 0, else both times their weights
 * 5. gradient = -1 / p for y = 1, 1 / w for y = 0, else (p - y) / (p w)
 * 6. hessian = (y / p) / p + (1 - y) / w / w, by the reciprocals of p and w
 * }</pre>
 *
 * <p>p w is negative where p is no probability: the target then becomes NaN, which is neither 0 nor 1 and poisons the row.
 */
public final class FloatBinaryCrossEntropy {

    /** Bounds in ulps where the target is in [0, 1]; with 0 or 1 float losses are within 1.45, gradients within 1.5. */
    public static final double MAX_ULP_LOSS = 2;

    public static final double MAX_ULP_GRADIENT = 3;
    public static final double MAX_ULP_HESSIAN = 4.5;

    private static final VectorSpecies<Float> SPECIES = FloatLanes.SPECIES;

    private FloatBinaryCrossEntropy() {}

    /**
     * Step 1 into the scratch's values and step 2 into its shifts. Returns where log p is; where no target asks for it,
     * the values, which are as good as any.
     */
    private static float[] logarithms(
            float[] probabilities, int p, float[] targets, int t, int length, FloatScratch scratch) {
        FloatVector zero = FloatVector.zero(SPECIES);
        FloatVector one = FloatVector.broadcast(SPECIES, 1);
        boolean certain = true;
        for (int i = 0; i < length; i += SPECIES.length()) {
            FloatVector probability = FloatVector.fromArray(SPECIES, probabilities, p + i);
            FloatVector target = FloatVector.fromArray(SPECIES, targets, t + i);
            VectorMask<Float> positive = target.compare(EQ, one);
            one.sub(probability).blend(probability, positive).intoArray(scratch.values, i);
            certain &= positive.or(target.compare(EQ, zero)).allTrue();
        }
        FloatLog.log(scratch.values, 0, scratch.values, 0, length);
        if (certain) {
            return scratch.values;
        }
        FloatLog.log(probabilities, p, scratch.shifts, 0, length);
        return scratch.shifts;
    }

    static void losses(
            float[] probabilities, int p, float[] targets, int t, float[] losses, int l, int length, FloatScratch scratch) {
        float[] logs = logarithms(probabilities, p, targets, t, length, scratch);
        FloatVector zero = FloatVector.zero(SPECIES);
        FloatVector one = FloatVector.broadcast(SPECIES, 1);
        for (int i = 0; i < length; i += SPECIES.length()) {
            FloatVector probability = FloatVector.fromArray(SPECIES, probabilities, p + i);
            FloatVector w = one.sub(probability);
            FloatVector target = FloatVector.fromArray(SPECIES, targets, t + i)
                    .blend(FloatVector.broadcast(SPECIES, Float.NaN), probability.mul(w).lt(zero));
            FloatVector log = FloatVector.fromArray(SPECIES, scratch.values, i);
            FloatVector lo = one.sub(w).sub(probability);
            FloatVector other = log.add(lo.fma(probability.fma(probability, probability), lo));
            FloatVector mixed = target.fma(FloatVector.fromArray(SPECIES, logs, i), one.sub(target).mul(other));
            zero.sub(mixed.blend(other, target.compare(EQ, zero)).blend(log, target.compare(EQ, one)))
                    .intoArray(losses, l + i);
        }
    }

    /** Gradients times scale, rounded once more. */
    static void lossesAndGradient(
            float scale, float[] probabilities, int p, float[] targets, int t,
            float[] losses, int l, float[] gradient, int g, int length, FloatScratch scratch) {
        float[] logs = logarithms(probabilities, p, targets, t, length, scratch);
        FloatVector zero = FloatVector.zero(SPECIES);
        FloatVector one = FloatVector.broadcast(SPECIES, 1);
        for (int i = 0; i < length; i += SPECIES.length()) {
            FloatVector probability = FloatVector.fromArray(SPECIES, probabilities, p + i);
            FloatVector w = one.sub(probability);
            FloatVector product = probability.mul(w);
            FloatVector target = FloatVector.fromArray(SPECIES, targets, t + i)
                    .blend(FloatVector.broadcast(SPECIES, Float.NaN), product.lt(zero));
            VectorMask<Float> negative = target.compare(EQ, zero);
            VectorMask<Float> positive = target.compare(EQ, one);
            FloatVector log = FloatVector.fromArray(SPECIES, scratch.values, i);
            FloatVector lo = one.sub(w).sub(probability);
            FloatVector other = log.add(lo.fma(probability.fma(probability, probability), lo));
            FloatVector mixed = target.fma(FloatVector.fromArray(SPECIES, logs, i), one.sub(target).mul(other));
            zero.sub(mixed.blend(other, negative).blend(log, positive)).intoArray(losses, l + i);
            FloatVector divisor = product.blend(w, negative).blend(probability, positive).lanewise(ABS);
            probability.sub(target).blend(one, negative).blend(one.neg(), positive)
                    .div(divisor)
                    .mul(FloatVector.broadcast(SPECIES, scale))
                    .intoArray(gradient, g + i);
        }
    }

    static void gradientAndHessian(
            float[] probabilities, int p, float[] targets, int t, float[] gradient, int g, float[] hessian, int h,
            int length) {
        FloatVector zero = FloatVector.zero(SPECIES);
        FloatVector one = FloatVector.broadcast(SPECIES, 1);
        for (int i = 0; i < length; i += SPECIES.length()) {
            FloatVector probability = FloatVector.fromArray(SPECIES, probabilities, p + i);
            FloatVector w = one.sub(probability);
            FloatVector product = probability.mul(w);
            FloatVector target = FloatVector.fromArray(SPECIES, targets, t + i)
                    .blend(FloatVector.broadcast(SPECIES, Float.NaN), product.lt(zero));
            VectorMask<Float> negative = target.compare(EQ, zero);
            VectorMask<Float> positive = target.compare(EQ, one);
            FloatVector divisor = product.blend(w, negative).blend(probability, positive).lanewise(ABS);
            probability.sub(target).blend(one, negative).blend(one.neg(), positive)
                    .div(divisor)
                    .intoArray(gradient, g + i);
            FloatVector ofOne = one.div(probability);
            FloatVector ofOther = one.div(w);
            FloatVector curve = target.mul(ofOne).mul(ofOne).blend(zero, negative);
            one.sub(target).mul(ofOther).mul(ofOther).blend(zero, positive).add(curve).intoArray(hessian, h + i);
        }
    }
}
