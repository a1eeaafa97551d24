package io.github.losslane.simd.pointwise;

import static jdk.incubator.vector.VectorOperators.GT;

import io.github.losslane.simd.FloatLanes;
import io.github.losslane.simd.FloatScratch;
import io.github.losslane.simd.math.FloatExp;
import io.github.losslane.simd.math.FloatLog1p;
import jdk.incubator.vector.FloatVector;
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
public final class FloatSoftMargin {

    /** Bounds in ulps for targets of -1 and 1. */
    public static final double MAX_ULP_LOSS = 2;

    public static final double MAX_ULP_GRADIENT = 3;
    public static final double MAX_ULP_HESSIAN = 4.5;

    private static final VectorSpecies<Float> SPECIES = FloatLanes.SPECIES;

    private FloatSoftMargin() {}

    static void losses(
            float[] scores, int f, float[] targets, int t, float[] losses, int l, int length, FloatScratch scratch) {
        float[] m = scratch.shifts;
        float[] e = scratch.values;
        margins(scores, f, targets, t, m, e, length);
        FloatLog1p.ofUnit(e, 0, e, 0, length);
        FloatVector zero = FloatVector.zero(SPECIES);
        for (int i = 0; i < length; i += SPECIES.length()) {
            FloatVector margin = FloatVector.fromArray(SPECIES, m, i);
            FloatVector.fromArray(SPECIES, e, i).add(margin.blend(zero, margin.lt(zero))).intoArray(losses, l + i);
        }
    }

    /** Gradients times scale, rounded once more. */
    static void lossesAndGradient(
            float scale, float[] scores, int f, float[] targets, int t,
            float[] losses, int l, float[] gradient, int g, int length, FloatScratch scratch) {
        float[] m = scratch.shifts;
        float[] e = scratch.values;
        margins(scores, f, targets, t, m, e, length);
        FloatLog1p.ofUnit(e, 0, losses, l, length);
        FloatVector zero = FloatVector.zero(SPECIES);
        FloatVector one = FloatVector.broadcast(SPECIES, 1);
        for (int i = 0; i < length; i += SPECIES.length()) {
            FloatVector margin = FloatVector.fromArray(SPECIES, m, i);
            FloatVector.fromArray(SPECIES, losses, l + i)
                    .add(margin.blend(zero, margin.lt(zero)))
                    .intoArray(losses, l + i);
            FloatVector exponential = FloatVector.fromArray(SPECIES, e, i);
            exponential.blend(one, margin.compare(GT, zero))
                    .div(exponential.add(one))
                    .mul(FloatVector.fromArray(SPECIES, targets, t + i).neg())
                    .mul(FloatVector.broadcast(SPECIES, scale))
                    .intoArray(gradient, g + i);
        }
    }

    static void gradientAndHessian(
            float[] scores, int f, float[] targets, int t, float[] gradient, int g, float[] hessian, int h, int length,
            FloatScratch scratch) {
        float[] m = scratch.shifts;
        float[] e = scratch.values;
        margins(scores, f, targets, t, m, e, length);
        FloatVector zero = FloatVector.zero(SPECIES);
        FloatVector one = FloatVector.broadcast(SPECIES, 1);
        for (int i = 0; i < length; i += SPECIES.length()) {
            FloatVector target = FloatVector.fromArray(SPECIES, targets, t + i);
            FloatVector exponential = FloatVector.fromArray(SPECIES, e, i);
            FloatVector sum = exponential.add(one);
            exponential.blend(one, FloatVector.fromArray(SPECIES, m, i).compare(GT, zero))
                    .div(sum)
                    .mul(target.neg())
                    .intoArray(gradient, g + i);
            exponential.div(sum.mul(sum)).mul(target).mul(target).intoArray(hessian, h + i);
        }
    }

    /** m = -y f and e = exp(-|m|). */
    private static void margins(float[] scores, int f, float[] targets, int t, float[] m, float[] e, int length) {
        for (int i = 0; i < length; i += SPECIES.length()) {
            FloatVector.fromArray(SPECIES, targets, t + i)
                    .neg()
                    .mul(FloatVector.fromArray(SPECIES, scores, f + i))
                    .intoArray(m, i);
        }
        FloatExp.ofNegativeMagnitude(m, 0, e, 0, length);
    }
}
