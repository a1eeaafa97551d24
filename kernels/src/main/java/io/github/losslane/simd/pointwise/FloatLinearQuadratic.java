package io.github.losslane.simd.pointwise;

import static jdk.incubator.vector.VectorOperators.ABS;
import static jdk.incubator.vector.VectorOperators.EQ;
import static jdk.incubator.vector.VectorOperators.GT;
import static jdk.incubator.vector.VectorOperators.IS_NAN;

import io.github.losslane.simd.FloatLanes;
import jdk.incubator.vector.FloatVector;
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
public final class FloatLinearQuadratic {

    /** Bounds in ulps: the difference counts twice where |d| - width / 2 cancels, parameters are rounded to float. */
    public static final double MAX_ULP_LOSS = 2.5;

    public static final double MAX_ULP_GRADIENT = 1;
    public static final double MAX_ULP_HESSIAN = 0.5;

    private static final VectorSpecies<Float> SPECIES = FloatLanes.SPECIES;
    private static final int LANES = FloatLanes.LANES;

    private FloatLinearQuadratic() {}

    static void losses(
            float width, float curvature, float up, float down, float[] predictions, int p, float[] targets, int t,
            float[] losses, int l, int length) {
        FloatVector zero = FloatVector.zero(SPECIES);
        FloatVector half = FloatVector.broadcast(SPECIES, 0.5f);
        FloatVector middle = FloatVector.broadcast(SPECIES, 0.5f * width);
        FloatVector edge = FloatVector.broadcast(SPECIES, width);
        FloatVector curve = FloatVector.broadcast(SPECIES, curvature);
        FloatVector rise = FloatVector.broadcast(SPECIES, up);
        FloatVector fall = FloatVector.broadcast(SPECIES, down);
        for (int i = 0; i < length; i += SPECIES.length()) {
            FloatVector d = FloatVector.fromArray(SPECIES, predictions, p + i)
                    .sub(FloatVector.fromArray(SPECIES, targets, t + i));
            FloatVector size = d.lanewise(ABS);
            FloatVector bent = d.mul(curve);
            FloatVector slope = d.blend(rise, d.compare(GT, zero)).blend(fall, d.lt(zero));
            VectorMask<Float> near = size.lt(edge);
            FloatVector line = slope.lanewise(ABS).mul(size.sub(middle)).blend(zero, slope.compare(EQ, zero));
            line.blend(bent.mul(half).mul(d), near).intoArray(losses, l + i);
        }
    }

    /** Gradients times scale, rounded once more. */
    static void lossesAndGradient(
            float width, float curvature, float up, float down, float scale,
            float[] predictions, int p, float[] targets, int t,
            float[] losses, int l, float[] gradient, int g, int length) {
        FloatVector zero = FloatVector.zero(SPECIES);
        FloatVector half = FloatVector.broadcast(SPECIES, 0.5f);
        FloatVector middle = FloatVector.broadcast(SPECIES, 0.5f * width);
        FloatVector edge = FloatVector.broadcast(SPECIES, width);
        FloatVector curve = FloatVector.broadcast(SPECIES, curvature);
        FloatVector rise = FloatVector.broadcast(SPECIES, up);
        FloatVector fall = FloatVector.broadcast(SPECIES, down);
        FloatVector factor = FloatVector.broadcast(SPECIES, scale);
        for (int i = 0; i < length; i += SPECIES.length()) {
            FloatVector d = FloatVector.fromArray(SPECIES, predictions, p + i)
                    .sub(FloatVector.fromArray(SPECIES, targets, t + i));
            FloatVector size = d.lanewise(ABS);
            FloatVector bent = d.mul(curve);
            FloatVector slope = d.blend(rise, d.compare(GT, zero)).blend(fall, d.lt(zero));
            VectorMask<Float> near = size.lt(edge);
            FloatVector line = slope.lanewise(ABS).mul(size.sub(middle)).blend(zero, slope.compare(EQ, zero));
            line.blend(bent.mul(half).mul(d), near).intoArray(losses, l + i);
            slope.blend(bent, near).mul(factor).intoArray(gradient, g + i);
        }
    }

