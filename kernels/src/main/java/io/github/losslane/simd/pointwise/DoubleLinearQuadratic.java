// Derived from FloatLinearQuadratic.java; edit that file, then run: java verification/src/test/java/io/github/losslane/verification/Twins.java
package io.github.losslane.simd.pointwise;

import static jdk.incubator.vector.VectorOperators.ABS;
import static jdk.incubator.vector.VectorOperators.EQ;
import static jdk.incubator.vector.VectorOperators.GT;
import static jdk.incubator.vector.VectorOperators.IS_NAN;

import io.github.losslane.simd.DoubleLanes;
import jdk.incubator.vector.DoubleVector;
import jdk.incubator.vector.VectorMask;
import jdk.incubator.vector.VectorSpecies;

/**
 * SIMD of {@link io.github.losslane.pointwise.AbsoluteError}, {@link io.github.losslane.pointwise.SmoothL1},
 * {@link io.github.losslane.pointwise.Huber} and {@link io.github.losslane.pointwise.Quantile}, which are one function of
 * d = f - y; every length is a multiple of the lanes.
 *
 * <pre>{@code
 * |d| < width    L = curvature d^2 / 2
 * otherwise      L = |slope| (|d| - width / 2)      slope = up for d > 0, down for d < 0, 0 at 0
 * }</pre>
 *
 * <p>A slope of 0 (quantiles 0 and 1) gives 0 even where d overflows, not 0 Inf.
 */
public final class DoubleLinearQuadratic {

    /** Bounds in ulps: the difference counts twice where |d| - width / 2 cancels, parameters are rounded to double. */
    public static final double MAX_ULP_LOSS = 2.5;

    public static final double MAX_ULP_GRADIENT = 1;
    public static final double MAX_ULP_HESSIAN = 0.5;

    private static final VectorSpecies<Double> SPECIES = DoubleLanes.SPECIES;
    private static final int LANES = DoubleLanes.LANES;

    private DoubleLinearQuadratic() {}

    static void losses(
            double width, double curvature, double up, double down, double[] predictions, int p, double[] targets, int t,
            double[] losses, int l, int length) {
        DoubleVector zero = DoubleVector.zero(SPECIES);
        DoubleVector half = DoubleVector.broadcast(SPECIES, 0.5);
        DoubleVector middle = DoubleVector.broadcast(SPECIES, 0.5 * width);
        DoubleVector edge = DoubleVector.broadcast(SPECIES, width);
        DoubleVector curve = DoubleVector.broadcast(SPECIES, curvature);
        DoubleVector rise = DoubleVector.broadcast(SPECIES, up);
        DoubleVector fall = DoubleVector.broadcast(SPECIES, down);
        for (int i = 0; i < length; i += SPECIES.length()) {
            DoubleVector d = DoubleVector.fromArray(SPECIES, predictions, p + i)
                    .sub(DoubleVector.fromArray(SPECIES, targets, t + i));
            DoubleVector size = d.lanewise(ABS);
            DoubleVector bent = d.mul(curve);
            DoubleVector slope = d.blend(rise, d.compare(GT, zero)).blend(fall, d.lt(zero));
            VectorMask<Double> near = size.lt(edge);
            DoubleVector line = slope.lanewise(ABS).mul(size.sub(middle)).blend(zero, slope.compare(EQ, zero));
            line.blend(bent.mul(half).mul(d), near).intoArray(losses, l + i);
        }
    }

    /** Gradients times scale, rounded once more. */
    static void lossesAndGradient(
            double width, double curvature, double up, double down, double scale,
            double[] predictions, int p, double[] targets, int t,
            double[] losses, int l, double[] gradient, int g, int length) {
        DoubleVector zero = DoubleVector.zero(SPECIES);
        DoubleVector half = DoubleVector.broadcast(SPECIES, 0.5);
        DoubleVector middle = DoubleVector.broadcast(SPECIES, 0.5 * width);
        DoubleVector edge = DoubleVector.broadcast(SPECIES, width);
        DoubleVector curve = DoubleVector.broadcast(SPECIES, curvature);
        DoubleVector rise = DoubleVector.broadcast(SPECIES, up);
        DoubleVector fall = DoubleVector.broadcast(SPECIES, down);
        DoubleVector factor = DoubleVector.broadcast(SPECIES, scale);
        for (int i = 0; i < length; i += SPECIES.length()) {
            DoubleVector d = DoubleVector.fromArray(SPECIES, predictions, p + i)
                    .sub(DoubleVector.fromArray(SPECIES, targets, t + i));
            DoubleVector size = d.lanewise(ABS);
            DoubleVector bent = d.mul(curve);
            DoubleVector slope = d.blend(rise, d.compare(GT, zero)).blend(fall, d.lt(zero));
            VectorMask<Double> near = size.lt(edge);
            DoubleVector line = slope.lanewise(ABS).mul(size.sub(middle)).blend(zero, slope.compare(EQ, zero));
            line.blend(bent.mul(half).mul(d), near).intoArray(losses, l + i);
            slope.blend(bent, near).mul(factor).intoArray(gradient, g + i);
        }
    }

