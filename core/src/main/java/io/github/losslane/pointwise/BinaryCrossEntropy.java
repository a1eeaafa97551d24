package io.github.losslane.pointwise;

/**
 * Binary cross-entropy on a probability. {@link Logistic} is the same on a logit and keeps more of its precision.
 *
 * <pre>{@code
 * L       = -(y log p + (1 - y) log1p(-p))      p in [0, 1], y in [0, 1]
 * dL/dp   = (1 - y) / (1 - p) - y / p = (p - y) / (p (1 - p))
 * d2L/dp2 = y / p^2 + (1 - y) / (1 - p)^2
 * }</pre>
 *
 * <p>A side of weight 0, y log p with y = 0 or the other with y = 1, counts 0 also where it is infinite.
 *
 * <p>Special values: p = 0 gives the loss +Inf, the gradient -Inf and the second derivative +Inf, but 0, 1 and 1 with y = 0;
 * p = 1 gives +Inf, +Inf and +Inf, but 0, -1 and 1 with y = 1. A probability of -0 is 0; one outside [0, 1] or NaN gives NaN.
 * Targets outside [0, 1] are not refused: the formula holds for them as it stands, and where its sides are opposite
 * infinities it is NaN. A NaN target gives NaN.
 */
public record BinaryCrossEntropy() implements PointwiseLoss {

    @Override
    public double loss(double probability, double target) {
        double p = checked(probability);
        double one = target == 0 ? 0 : target * StrictMath.log(p);
        double other = target == 1 ? 0 : (1 - target) * StrictMath.log1p(-p);
        return 0 - (one + other);       // never -0
    }

    /** With 0 or 1 for a target a single fraction, so that 0 / 0 does not come up. */
    @Override
    public double gradient(double probability, double target) {
        double p = checked(probability);
        if (target == 0) {
            return 1 / (1 - p);
        }
        return target == 1 ? -1 / p : (p - target) / (p * (1 - p));
    }

    @Override
    public double hessian(double probability, double target) {
        double p = checked(probability);
        double one = target == 0 ? 0 : target / p / p;
        double other = target == 1 ? 0 : (1 - target) / (1 - p) / (1 - p);
        return one + other;
    }

    /** The probability, +0 for -0, and NaN if it is none. */
    private static double checked(double probability) {
        return probability >= 0 && probability <= 1 ? Math.abs(probability) : Double.NaN;
    }
}
