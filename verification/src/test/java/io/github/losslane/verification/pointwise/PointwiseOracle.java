package io.github.losslane.verification.pointwise;

import io.github.losslane.pointwise.Logistic;
import io.github.losslane.pointwise.PointwiseLoss;
import io.github.losslane.pointwise.SquaredError;
import io.github.losslane.verification.math.Oracle;
import java.math.BigDecimal;

/** What every loss of the family is, to about 40 digits and for finite numbers, and the targets it is for. */
final class PointwiseOracle {

    private static final BigDecimal ONE = BigDecimal.ONE;
    private static final BigDecimal TWO = new BigDecimal(2);

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
        };
    }

    /** With 0 or 1 for a target the gradient is -+sigmoid(-+f), a single term. */
    private static Value logistic(BigDecimal f, BigDecimal y) {
        BigDecimal loss = Oracle.softplus(f).multiply(ONE.subtract(y)).add(Oracle.softplus(f.negate()).multiply(y));
        BigDecimal one = Oracle.sigmoid(f).multiply(ONE.subtract(y));
        BigDecimal other = Oracle.sigmoid(f.negate()).multiply(y);
        return new Value(loss, one.subtract(other), one.max(other), Oracle.sigmoid(f).multiply(Oracle.sigmoid(f.negate())));
    }

    /** Targets for which the kernels state their bounds, and others that are allowed. */
    static double[] targets(PointwiseLoss loss) {
        return switch (loss) {
            case SquaredError squared -> new double[] {0, 1, -1, 3.25, 1e-3, 1e6};
            case Logistic logistic -> new double[] {0, 1, 0, 1, 0.25, 0.875};
        };
    }
}
