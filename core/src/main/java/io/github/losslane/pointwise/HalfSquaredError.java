package io.github.losslane.pointwise;

/**
 * Half the squared error, whose gradient is the plain difference.
 *
 * <pre>{@code
 * L = (f - y)^2 / 2      dL/df = f - y      d2L/df2 = 1
 * }</pre>
 *
 * <p>Special values: an infinite prediction or target, or a difference beyond the square root of the largest number, gives
 * +Inf; Inf - Inf and NaN give NaN.
 */
public record HalfSquaredError() implements PointwiseLoss {

    @Override
    public double loss(double prediction, double target) {
        double difference = prediction - target;
        return 0.5 * difference * difference;
    }

    @Override
    public double gradient(double prediction, double target) {
        return prediction - target;
    }

    /** 1 wherever the difference is a number, NaN where it is not. */
    @Override
    public double hessian(double prediction, double target) {
        return Double.isNaN(prediction - target) ? Double.NaN : 1;
    }
}
