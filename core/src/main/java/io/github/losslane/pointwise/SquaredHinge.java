package io.github.losslane.pointwise;

/**
 * Squared hinge loss, the smooth support vector machine.
 *
 * <pre>{@code
 * r = max(0, 1 - y f)
 * L = r^2      dL/df = -2 y r      d2L/df2 = 2 y^2 if y f < 1, else 0      y = +-1
 * }</pre>
 *
 * <p>Targets other than +-1 are not refused; the formula holds for them as it stands. Special values: f = +-Inf on the wrong
 * side gives +Inf, on the right side 0; NaN, also 0 Inf, gives NaN.
 */
public record SquaredHinge() implements PointwiseLoss {

    @Override
    public double loss(double score, double target) {
        double rest = Math.max(0, 1 - target * score);
        return rest * rest;
    }

    /** -2 (y r): 2 y alone may overflow where r is 0. */
    @Override
    public double gradient(double score, double target) {
        return -2 * (target * Math.max(0, 1 - target * score));
    }

    @Override
    public double hessian(double score, double target) {
        double rest = 1 - target * score;
        return rest > 0 ? 2 * target * target : Double.isNaN(rest) ? rest : 0;
    }
}
