// Derived from FloatLinearQuadratic.java; edit that file, then run: java verification/src/test/java/io/github/losslane/verification/Twins.java
package io.github.losslane.simd.pointwise;

import static jdk.incubator.vector.VectorOperators.ABS;
import static jdk.incubator.vector.VectorOperators.EQ;
import static jdk.incubator.vector.VectorOperators.GT;
import static jdk.incubator.vector.VectorOperators.IS_NAN;

import io.github.losslane.simd.DoubleLanes;
import io.github.losslane.simd.DoubleSum;
import io.github.losslane.simd.DoubleSweep;
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
            line.blend(bent.mul(d.mul(half)), near).intoArray(losses, l + i);
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
            line.blend(bent.mul(d.mul(half)), near).intoArray(losses, l + i);
            slope.blend(bent, near).mul(factor).intoArray(gradient, g + i);
        }
    }

    /**
     * Gradients times scale; the losses are summed into the 64 slots, and the length is a multiple of 64. With c the nearest
     * to d of -width to width the loss is slope (d - c / 2) in all pieces, to the bit what the elementwise form gives, but
     * for the sign of a 0 that is added to a sum. The edge is below the width, as the quadratic piece is without its ends. A
     * width of 0 is a matter of {@link DoubleTwoLines}.
     */
    static void lossAndGradient(
            double width, double curvature, double up, double down, double scale,
            double[] predictions, int p, double[] targets, int t,
            double[] gradient, int g, int length, double[] slots) {
        DoubleVector edge = DoubleVector.broadcast(SPECIES, Math.nextDown(width));
        DoubleVector otherEdge = DoubleVector.broadcast(SPECIES, -Math.nextDown(width));
        DoubleVector meeting = DoubleVector.broadcast(SPECIES, 2 * (0.5 * width));
        DoubleVector opposite = DoubleVector.broadcast(SPECIES, -2 * (0.5 * width));
        DoubleVector minusHalf = DoubleVector.broadcast(SPECIES, -0.5);
        DoubleVector curve = DoubleVector.broadcast(SPECIES, curvature);
        DoubleVector rise = DoubleVector.broadcast(SPECIES, up);
        DoubleVector fall = DoubleVector.broadcast(SPECIES, down);
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
                int pi = p + i;
                int ti = t + i;
                int gi = g + i;
                DoubleVector d0 = DoubleVector.fromArray(SPECIES, predictions, pi)
                        .sub(DoubleVector.fromArray(SPECIES, targets, ti));
                VectorMask<Double> above0 = d0.compare(GT, edge);
                VectorMask<Double> below0 = d0.lt(otherEdge);
                DoubleVector slope0 = d0.mul(curve).blend(rise, above0).blend(fall, below0);
                DoubleVector from0 = d0.blend(meeting, above0).blend(opposite, below0);
                sum0 = sum0.add(from0.fma(minusHalf, d0).mul(slope0));
                slope0.mul(factor).intoArray(gradient, gi);
                DoubleVector d1 = DoubleVector.fromArray(SPECIES, predictions, pi + LANES)
                        .sub(DoubleVector.fromArray(SPECIES, targets, ti + LANES));
                VectorMask<Double> above1 = d1.compare(GT, edge);
                VectorMask<Double> below1 = d1.lt(otherEdge);
                DoubleVector slope1 = d1.mul(curve).blend(rise, above1).blend(fall, below1);
                DoubleVector from1 = d1.blend(meeting, above1).blend(opposite, below1);
                sum1 = sum1.add(from1.fma(minusHalf, d1).mul(slope1));
                slope1.mul(factor).intoArray(gradient, gi + LANES);
                DoubleVector d2 = DoubleVector.fromArray(SPECIES, predictions, pi + 2 * LANES)
                        .sub(DoubleVector.fromArray(SPECIES, targets, ti + 2 * LANES));
                VectorMask<Double> above2 = d2.compare(GT, edge);
                VectorMask<Double> below2 = d2.lt(otherEdge);
                DoubleVector slope2 = d2.mul(curve).blend(rise, above2).blend(fall, below2);
                DoubleVector from2 = d2.blend(meeting, above2).blend(opposite, below2);
                sum2 = sum2.add(from2.fma(minusHalf, d2).mul(slope2));
                slope2.mul(factor).intoArray(gradient, gi + 2 * LANES);
                DoubleVector d3 = DoubleVector.fromArray(SPECIES, predictions, pi + 3 * LANES)
                        .sub(DoubleVector.fromArray(SPECIES, targets, ti + 3 * LANES));
                VectorMask<Double> above3 = d3.compare(GT, edge);
                VectorMask<Double> below3 = d3.lt(otherEdge);
                DoubleVector slope3 = d3.mul(curve).blend(rise, above3).blend(fall, below3);
                DoubleVector from3 = d3.blend(meeting, above3).blend(opposite, below3);
                sum3 = sum3.add(from3.fma(minusHalf, d3).mul(slope3));
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
