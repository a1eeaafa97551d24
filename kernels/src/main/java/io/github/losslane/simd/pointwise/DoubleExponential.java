// Derived from FloatExponential.java; edit that file, then run: java verification/src/test/java/io/github/losslane/verification/Twins.java
package io.github.losslane.simd.pointwise;

import io.github.losslane.simd.DoubleLanes;
import io.github.losslane.simd.DoubleScratch;
import io.github.losslane.simd.math.DoubleExp;
import jdk.incubator.vector.DoubleVector;
import jdk.incubator.vector.VectorSpecies;

/** SIMD {@link io.github.losslane.pointwise.Exponential}; every length is a multiple of the lanes. */
public final class DoubleExponential {

    /** Bounds in ulps for targets of -1 and 1: those of exp. */
    public static final double MAX_ULP_LOSS = DoubleExp.MAX_ULP;

    public static final double MAX_ULP_GRADIENT = DoubleExp.MAX_ULP;
    public static final double MAX_ULP_HESSIAN = DoubleExp.MAX_ULP;

    private static final VectorSpecies<Double> SPECIES = DoubleLanes.SPECIES;

    private DoubleExponential() {}

    static void losses(
            double[] scores, int f, double[] targets, int t, double[] losses, int l, int length, DoubleScratch scratch) {
        exponents(scores, f, targets, t, scratch.values, length);
        DoubleExp.exp(scratch.values, 0, losses, l, length);
    }

    /** Gradients times scale, rounded once more. */
    static void lossesAndGradient(
            double scale, double[] scores, int f, double[] targets, int t,
            double[] losses, int l, double[] gradient, int g, int length, DoubleScratch scratch) {
        losses(scores, f, targets, t, losses, l, length, scratch);
        for (int i = 0; i < length; i += SPECIES.length()) {
            DoubleVector.fromArray(SPECIES, targets, t + i)
                    .neg()
                    .mul(DoubleVector.fromArray(SPECIES, losses, l + i))
                    .mul(DoubleVector.broadcast(SPECIES, scale))
                    .intoArray(gradient, g + i);
        }
    }

    static void gradientAndHessian(
            double[] scores, int f, double[] targets, int t, double[] gradient, int g, double[] hessian, int h, int length,
            DoubleScratch scratch) {
        losses(scores, f, targets, t, hessian, h, length, scratch);
        for (int i = 0; i < length; i += SPECIES.length()) {
            DoubleVector target = DoubleVector.fromArray(SPECIES, targets, t + i);
            DoubleVector exponential = DoubleVector.fromArray(SPECIES, hessian, h + i);
            target.neg().mul(exponential).intoArray(gradient, g + i);
            target.mul(target.mul(exponential)).intoArray(hessian, h + i);
        }
    }

    /** -y f. */
    private static void exponents(double[] scores, int f, double[] targets, int t, double[] exponents, int length) {
        for (int i = 0; i < length; i += SPECIES.length()) {
            DoubleVector.fromArray(SPECIES, targets, t + i)
                    .neg()
                    .mul(DoubleVector.fromArray(SPECIES, scores, f + i))
                    .intoArray(exponents, i);
        }
    }
}
