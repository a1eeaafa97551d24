// Derived from FloatSquaredHinge.java; edit that file, then run: java verification/src/test/java/io/github/losslane/verification/Twins.java
package io.github.losslane.simd.pointwise;

import static jdk.incubator.vector.VectorOperators.GT;
import static jdk.incubator.vector.VectorOperators.IS_NAN;
import static jdk.incubator.vector.VectorOperators.LE;

import io.github.losslane.simd.DoubleLanes;
import io.github.losslane.simd.DoubleSum;
import io.github.losslane.simd.DoubleSweep;
import jdk.incubator.vector.DoubleVector;
import jdk.incubator.vector.VectorSpecies;

/** SIMD {@link io.github.losslane.pointwise.SquaredHinge}; every length is a multiple of the lanes. */
public final class DoubleSquaredHinge {

    /** Bounds in ulps for targets of -1 and 1. */
    public static final double MAX_ULP_LOSS = 2;

    public static final double MAX_ULP_GRADIENT = 0.5;
    public static final double MAX_ULP_HESSIAN = 0;

    private static final VectorSpecies<Double> SPECIES = DoubleLanes.SPECIES;
    private static final int LANES = DoubleLanes.LANES;

    private DoubleSquaredHinge() {}

    static void losses(double[] predictions, int p, double[] targets, int t, double[] losses, int l, int length) {
        DoubleVector zero = DoubleVector.zero(SPECIES);
        DoubleVector one = DoubleVector.broadcast(SPECIES, 1);
        for (int i = 0; i < length; i += SPECIES.length()) {
            DoubleVector target = DoubleVector.fromArray(SPECIES, targets, t + i);
            DoubleVector rest = target.neg().fma(DoubleVector.fromArray(SPECIES, predictions, p + i), one);
            rest = rest.blend(zero, rest.compare(LE, zero));
            rest.mul(rest).intoArray(losses, l + i);
        }
    }

    /** Gradients times scale, rounded once more. */
    static void lossesAndGradient(
            double scale, double[] predictions, int p, double[] targets, int t,
            double[] losses, int l, double[] gradient, int g, int length) {
        DoubleVector zero = DoubleVector.zero(SPECIES);
        DoubleVector one = DoubleVector.broadcast(SPECIES, 1);
        DoubleVector factor = DoubleVector.broadcast(SPECIES, -2 * scale);
        for (int i = 0; i < length; i += SPECIES.length()) {
            DoubleVector target = DoubleVector.fromArray(SPECIES, targets, t + i);
            DoubleVector rest = target.neg().fma(DoubleVector.fromArray(SPECIES, predictions, p + i), one);
            rest = rest.blend(zero, rest.compare(LE, zero));
            rest.mul(rest).intoArray(losses, l + i);
            target.mul(rest).mul(factor).intoArray(gradient, g + i);
        }
    }

    /** Gradients times scale; the losses are summed into the 64 slots, and the length is a multiple of 64. */
    static void lossAndGradient(
            double scale, double[] predictions, int p, double[] targets, int t,
            double[] gradient, int g, int length, double[] slots) {
        DoubleVector zero = DoubleVector.zero(SPECIES);
        DoubleVector one = DoubleVector.broadcast(SPECIES, 1);
        DoubleVector factor = DoubleVector.broadcast(SPECIES, -2 * scale);
        for (int c = 0; c < DoubleSum.SLOTS; c += DoubleSweep.SLOTS) {
            DoubleVector sum0 = DoubleVector.zero(SPECIES);
            DoubleVector sum1 = sum0;
            DoubleVector sum2 = sum0;
            DoubleVector sum3 = sum0;
            DoubleVector next0 = sum0;
            DoubleVector next1 = sum0;
            DoubleVector next2 = sum0;
            DoubleVector next3 = sum0;
            for (int i = c; i < length; i += DoubleSweep.STEP) {
                int ti = t + i;
                int pi = p + i;
                int gi = g + i;
                DoubleVector target0 = DoubleVector.fromArray(SPECIES, targets, ti);
                DoubleVector rest0 = target0.neg().fma(DoubleVector.fromArray(SPECIES, predictions, pi), one);
                rest0 = rest0.blend(zero, rest0.compare(LE, zero));
                sum0 = sum0.add(rest0.mul(rest0));
                target0.mul(rest0).mul(factor).intoArray(gradient, gi);
                DoubleVector target1 = DoubleVector.fromArray(SPECIES, targets, ti + LANES);
                DoubleVector rest1 = target1.neg().fma(DoubleVector.fromArray(SPECIES, predictions, pi + LANES), one);
                rest1 = rest1.blend(zero, rest1.compare(LE, zero));
                sum1 = sum1.add(rest1.mul(rest1));
                target1.mul(rest1).mul(factor).intoArray(gradient, gi + LANES);
                DoubleVector target2 = DoubleVector.fromArray(SPECIES, targets, ti + 2 * LANES);
                DoubleVector rest2 = target2.neg().fma(DoubleVector.fromArray(SPECIES, predictions, pi + 2 * LANES), one);
                rest2 = rest2.blend(zero, rest2.compare(LE, zero));
                sum2 = sum2.add(rest2.mul(rest2));
                target2.mul(rest2).mul(factor).intoArray(gradient, gi + 2 * LANES);
                DoubleVector target3 = DoubleVector.fromArray(SPECIES, targets, ti + 3 * LANES);
                DoubleVector rest3 = target3.neg().fma(DoubleVector.fromArray(SPECIES, predictions, pi + 3 * LANES), one);
                rest3 = rest3.blend(zero, rest3.compare(LE, zero));
                sum3 = sum3.add(rest3.mul(rest3));
                target3.mul(rest3).mul(factor).intoArray(gradient, gi + 3 * LANES);
                if (DoubleSweep.TURNS) {
                    DoubleVector last0 = sum0;
                    DoubleVector last1 = sum1;
                    DoubleVector last2 = sum2;
                    DoubleVector last3 = sum3;
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
            if (DoubleSweep.TURNS) {
                next0.intoArray(slots, c + 4 * LANES);
                next1.intoArray(slots, c + 5 * LANES);
                next2.intoArray(slots, c + 6 * LANES);
                next3.intoArray(slots, c + 7 * LANES);
            }
        }
    }

    static void gradientAndHessian(
            double[] predictions, int p, double[] targets, int t,
            double[] gradient, int g, double[] hessian, int h, int length) {
        DoubleVector zero = DoubleVector.zero(SPECIES);
        DoubleVector one = DoubleVector.broadcast(SPECIES, 1);
        DoubleVector two = DoubleVector.broadcast(SPECIES, 2);
        DoubleVector minusTwo = DoubleVector.broadcast(SPECIES, -2);
        for (int i = 0; i < length; i += SPECIES.length()) {
            DoubleVector target = DoubleVector.fromArray(SPECIES, targets, t + i);
            DoubleVector rest = target.neg().fma(DoubleVector.fromArray(SPECIES, predictions, p + i), one);
            rest = rest.blend(zero, rest.compare(LE, zero));
            target.mul(rest).mul(minusTwo).intoArray(gradient, g + i);
            rest.blend(target.mul(target).mul(two), rest.compare(GT, zero)).intoArray(hessian, h + i);
        }
    }
}
