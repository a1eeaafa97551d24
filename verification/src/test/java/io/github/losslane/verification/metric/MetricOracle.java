package io.github.losslane.verification.metric;

import java.math.BigDecimal;
import java.math.MathContext;

/** Distances of two or three rows, exactly, and their root to 50 digits. */
final class MetricOracle {

    static final MathContext DIGITS = new MathContext(60);

    private MetricOracle() {}

    /** |x - y|^2. */
    static BigDecimal square(double[] x, double[] y) {
        BigDecimal sum = BigDecimal.ZERO;
        for (int j = 0; j < x.length; j++) {
            sum = sum.add(difference(x[j], y[j]).pow(2));
        }
        return sum;
    }

    /** |x - y|. */
    static BigDecimal distance(double[] x, double[] y) {
        return square(x, y).sqrt(DIGITS);
    }

    /** |a - p|^2 - |a - n|^2. */
    static BigDecimal squareDifference(double[] anchor, double[] positive, double[] negative) {
        return square(anchor, positive).subtract(square(anchor, negative));
    }

    /** The sum of |n - p| (|a - p| + |a - n|), what the error of the difference is relative to. */
    static BigDecimal terms(double[] anchor, double[] positive, double[] negative) {
        BigDecimal sum = BigDecimal.ZERO;
        for (int j = 0; j < anchor.length; j++) {
            BigDecimal both = difference(anchor[j], positive[j]).abs().add(difference(anchor[j], negative[j]).abs());
            sum = sum.add(difference(negative[j], positive[j]).abs().multiply(both));
        }
        return sum;
    }

    /** x - y. */
    static BigDecimal difference(double x, double y) {
        return new BigDecimal(x).subtract(new BigDecimal(y));
    }
}
