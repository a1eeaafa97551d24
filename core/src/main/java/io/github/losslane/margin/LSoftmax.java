package io.github.losslane.margin;

import io.github.losslane.internal.Arguments;
import io.github.losslane.math.Scalar;

/**
 * Large-margin softmax (L-Softmax): the angle to the label's weight row counts m times.
 *
 * <pre>{@code
 * z_j = W_j . x                        z_y = |W_y| |x| phi(c_y)
 * phi(c) = (psi(c) + lambda c) / (1 + lambda)
 * psi(c) = (-1)^k cos(m theta) - 2k    theta = acos c in [k pi / m, (k + 1) pi / m]
 * }</pre>
 *
 * <p>m = 1 is {@link PlainSoftmax} without bias. Special values: see {@link MarginLoss}.
 *
 * @param m the margin, 1 to 16: how many times the angle counts
 * @param lambda weight of the plain cosine, finite and not negative; see {@link AnnealedLambda}
 * @see <a href="https://arxiv.org/abs/1612.02295">Liu et al., Large-Margin Softmax Loss for Convolutional Neural
 *     Networks, eq. 4 to 8</a>
 */
public record LSoftmax(int m, double lambda) implements MarginLoss {

    /**
     * Checks the parameters.
     *
     * @throws IllegalArgumentException if m is not in 1..16 or lambda is negative or not finite
     */
    public LSoftmax {
        Arguments.inRange("m", m, 1, Scalar.LARGEST_MULTIPLE);
        Arguments.notNegative("lambda", lambda);
    }

    @Override
    public boolean unitFeatures() {
        return false;
    }

    @Override
    public boolean unitWeights() {
        return false;
    }

    @Override
    public boolean hasMargin() {
        return m > 1;
    }

    @Override
    public double target(double cosine, double sine) {
        return (Scalar.psi(m, cosine) + lambda * cosine) / (1 + lambda);
    }

    @Override
    public double targetSlope(double cosine, double sine) {
        return (Scalar.psiSlope(m, cosine) + lambda) / (1 + lambda);
    }
}
