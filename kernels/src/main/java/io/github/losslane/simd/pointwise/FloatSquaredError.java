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
