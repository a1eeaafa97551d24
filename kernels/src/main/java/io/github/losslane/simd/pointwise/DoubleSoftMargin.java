// Derived from FloatSoftMargin.java; edit that file, then run: java verification/src/test/java/io/github/losslane/verification/Twins.java
package io.github.losslane.simd.pointwise;

import static jdk.incubator.vector.VectorOperators.GT;

import io.github.losslane.simd.DoubleLanes;
import io.github.losslane.simd.DoubleScratch;
import io.github.losslane.simd.math.DoubleExp;
import io.github.losslane.simd.math.DoubleLog1p;
import jdk.incubator.vector.DoubleVector;
import jdk.incubator.vector.VectorSpecies;

/**
 * SIMD {@link io.github.losslane.pointwise.SoftMargin}; every length is a multiple of the lanes.
 *
 * <pre>{@code
 * 1. m = -y f, a pass of its own
 * 2. e = exp(-|m|) and log1p(e), passes of their own
 * 3. loss = max(m, 0) + log1p(e)
 * 4. r = 1 / (1 + e); gradient = -y r where m > 0, else -y e r; hessian = y^2 e r^2
 * }</pre>
 */
public final class DoubleSoftMargin {

    /** Bounds in ulps for targets of -1 and 1. */
    public static final double MAX_ULP_LOSS = 2;

    public static final double MAX_ULP_GRADIENT = 3;
    public static final double MAX_ULP_HESSIAN = 4.5;

    private static final VectorSpecies<Double> SPECIES = DoubleLanes.SPECIES;

    private DoubleSoftMargin() {}

    static void losses(
            double[] scores, int f, double[] targets, int t, double[] losses, int l, int length, DoubleScratch scratch) {
        double[] m = scratch.shifts;
        double[] e = scratch.values;
        margins(scores, f, targets, t, m, e, length);
        DoubleLog1p.ofUnit(e, 0, e, 0, length);
        DoubleVector zero = DoubleVector.zero(SPECIES);
        for (int i = 0; i < length; i += SPECIES.length()) {
            DoubleVector margin = DoubleVector.fromArray(SPECIES, m, i);
            DoubleVector.fromArray(SPECIES, e, i).add(margin.blend(zero, margin.lt(zero))).intoArray(losses, l + i);
        }
    }

    /** Gradients times scale, rounded once more. */
    static void lossesAndGradient(
            double scale, double[] scores, int f, double[] targets, int t,
            double[] losses, int l, double[] gradient, int g, int length, DoubleScratch scratch) {
        double[] m = scratch.shifts;
        double[] e = scratch.values;
        margins(scores, f, targets, t, m, e, length);
        DoubleLog1p.ofUnit(e, 0, losses, l, length);
        DoubleVector zero = DoubleVector.zero(SPECIES);
        DoubleVector one = DoubleVector.broadcast(SPECIES, 1);
        for (int i = 0; i < length; i += SPECIES.length()) {
            DoubleVector margin = DoubleVector.fromArray(SPECIES, m, i);
            DoubleVector.fromArray(SPECIES, losses, l + i)
                    .add(margin.blend(zero, margin.lt(zero)))
                    .intoArray(losses, l + i);
            DoubleVector exponential = DoubleVector.fromArray(SPECIES, e, i);
            exponential.blend(one, margin.compare(GT, zero))
                    .div(exponential.add(one))
                    .mul(DoubleVector.fromArray(SPECIES, targets, t + i).neg())
                    .mul(DoubleVector.broadcast(SPECIES, scale))
                    .intoArray(gradient, g + i);
        }
    }

    static void gradientAndHessian(
            double[] scores, int f, double[] targets, int t, double[] gradient, int g, double[] hessian, int h, int length,
            DoubleScratch scratch) {
        double[] m = scratch.shifts;
        double[] e = scratch.values;
        margins(scores, f, targets, t, m, e, length);
        DoubleVector zero = DoubleVector.zero(SPECIES);
        DoubleVector one = DoubleVector.broadcast(SPECIES, 1);
        for (int i = 0; i < length; i += SPECIES.length()) {
            DoubleVector target = DoubleVector.fromArray(SPECIES, targets, t + i);
            DoubleVector exponential = DoubleVector.fromArray(SPECIES, e, i);
            DoubleVector sum = exponential.add(one);
            exponential.blend(one, DoubleVector.fromArray(SPECIES, m, i).compare(GT, zero))
                    .div(sum)
                    .mul(target.neg())
                    .intoArray(gradient, g + i);
            exponential.div(sum.mul(sum)).mul(target).mul(target).intoArray(hessian, h + i);
        }
    }

    /** m = -y f and e = exp(-|m|). */
    private static void margins(double[] scores, int f, double[] targets, int t, double[] m, double[] e, int length) {
        for (int i = 0; i < length; i += SPECIES.length()) {
            DoubleVector.fromArray(SPECIES, targets, t + i)
                    .neg()
                    .mul(DoubleVector.fromArray(SPECIES, scores, f + i))
                    .intoArray(m, i);
        }
        DoubleExp.ofNegativeMagnitude(m, 0, e, 0, length);
    }
}
