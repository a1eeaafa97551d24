package io.github.losslane.pointwise;

import io.github.losslane.internal.Arguments;
import io.github.losslane.math.Scalar;

/**
 * Focal loss on a logit: cross-entropy that fades for examples that are already easy.
 *
 * <pre>{@code
 * s = (2y - 1) f      p = sigmoid(s)      q = sigmoid(-s)      l = softplus(-s) = -log p      y in {0, 1}
 * a = alpha y + (1 - alpha) (1 - y)
 * L       = a q^gamma l
 * dL/df   = -(2y - 1) a q^gamma (gamma p l + q)
 * d2L/df2 = (2y - 1)^2 a p q^gamma (gamma (gamma p l + 2q - q l) + q)
 * }</pre>
 *
 * <p>p is the probability of the right class, p_t in the paper. The second derivative is negative where the logit is far on
 * the wrong side: the loss is not convex unless gamma is 0. Other targets are not refused; the formula holds for them as it
 * stands.
 *
 * <p>Special values: all three are finite for every finite logit and every gamma. s = +Inf gives 0 in all three; s = -Inf
 * gives the loss +Inf, the gradient -(2y - 1) a and the second derivative 0. Where a is 0 all three are 0, at infinite s too.
 * NaN gives NaN, and so does an infinite logit with y = 0.5, which has no side.
 *
 * @param alpha weight of the class y = 1, in [0, 1]; that of y = 0 is 1 - alpha; 0.25 in the paper
 * @param gamma focusing strength, finite and not negative; 2 in the paper; 0 is weighted cross-entropy
 * @see <a href="https://arxiv.org/abs/1708.02002">Lin et al., Focal Loss for Dense Object Detection, equation 5</a>
 */
public record Focal(double alpha, double gamma) implements PointwiseLoss {

    /**
     * Checks the parameters.
     *
     * @throws IllegalArgumentException if alpha is not in [0, 1], or gamma is negative or not finite
     */
    public Focal {
        Arguments.inRange("alpha", alpha, 0, 1);
        Arguments.notNegative("gamma", gamma);
    }

    /** The paper's choice: alpha 0.25, gamma 2. */
    public Focal() {
        this(0.25, 2);
    }

    @Override
    public double loss(double logit, double target) {
        double s = sign(target) * logit;
        double weight = weight(target);
        double l = weight == 0 ? limitedLog(s) : Scalar.softplus(-s);
        return weight * fade(s) * l;
    }

    @Override
    public double gradient(double logit, double target) {
        double s = sign(target) * logit;
        double p = Scalar.sigmoid(s);
        double q = Scalar.sigmoid(-s);
        return -sign(target) * weight(target) * fade(s) * (gamma * p * limitedLog(s) + q);
    }

    /** The large bracket is multiplied out, as gamma^2 alone may overflow where q^gamma is 0. */
    @Override
    public double hessian(double logit, double target) {
        double s = sign(target) * logit;
        double p = Scalar.sigmoid(s);
        double q = Scalar.sigmoid(-s);
        double l = limitedLog(s);
        double faded = weight(target) * fade(s);
        double curve = gamma * faded * (gamma * p * (p * l) + q * (2 * p - p * l)) + faded * p * q;
        return sign(target) * sign(target) * curve;
    }

    private static double sign(double target) {
        return 2 * target - 1;
    }

    private double weight(double target) {
        return alpha * target + (1 - alpha) * (1 - target);
    }

    /** -log p, finite, so that p l is 0 where p is. */
    private static double limitedLog(double s) {
        return Math.min(Scalar.softplus(-s), Double.MAX_VALUE);
    }

    /** q^gamma; near 1 through log q, as a large gamma would multiply the rounding error of q. */
    private double fade(double s) {
        return s < 0
                ? StrictMath.exp(-gamma * Scalar.softplus(s))
                : StrictMath.pow(Scalar.sigmoid(-s), gamma);
    }
}
