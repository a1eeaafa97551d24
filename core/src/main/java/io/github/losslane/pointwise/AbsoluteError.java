package io.github.losslane.pointwise;

/**
 * Absolute error, minimal at the median.
 *
 * <pre>{@code
 * L = |f - y|      dL/df = sign(f - y), 0 at 0      d2L/df2 = 0
 * }</pre>
 *
 * <p>Special values: an infinite prediction or target gives +Inf with gradient +-1; Inf - Inf and NaN give NaN.
 */
public record AbsoluteError() implements PointwiseLoss {

    @Override
    public double loss(double prediction, double target) {
        return Math.abs(prediction - target);
    }

    @Override
    public double gradient(double prediction, double target) {
        return Math.signum(prediction - target);
    }

    @Override
    public double hessian(double prediction, double target) {
        return Double.isNaN(prediction - target) ? Double.NaN : 0;
    }
}
