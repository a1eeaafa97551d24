package io.github.losslane.pointwise;

/**
 * Hinge loss of the support vector machine, zero where y f >= 1.
 *
 * <pre>{@code
 * L = max(0, 1 - y f)      dL/df = -y if y f < 1, else 0      d2L/df2 = 0      y = +-1
 * }</pre>
 *
 * <p>Targets other than +-1 are not refused; the formula holds for them as it stands. Special values: f = +-Inf on the wrong
 * side gives +Inf, on the right side 0; NaN, also 0 Inf, gives NaN.
 *
 * @see <a href="https://doi.org/10.1007/BF00994018">Cortes and Vapnik, Support-Vector Networks</a>
 */
public record Hinge() implements PointwiseLoss {

    @Override
    public double loss(double score, double target) {
        return Math.max(0, 1 - target * score);
    }

    @Override
    public double gradient(double score, double target) {
        double rest = 1 - target * score;
        return rest > 0 ? -target : Double.isNaN(rest) ? rest : 0;
    }

    @Override
    public double hessian(double score, double target) {
        return Double.isNaN(target * score) ? Double.NaN : 0;
    }
}
