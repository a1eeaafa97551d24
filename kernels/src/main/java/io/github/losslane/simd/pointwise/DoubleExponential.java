package io.github.losslane.simd.pointwise;

import static jdk.incubator.vector.VectorOperators.ABS;
import static jdk.incubator.vector.VectorOperators.LSHL;

import io.github.losslane.simd.DoubleLanes;
import io.github.losslane.simd.DoubleScratch;
import io.github.losslane.simd.math.DoubleExp;
import jdk.incubator.vector.DoubleVector;
import jdk.incubator.vector.LongVector;
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

    /** Gradients times scale, rounded once more. Vectors with a number that exp finds rare go by way of scratch. */
    static void lossesAndGradient(
            double scale, double[] scores, int f, double[] targets, int t,
            double[] losses, int l, double[] gradient, int g, int length, DoubleScratch scratch) {
        int i = ordinary(scale, scores, f, targets, t, losses, l, gradient, g, length);
        while (i < length) {
            losses(scores, f + i, targets, t + i, losses, l + i, SPECIES.length(), scratch);
            DoubleVector.fromArray(SPECIES, targets, t + i)
                    .neg()
                    .mul(DoubleVector.fromArray(SPECIES, losses, l + i))
                    .mul(DoubleVector.broadcast(SPECIES, scale))
                    .intoArray(gradient, g + i);
            i += SPECIES.length();
            i += ordinary(scale, scores, f + i, targets, t + i, losses, l + i, gradient, g + i, length - i);
        }
    }

    /**
     * The vectors before the first that is rare, exp as in {@link DoubleExp} (kernels/README.md 37, 38); returns how
     * many elements that were.
     */
    private static int ordinary(
            double scale, double[] scores, int f, double[] targets, int t, double[] losses, int l, double[] gradient, int g,
            int length) {
        for (int i = 0; i < length; i += SPECIES.length()) {
            DoubleVector opposite = DoubleVector.fromArray(SPECIES, targets, t + i).neg();
            DoubleVector v = opposite.mul(DoubleVector.fromArray(SPECIES, scores, f + i));
            DoubleVector limit = DoubleVector.broadcast(SPECIES, DoubleExp.ORDINARY);
            boolean ordinary = v.lanewise(ABS).lt(limit).allTrue();
            if (!ordinary) {
                return i;
            }
            DoubleVector log2e = DoubleVector.broadcast(SPECIES, DoubleExp.LOG2E);
            DoubleVector round = DoubleVector.broadcast(SPECIES, DoubleExp.ROUND);
            DoubleVector power = v.fma(log2e, round);
            DoubleVector n = power.sub(round);
            DoubleVector high = DoubleVector.broadcast(SPECIES, -DoubleExp.LN2_HIGH);
            DoubleVector low = DoubleVector.broadcast(SPECIES, -DoubleExp.LN2_LOW);
            DoubleVector r = n.fma(low, n.fma(high, v));
            DoubleVector square = r.mul(r);
            DoubleVector c11 = DoubleVector.broadcast(SPECIES, DoubleExp.C11);
            DoubleVector c10 = DoubleVector.broadcast(SPECIES, DoubleExp.C10);
            DoubleVector c9 = DoubleVector.broadcast(SPECIES, DoubleExp.C9);
            DoubleVector c8 = DoubleVector.broadcast(SPECIES, DoubleExp.C8);
            DoubleVector c7 = DoubleVector.broadcast(SPECIES, DoubleExp.C7);
            DoubleVector c6 = DoubleVector.broadcast(SPECIES, DoubleExp.C6);
            DoubleVector c5 = DoubleVector.broadcast(SPECIES, DoubleExp.C5);
            DoubleVector c4 = DoubleVector.broadcast(SPECIES, DoubleExp.C4);
            DoubleVector c3 = DoubleVector.broadcast(SPECIES, DoubleExp.C3);
            DoubleVector c2 = DoubleVector.broadcast(SPECIES, DoubleExp.C2);
            DoubleVector c0 = DoubleVector.broadcast(SPECIES, 1);
            DoubleVector p = r.fma(c11, c10)
                    .fma(square, r.fma(c9, c8))
                    .fma(square, r.fma(c7, c6))
                    .fma(square, r.fma(c5, c4))
                    .fma(square, r.fma(c3, c2))
                    .fma(r, c0)
                    .fma(r, c0);
            LongVector exponent = power.reinterpretAsLongs().lanewise(LSHL, 52);
            DoubleVector loss = p.reinterpretAsLongs().add(exponent).reinterpretAsDoubles();
            loss.intoArray(losses, l + i);
            DoubleVector factor = DoubleVector.broadcast(SPECIES, scale);
            opposite.mul(loss).mul(factor).intoArray(gradient, g + i);
        }
        return length;
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
