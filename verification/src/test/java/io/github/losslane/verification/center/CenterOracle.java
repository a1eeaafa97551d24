package io.github.losslane.verification.center;

import java.math.BigDecimal;
import java.math.MathContext;

/** Center loss and the step of a center without any rounding but that of one quotient to 50 digits. */
final class CenterOracle {

    private static final MathContext DIGITS = new MathContext(50);
    private static final BigDecimal HALF = new BigDecimal("0.5");

    private CenterOracle() {}

    /** (1/2) |x - c|^2. */
    static BigDecimal loss(double[] feature, double[] center) {
        BigDecimal squares = BigDecimal.ZERO;
        for (int d = 0; d < feature.length; d++) {
            squares = squares.add(difference(feature[d], center[d]).pow(2));
        }
        return squares.multiply(HALF);
    }

    /** a - b. */
    static BigDecimal difference(double a, double b) {
        return new BigDecimal(a).subtract(new BigDecimal(b));
    }

    /** One coordinate of a center, c - rate * sum (c - x_i) / (1 + n). */
    static BigDecimal moved(double rate, double center, double[] features) {
        BigDecimal sum = BigDecimal.ZERO;
        for (double feature : features) {
            sum = sum.add(difference(center, feature));
        }
        return new BigDecimal(center).subtract(step(rate, sum, features.length));
    }

    /** rate * sum |c - x_i| / (1 + n), what errors are in proportion to. */
    static BigDecimal size(double rate, double center, double[] features) {
        BigDecimal sum = BigDecimal.ZERO;
        for (double feature : features) {
            sum = sum.add(difference(center, feature).abs());
        }
        return step(rate, sum, features.length);
    }

    private static BigDecimal step(double rate, BigDecimal sum, int n) {
        return sum.multiply(new BigDecimal(rate)).divide(new BigDecimal(n + 1), DIGITS);
    }
}
