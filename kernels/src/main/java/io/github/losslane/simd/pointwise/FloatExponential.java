package io.github.losslane.simd.pointwise;

import static jdk.incubator.vector.VectorOperators.ABS;
import static jdk.incubator.vector.VectorOperators.LSHL;

import io.github.losslane.simd.FloatLanes;
import io.github.losslane.simd.FloatScratch;
import io.github.losslane.simd.math.FloatExp;
import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.IntVector;
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

    /** Gradients times scale, rounded once more. Vectors with a number that exp finds rare go by way of scratch. */
    static void lossesAndGradient(
            float scale, float[] scores, int f, float[] targets, int t,
            float[] losses, int l, float[] gradient, int g, int length, FloatScratch scratch) {
        int i = ordinary(scale, scores, f, targets, t, losses, l, gradient, g, length);
        while (i < length) {
            losses(scores, f + i, targets, t + i, losses, l + i, SPECIES.length(), scratch);
            FloatVector.fromArray(SPECIES, targets, t + i)
                    .neg()
                    .mul(FloatVector.fromArray(SPECIES, losses, l + i))
                    .mul(FloatVector.broadcast(SPECIES, scale))
                    .intoArray(gradient, g + i);
            i += SPECIES.length();
            i += ordinary(scale, scores, f + i, targets, t + i, losses, l + i, gradient, g + i, length - i);
        }
    }

    /**
     * The vectors before the first that is rare, exp as in {@link FloatExp} (kernels/README.md 37, 38); returns how
     * many elements that were.
     */
    private static int ordinary(
            float scale, float[] scores, int f, float[] targets, int t, float[] losses, int l, float[] gradient, int g,
            int length) {
        for (int i = 0; i < length; i += SPECIES.length()) {
            FloatVector opposite = FloatVector.fromArray(SPECIES, targets, t + i).neg();
            FloatVector v = opposite.mul(FloatVector.fromArray(SPECIES, scores, f + i));
            FloatVector limit = FloatVector.broadcast(SPECIES, FloatExp.ORDINARY);
            boolean ordinary = v.lanewise(ABS).lt(limit).allTrue();
            if (!ordinary) {
                return i;
            }
            FloatVector log2e = FloatVector.broadcast(SPECIES, FloatExp.LOG2E);
            FloatVector round = FloatVector.broadcast(SPECIES, FloatExp.ROUND);
            FloatVector power = v.fma(log2e, round);
            FloatVector n = power.sub(round);
            FloatVector high = FloatVector.broadcast(SPECIES, -FloatExp.LN2_HIGH);
            FloatVector low = FloatVector.broadcast(SPECIES, -FloatExp.LN2_LOW);
            FloatVector r = n.fma(low, n.fma(high, v));
            FloatVector c6 = FloatVector.broadcast(SPECIES, FloatExp.C6);
            FloatVector c5 = FloatVector.broadcast(SPECIES, FloatExp.C5);
            FloatVector c4 = FloatVector.broadcast(SPECIES, FloatExp.C4);
            FloatVector c3 = FloatVector.broadcast(SPECIES, FloatExp.C3);
            FloatVector c2 = FloatVector.broadcast(SPECIES, FloatExp.C2);
            FloatVector c1 = FloatVector.broadcast(SPECIES, 1);
            FloatVector c0 = FloatVector.broadcast(SPECIES, 1);
            FloatVector p = r.fma(c6, c5);
            p = p.fma(r, c4);
            p = p.fma(r, c3);
            p = p.fma(r, c2);
            p = p.fma(r, c1);
            p = p.fma(r, c0);
            IntVector exponent = power.reinterpretAsInts().lanewise(LSHL, 23);
            FloatVector loss = p.reinterpretAsInts().add(exponent).reinterpretAsFloats();
            loss.intoArray(losses, l + i);
            FloatVector factor = FloatVector.broadcast(SPECIES, scale);
            opposite.mul(loss).mul(factor).intoArray(gradient, g + i);
        }
        return length;
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
