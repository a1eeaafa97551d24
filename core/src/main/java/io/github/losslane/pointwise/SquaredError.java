package io.github.losslane.pointwise;

/**
 * Squared error, the loss of ordinary least squares.
 *
 * <pre>{@code
 * L = (f - y)^2      dL/df = 2 (f - y)      d2L/df2 = 2
 * }</pre>
 *
 * <p>MEAN gives the mean squared error. Special values: an infinite prediction or target, or a difference beyond the
 * square root of the largest number, gives +Inf; Inf - Inf and NaN give NaN.
 */
public record SquaredError() implements PointwiseLoss {

    @Override
    public double loss(double prediction, double target) {
        double difference = prediction - target;
        return difference * difference;
    }

    @Override
    public double gradient(double prediction, double target) {
        return 2 * (prediction - target);
    }

    /** 2 wherever the difference is a number, NaN where it is not. */
    @Override
    public double hessian(double prediction, double target) {
        return Double.isNaN(prediction - target) ? Double.NaN : 2;
    }
}
