// Derived from FloatLogistic.java; edit that file, then run: java verification/src/test/java/io/github/losslane/verification/Twins.java
package io.github.losslane.simd.pointwise;

import static jdk.incubator.vector.VectorOperators.ABS;
import static jdk.incubator.vector.VectorOperators.EQ;
import static jdk.incubator.vector.VectorOperators.IS_NAN;

import io.github.losslane.simd.DoubleLanes;
import io.github.losslane.simd.DoubleScratch;
import io.github.losslane.simd.DoubleSweep;
import io.github.losslane.simd.math.DoubleExp;
import io.github.losslane.simd.math.DoubleLog1p;
import jdk.incubator.vector.DoubleVector;
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
public final class DoubleLogistic {

    /** Bounds in ulps where the target is exactly 0 or 1. */
    public static final double MAX_ULP_LOSS = 2;

    public static final double MAX_ULP_GRADIENT = 3;
    public static final double MAX_ULP_HESSIAN = 4.5;

    private static final VectorSpecies<Double> SPECIES = DoubleLanes.SPECIES;
    private static final int LANES = DoubleLanes.LANES;

    private DoubleLogistic() {}

    static void losses(
            double[] logits, int f, double[] targets, int t, double[] losses, int l, int length, DoubleScratch scratch) {
        double[] e = scratch.values;
        DoubleExp.ofNegativeMagnitude(logits, f, e, 0, length);
        DoubleLog1p.ofUnit(e, 0, e, 0, length);
        DoubleVector zero = DoubleVector.zero(SPECIES);
        DoubleVector one = DoubleVector.broadcast(SPECIES, 1);
        for (int i = 0; i < length; i += SPECIES.length()) {
            DoubleVector logit = DoubleVector.fromArray(SPECIES, logits, f + i);
            DoubleVector target = DoubleVector.fromArray(SPECIES, targets, t + i);
            DoubleVector rest = one.sub(target).blend(target, logit.lt(zero));
            DoubleVector linear = logit.lanewise(ABS).mul(rest).blend(zero, rest.compare(EQ, zero));
            DoubleVector.fromArray(SPECIES, e, i).add(linear).intoArray(losses, l + i);
        }
    }

    /** Gradients times scale, rounded once more. */
    static void lossesAndGradient(
            double scale, double[] logits, int f, double[] targets, int t,
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
            VectorMask<Double> negative = logit.lt(zero);
            DoubleVector rest = one.sub(target).blend(target, negative);
            DoubleVector linear = logit.lanewise(ABS).mul(rest).blend(zero, rest.compare(EQ, zero));
            DoubleVector.fromArray(SPECIES, losses, l + i).add(linear).intoArray(losses, l + i);
            DoubleVector exponential = DoubleVector.fromArray(SPECIES, e, i);
            DoubleVector slope = rest.sub(exponential.div(exponential.add(one)));
            slope.mul(factor.blend(opposite, negative)).intoArray(gradient, g + i);
        }
    }

    /**
     * Gradients times scale; the losses are summed into the 64 slots, and the length is a multiple of 64. A vector a step: the
     * sums move up by one, so that each meets its own slots, and only where {@link DoubleSweep#MOVES} allows.
     */
    static void lossAndGradient(
            double scale, double[] logits, int f, double[] targets, int t,
            double[] gradient, int g, int length, DoubleScratch scratch) {
        double[] e = scratch.values;
        double[] logs = scratch.losses;
        DoubleExp.ofNegativeMagnitude(logits, f, e, 0, length);
        DoubleLog1p.ofUnit(e, 0, logs, 0, length);
        DoubleVector zero = DoubleVector.zero(SPECIES);
        DoubleVector one = DoubleVector.broadcast(SPECIES, 1);
        DoubleVector factor = DoubleVector.broadcast(SPECIES, scale);
        DoubleVector opposite = DoubleVector.broadcast(SPECIES, -scale);
        DoubleVector sum0 = zero;
        DoubleVector sum1 = zero;
        DoubleVector sum2 = zero;
        DoubleVector sum3 = zero;
        DoubleVector next0 = zero;
        DoubleVector next1 = zero;
        DoubleVector next2 = zero;
        DoubleVector next3 = zero;
        for (int i = 0; i < length; i += SPECIES.length()) {
            DoubleVector logit = DoubleVector.fromArray(SPECIES, logits, f + i);
            DoubleVector target = DoubleVector.fromArray(SPECIES, targets, t + i);
            VectorMask<Double> negative = logit.lt(zero);
            DoubleVector rest = one.sub(target).blend(target, negative);
            DoubleVector linear = logit.lanewise(ABS).mul(rest).blend(zero, rest.compare(EQ, zero));
            DoubleVector sum = sum0.add(DoubleVector.fromArray(SPECIES, logs, i).add(linear));
            sum0 = sum1;
            sum1 = sum2;
            sum2 = sum3;
            if (DoubleSweep.TURNS) {
                sum3 = next0;
                next0 = next1;
                next1 = next2;
                next2 = next3;
                next3 = sum;
            } else {
                sum3 = sum;
            }
            DoubleVector exponential = DoubleVector.fromArray(SPECIES, e, i);
            DoubleVector slope = rest.sub(exponential.div(exponential.add(one)));
            slope.mul(factor.blend(opposite, negative)).intoArray(gradient, g + i);
        }
        double[] slots = scratch.slots;
        sum0.intoArray(slots, 0);
        sum1.intoArray(slots, LANES);
        sum2.intoArray(slots, 2 * LANES);
        sum3.intoArray(slots, 3 * LANES);
        if (DoubleSweep.TURNS) {
            next0.intoArray(slots, 4 * LANES);
            next1.intoArray(slots, 5 * LANES);
            next2.intoArray(slots, 6 * LANES);
            next3.intoArray(slots, 7 * LANES);
        }
    }

    static void gradientAndHessian(
            double[] logits, int f, double[] targets, int t, double[] gradient, int g, double[] hessian, int h, int length,
            DoubleScratch scratch) {
        double[] e = scratch.values;
        DoubleExp.ofNegativeMagnitude(logits, f, e, 0, length);
        DoubleVector zero = DoubleVector.zero(SPECIES);
        DoubleVector one = DoubleVector.broadcast(SPECIES, 1);
        for (int i = 0; i < length; i += SPECIES.length()) {
            DoubleVector logit = DoubleVector.fromArray(SPECIES, logits, f + i);
            DoubleVector target = DoubleVector.fromArray(SPECIES, targets, t + i);
            DoubleVector exponential = DoubleVector.fromArray(SPECIES, e, i);
            DoubleVector sum = exponential.add(one);
            DoubleVector tail = exponential.div(sum);
            VectorMask<Double> negative = logit.lt(zero);
            DoubleVector slope = one.sub(target).blend(target, negative).sub(tail);
            slope.blend(slope.neg(), negative).intoArray(gradient, g + i);
            tail.div(sum).blend(target, target.test(IS_NAN)).intoArray(hessian, h + i);
        }
    }
}
