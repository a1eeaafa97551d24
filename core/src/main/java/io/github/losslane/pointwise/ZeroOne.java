package io.github.losslane.pointwise;

/**
 * The 0-1 loss: whether the score is on the wrong side. A score of exactly 0 counts as right.
 *
 * <pre>{@code
 * L = 0 if y f >= 0, else 1      dL/df = 0      d2L/df2 = 0      y = +-1
 * }</pre>
 *
 * <p>MEAN gives the error rate. Only the sign of the product y f counts, so one that underflows counts as 0. NaN, also
 * 0 Inf, gives NaN.
 */
public record ZeroOne() implements PointwiseLoss {

    @Override
    public double loss(double score, double target) {
        double margin = target * score;
        return margin < 0 ? 1 : Double.isNaN(margin) ? margin : 0;
    }

    @Override
    public double gradient(double score, double target) {
        return Double.isNaN(target * score) ? Double.NaN : 0;
    }

    @Override
    public double hessian(double score, double target) {
        return Double.isNaN(target * score) ? Double.NaN : 0;
    }
}
