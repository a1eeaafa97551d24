package io.github.losslane.verification.pointwise;

import io.github.losslane.pointwise.BinaryCrossEntropy;
import io.github.losslane.pointwise.LogCosh;
import io.github.losslane.pointwise.Logistic;
import io.github.losslane.pointwise.PointwiseLoss;
import io.github.losslane.pointwise.SquaredError;
import io.github.losslane.verification.math.Oracle;
import java.math.BigDecimal;
import java.math.MathContext;

/** What every loss of the family is, to about 40 digits and for finite numbers, and the predictions and targets it is for. */
final class PointwiseOracle {

    private static final BigDecimal ONE = BigDecimal.ONE;
    private static final BigDecimal TWO = new BigDecimal(2);
    private static final MathContext DIGITS = new MathContext(50);

    /** A number beyond the range of a double, for an infinity. */
    private static final BigDecimal INFINITE = new BigDecimal("1e800");

    /** From here on e^-2|d| changes none of 40 digits. */
    private static final BigDecimal LINEAR = new BigDecimal(60);

    private PointwiseOracle() {}

    /** Loss, gradient and second derivative, and the larger of the terms whose difference the gradient is. */
    record Value(BigDecimal loss, BigDecimal gradient, BigDecimal gradientScale, BigDecimal hessian) {}

    static Value at(PointwiseLoss loss, double prediction, double target) {
        BigDecimal f = new BigDecimal(prediction);
        BigDecimal y = new BigDecimal(target);
        return switch (loss) {
            case SquaredError squared -> {
                BigDecimal d = f.subtract(y);
                yield new Value(d.pow(2), TWO.multiply(d), TWO.multiply(d), TWO);
            }
            case Logistic logistic -> logistic(f, y);
            case LogCosh logCosh -> logCosh(f.subtract(y));
            case BinaryCrossEntropy entropy -> entropy(f, y);
        };
    }

    /** With 0 or 1 for a target the gradient is -+sigmoid(-+f), a single term. */
    private static Value logistic(BigDecimal f, BigDecimal y) {
        BigDecimal loss = Oracle.softplus(f).multiply(ONE.subtract(y)).add(Oracle.softplus(f.negate()).multiply(y));
        BigDecimal one = Oracle.sigmoid(f).multiply(ONE.subtract(y));
        BigDecimal other = Oracle.sigmoid(f.negate()).multiply(y);
        return new Value(loss, one.subtract(other), one.max(other), Oracle.sigmoid(f).multiply(Oracle.sigmoid(f.negate())));
    }

    /** cosh(d) - 1 = expm1(|d|)^2 / (2 e^|d|). */
    private static Value logCosh(BigDecimal d) {
        BigDecimal a = d.abs();
        BigDecimal e = Oracle.exp(a.multiply(TWO).negate());
        BigDecimal hessian = e.multiply(TWO.pow(2)).divide(ONE.add(e).pow(2), DIGITS);
        if (a.compareTo(LINEAR) > 0) {
            BigDecimal sign = new BigDecimal(d.signum());
            return new Value(a.subtract(Oracle.log(TWO)), sign, sign, hessian);
        }
        BigDecimal less = Oracle.expm1(a);
        BigDecimal loss = Oracle.log1p(less.pow(2).divide(ONE.add(less).multiply(TWO), DIGITS));
        return new Value(loss, Oracle.tanh(d), Oracle.tanh(d), hessian);
    }

    /** Both sides, each with its own infinity; the gradient is a single fraction, so its scale is its own. */
    private static Value entropy(BigDecimal p, BigDecimal y) {
        Value one = side(p, y);
        Value other = side(ONE.subtract(p), ONE.subtract(y));
        BigDecimal gradient = other.gradient.negate().add(one.gradient);
        return new Value(one.loss.add(other.loss), gradient, gradient, one.hessian.add(other.hessian));
    }

    /** -weight log p and its derivatives in p. */
    private static Value side(BigDecimal p, BigDecimal weight) {
        if (weight.signum() == 0) {
            return new Value(BigDecimal.ZERO, BigDecimal.ZERO, BigDecimal.ZERO, BigDecimal.ZERO);
        }
        if (p.signum() == 0) {
            return new Value(INFINITE, INFINITE.negate(), INFINITE, INFINITE);
        }
        BigDecimal slope = weight.divide(p, DIGITS).negate();
        return new Value(weight.multiply(Oracle.log(p)).negate(), slope, slope, slope.negate().divide(p, DIGITS));
    }

    /** The prediction that stands for any number in a sample: itself, or a probability with the whole of (0, 1) reached. */
    static double prediction(PointwiseLoss loss, double any) {
        if (!(loss instanceof BinaryCrossEntropy) || (any >= 0 && any <= 1)) {
            return any;
        }
        return any < 0 ? StrictMath.exp(0.6 * any) : 1 - StrictMath.exp(-any / 8);
    }

    /** How far a prediction is from where the loss stops being smooth, at most 1. */
    static double reach(PointwiseLoss loss, double prediction) {
        return loss instanceof BinaryCrossEntropy ? Math.min(prediction, 1 - prediction) : 1;
    }

    /** Targets for which the kernels state their bounds, and others that are allowed. */
    static double[] targets(PointwiseLoss loss) {
        return switch (loss) {
            case SquaredError squared -> new double[] {0, 1, -1, 3.25, 1e-3, 1e6};
            case Logistic logistic -> new double[] {0, 1, 0, 1, 0.25, 0.875};
            case LogCosh logCosh -> new double[] {0};       // so that differences are exact
            case BinaryCrossEntropy entropy -> new double[] {0, 1, 0, 1, 0.25, 0.875};
        };
    }
}
