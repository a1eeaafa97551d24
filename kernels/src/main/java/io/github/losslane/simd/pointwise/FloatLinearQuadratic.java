package io.github.losslane.simd.pointwise;

import static jdk.incubator.vector.VectorOperators.ABS;
import static jdk.incubator.vector.VectorOperators.EQ;
import static jdk.incubator.vector.VectorOperators.GT;
import static jdk.incubator.vector.VectorOperators.IS_NAN;

import io.github.losslane.simd.FloatLanes;
import io.github.losslane.simd.FloatSum;
import io.github.losslane.simd.FloatSweep;
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
            line.blend(bent.mul(d.mul(half)), near).intoArray(losses, l + i);
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
            line.blend(bent.mul(d.mul(half)), near).intoArray(losses, l + i);
            slope.blend(bent, near).mul(factor).intoArray(gradient, g + i);
        }
    }

    /**
     * Gradients times scale; the losses are summed into the 64 slots, and the length is a multiple of 64. With c the nearest
     * to d of -width to width the loss is slope (d - c / 2) in all pieces, to the bit what the elementwise form gives, but
     * for the sign of a 0 that is added to a sum. The edge is below the width, as the quadratic piece is without its ends. A
     * width of 0 is a matter of {@link FloatTwoLines}.
     */
    static void lossAndGradient(
            float width, float curvature, float up, float down, float scale,
            float[] predictions, int p, float[] targets, int t,
            float[] gradient, int g, int length, float[] slots) {
        FloatVector edge = FloatVector.broadcast(SPECIES, Math.nextDown(width));
        FloatVector otherEdge = FloatVector.broadcast(SPECIES, -Math.nextDown(width));
        FloatVector meeting = FloatVector.broadcast(SPECIES, 2 * (0.5f * width));
        FloatVector opposite = FloatVector.broadcast(SPECIES, -2 * (0.5f * width));
        FloatVector minusHalf = FloatVector.broadcast(SPECIES, -0.5f);
        FloatVector curve = FloatVector.broadcast(SPECIES, curvature);
        FloatVector rise = FloatVector.broadcast(SPECIES, up);
        FloatVector fall = FloatVector.broadcast(SPECIES, down);
        FloatVector factor = FloatVector.broadcast(SPECIES, scale);
        for (int c = 0; c < FloatSum.SLOTS; c += FloatSweep.SLOTS) {
            FloatVector sum0 = FloatVector.zero(SPECIES);
            FloatVector sum1 = sum0;
            FloatVector sum2 = sum0;
            FloatVector sum3 = sum0;
            FloatVector next0 = sum0;
            FloatVector next1 = sum0;
            FloatVector next2 = sum0;
            FloatVector next3 = sum0;
            for (int i = c; i < length; i += FloatSweep.STEP) {
                int pi = p + i;
                int ti = t + i;
                int gi = g + i;
                FloatVector d0 = FloatVector.fromArray(SPECIES, predictions, pi)
                        .sub(FloatVector.fromArray(SPECIES, targets, ti));
                VectorMask<Float> above0 = d0.compare(GT, edge);
                VectorMask<Float> below0 = d0.lt(otherEdge);
                FloatVector slope0 = d0.mul(curve).blend(rise, above0).blend(fall, below0);
                FloatVector from0 = d0.blend(meeting, above0).blend(opposite, below0);
                sum0 = sum0.add(from0.fma(minusHalf, d0).mul(slope0));
                slope0.mul(factor).intoArray(gradient, gi);
                FloatVector d1 = FloatVector.fromArray(SPECIES, predictions, pi + LANES)
                        .sub(FloatVector.fromArray(SPECIES, targets, ti + LANES));
                VectorMask<Float> above1 = d1.compare(GT, edge);
                VectorMask<Float> below1 = d1.lt(otherEdge);
                FloatVector slope1 = d1.mul(curve).blend(rise, above1).blend(fall, below1);
                FloatVector from1 = d1.blend(meeting, above1).blend(opposite, below1);
                sum1 = sum1.add(from1.fma(minusHalf, d1).mul(slope1));
                slope1.mul(factor).intoArray(gradient, gi + LANES);
                FloatVector d2 = FloatVector.fromArray(SPECIES, predictions, pi + 2 * LANES)
                        .sub(FloatVector.fromArray(SPECIES, targets, ti + 2 * LANES));
                VectorMask<Float> above2 = d2.compare(GT, edge);
                VectorMask<Float> below2 = d2.lt(otherEdge);
                FloatVector slope2 = d2.mul(curve).blend(rise, above2).blend(fall, below2);
                FloatVector from2 = d2.blend(meeting, above2).blend(opposite, below2);
                sum2 = sum2.add(from2.fma(minusHalf, d2).mul(slope2));
                slope2.mul(factor).intoArray(gradient, gi + 2 * LANES);
                FloatVector d3 = FloatVector.fromArray(SPECIES, predictions, pi + 3 * LANES)
                        .sub(FloatVector.fromArray(SPECIES, targets, ti + 3 * LANES));
                VectorMask<Float> above3 = d3.compare(GT, edge);
                VectorMask<Float> below3 = d3.lt(otherEdge);
                FloatVector slope3 = d3.mul(curve).blend(rise, above3).blend(fall, below3);
                FloatVector from3 = d3.blend(meeting, above3).blend(opposite, below3);
                sum3 = sum3.add(from3.fma(minusHalf, d3).mul(slope3));
                slope3.mul(factor).intoArray(gradient, gi + 3 * LANES);
                if (FloatSweep.TURNS) {
                    FloatVector last0 = sum0;
                    FloatVector last1 = sum1;
                    FloatVector last2 = sum2;
                    FloatVector last3 = sum3;
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
            if (FloatSweep.TURNS) {
                next0.intoArray(slots, c + 4 * LANES);
                next1.intoArray(slots, c + 5 * LANES);
                next2.intoArray(slots, c + 6 * LANES);
                next3.intoArray(slots, c + 7 * LANES);
            }
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
