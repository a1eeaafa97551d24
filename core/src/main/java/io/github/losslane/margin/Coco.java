package io.github.losslane.margin;

import io.github.losslane.internal.Arguments;

/**
 * Congenerous cosine loss: softmax over scaled cosines to the centers of the classes, which are the weight rows.
 *
 * <pre>{@code
 * z_j = alpha c_j
 * }</pre>
 *
 * <p>The paper sums over the batch, which is {@link io.github.losslane.Reduction#SUM}. Without alpha the loss of 10 classes
 * could not fall below 1.377. Special values: see {@link MarginLoss}.
 *
 * @param alpha norm of the features, finite and more than 0
 * @see <a href="https://arxiv.org/abs/1710.00870">Liu et al., Rethinking Feature Discrimination and Polymerization for
 *     Large-scale Recognition, eq. 6</a>
 */
public record Coco(double alpha) implements MarginLoss {

    /**
     * Checks the parameter.
     *
     * @throws IllegalArgumentException if the alpha is not finite and more than 0
     */
    public Coco {
        Arguments.positive("alpha", alpha);
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
    public double scale() {
        return alpha;
    }
}
