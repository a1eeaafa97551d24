package io.github.losslane.verification.pointwise;

import io.github.losslane.pointwise.AbsoluteError;
import io.github.losslane.pointwise.BinaryCrossEntropy;
import io.github.losslane.pointwise.Exponential;
import io.github.losslane.pointwise.Focal;
import io.github.losslane.pointwise.HalfSquaredError;
import io.github.losslane.pointwise.Hinge;
import io.github.losslane.pointwise.Huber;
import io.github.losslane.pointwise.LogCosh;
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

/** What every loss of the family is, to about 50 digits and for finite numbers, written from its formula. */
final class PointwiseOracle {

    private static final MathContext DIGITS = new MathContext(50);
    private static final BigDecimal ZERO = BigDecimal.ZERO;
    private static final BigDecimal ONE = BigDecimal.ONE;
    private static final BigDecimal TWO = new BigDecimal(2);
    private static final BigDecimal HALF = new BigDecimal("0.5");

    /** A number beyond the range of a double, for an infinity. */
    private static final BigDecimal INFINITE = new BigDecimal("1e800");

    /** From here on e^-2|d| changes none of 50 digits. */
    private static final BigDecimal LINEAR = new BigDecimal(60);

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

    /** The value for numbers of a type, whose smallest normal number is given. */
    static Value at(PointwiseLoss loss, double prediction, double target, double smallestNormal) {
        BigDecimal f = new BigDecimal(prediction);
        BigDecimal y = new BigDecimal(target);
        BigDecimal d = f.subtract(y);
        BigDecimal m = y.multiply(f);
        return switch (loss) {
            case AbsoluteError() -> linearQuadratic(d, ZERO, ZERO, ONE, ONE);
            case BinaryCrossEntropy() -> entropy(side(f, y), side(ONE.subtract(f), ONE.subtract(y)));
            case Exponential() -> exponential(y, Oracle.exp(m.negate()));
            case Focal(double alpha, double gamma) ->
                focal(f, y, new BigDecimal(alpha), new BigDecimal(gamma), new BigDecimal(smallestNormal));
            case HalfSquaredError() -> Value.of(d.pow(2).multiply(HALF), d, ONE);
            case Hinge() -> m.compareTo(ONE) < 0 ? Value.of(ONE.subtract(m), y.negate(), ZERO) : Value.of(ZERO, ZERO, ZERO);
            case Huber(double delta) -> {
                BigDecimal width = new BigDecimal(delta);
                yield linearQuadratic(d, width, ONE, width, width);
            }
            case LogCosh() -> logCosh(d, d.abs());
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

    /** Both sides have one sign but in the gradient, which is a single fraction and so its own scale. */
    private static Value entropy(Value one, Value other) {
        return Value.of(
                one.loss.add(other.loss), one.gradient.subtract(other.gradient), one.hessian.add(other.hessian));
    }

    /** -weight log p and its derivatives in p, an infinity only where the weight is not 0. */
    private static Value side(BigDecimal p, BigDecimal weight) {
        if (weight.signum() == 0) {
            return Value.of(ZERO, ZERO, ZERO);
        }
        if (p.signum() == 0) {
            return Value.of(INFINITE, INFINITE.negate(), INFINITE);
        }
        BigDecimal slope = weight.divide(p, DIGITS).negate();
        return Value.of(weight.multiply(Oracle.log(p)).negate(), slope, slope.negate().divide(p, DIGITS));
    }

    /** cosh(d) - 1 = expm1(a)^2 / (2 e^a), a = |d|. */
    private static Value logCosh(BigDecimal d, BigDecimal a) {
        BigDecimal e = Oracle.exp(a.multiply(TWO).negate());
        BigDecimal hessian = e.multiply(TWO.pow(2)).divide(ONE.add(e).pow(2), DIGITS);
        if (a.compareTo(LINEAR) > 0) {
            return Value.of(a.subtract(Oracle.log(TWO)), new BigDecimal(d.signum()), hessian);
        }
        BigDecimal less = Oracle.expm1(a);
        BigDecimal loss = Oracle.log1p(less.pow(2).divide(ONE.add(less).multiply(TWO), DIGITS));
        return Value.of(loss, Oracle.tanh(d), hessian);
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

    /** p below the smallest normal number is off by an ulp of that, which the second derivative multiplies by gamma l. */
    private static Value focal(
            BigDecimal f, BigDecimal y, BigDecimal alpha, BigDecimal gamma, BigDecimal smallestNormal) {
        BigDecimal sign = TWO.multiply(y).subtract(ONE);
        BigDecimal s = sign.multiply(f);
        BigDecimal p = Oracle.sigmoid(s);
        BigDecimal q = Oracle.sigmoid(s.negate());
        BigDecimal l = Oracle.softplus(s.negate());
        BigDecimal weight = alpha.multiply(y).add(ONE.subtract(alpha).multiply(ONE.subtract(y)));
        BigDecimal faded = weight.multiply(Oracle.exp(gamma.multiply(Oracle.softplus(s)).negate()));
        BigDecimal gradient = faded.multiply(sign.negate()).multiply(gamma.multiply(p).multiply(l).add(q));
        BigDecimal plus = gamma.multiply(gamma.multiply(p).multiply(l).add(TWO.multiply(q))).add(q);
        BigDecimal minus = gamma.multiply(q).multiply(l);
        BigDecimal curved = faded.multiply(sign.pow(2));
        return new Value(faded.multiply(l), gradient, curved.multiply(p).multiply(plus.subtract(minus)),
                faded.multiply(l), gradient, curved.multiply(p.max(smallestNormal)).multiply(plus.max(minus)));
    }
}
