// Derived from FloatHinge.java; edit that file, then run: java verification/src/test/java/io/github/losslane/verification/Twins.java
package io.github.losslane.simd.pointwise;

import static jdk.incubator.vector.VectorOperators.GT;
import static jdk.incubator.vector.VectorOperators.IS_NAN;
import static jdk.incubator.vector.VectorOperators.LE;

import io.github.losslane.simd.DoubleLanes;
import io.github.losslane.simd.DoubleSum;
import io.github.losslane.simd.DoubleSweep;
import jdk.incubator.vector.DoubleVector;
import jdk.incubator.vector.VectorSpecies;

/**
 * SIMD of max(0, threshold - y f): {@link io.github.losslane.pointwise.Hinge} with 1,
 * {@link io.github.losslane.pointwise.Perceptron} with 0.
 *
 * <p>Every length is a multiple of the lanes.
 */
public final class DoubleHinge {

    /** Bounds in ulps for targets of -1 and 1. */
    public static final double MAX_ULP_LOSS = 0.5;

    public static final double MAX_ULP_GRADIENT = 0;
    public static final double MAX_ULP_HESSIAN = 0;

    private static final VectorSpecies<Double> SPECIES = DoubleLanes.SPECIES;
    private static final int LANES = DoubleLanes.LANES;

    private DoubleHinge() {}

    static void losses(
            double threshold, double[] predictions, int p, double[] targets, int t,
            double[] losses, int l, int length) {
        DoubleVector zero = DoubleVector.zero(SPECIES);
        DoubleVector knee = DoubleVector.broadcast(SPECIES, threshold);
        for (int i = 0; i < length; i += SPECIES.length()) {
            DoubleVector slope = DoubleVector.fromArray(SPECIES, targets, t + i).neg();
            DoubleVector rest = slope.fma(DoubleVector.fromArray(SPECIES, predictions, p + i), knee);
            rest.blend(zero, rest.compare(LE, zero)).intoArray(losses, l + i);
        }
    }

    /** Gradients times scale, rounded once more. */
    static void lossesAndGradient(
            double threshold, double scale, double[] predictions, int p, double[] targets, int t,
            double[] losses, int l, double[] gradient, int g, int length) {
        DoubleVector zero = DoubleVector.zero(SPECIES);
        DoubleVector knee = DoubleVector.broadcast(SPECIES, threshold);
        DoubleVector factor = DoubleVector.broadcast(SPECIES, scale);
        for (int i = 0; i < length; i += SPECIES.length()) {
            DoubleVector slope = DoubleVector.fromArray(SPECIES, targets, t + i).neg();
            DoubleVector rest = slope.fma(DoubleVector.fromArray(SPECIES, predictions, p + i), knee);
            rest.blend(zero, rest.compare(LE, zero)).intoArray(losses, l + i);
            slope = rest.blend(slope, rest.compare(GT, zero)).blend(zero, rest.compare(LE, zero));
            slope.mul(factor).intoArray(gradient, g + i);
        }
    }

    /** Gradients times scale; the losses are summed into the 64 slots, and the length is a multiple of 64. */
    static void lossAndGradient(
            double threshold, double scale, double[] predictions, int p, double[] targets, int t,
            double[] gradient, int g, int length, double[] slots) {
        DoubleVector zero = DoubleVector.zero(SPECIES);
        DoubleVector knee = DoubleVector.broadcast(SPECIES, threshold);
        DoubleVector factor = DoubleVector.broadcast(SPECIES, scale);
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
                DoubleVector slope0 = DoubleVector.fromArray(SPECIES, targets, ti).neg();
                DoubleVector rest0 = slope0.fma(DoubleVector.fromArray(SPECIES, predictions, pi), knee);
                sum0 = sum0.add(rest0.blend(zero, rest0.compare(LE, zero)));
                slope0 = rest0.blend(slope0, rest0.compare(GT, zero)).blend(zero, rest0.compare(LE, zero));
                slope0.mul(factor).intoArray(gradient, gi);
                DoubleVector slope1 = DoubleVector.fromArray(SPECIES, targets, ti + LANES).neg();
                DoubleVector rest1 = slope1.fma(DoubleVector.fromArray(SPECIES, predictions, pi + LANES), knee);
                sum1 = sum1.add(rest1.blend(zero, rest1.compare(LE, zero)));
                slope1 = rest1.blend(slope1, rest1.compare(GT, zero)).blend(zero, rest1.compare(LE, zero));
                slope1.mul(factor).intoArray(gradient, gi + LANES);
                DoubleVector slope2 = DoubleVector.fromArray(SPECIES, targets, ti + 2 * LANES).neg();
                DoubleVector rest2 = slope2.fma(DoubleVector.fromArray(SPECIES, predictions, pi + 2 * LANES), knee);
                sum2 = sum2.add(rest2.blend(zero, rest2.compare(LE, zero)));
                slope2 = rest2.blend(slope2, rest2.compare(GT, zero)).blend(zero, rest2.compare(LE, zero));
                slope2.mul(factor).intoArray(gradient, gi + 2 * LANES);
                DoubleVector slope3 = DoubleVector.fromArray(SPECIES, targets, ti + 3 * LANES).neg();
                DoubleVector rest3 = slope3.fma(DoubleVector.fromArray(SPECIES, predictions, pi + 3 * LANES), knee);
                sum3 = sum3.add(rest3.blend(zero, rest3.compare(LE, zero)));
                slope3 = rest3.blend(slope3, rest3.compare(GT, zero)).blend(zero, rest3.compare(LE, zero));
                slope3.mul(factor).intoArray(gradient, gi + 3 * LANES);
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
            double threshold, double[] predictions, int p, double[] targets, int t,
            double[] gradient, int g, double[] hessian, int h, int length) {
        DoubleVector zero = DoubleVector.zero(SPECIES);
        DoubleVector knee = DoubleVector.broadcast(SPECIES, threshold);
        for (int i = 0; i < length; i += SPECIES.length()) {
            DoubleVector slope = DoubleVector.fromArray(SPECIES, targets, t + i).neg();
            DoubleVector rest = slope.fma(DoubleVector.fromArray(SPECIES, predictions, p + i), knee);
            rest.blend(slope, rest.compare(GT, zero)).blend(zero, rest.compare(LE, zero)).intoArray(gradient, g + i);
            zero.blend(rest, rest.test(IS_NAN)).intoArray(hessian, h + i);
        }
    }
}
