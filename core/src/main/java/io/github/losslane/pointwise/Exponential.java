package io.github.losslane.pointwise;

/**
 * Exponential loss, the loss of AdaBoost.
 *
 * <pre>{@code
 * L = exp(-y f)      dL/df = -y exp(-y f)      d2L/df2 = y^2 exp(-y f)      y = +-1
 * }</pre>
 *
 * <p>Targets other than +-1 are not refused; the formula holds for them as it stands. Special values: overflows to +Inf
 * where the exponential does (y f below -709 in double, -88 in float); NaN, also 0 Inf, gives NaN.
 *
 * @see <a href="https://doi.org/10.1214/aos/1016218223">Friedman et al., Additive Logistic Regression, section 2</a>
 */
public record Exponential() implements PointwiseLoss {

    @Override
    public double loss(double score, double target) {
        return StrictMath.exp(-target * score);
    }

    @Override
    public double gradient(double score, double target) {
        return -target * loss(score, target);
    }

    /** y (y exp(-y f)): y^2 alone may overflow or underflow against the exponential, to 0 Inf. */
    @Override
    public double hessian(double score, double target) {
        return target * (target * loss(score, target));
    }
}
