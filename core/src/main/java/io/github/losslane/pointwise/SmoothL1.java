package io.github.losslane.pointwise;

import io.github.losslane.internal.Arguments;

/**
 * Smooth L1, the box loss of Fast R-CNN: quadratic near 0, absolute error beyond beta.
 *
 * <pre>{@code
 * d = f - y
 * L       = d^2 / (2 beta)   if |d| < beta      else |d| - beta / 2
 * dL/df   = d / beta         if |d| < beta      else sign(d)
 * d2L/df2 = 1 / beta         if |d| < beta      else 0
 * }</pre>
 *
 * <p>beta = 0 is {@link AbsoluteError}, and so is for the SIMD kernels a beta whose inverse is no number of their type
 * (below 2.9e-39 in float). Special values: an infinite prediction or target gives +Inf with gradient +-1;
 * Inf - Inf and NaN give NaN.
 *
 * @param beta where the pieces meet, finite and not negative; the paper has 1
 * @see <a href="https://arxiv.org/abs/1504.08083">Girshick, Fast R-CNN, eq. 3</a>
 */
public record SmoothL1(double beta) implements PointwiseLoss {

    /** The loss of the paper, beta = 1. */
    public SmoothL1() {
        this(1);
    }

    /** Checks the parameter. */
    public SmoothL1 {
        Arguments.notNegative("beta", beta);
    }

    @Override
    public double loss(double prediction, double target) {
        double distance = Math.abs(prediction - target);
        return distance < beta ? 0.5 * distance * (distance / beta) : distance - 0.5 * beta;
    }

    @Override
    public double gradient(double prediction, double target) {
        double difference = prediction - target;
        return Math.abs(difference) < beta ? difference / beta : Math.signum(difference);
    }

    @Override
    public double hessian(double prediction, double target) {
        double difference = prediction - target;
        if (Double.isNaN(difference)) {
            return difference;
        }
        return Math.abs(difference) < beta ? 1 / beta : 0;
    }
}
