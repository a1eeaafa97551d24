package io.github.losslane.margin;

import io.github.losslane.internal.Arguments;

/**
 * L2-constrained softmax: features are given the norm alpha before a linear layer with softmax cross-entropy.
 *
 * <pre>{@code
 * z_j = alpha W_j . x / |x| + b_j
 * }</pre>
 *
 * <p>Special values: see {@link MarginLoss}; a feature of zeros has the logits b_j and the gradient 0.
 *
 * @param alpha norm of the features, finite and more than 0; at least {@link #leastAlpha}
 * @see <a href="https://arxiv.org/abs/1703.09507">Ranjan et al., L2-constrained Softmax Loss for Discriminative Face
 *     Verification, eq. 3 and 8</a>
 */
public record L2Softmax(double alpha) implements MarginLoss {

    /**
     * Checks the parameter.
     *
     * @throws IllegalArgumentException if alpha is not finite and more than 0
     */
    public L2Softmax {
        Arguments.positive("alpha", alpha);
    }

    /**
     * The least norm with which classes whose weights lie as far apart as they can reach a probability.
     *
     * @param classes number of classes C, at least 3
     * @param probability average softmax probability of the label's class p, in [0, 1); 0.9 in the paper
     * @return log(p (C - 2) / (1 - p))
     * @throws IllegalArgumentException if classes or probability are outside their limits
     */
    public static double leastAlpha(int classes, double probability) {
        Arguments.inRange("classes", classes, 3, Integer.MAX_VALUE);
        Arguments.inRange("probability", probability, 0, Math.nextDown(1.0));
        return StrictMath.log(probability * (classes - 2) / (1 - probability));
    }

    @Override
    public boolean unitFeatures() {
        return true;
    }

    @Override
    public boolean unitWeights() {
        return false;
    }

    @Override
    public double scale() {
        return alpha;
    }

    @Override
    public boolean hasBias() {
        return true;
    }
}
