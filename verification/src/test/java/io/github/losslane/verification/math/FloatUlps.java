package io.github.losslane.verification.math;

import java.math.BigDecimal;
import java.math.MathContext;

/** How far a float is from an exact value. */
public final class FloatUlps {

    private static final MathContext DIGITS = new MathContext(20);

    /** The number after the largest, where results overflow. */
    private static final BigDecimal BEYOND =
            new BigDecimal(Float.MAX_VALUE).add(new BigDecimal(Math.ulp(Float.MAX_VALUE)));

    private FloatUlps() {}

    /** The distance in ulps of the exact value; an infinity is the number after the largest, NaN infinitely far. */
    public static double distance(float got, BigDecimal exact) {
        return distance(got, exact, exact);
    }

    /** The distance in ulps of another number, for a result that is the difference of larger ones. */
    public static double distance(float got, BigDecimal exact, BigDecimal scale) {
        if (Float.isNaN(got)) {
            return Double.POSITIVE_INFINITY;
        }
        BigDecimal value = Float.isFinite(got) ? new BigDecimal(got) : got > 0 ? BEYOND : BEYOND.negate();
        BigDecimal distance = value.subtract(limited(exact)).abs();
        double ulp = Math.ulp(Math.min((float) scale.abs().doubleValue(), Float.MAX_VALUE));
        double rounded = distance.doubleValue();        // a power of two divides it without another rounding
        return rounded >= Double.MIN_NORMAL ? rounded / ulp : distance.divide(new BigDecimal(ulp), DIGITS).doubleValue();
    }

    private static BigDecimal limited(BigDecimal number) {
        return number.min(BEYOND).max(BEYOND.negate());
    }
}
