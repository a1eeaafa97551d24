// Derived from FloatZeroOne.java; edit that file, then run: java verification/src/test/java/io/github/losslane/verification/Twins.java
package io.github.losslane.simd.pointwise;

import static jdk.incubator.vector.VectorOperators.IS_NAN;

import io.github.losslane.simd.DoubleLanes;
import io.github.losslane.simd.DoubleSum;
import io.github.losslane.simd.DoubleSweep;
import jdk.incubator.vector.DoubleVector;
import jdk.incubator.vector.VectorSpecies;

/** SIMD {@link io.github.losslane.pointwise.ZeroOne}; every length is a multiple of the lanes. */
public final class DoubleZeroOne {

    /** Bounds in ulps: the values are exact, for targets of -1 and 1. */
    public static final double MAX_ULP_LOSS = 0;

    public static final double MAX_ULP_GRADIENT = 0;
    public static final double MAX_ULP_HESSIAN = 0;

    private static final VectorSpecies<Double> SPECIES = DoubleLanes.SPECIES;
    private static final int LANES = DoubleLanes.LANES;

    private DoubleZeroOne() {}

    static void losses(double[] predictions, int p, double[] targets, int t, double[] losses, int l, int length) {
        DoubleVector zero = DoubleVector.zero(SPECIES);
        DoubleVector one = DoubleVector.broadcast(SPECIES, 1);
        for (int i = 0; i < length; i += SPECIES.length()) {
            DoubleVector margin = DoubleVector.fromArray(SPECIES, predictions, p + i)
                    .mul(DoubleVector.fromArray(SPECIES, targets, t + i));
            DoubleVector flat = zero.blend(margin, margin.test(IS_NAN));
            flat.blend(one, margin.lt(zero)).intoArray(losses, l + i);
        }
    }

    /** Gradients times scale, rounded once more. */
    static void lossesAndGradient(
            double scale, double[] predictions, int p, double[] targets, int t,
            double[] losses, int l, double[] gradient, int g, int length) {
        DoubleVector zero = DoubleVector.zero(SPECIES);
        DoubleVector one = DoubleVector.broadcast(SPECIES, 1);
        for (int i = 0; i < length; i += SPECIES.length()) {
            DoubleVector margin = DoubleVector.fromArray(SPECIES, predictions, p + i)
                    .mul(DoubleVector.fromArray(SPECIES, targets, t + i));
            DoubleVector flat = zero.blend(margin, margin.test(IS_NAN));
            flat.blend(one, margin.lt(zero)).intoArray(losses, l + i);
            flat.intoArray(gradient, g + i);
        }
    }

    /** Gradients times scale; the losses are summed into the 64 slots, and the length is a multiple of 64. */
    static void lossAndGradient(
            double scale, double[] predictions, int p, double[] targets, int t,
            double[] gradient, int g, int length, double[] slots) {
        DoubleVector zero = DoubleVector.zero(SPECIES);
        DoubleVector one = DoubleVector.broadcast(SPECIES, 1);
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
                int pi = p + i;
                int ti = t + i;
                int gi = g + i;
                DoubleVector margin0 = DoubleVector.fromArray(SPECIES, predictions, pi)
                        .mul(DoubleVector.fromArray(SPECIES, targets, ti));
                DoubleVector flat0 = zero.blend(margin0, margin0.test(IS_NAN));
                sum0 = sum0.add(flat0.blend(one, margin0.lt(zero)));
                flat0.intoArray(gradient, gi);
                DoubleVector margin1 = DoubleVector.fromArray(SPECIES, predictions, pi + LANES)
                        .mul(DoubleVector.fromArray(SPECIES, targets, ti + LANES));
                DoubleVector flat1 = zero.blend(margin1, margin1.test(IS_NAN));
                sum1 = sum1.add(flat1.blend(one, margin1.lt(zero)));
                flat1.intoArray(gradient, gi + LANES);
                DoubleVector margin2 = DoubleVector.fromArray(SPECIES, predictions, pi + 2 * LANES)
                        .mul(DoubleVector.fromArray(SPECIES, targets, ti + 2 * LANES));
                DoubleVector flat2 = zero.blend(margin2, margin2.test(IS_NAN));
                sum2 = sum2.add(flat2.blend(one, margin2.lt(zero)));
                flat2.intoArray(gradient, gi + 2 * LANES);
                DoubleVector margin3 = DoubleVector.fromArray(SPECIES, predictions, pi + 3 * LANES)
                        .mul(DoubleVector.fromArray(SPECIES, targets, ti + 3 * LANES));
                DoubleVector flat3 = zero.blend(margin3, margin3.test(IS_NAN));
                sum3 = sum3.add(flat3.blend(one, margin3.lt(zero)));
                flat3.intoArray(gradient, gi + 3 * LANES);
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
        for (int i = 0; i < length; i += SPECIES.length()) {
            DoubleVector margin = DoubleVector.fromArray(SPECIES, predictions, p + i)
                    .mul(DoubleVector.fromArray(SPECIES, targets, t + i));
            DoubleVector flat = zero.blend(margin, margin.test(IS_NAN));
            flat.intoArray(gradient, g + i);
            flat.intoArray(hessian, h + i);
        }
    }
}
