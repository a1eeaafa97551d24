package io.github.losslane.pointwise;

/**
 * The perceptron's loss: linear on the wrong side, nothing on the right one.
 *
 * <pre>{@code
 * L = max(0, -y f)      dL/df = -y if y f < 0, else 0      d2L/df2 = 0      y = +-1
 * }</pre>
 *
 * <p>Targets other than +-1 are not refused; the formula holds for them as it stands. A product y f that underflows counts
 * as 0. Special values: f = +-Inf on the wrong side gives +Inf, on the right side 0; NaN, also 0 Inf, gives NaN.
 *
 * @see <a href="https://doi.org/10.1037/h0042519">Rosenblatt, The Perceptron</a>
 */
public record Perceptron() implements PointwiseLoss {

    @Override
    public double loss(double score, double target) {
        return Math.max(0, -target * score);
    }

    @Override
    public double gradient(double score, double target) {
        double margin = target * score;
        return margin < 0 ? -target : Double.isNaN(margin) ? margin : 0;
    }

    @Override
    public double hessian(double score, double target) {
        return Double.isNaN(target * score) ? Double.NaN : 0;
    }
}
