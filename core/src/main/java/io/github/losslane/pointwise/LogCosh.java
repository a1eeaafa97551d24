package io.github.losslane.pointwise;

/**
 * The logarithm of the hyperbolic cosine of the difference: half its square near 0, its magnitude less ln 2 far away, and
 * smooth in between.
 *
 * <pre>{@code
 * d       = f - y
 * L       = log(cosh(d))
 * dL/df   = tanh(d)
 * d2L/df2 = 1 - tanh(d)^2
 * }</pre>
 *
 * <p>Special values: finite for every finite difference; loss and gradient keep their relative precision near 0, the second
 * derivative keeps it far away. An infinite prediction or target, or a difference beyond the largest number, gives the loss
 * +Inf, the gradient 1 or -1 and the second derivative 0; Inf - Inf and NaN give NaN.
 */
public record LogCosh() implements PointwiseLoss {

    private static final double LN2 = 0x1.62e42fefa39efp-1;

    /** From here on exp(-2|d|) is nothing beside the loss. */
    private static final double LINEAR = 20;

    /** cosh(d) - 1 = 2 sinh(d/2)^2, where log(cosh(d)) would have lost its digits. */
    @Override
    public double loss(double prediction, double target) {
        double magnitude = Math.abs(prediction - target);
        double sinh = StrictMath.sinh(Math.min(magnitude, LINEAR) / 2);
        return magnitude >= LINEAR ? magnitude - LN2 : StrictMath.log1p(2 * sinh * sinh);
    }

    @Override
    public double gradient(double prediction, double target) {
        return StrictMath.tanh(prediction - target);
    }

    /** The square of 1 / cosh(d) = 2 exp(-|d|) / (1 + exp(-2|d|)). */
    @Override
    public double hessian(double prediction, double target) {
        double e = StrictMath.exp(-Math.abs(prediction - target));
        double reciprocal = 2 * e / (1 + e * e);
        return reciprocal * reciprocal;
    }
}
