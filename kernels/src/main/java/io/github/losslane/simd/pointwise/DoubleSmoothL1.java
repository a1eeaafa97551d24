// Derived from FloatSmoothL1.java; edit that file, then run: java verification/src/test/java/io/github/losslane/verification/Twins.java
package io.github.losslane.simd.pointwise;

import static io.github.losslane.simd.DoubleParameter.limited;

/** SIMD {@link io.github.losslane.pointwise.SmoothL1} by its parameter: a record made for each call would be allocated. */
public final class DoubleSmoothL1 {

    private DoubleSmoothL1() {}

    /**
     * Losses, and gradients times scale, which may be written over the predictions.
     *
     * @param length a multiple of the lanes
     */
    public static void lossesAndGradient(
            double beta, double scale, double[] predictions, int p, double[] targets, int t,
            double[] losses, int l, double[] gradient, int g, int length) {
        DoubleLinearQuadratic.lossesAndGradient(
                DoublePointwiseDispatch.width(beta), limited(1 / beta), 1, -1, scale,
                predictions, p, targets, t, losses, l, gradient, g, length);
    }
}
