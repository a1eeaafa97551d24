package io.github.losslane.margin;

import io.github.losslane.internal.Arguments;
import io.github.losslane.math.Scalar;

/**
 * Angular softmax (A-Softmax, SphereFace): weight rows count by their direction only, and the angle to the label's one
 * counts m times.
 *
 * <pre>{@code
 * z_j = |x| c_j                        z_y = |x| phi(c_y)
 * phi(c) = (psi(c) + lambda c) / (1 + lambda)
 * psi(c) = (-1)^k cos(m theta) - 2k    theta = acos c in [k pi / m, (k + 1) pi / m]
 * }</pre>
 *
 * <p>m = 1 is {@link ModifiedSoftmax}. The angles within a class become smaller than those between classes from m = 3 on with
 * many classes, from 2 + sqrt(3) with two. Decision boundary of two classes: |x| (cos(m theta_1) - cos(theta_2)) = 0.
 * Special values: see {@link MarginLoss}.
 *
 * @param m the margin, 1 to 16: how many times the angle counts
 * @param lambda weight of the plain cosine, finite and not negative; see {@link AnnealedLambda}
 * @see <a href="https://arxiv.org/abs/1704.08063">Liu et al., SphereFace: Deep Hypersphere Embedding for Face
 *     Recognition, eq. 7</a>
 */
public record ASoftmax(int m, double lambda) implements MarginLoss {

    /**
     * Checks the parameters.
     *
     * @throws IllegalArgumentException if m is not in 1..16 or lambda is negative or not finite
     */
    public ASoftmax {
        Arguments.inRange("m", m, 1, Scalar.LARGEST_MULTIPLE);
        Arguments.notNegative("lambda", lambda);
    }

    @Override
    public boolean unitFeatures() {
        return false;
    }

    @Override
    public boolean unitWeights() {
        return true;
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
