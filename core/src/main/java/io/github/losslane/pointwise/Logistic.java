package io.github.losslane.pointwise;

import io.github.losslane.math.Scalar;

/**
 * Logistic loss on a logit: the log loss of logistic regression, binary cross-entropy with the sigmoid inside.
 *
 * <pre>{@code
 * L       = max(f, 0) - f y + log1p(exp(-|f|))      y in [0, 1]
 * dL/df   = sigmoid(f) - y
 * d2L/df2 = sigmoid(f) (1 - sigmoid(f))
 * }</pre>
 *
 * <p>Targets outside [0, 1] are not refused; the formula holds for them as it stands.
 *
 * <p>Special values: finite for every finite logit; where y is exactly 0 or 1 loss and gradient keep their relative
 * precision in both tails. f = +Inf with y = 1 and f = -Inf with y = 0 give loss, gradient and second derivative 0; an
 * infinite logit otherwise gives +Inf (|f| times a positive number) and the gradient 1 - y or -y. NaN gives NaN.
 *
 * @see <a href="https://doi.org/10.1214/aos/1016218223">Friedman et al., Additive Logistic Regression, section 3</a>
 */
public record Logistic() implements PointwiseLoss {

    @Override
    public double loss(double logit, double target) {
        double rest = logit < 0 ? target : 1 - target;      // max(f, 0) - f y = |f| rest, without Inf - Inf
        double linear = rest == 0 ? 0 : Math.abs(logit) * rest;
        return linear + Scalar.softplus(-Math.abs(logit));
    }

    /** sigmoid(f) - y, from the tail's own exponential: (1 - y) - e / (1 + e) for f not negative. */
    @Override
    public double gradient(double logit, double target) {
        double tail = Scalar.sigmoid(-Math.abs(logit));
        return logit < 0 ? tail - target : 1 - target - tail;
    }

    @Override
    public double hessian(double logit, double target) {
        double e = StrictMath.exp(-Math.abs(logit));
        double hessian = e / ((1 + e) * (1 + e));
        return Double.isNaN(target) ? Double.NaN : hessian;
    }
}
