package io.github.losslane.margin;

import io.github.losslane.internal.Arguments;

/**
 * Additive margin softmax (AM-Softmax, CosFace): the label's cosine must be larger than the others by a margin.
 *
 * <pre>{@code
 * z_j = scale c_j                      z_y = scale (c_y - margin)
 * }</pre>
 *
 * <p>Decision boundary of two classes: scale (c_1 - margin - c_2) = 0. Special values: see {@link MarginLoss}.
 *
 * @param scale norm of the features, finite and more than 0; 30 in the paper
 * @param margin the margin, finite and not negative; 0.35 in the paper
 * @see <a href="https://arxiv.org/abs/1801.05599">Wang et al., Additive Margin Softmax for Face Verification, eq. 6</a>
 */
public record AmSoftmax(double scale, double margin) implements MarginLoss {

    /** The paper's choice: scale 30, margin 0.35. */
    public AmSoftmax() {
        this(30, 0.35);
    }

    /**
     * Checks the parameters.
     *
     * @throws IllegalArgumentException if the scale is not finite and more than 0, or the margin negative or not finite
     */
    public AmSoftmax {
        Arguments.positive("scale", scale);
        Arguments.notNegative("margin", margin);
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
    public boolean hasMargin() {
        return margin != 0;
    }

    @Override
    public double target(double cosine, double sine) {
        return cosine - margin;
    }
}
