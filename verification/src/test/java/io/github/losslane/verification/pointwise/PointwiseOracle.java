package io.github.losslane.verification.pointwise;

import io.github.losslane.pointwise.AbsoluteError;
import io.github.losslane.pointwise.Exponential;
import io.github.losslane.pointwise.HalfSquaredError;
import io.github.losslane.pointwise.Hinge;
import io.github.losslane.pointwise.Huber;
import io.github.losslane.pointwise.Logistic;
import io.github.losslane.pointwise.Perceptron;
import io.github.losslane.pointwise.PointwiseLoss;
import io.github.losslane.pointwise.Quantile;
import io.github.losslane.pointwise.SmoothL1;
import io.github.losslane.pointwise.SoftMargin;
import io.github.losslane.pointwise.SquaredError;
import io.github.losslane.pointwise.SquaredHinge;
import io.github.losslane.pointwise.WeightedLogistic;
import io.github.losslane.pointwise.ZeroOne;
import io.github.losslane.verification.math.Oracle;
import java.math.BigDecimal;
import java.math.MathContext;

/** What every loss of the family is, to about 40 digits and for finite numbers, written from its formula. */
final class PointwiseOracle {

    private static final MathContext DIGITS = new MathContext(40);
    private static final BigDecimal ZERO = BigDecimal.ZERO;
    private static final BigDecimal ONE = BigDecimal.ONE;
    private static final BigDecimal TWO = new BigDecimal(2);
    private static final BigDecimal HALF = new BigDecimal("0.5");

    private PointwiseOracle() {}

    /** Loss and derivatives, and for each the largest of the terms it is a sum of, whose ulps count. */
    record Value(
            BigDecimal loss, BigDecimal gradient, BigDecimal hessian,
            BigDecimal lossScale, BigDecimal gradientScale, BigDecimal hessianScale) {

        /** Values without cancellation. */
        static Value of(BigDecimal loss, BigDecimal gradient, BigDecimal hessian) {
            return new Value(loss, gradient, hessian, loss, gradient, hessian);
        }
    }

    static Value at(PointwiseLoss loss, double prediction, double target) {
        BigDecimal f = new BigDecimal(prediction);
        BigDecimal y = new BigDecimal(target);
        BigDecimal d = f.subtract(y);
        BigDecimal m = y.multiply(f);
        return switch (loss) {
            case AbsoluteError() -> linearQuadratic(d, ZERO, ZERO, ONE, ONE);
            case Exponential() -> exponential(y, Oracle.exp(m.negate()));
            case HalfSquaredError() -> Value.of(d.pow(2).multiply(HALF), d, ONE);
            case Hinge() -> m.compareTo(ONE) < 0 ? Value.of(ONE.subtract(m), y.negate(), ZERO) : Value.of(ZERO, ZERO, ZERO);
            case Huber(double delta) -> {
                BigDecimal width = new BigDecimal(delta);
                yield linearQuadratic(d, width, ONE, width, width);
            }
            case Logistic() -> logistic(f, y, ONE.subtract(y));
            case Perceptron() -> m.signum() < 0 ? Value.of(m.negate(), y.negate(), ZERO) : Value.of(ZERO, ZERO, ZERO);
            case Quantile(double q) ->
                linearQuadratic(d, ZERO, ZERO, ONE.subtract(new BigDecimal(q)), new BigDecimal(q));
            case SmoothL1(double beta) -> {
                BigDecimal curvature = beta == 0 ? ZERO : ONE.divide(new BigDecimal(beta), DIGITS);
                yield linearQuadratic(d, new BigDecimal(beta), curvature, ONE, ONE);
            }
            case SoftMargin() -> {
                BigDecimal wrong = Oracle.sigmoid(m.negate());
                BigDecimal hessian = y.pow(2).multiply(wrong).multiply(Oracle.sigmoid(m));
                yield Value.of(Oracle.softplus(m.negate()), y.negate().multiply(wrong), hessian);
            }
            case SquaredError() -> Value.of(d.pow(2), TWO.multiply(d), TWO);
            case SquaredHinge() -> {
                BigDecimal rest = ONE.subtract(m).max(ZERO);
                BigDecimal hessian = rest.signum() > 0 ? TWO.multiply(y.pow(2)) : ZERO;
                yield Value.of(rest.pow(2), TWO.multiply(y).multiply(rest).negate(), hessian);
            }
            case WeightedLogistic(double positive, double negative) ->
                logistic(f, y.multiply(new BigDecimal(positive)), ONE.subtract(y).multiply(new BigDecimal(negative)));
            case ZeroOne() -> Value.of(m.signum() < 0 ? ONE : ZERO, ZERO, ZERO);
        };
    }

    private static Value exponential(BigDecimal y, BigDecimal exponential) {
        return Value.of(exponential, y.negate().multiply(exponential), y.pow(2).multiply(exponential));
    }

    /** d^2 curvature / 2 within the width, else slope (|d| - width / 2), the slope different on both sides. */
    private static Value linearQuadratic(
            BigDecimal d, BigDecimal width, BigDecimal curvature, BigDecimal above, BigDecimal below) {
        if (d.abs().compareTo(width) < 0) {
            return Value.of(HALF.multiply(d.pow(2)).multiply(curvature), d.multiply(curvature), curvature);
        }
        BigDecimal slope = d.signum() > 0 ? above : d.signum() < 0 ? below.negate() : ZERO;
        return Value.of(slope.abs().multiply(d.abs().subtract(HALF.multiply(width))), slope, ZERO);
    }

    /** The weights of softplus(-f) and of softplus(f); where one of them is 0 the gradient is a single term. */
    private static Value logistic(BigDecimal f, BigDecimal positive, BigDecimal negative) {
        BigDecimal loss = Oracle.softplus(f).multiply(negative).add(Oracle.softplus(f.negate()).multiply(positive));
        BigDecimal up = Oracle.sigmoid(f).multiply(negative);
        BigDecimal down = Oracle.sigmoid(f.negate()).multiply(positive);
        BigDecimal curvature = Oracle.sigmoid(f).multiply(Oracle.sigmoid(f.negate())).multiply(positive.add(negative));
        return new Value(loss, up.subtract(down), curvature, loss, up.max(down), curvature);
    }
}
