package io.github.losslane.simd.pointwise;

import io.github.losslane.simd.FloatLanes;
import io.github.losslane.simd.FloatScratch;
import io.github.losslane.simd.math.FloatExp;
import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.VectorSpecies;

/** SIMD {@link io.github.losslane.pointwise.Exponential}; every length is a multiple of the lanes. */
public final class FloatExponential {

    /** Bounds in ulps for targets of -1 and 1: those of exp. */
    public static final double MAX_ULP_LOSS = FloatExp.MAX_ULP;

    public static final double MAX_ULP_GRADIENT = FloatExp.MAX_ULP;
    public static final double MAX_ULP_HESSIAN = FloatExp.MAX_ULP;

    private static final VectorSpecies<Float> SPECIES = FloatLanes.SPECIES;

    private FloatExponential() {}

    static void losses(
            float[] scores, int f, float[] targets, int t, float[] losses, int l, int length, FloatScratch scratch) {
        exponents(scores, f, targets, t, scratch.values, length);
        FloatExp.exp(scratch.values, 0, losses, l, length);
    }

    /** Gradients times scale, rounded once more. */
    static void lossesAndGradient(
            float scale, float[] scores, int f, float[] targets, int t,
            float[] losses, int l, float[] gradient, int g, int length, FloatScratch scratch) {
        losses(scores, f, targets, t, losses, l, length, scratch);
        for (int i = 0; i < length; i += SPECIES.length()) {
            FloatVector.fromArray(SPECIES, targets, t + i)
                    .neg()
                    .mul(FloatVector.fromArray(SPECIES, losses, l + i))
                    .mul(FloatVector.broadcast(SPECIES, scale))
                    .intoArray(gradient, g + i);
        }
    }

    static void gradientAndHessian(
            float[] scores, int f, float[] targets, int t, float[] gradient, int g, float[] hessian, int h, int length,
            FloatScratch scratch) {
        losses(scores, f, targets, t, hessian, h, length, scratch);
        for (int i = 0; i < length; i += SPECIES.length()) {
            FloatVector target = FloatVector.fromArray(SPECIES, targets, t + i);
            FloatVector exponential = FloatVector.fromArray(SPECIES, hessian, h + i);
            target.neg().mul(exponential).intoArray(gradient, g + i);
            target.mul(target.mul(exponential)).intoArray(hessian, h + i);
        }
    }

    /** -y f. */
    private static void exponents(float[] scores, int f, float[] targets, int t, float[] exponents, int length) {
        for (int i = 0; i < length; i += SPECIES.length()) {
            FloatVector.fromArray(SPECIES, targets, t + i)
                    .neg()
                    .mul(FloatVector.fromArray(SPECIES, scores, f + i))
                    .intoArray(exponents, i);
        }
    }
}