    /** Gradients times scale; the losses are summed into the 64 slots, and the length is a multiple of 64. */
    static void lossAndGradient(
            double width, double curvature, double up, double down, double scale,
            double[] predictions, int p, double[] targets, int t,
            double[] gradient, int g, int length, double[] slots) {
        DoubleVector zero = DoubleVector.zero(SPECIES);
        DoubleVector half = DoubleVector.broadcast(SPECIES, 0.5);
        DoubleVector middle = DoubleVector.broadcast(SPECIES, 0.5 * width);
        DoubleVector edge = DoubleVector.broadcast(SPECIES, width);
        DoubleVector curve = DoubleVector.broadcast(SPECIES, curvature);
        DoubleVector rise = DoubleVector.broadcast(SPECIES, up);
        DoubleVector fall = DoubleVector.broadcast(SPECIES, down);
        DoubleVector factor = DoubleVector.broadcast(SPECIES, scale);
        for (int c = 0; c < slots.length; c += 4 * LANES) {
            DoubleVector sum0 = DoubleVector.zero(SPECIES);
            DoubleVector sum1 = DoubleVector.zero(SPECIES);
            DoubleVector sum2 = DoubleVector.zero(SPECIES);
            DoubleVector sum3 = DoubleVector.zero(SPECIES);
            for (int i = c; i < length; i += slots.length) {
                DoubleVector d0 = DoubleVector.fromArray(SPECIES, predictions, p + i)
                        .sub(DoubleVector.fromArray(SPECIES, targets, t + i));
                DoubleVector size0 = d0.lanewise(ABS);
                DoubleVector bent0 = d0.mul(curve);
                DoubleVector slope0 = d0.blend(rise, d0.compare(GT, zero)).blend(fall, d0.lt(zero));
                VectorMask<Double> near0 = size0.lt(edge);
                DoubleVector line0 = slope0.lanewise(ABS).mul(size0.sub(middle)).blend(zero, slope0.compare(EQ, zero));
                sum0 = sum0.add(line0.blend(bent0.mul(half).mul(d0), near0));
                slope0.blend(bent0, near0).mul(factor).intoArray(gradient, g + i);
                DoubleVector d1 = DoubleVector.fromArray(SPECIES, predictions, p + i + LANES)
                        .sub(DoubleVector.fromArray(SPECIES, targets, t + i + LANES));
                DoubleVector size1 = d1.lanewise(ABS);
                DoubleVector bent1 = d1.mul(curve);
                DoubleVector slope1 = d1.blend(rise, d1.compare(GT, zero)).blend(fall, d1.lt(zero));
                VectorMask<Double> near1 = size1.lt(edge);
                DoubleVector line1 = slope1.lanewise(ABS).mul(size1.sub(middle)).blend(zero, slope1.compare(EQ, zero));
                sum1 = sum1.add(line1.blend(bent1.mul(half).mul(d1), near1));
                slope1.blend(bent1, near1).mul(factor).intoArray(gradient, g + i + LANES);
                DoubleVector d2 = DoubleVector.fromArray(SPECIES, predictions, p + i + 2 * LANES)
                        .sub(DoubleVector.fromArray(SPECIES, targets, t + i + 2 * LANES));
                DoubleVector size2 = d2.lanewise(ABS);
                DoubleVector bent2 = d2.mul(curve);
                DoubleVector slope2 = d2.blend(rise, d2.compare(GT, zero)).blend(fall, d2.lt(zero));
                VectorMask<Double> near2 = size2.lt(edge);
                DoubleVector line2 = slope2.lanewise(ABS).mul(size2.sub(middle)).blend(zero, slope2.compare(EQ, zero));
                sum2 = sum2.add(line2.blend(bent2.mul(half).mul(d2), near2));
                slope2.blend(bent2, near2).mul(factor).intoArray(gradient, g + i + 2 * LANES);
                DoubleVector d3 = DoubleVector.fromArray(SPECIES, predictions, p + i + 3 * LANES)
                        .sub(DoubleVector.fromArray(SPECIES, targets, t + i + 3 * LANES));
                DoubleVector size3 = d3.lanewise(ABS);
                DoubleVector bent3 = d3.mul(curve);
                DoubleVector slope3 = d3.blend(rise, d3.compare(GT, zero)).blend(fall, d3.lt(zero));
                VectorMask<Double> near3 = size3.lt(edge);
                DoubleVector line3 = slope3.lanewise(ABS).mul(size3.sub(middle)).blend(zero, slope3.compare(EQ, zero));
                sum3 = sum3.add(line3.blend(bent3.mul(half).mul(d3), near3));
                slope3.blend(bent3, near3).mul(factor).intoArray(gradient, g + i + 3 * LANES);
            }
            sum0.intoArray(slots, c);
            sum1.intoArray(slots, c + LANES);
            sum2.intoArray(slots, c + 2 * LANES);
            sum3.intoArray(slots, c + 3 * LANES);
        }
    }

    static void gradientAndHessian(
            double width, double curvature, double up, double down, double[] predictions, int p, double[] targets, int t,
            double[] gradient, int g, double[] hessian, int h, int length) {
        DoubleVector zero = DoubleVector.zero(SPECIES);
        DoubleVector edge = DoubleVector.broadcast(SPECIES, width);
        DoubleVector curve = DoubleVector.broadcast(SPECIES, curvature);
        DoubleVector rise = DoubleVector.broadcast(SPECIES, up);
        DoubleVector fall = DoubleVector.broadcast(SPECIES, down);
        for (int i = 0; i < length; i += SPECIES.length()) {
            DoubleVector d = DoubleVector.fromArray(SPECIES, predictions, p + i)
                    .sub(DoubleVector.fromArray(SPECIES, targets, t + i));
            DoubleVector size = d.lanewise(ABS);
            DoubleVector bent = d.mul(curve);
            DoubleVector slope = d.blend(rise, d.compare(GT, zero)).blend(fall, d.lt(zero));
            VectorMask<Double> near = size.lt(edge);
            slope.blend(bent, near).intoArray(gradient, g + i);
            zero.blend(curve, near).blend(d, d.test(IS_NAN)).intoArray(hessian, h + i);
        }
    }
}