    /** Gradients times scale; the losses are summed into the 64 slots, and the length is a multiple of 64. */
    static void lossAndGradient(
            float width, float curvature, float up, float down, float scale,
            float[] predictions, int p, float[] targets, int t,
            float[] gradient, int g, int length, float[] slots) {
        FloatVector zero = FloatVector.zero(SPECIES);
        FloatVector half = FloatVector.broadcast(SPECIES, 0.5f);
        FloatVector middle = FloatVector.broadcast(SPECIES, 0.5f * width);
        FloatVector edge = FloatVector.broadcast(SPECIES, width);
        FloatVector curve = FloatVector.broadcast(SPECIES, curvature);
        FloatVector rise = FloatVector.broadcast(SPECIES, up);
        FloatVector fall = FloatVector.broadcast(SPECIES, down);
        FloatVector factor = FloatVector.broadcast(SPECIES, scale);
        for (int c = 0; c < slots.length; c += 4 * LANES) {
            FloatVector sum0 = FloatVector.zero(SPECIES);
            FloatVector sum1 = FloatVector.zero(SPECIES);
            FloatVector sum2 = FloatVector.zero(SPECIES);
            FloatVector sum3 = FloatVector.zero(SPECIES);
            for (int i = c; i < length; i += slots.length) {
                FloatVector d0 = FloatVector.fromArray(SPECIES, predictions, p + i)
                        .sub(FloatVector.fromArray(SPECIES, targets, t + i));
                FloatVector size0 = d0.lanewise(ABS);
                FloatVector bent0 = d0.mul(curve);
                FloatVector slope0 = d0.blend(rise, d0.compare(GT, zero)).blend(fall, d0.lt(zero));
                VectorMask<Float> near0 = size0.lt(edge);
                FloatVector line0 = slope0.lanewise(ABS).mul(size0.sub(middle)).blend(zero, slope0.compare(EQ, zero));
                sum0 = sum0.add(line0.blend(bent0.mul(half).mul(d0), near0));
                slope0.blend(bent0, near0).mul(factor).intoArray(gradient, g + i);
                FloatVector d1 = FloatVector.fromArray(SPECIES, predictions, p + i + LANES)
                        .sub(FloatVector.fromArray(SPECIES, targets, t + i + LANES));
                FloatVector size1 = d1.lanewise(ABS);
                FloatVector bent1 = d1.mul(curve);
                FloatVector slope1 = d1.blend(rise, d1.compare(GT, zero)).blend(fall, d1.lt(zero));
                VectorMask<Float> near1 = size1.lt(edge);
                FloatVector line1 = slope1.lanewise(ABS).mul(size1.sub(middle)).blend(zero, slope1.compare(EQ, zero));
                sum1 = sum1.add(line1.blend(bent1.mul(half).mul(d1), near1));
                slope1.blend(bent1, near1).mul(factor).intoArray(gradient, g + i + LANES);
                FloatVector d2 = FloatVector.fromArray(SPECIES, predictions, p + i + 2 * LANES)
                        .sub(FloatVector.fromArray(SPECIES, targets, t + i + 2 * LANES));
                FloatVector size2 = d2.lanewise(ABS);
                FloatVector bent2 = d2.mul(curve);
                FloatVector slope2 = d2.blend(rise, d2.compare(GT, zero)).blend(fall, d2.lt(zero));
                VectorMask<Float> near2 = size2.lt(edge);
                FloatVector line2 = slope2.lanewise(ABS).mul(size2.sub(middle)).blend(zero, slope2.compare(EQ, zero));
                sum2 = sum2.add(line2.blend(bent2.mul(half).mul(d2), near2));
                slope2.blend(bent2, near2).mul(factor).intoArray(gradient, g + i + 2 * LANES);
                FloatVector d3 = FloatVector.fromArray(SPECIES, predictions, p + i + 3 * LANES)
                        .sub(FloatVector.fromArray(SPECIES, targets, t + i + 3 * LANES));
                FloatVector size3 = d3.lanewise(ABS);
                FloatVector bent3 = d3.mul(curve);
                FloatVector slope3 = d3.blend(rise, d3.compare(GT, zero)).blend(fall, d3.lt(zero));
                VectorMask<Float> near3 = size3.lt(edge);
                FloatVector line3 = slope3.lanewise(ABS).mul(size3.sub(middle)).blend(zero, slope3.compare(EQ, zero));
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
            float width, float curvature, float up, float down, float[] predictions, int p, float[] targets, int t,
            float[] gradient, int g, float[] hessian, int h, int length) {
        FloatVector zero = FloatVector.zero(SPECIES);
        FloatVector edge = FloatVector.broadcast(SPECIES, width);
        FloatVector curve = FloatVector.broadcast(SPECIES, curvature);
        FloatVector rise = FloatVector.broadcast(SPECIES, up);
        FloatVector fall = FloatVector.broadcast(SPECIES, down);
        for (int i = 0; i < length; i += SPECIES.length()) {
            FloatVector d = FloatVector.fromArray(SPECIES, predictions, p + i)
                    .sub(FloatVector.fromArray(SPECIES, targets, t + i));
            FloatVector size = d.lanewise(ABS);
            FloatVector bent = d.mul(curve);
            FloatVector slope = d.blend(rise, d.compare(GT, zero)).blend(fall, d.lt(zero));
            VectorMask<Float> near = size.lt(edge);
            slope.blend(bent, near).intoArray(gradient, g + i);
            zero.blend(curve, near).blend(d, d.test(IS_NAN)).intoArray(hessian, h + i);
        }
    }
}
