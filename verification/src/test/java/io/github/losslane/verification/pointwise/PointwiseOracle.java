package io.github.losslane.verification.pointwise;

import io.github.losslane.pointwise.Focal;
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

    /** Loss, gradient and second derivative; the scales are the larger of the terms whose difference a derivative is. */
    record Value(
            BigDecimal loss, BigDecimal gradient, BigDecimal gradientScale, BigDecimal hessian, BigDecimal hessianScale) {

        Value(BigDecimal loss, BigDecimal gradient, BigDecimal gradientScale, BigDecimal hessian) {
            this(loss, gradient, gradientScale, hessian, hessian);
        }
    }

    /** The value for numbers of a type, whose smallest normal number is given. */
    static Value at(PointwiseLoss loss, double prediction, double target, double smallestNormal) {
        BigDecimal f = new BigDecimal(prediction);
        BigDecimal y = new BigDecimal(target);
        return switch (loss) {
            case SquaredError squared -> {
                BigDecimal d = f.subtract(y);
                yield new Value(d.pow(2), TWO.multiply(d), TWO.multiply(d), TWO);
            }
            case Logistic logistic -> logistic(f, y);
            case Focal focal -> focal(focal, f, y, new BigDecimal(smallestNormal));
        };
    }

    /** With 0 or 1 for a target the gradient is -+sigmoid(-+f), a single term. */
    private static Value logistic(BigDecimal f, BigDecimal y) {
        BigDecimal loss = Oracle.softplus(f).multiply(ONE.subtract(y)).add(Oracle.softplus(f.negate()).multiply(y));
        BigDecimal one = Oracle.sigmoid(f).multiply(ONE.subtract(y));
        BigDecimal other = Oracle.sigmoid(f.negate()).multiply(y);
        return new Value(loss, one.subtract(other), one.max(other), Oracle.sigmoid(f).multiply(Oracle.sigmoid(f.negate())));
    }

    /** p below the smallest normal number is off by an ulp of that, which the second derivative multiplies by gamma l. */
    private static Value focal(Focal focal, BigDecimal f, BigDecimal y, BigDecimal smallestNormal) {
        BigDecimal alpha = new BigDecimal(focal.alpha());
        BigDecimal gamma = new BigDecimal(focal.gamma());
        BigDecimal sign = TWO.multiply(y).subtract(ONE);
        BigDecimal s = sign.multiply(f);
        BigDecimal p = Oracle.sigmoid(s);
        BigDecimal q = Oracle.sigmoid(s.negate());
        BigDecimal l = Oracle.softplus(s.negate());
        BigDecimal weight = alpha.multiply(y).add(ONE.subtract(alpha).multiply(ONE.subtract(y)));
        BigDecimal faded = weight.multiply(Oracle.exp(gamma.multiply(Oracle.softplus(s)).negate()));
        BigDecimal gradient = faded.multiply(sign.negate()).multiply(gamma.multiply(p).multiply(l).add(q));
        BigDecimal curved = faded.multiply(sign.pow(2));
        BigDecimal plus = gamma.multiply(gamma.multiply(p).multiply(l).add(TWO.multiply(q))).add(q);
        BigDecimal minus = gamma.multiply(q).multiply(l);
        BigDecimal hessian = curved.multiply(p).multiply(plus.subtract(minus));
        return new Value(faded.multiply(l), gradient, gradient, hessian,
                curved.multiply(p.max(smallestNormal)).multiply(plus.max(minus)));
    }

    /** Targets for which the kernels state their bounds, and others that are allowed. */
    static double[] targets(PointwiseLoss loss) {
        return switch (loss) {
            case SquaredError squared -> new double[] {0, 1, -1, 3.25, 1e-3, 1e6};
            case Focal focal -> new double[] {0, 1, 0, 1, 0.25, 0.5};
            case Logistic logistic -> new double[] {0, 1, 0, 1, 0.25, 0.875};
        };
    }
}
