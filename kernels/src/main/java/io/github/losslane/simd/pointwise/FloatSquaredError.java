package io.github.losslane.simd.pointwise;

import static jdk.incubator.vector.VectorOperators.IS_NAN;

import io.github.losslane.simd.FloatLanes;
import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.VectorSpecies;

/** SIMD {@link io.github.losslane.pointwise.SquaredError}; every length is a multiple of the lanes. */
public final class FloatSquaredError {

    /** Bounds in ulps: the difference is rounded, its square once more; twice the difference exactly doubles its error. */
    public static final double MAX_ULP_LOSS = 2;

    public static final double MAX_ULP_GRADIENT = 0.5;
    public static final double MAX_ULP_HESSIAN = 0;

    private static final VectorSpecies<Float> SPECIES = FloatLanes.SPECIES;
    private static final int LANES = FloatLanes.LANES;

    private FloatSquaredError() {}

    static void losses(float[] predictions, int p, float[] targets, int t, float[] losses, int l, int length) {
        for (int i = 0; i < length; i += SPECIES.length()) {
            FloatVector difference = FloatVector.fromArray(SPECIES, predictions, p + i)
                    .sub(FloatVector.fromArray(SPECIES, targets, t + i));
            difference.mul(difference).intoArray(losses, l + i);
        }
    }

    /** Gradients times scale, rounded once more. */
    static void lossesAndGradient(
            float scale, float[] predictions, int p, float[] targets, int t,
            float[] losses, int l, float[] gradient, int g, int length) {
        for (int i = 0; i < length; i += SPECIES.length()) {
            FloatVector difference = FloatVector.fromArray(SPECIES, predictions, p + i)
                    .sub(FloatVector.fromArray(SPECIES, targets, t + i));
            difference.mul(difference).intoArray(losses, l + i);
            difference.add(difference).mul(FloatVector.broadcast(SPECIES, scale)).intoArray(gradient, g + i);
        }
    }

    /** Gradients times scale; the losses are summed into the 64 slots, and the length is a multiple of 64. */
    static void lossAndGradient(
            float scale, float[] predictions, int p, float[] targets, int t, float[] gradient, int g, int length, float[] slots) {
        FloatVector factor = FloatVector.broadcast(SPECIES, scale);
        for (int c = 0; c < slots.length; c += 4 * LANES) {
            FloatVector sum0 = FloatVector.zero(SPECIES);
            FloatVector sum1 = FloatVector.zero(SPECIES);
            FloatVector sum2 = FloatVector.zero(SPECIES);
            FloatVector sum3 = FloatVector.zero(SPECIES);
            for (int i = c; i < length; i += slots.length) {
                FloatVector d0 = FloatVector.fromArray(SPECIES, predictions, p + i)
                        .sub(FloatVector.fromArray(SPECIES, targets, t + i));
                FloatVector d1 = FloatVector.fromArray(SPECIES, predictions, p + i + LANES)
                        .sub(FloatVector.fromArray(SPECIES, targets, t + i + LANES));
                FloatVector d2 = FloatVector.fromArray(SPECIES, predictions, p + i + 2 * LANES)
                        .sub(FloatVector.fromArray(SPECIES, targets, t + i + 2 * LANES));
                FloatVector d3 = FloatVector.fromArray(SPECIES, predictions, p + i + 3 * LANES)
                        .sub(FloatVector.fromArray(SPECIES, targets, t + i + 3 * LANES));
                sum0 = sum0.add(d0.mul(d0));
                sum1 = sum1.add(d1.mul(d1));
                sum2 = sum2.add(d2.mul(d2));
                sum3 = sum3.add(d3.mul(d3));
                d0.add(d0).mul(factor).intoArray(gradient, g + i);
                d1.add(d1).mul(factor).intoArray(gradient, g + i + LANES);
                d2.add(d2).mul(factor).intoArray(gradient, g + i + 2 * LANES);
                d3.add(d3).mul(factor).intoArray(gradient, g + i + 3 * LANES);
            }
            sum0.intoArray(slots, c);
            sum1.intoArray(slots, c + LANES);
            sum2.intoArray(slots, c + 2 * LANES);
            sum3.intoArray(slots, c + 3 * LANES);
        }
    }

    static void gradientAndHessian(
            float[] predictions, int p, float[] targets, int t, float[] gradient, int g, float[] hessian, int h, int length) {
        for (int i = 0; i < length; i += SPECIES.length()) {
            FloatVector difference = FloatVector.fromArray(SPECIES, predictions, p + i)
                    .sub(FloatVector.fromArray(SPECIES, targets, t + i));
            difference.add(difference).intoArray(gradient, g + i);
            FloatVector.broadcast(SPECIES, 2).blend(difference, difference.test(IS_NAN)).intoArray(hessian, h + i);
        }
    }
}
