package io.github.losslane.pointwise;

import io.github.losslane.internal.Arguments;

/**
 * Huber's loss: half the squared error near 0, linear beyond delta. It is delta times {@link SmoothL1} with beta = delta.
 *
 * <pre>{@code
 * d = f - y
 * L       = d^2 / 2                     if |d| < delta      else delta (|d| - delta / 2)
 * dL/df   = d                           if |d| < delta      else delta sign(d)
 * d2L/df2 = 1                           if |d| < delta      else 0
 * }</pre>
 *
 * <p>Special values: an infinite prediction or target, or a difference beyond the largest number, gives +Inf with gradient
 * +-delta; Inf - Inf and NaN give NaN.
 *
 * @param delta where the pieces meet, finite and positive
 * @see <a href="https://doi.org/10.1214/aoms/1177703732">Huber, Robust Estimation of a Location Parameter</a>
 */
public record Huber(double delta) implements PointwiseLoss {

    /** Delta = 1, where it equals {@link SmoothL1}. */
    public Huber() {
        this(1);
    }

    /** Checks the parameter. */
    public Huber {
        Arguments.positive("delta", delta);
    }

    @Override
    public double loss(double prediction, double target) {
        double distance = Math.abs(prediction - target);
        return distance < delta ? 0.5 * distance * distance : delta * (distance - 0.5 * delta);
    }

    @Override
    public double gradient(double prediction, double target) {
        double difference = prediction - target;
        return Math.abs(difference) < delta ? difference : delta * Math.signum(difference);
    }

    @Override
    public double hessian(double prediction, double target) {
        double difference = prediction - target;
        if (Double.isNaN(difference)) {
            return difference;
        }
        return Math.abs(difference) < delta ? 1 : 0;
    }
}
