package io.github.losslane.simd.pointwise;

import static io.github.losslane.simd.FloatParameter.limited;

/** SIMD {@link io.github.losslane.pointwise.SmoothL1} by its parameter: a record made for each call would be allocated. */
public final class FloatSmoothL1 {

    private FloatSmoothL1() {}

    /**
     * Losses, and gradients times scale, which may be written over the predictions.
     *
     * @param length a multiple of the lanes
     */
    public static void lossesAndGradient(
            double beta, float scale, float[] predictions, int p, float[] targets, int t,
            float[] losses, int l, float[] gradient, int g, int length) {
        FloatLinearQuadratic.lossesAndGradient(
                FloatPointwiseDispatch.width(beta), limited(1 / beta), 1, -1, scale,
                predictions, p, targets, t, losses, l, gradient, g, length);
    }
}
