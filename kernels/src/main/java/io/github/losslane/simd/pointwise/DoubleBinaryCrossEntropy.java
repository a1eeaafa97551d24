// Derived from FloatBinaryCrossEntropy.java; edit that file, then run: java verification/src/test/java/io/github/losslane/verification/Twins.java
package io.github.losslane.simd.pointwise;

import static jdk.incubator.vector.VectorOperators.ABS;
import static jdk.incubator.vector.VectorOperators.EQ;

import io.github.losslane.simd.DoubleLanes;
import io.github.losslane.simd.DoubleScratch;
import io.github.losslane.simd.math.DoubleLog;
import jdk.incubator.vector.DoubleVector;
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
public final class DoubleBinaryCrossEntropy {

    /** Bounds in ulps where the target is in [0, 1]; with 0 or 1 double losses are within 1.45, gradients within 1.5. */
    public static final double MAX_ULP_LOSS = 2;

    public static final double MAX_ULP_GRADIENT = 3;
    public static final double MAX_ULP_HESSIAN = 4.5;

    private static final VectorSpecies<Double> SPECIES = DoubleLanes.SPECIES;

    private DoubleBinaryCrossEntropy() {}

    /**
     * Step 1 into the scratch's values and step 2 into its shifts. Returns where log p is; where no target asks for it,
     * the values, which are as good as any.
     */
    private static double[] logarithms(
            double[] probabilities, int p, double[] targets, int t, int length, DoubleScratch scratch) {
        DoubleVector zero = DoubleVector.zero(SPECIES);
        DoubleVector one = DoubleVector.broadcast(SPECIES, 1);
        boolean certain = true;
        for (int i = 0; i < length; i += SPECIES.length()) {
            DoubleVector probability = DoubleVector.fromArray(SPECIES, probabilities, p + i);
            DoubleVector target = DoubleVector.fromArray(SPECIES, targets, t + i);
            VectorMask<Double> positive = target.compare(EQ, one);
            one.sub(probability).blend(probability, positive).intoArray(scratch.values, i);
            certain &= positive.or(target.compare(EQ, zero)).allTrue();
        }
        DoubleLog.log(scratch.values, 0, scratch.values, 0, length);
        if (certain) {
            return scratch.values;
        }
        DoubleLog.log(probabilities, p, scratch.shifts, 0, length);
        return scratch.shifts;
    }

    static void losses(
            double[] probabilities, int p, double[] targets, int t, double[] losses, int l, int length, DoubleScratch scratch) {
        double[] logs = logarithms(probabilities, p, targets, t, length, scratch);
        DoubleVector zero = DoubleVector.zero(SPECIES);
        DoubleVector one = DoubleVector.broadcast(SPECIES, 1);
        for (int i = 0; i < length; i += SPECIES.length()) {
            DoubleVector probability = DoubleVector.fromArray(SPECIES, probabilities, p + i);
            DoubleVector w = one.sub(probability);
            DoubleVector target = DoubleVector.fromArray(SPECIES, targets, t + i)
                    .blend(DoubleVector.broadcast(SPECIES, Double.NaN), probability.mul(w).lt(zero));
            DoubleVector log = DoubleVector.fromArray(SPECIES, scratch.values, i);
            DoubleVector lo = one.sub(w).sub(probability);
            DoubleVector other = log.add(lo.fma(probability.fma(probability, probability), lo));
            DoubleVector mixed = target.fma(DoubleVector.fromArray(SPECIES, logs, i), one.sub(target).mul(other));
            zero.sub(mixed.blend(other, target.compare(EQ, zero)).blend(log, target.compare(EQ, one)))
                    .intoArray(losses, l + i);
        }
    }

    /** Gradients times scale, rounded once more. */
    static void lossesAndGradient(
            double scale, double[] probabilities, int p, double[] targets, int t,
            double[] losses, int l, double[] gradient, int g, int length, DoubleScratch scratch) {
        double[] logs = logarithms(probabilities, p, targets, t, length, scratch);
        DoubleVector zero = DoubleVector.zero(SPECIES);
        DoubleVector one = DoubleVector.broadcast(SPECIES, 1);
        for (int i = 0; i < length; i += SPECIES.length()) {
            DoubleVector probability = DoubleVector.fromArray(SPECIES, probabilities, p + i);
            DoubleVector w = one.sub(probability);
            DoubleVector product = probability.mul(w);
            DoubleVector target = DoubleVector.fromArray(SPECIES, targets, t + i)
                    .blend(DoubleVector.broadcast(SPECIES, Double.NaN), product.lt(zero));
            VectorMask<Double> negative = target.compare(EQ, zero);
            VectorMask<Double> positive = target.compare(EQ, one);
            DoubleVector log = DoubleVector.fromArray(SPECIES, scratch.values, i);
            DoubleVector lo = one.sub(w).sub(probability);
            DoubleVector other = log.add(lo.fma(probability.fma(probability, probability), lo));
            DoubleVector mixed = target.fma(DoubleVector.fromArray(SPECIES, logs, i), one.sub(target).mul(other));
            zero.sub(mixed.blend(other, negative).blend(log, positive)).intoArray(losses, l + i);
            DoubleVector divisor = product.blend(w, negative).blend(probability, positive).lanewise(ABS);
            probability.sub(target).blend(one, negative).blend(one.neg(), positive)
                    .div(divisor)
                    .mul(DoubleVector.broadcast(SPECIES, scale))
                    .intoArray(gradient, g + i);
        }
    }

    static void gradientAndHessian(
            double[] probabilities, int p, double[] targets, int t, double[] gradient, int g, double[] hessian, int h,
            int length) {
        DoubleVector zero = DoubleVector.zero(SPECIES);
        DoubleVector one = DoubleVector.broadcast(SPECIES, 1);
        for (int i = 0; i < length; i += SPECIES.length()) {
            DoubleVector probability = DoubleVector.fromArray(SPECIES, probabilities, p + i);
            DoubleVector w = one.sub(probability);
            DoubleVector product = probability.mul(w);
            DoubleVector target = DoubleVector.fromArray(SPECIES, targets, t + i)
                    .blend(DoubleVector.broadcast(SPECIES, Double.NaN), product.lt(zero));
            VectorMask<Double> negative = target.compare(EQ, zero);
            VectorMask<Double> positive = target.compare(EQ, one);
            DoubleVector divisor = product.blend(w, negative).blend(probability, positive).lanewise(ABS);
            probability.sub(target).blend(one, negative).blend(one.neg(), positive)
                    .div(divisor)
                    .intoArray(gradient, g + i);
            DoubleVector ofOne = one.div(probability);
            DoubleVector ofOther = one.div(w);
            DoubleVector curve = target.mul(ofOne).mul(ofOne).blend(zero, negative);
            one.sub(target).mul(ofOther).mul(ofOther).blend(zero, positive).add(curve).intoArray(hessian, h + i);
        }
    }
}
