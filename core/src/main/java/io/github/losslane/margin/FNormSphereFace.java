package io.github.losslane.margin;

import io.github.losslane.internal.Arguments;
import io.github.losslane.math.Scalar;

/**
 * SphereFace with features of a fixed norm: the angle to the label's weight row counts m times.
 *
 * <pre>{@code
 * z_j = scale c_j                      z_y = scale psi(c_y)
 * psi(c) = (-1)^k cos(m theta) - 2k    theta = acos c in [k pi / m, (k + 1) pi / m]
 * }</pre>
 *
 * <p>Decision boundary of two classes: scale (cos(m theta_1) - cos(theta_2)) = 0. Special values: see {@link MarginLoss}.
 *
 * @param scale norm of the features, finite and more than 0
 * @param m the margin, 1 to 16: how many times the angle counts
 * @see <a href="https://arxiv.org/abs/1801.05599">Wang et al., Additive Margin Softmax for Face Verification, section 2</a>
 */
public record FNormSphereFace(double scale, int m) implements MarginLoss {

    /**
     * Checks the parameters.
     *
     * @throws IllegalArgumentException if the scale is not finite and more than 0 or m is not in 1..16
     */
    public FNormSphereFace {
        Arguments.positive("scale", scale);
        Arguments.inRange("m", m, 1, Scalar.LARGEST_MULTIPLE);
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
        return m > 1;
    }

    @Override
    public double target(double cosine, double sine) {
        return Scalar.psi(m, cosine);
    }

    @Override
    public double targetSlope(double cosine, double sine) {
        return Scalar.psiSlope(m, cosine);
    }
}
