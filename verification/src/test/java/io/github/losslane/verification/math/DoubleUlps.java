// Derived from FloatUlps.java; edit that file, then run: java verification/src/test/java/io/github/losslane/verification/Twins.java
package io.github.losslane.verification.math;

import java.math.BigDecimal;
import java.math.MathContext;

/** How far a double is from an exact value. */
public final class DoubleUlps {

    private static final MathContext DIGITS = new MathContext(20);

    /** The number after the largest, where results overflow. */
    private static final BigDecimal BEYOND =
            new BigDecimal(Double.MAX_VALUE).add(new BigDecimal(Math.ulp(Double.MAX_VALUE)));

    private DoubleUlps() {}

    /** The distance in ulps of the exact value; an infinity is the number after the largest, NaN infinitely far. */
    public static double distance(double got, BigDecimal exact) {
        return distance(got, exact, exact);
    }

    /** The distance in ulps of another number, for a result that is the difference of larger ones. */
    public static double distance(double got, BigDecimal exact, BigDecimal scale) {
        if (Double.isNaN(got)) {
            return Double.POSITIVE_INFINITY;
        }
        BigDecimal value = Double.isFinite(got) ? new BigDecimal(got) : got > 0 ? BEYOND : BEYOND.negate();
        BigDecimal distance = value.subtract(limited(exact)).abs();
        double ulp = Math.ulp(Math.min(scale.abs().doubleValue(), Double.MAX_VALUE));
        double rounded = distance.doubleValue();        // a power of two divides it without another rounding
        return rounded >= Double.MIN_NORMAL ? rounded / ulp : distance.divide(new BigDecimal(ulp), DIGITS).doubleValue();
    }

    private static BigDecimal limited(BigDecimal number) {
        return number.min(BEYOND).max(BEYOND.negate());
    }
}
