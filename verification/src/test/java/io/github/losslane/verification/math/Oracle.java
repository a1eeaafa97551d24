package io.github.losslane.verification.math;

import ch.obermuhlner.math.big.BigDecimalMath;
import java.math.BigDecimal;
import java.math.MathContext;

/**
 * The elementwise functions to about 50 digits. Where a sum would cancel, a Taylor series of the difference takes over: with
 * |x| below 10^-6 eight terms leave less than 10^-48 of the value.
 */
public final class Oracle {

    /** Enough digits for an error of a double to come out with 20. */
    static final MathContext DIGITS = new MathContext(50);

    private static final MathContext MORE_DIGITS = new MathContext(60);
    private static final BigDecimal ONE = BigDecimal.ONE;
    private static final BigDecimal TWO = BigDecimal.TWO;
    private static final BigDecimal SMALL = new BigDecimal("1e-6");
    private static final BigDecimal LARGE = new BigDecimal(2000);
    private static final BigDecimal BEYOND = new BigDecimal("1e800");
    private static final int TERMS = 10;

    private Oracle() {}

    /** e^x; far beyond the range of a double a number that is beyond it too. */
    public static BigDecimal exp(BigDecimal x) {
        if (x.abs().compareTo(LARGE) > 0) {
            return x.signum() < 0 ? BigDecimal.ZERO : BEYOND;
        }
        return PiecewiseExponential.exp(x.round(MORE_DIGITS), DIGITS);
    }

    /** The natural logarithm, also next to 1. */
    public static BigDecimal log(BigDecimal x) {
        return log1p(x.subtract(ONE));
    }

    /** e^x - 1. */
    public static BigDecimal expm1(BigDecimal x) {
        if (x.abs().compareTo(SMALL) >= 0) {
            return BigDecimalMath.exp(x.round(MORE_DIGITS), MORE_DIGITS).subtract(ONE, DIGITS);
        }
        BigDecimal sum = BigDecimal.ZERO;
        for (int n = TERMS; n >= 1; n--) {      // x (1 + x/2 (1 + x/3 (..)))
            sum = x.multiply(ONE.add(sum, MORE_DIGITS), MORE_DIGITS).divide(new BigDecimal(n), MORE_DIGITS);
        }
        return sum;
    }

    /** log(1 + x). */
    public static BigDecimal log1p(BigDecimal x) {
        if (x.abs().compareTo(SMALL) >= 0) {
            return logarithm(ONE.add(x).round(MORE_DIGITS));
        }
        BigDecimal sum = BigDecimal.ZERO;
        for (int n = TERMS; n >= 1; n--) {      // x (1 - x (1/2 - x (1/3 - ..)))
            BigDecimal coefficient = ONE.divide(new BigDecimal(n), MORE_DIGITS);
            sum = x.multiply(coefficient.subtract(sum, MORE_DIGITS), MORE_DIGITS);
        }
        return sum;
    }

    /**
     * From a logarithm y in double by Halley's steps y + 2 (x - e^y) / (x + e^y), after which the error is a twelfth of the
     * cube of that of y: 2^-50 where y is up to 8, then below 10^-46, then all digits.
     */
    private static BigDecimal logarithm(BigDecimal x) {
        double start = StrictMath.log(x.doubleValue());
        if (!(Math.abs(start) < 8)) {
            return BigDecimalMath.log(x, MORE_DIGITS);
        }
        BigDecimal y = new BigDecimal(start);
        for (int i = 0; i < 2; i++) {
            BigDecimal power = PiecewiseExponential.exp(y, MORE_DIGITS);
            y = y.add(x.subtract(power).multiply(TWO).divide(x.add(power), MORE_DIGITS), MORE_DIGITS);
        }
        return y;
    }

    /** 1 / (1 + e^-x). */
    public static BigDecimal sigmoid(BigDecimal x) {
        return ONE.divide(ONE.add(exp(x.negate())), DIGITS);
    }

    /** log(1 + e^x) = max(x, 0) + log1p(e^-|x|). */
    public static BigDecimal softplus(BigDecimal x) {
        return x.max(BigDecimal.ZERO).add(log1p(exp(x.abs().negate())), DIGITS);
    }

    /** -softplus(-x). */
    public static BigDecimal logSigmoid(BigDecimal x) {
        return softplus(x.negate()).negate();
    }

    /** (e^2x - 1) / (e^2x + 1). */
    public static BigDecimal tanh(BigDecimal x) {
        BigDecimal less = expm1(x.add(x));
        return less.divide(less.add(TWO), DIGITS);
    }
}
