// Derived from FloatWeightedLogistic.java; edit that file, then run: java verification/src/test/java/io/github/losslane/verification/Twins.java
package io.github.losslane.simd.pointwise;

import static jdk.incubator.vector.VectorOperators.ABS;
import static jdk.incubator.vector.VectorOperators.EQ;

import io.github.losslane.simd.DoubleLanes;
import io.github.losslane.simd.DoubleScratch;
import io.github.losslane.simd.math.DoubleExp;
import io.github.losslane.simd.math.DoubleLog1p;
import jdk.incubator.vector.DoubleVector;
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
public final class DoubleWeightedLogistic {

    /** Bounds in ulps where the target is exactly 0 or 1; the weights are rounded to double. */
    public static final double MAX_ULP_LOSS = 3.5;

    public static final double MAX_ULP_GRADIENT = 3.5;
    public static final double MAX_ULP_HESSIAN = 5;

    private static final VectorSpecies<Double> SPECIES = DoubleLanes.SPECIES;

    private DoubleWeightedLogistic() {}

    static void losses(
            double positive, double negative, double[] logits, int f, double[] targets, int t,
            double[] losses, int l, int length, DoubleScratch scratch) {
        double[] e = scratch.values;
        DoubleExp.ofNegativeMagnitude(logits, f, e, 0, length);
        DoubleLog1p.ofUnit(e, 0, e, 0, length);
        DoubleVector zero = DoubleVector.zero(SPECIES);
        DoubleVector one = DoubleVector.broadcast(SPECIES, 1);
        for (int i = 0; i < length; i += SPECIES.length()) {
            DoubleVector logit = DoubleVector.fromArray(SPECIES, logits, f + i);
            DoubleVector target = DoubleVector.fromArray(SPECIES, targets, t + i);
            DoubleVector u = target.mul(DoubleVector.broadcast(SPECIES, positive));
            DoubleVector v = one.sub(target).mul(DoubleVector.broadcast(SPECIES, negative));
            DoubleVector wrong = v.blend(u, logit.lt(zero));
            DoubleVector linear = logit.lanewise(ABS).mul(wrong).blend(zero, wrong.compare(EQ, zero));
            DoubleVector.fromArray(SPECIES, e, i).fma(u.add(v), linear).intoArray(losses, l + i);
        }
    }

    /** Gradients times scale, rounded once more. */
    static void lossesAndGradient(
            double positive, double negative, double scale, double[] logits, int f, double[] targets, int t,
            double[] losses, int l, double[] gradient, int g, int length, DoubleScratch scratch) {
        double[] e = scratch.values;
        DoubleExp.ofNegativeMagnitude(logits, f, e, 0, length);
        DoubleLog1p.ofUnit(e, 0, losses, l, length);
        DoubleVector zero = DoubleVector.zero(SPECIES);
        DoubleVector one = DoubleVector.broadcast(SPECIES, 1);
        DoubleVector factor = DoubleVector.broadcast(SPECIES, scale);
        DoubleVector opposite = DoubleVector.broadcast(SPECIES, -scale);
        for (int i = 0; i < length; i += SPECIES.length()) {
            DoubleVector logit = DoubleVector.fromArray(SPECIES, logits, f + i);
            DoubleVector target = DoubleVector.fromArray(SPECIES, targets, t + i);
            DoubleVector u = target.mul(DoubleVector.broadcast(SPECIES, positive));
            DoubleVector v = one.sub(target).mul(DoubleVector.broadcast(SPECIES, negative));
            VectorMask<Double> below = logit.lt(zero);
            DoubleVector wrong = v.blend(u, below);
            DoubleVector linear = logit.lanewise(ABS).mul(wrong).blend(zero, wrong.compare(EQ, zero));
            DoubleVector.fromArray(SPECIES, losses, l + i).fma(u.add(v), linear).intoArray(losses, l + i);
            DoubleVector exponential = DoubleVector.fromArray(SPECIES, e, i);
            exponential.fma(u.blend(v, below).neg(), wrong)
                    .div(exponential.add(one))
                    .mul(factor.blend(opposite, below))
                    .intoArray(gradient, g + i);
        }
    }

    static void gradientAndHessian(
            double positive, double negative, double[] logits, int f, double[] targets, int t,
            double[] gradient, int g, double[] hessian, int h, int length, DoubleScratch scratch) {
        double[] e = scratch.values;
        DoubleExp.ofNegativeMagnitude(logits, f, e, 0, length);
        DoubleVector zero = DoubleVector.zero(SPECIES);
        DoubleVector one = DoubleVector.broadcast(SPECIES, 1);
        for (int i = 0; i < length; i += SPECIES.length()) {
            DoubleVector target = DoubleVector.fromArray(SPECIES, targets, t + i);
            DoubleVector u = target.mul(DoubleVector.broadcast(SPECIES, positive));
            DoubleVector v = one.sub(target).mul(DoubleVector.broadcast(SPECIES, negative));
            VectorMask<Double> below = DoubleVector.fromArray(SPECIES, logits, f + i).lt(zero);
            DoubleVector exponential = DoubleVector.fromArray(SPECIES, e, i);
            DoubleVector sum = exponential.add(one);
            DoubleVector slope = exponential.fma(u.blend(v, below).neg(), v.blend(u, below)).div(sum);
            slope.blend(slope.neg(), below).intoArray(gradient, g + i);
            exponential.mul(u.add(v)).div(sum.mul(sum)).intoArray(hessian, h + i);
        }
    }
}
