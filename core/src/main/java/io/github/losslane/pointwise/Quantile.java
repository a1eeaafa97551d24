package io.github.losslane.pointwise;

import io.github.losslane.internal.Arguments;

/**
 * Quantile (pinball) loss, minimal at the q-quantile.
 *
 * <pre>{@code
 * d = y - f
 * L = max(q d, (q - 1) d)      dL/df = 1 - q if f > y, -q if f < y, 0 at 0      d2L/df2 = 0
 * }</pre>
 *
 * <p>q = 1/2 is half the {@link AbsoluteError}. Special values: an infinite prediction or target, or a difference beyond the
 * largest number, gives +Inf, but 0 on the side that has no weight where q is 0 or 1; Inf - Inf and NaN give NaN.
 *
 * @param q the quantile, in [0, 1]
 * @see <a href="https://doi.org/10.2307/1913643">Koenker and Bassett, Regression Quantiles</a>
 */
public record Quantile(double q) implements PointwiseLoss {

    /** Checks the parameter. */
    public Quantile {
        Arguments.inRange("q", q, 0, 1);
    }

    @Override
    public double loss(double prediction, double target) {
        double slope = gradient(prediction, target);
        return slope == 0 ? 0 : slope * (prediction - target);
    }

    @Override
    public double gradient(double prediction, double target) {
        double difference = prediction - target;
        if (difference > 0) {
            return 1 - q;
        }
        return difference < 0 ? -q : difference;
    }

    @Override
    public double hessian(double prediction, double target) {
        return Double.isNaN(prediction - target) ? Double.NaN : 0;
    }
}
