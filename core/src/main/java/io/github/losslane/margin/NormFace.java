package io.github.losslane.margin;

import io.github.losslane.internal.Arguments;

/**
 * NormFace: softmax over scaled cosines, the norms kept away from 0 by an epsilon.
 *
 * <pre>{@code
 * |x|_e = sqrt(|x|^2 + epsilon)        z_j = scale (x / |x|_e) . (W_j / |W_j|_e)
 * dL/dscale = sum_j g_j z_j / scale
 * }</pre>
 *
 * <p>The scale may be learned: the head gives its gradient on request. Special values: see {@link MarginLoss}; rows of zeros
 * have the gradient 0 although the epsilon would give them one, a million times the usual, in no direction of their own.
 *
 * @param scale norm of the features, finite and more than 0
 * @see <a href="https://arxiv.org/abs/1704.06369">Wang et al., NormFace: L2 Hypersphere Embedding for Face Verification,
 *     sections 3.1 to 3.3</a>
 */
public record NormFace(double scale) implements MarginLoss {

    /** What is added to squared norms; far below the rounding of a float norm of 1. */
    public static final double EPSILON = 1e-12;

    /**
     * Checks the parameter.
     *
     * @throws IllegalArgumentException if the scale is not finite and more than 0
     */
    public NormFace {
        Arguments.positive("scale", scale);
    }

    @Override
    public boolean unitFeatures() {
        return true;
    }

    @Override
    public boolean unitWeights() {
        return true;
    }

    @Override
    public double epsilon() {
        return EPSILON;
    }
}
