package io.github.losslane.pointwise;

import io.github.losslane.math.Scalar;

/**
 * Soft margin loss: the logistic loss for targets -1 and +1, without overflow.
 *
 * <pre>{@code
 * m = y f
 * L       = log(1 + exp(-m)) = softplus(-m)      y = +-1
 * dL/df   = -y sigmoid(-m)
 * d2L/df2 = y^2 sigmoid(m) sigmoid(-m)
 * }</pre>
 *
 * <p>Targets other than +-1 are not refused; the formula holds for them as it stands. Special values: finite for every
 * finite score; m = -Inf gives +Inf with gradient -y, m = +Inf gives 0; NaN, also 0 Inf, gives NaN.
 */
public record SoftMargin() implements PointwiseLoss {

    @Override
    public double loss(double score, double target) {
        return Scalar.softplus(-target * score);
    }

    @Override
    public double gradient(double score, double target) {
        return -target * Scalar.sigmoid(-target * score);
    }

    /** y (y p), p the product of the sigmoids: y^2 alone may overflow where p is 0. */
    @Override
    public double hessian(double score, double target) {
        double e = StrictMath.exp(-Math.abs(target * score));
        return target * (target * (e / ((1 + e) * (1 + e))));
    }
}
