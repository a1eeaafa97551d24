package io.github.losslane.verification.math;

import ch.obermuhlner.math.big.BigDecimalMath;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.math.MathContext;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.IntStream;

/**
 * e^x from exponentials of big-math that are kept, as e^x = e^n e^(i / 2^8) e^(j / 2^16) e^r with whole n, i and j below 2^8
 * and r from 0 up to 2^-16: a fraction of the time of a series for each x.
 *
 * <p>All but e^n is in units of 2^-224. Cutting x off, two products and three pieces are wrong by a unit or two each;
 * r^13 / 13!, which the series leaves out, is below 2^-240. So the relative error is below 2^-219, and with that of e^n,
 * 10^-69, nothing at 60 digits.
 */
final class PiecewiseExponential {

    private static final int BITS = 224;
    private static final int PIECE = 8;
    private static final int TERMS = 12;
    private static final BigInteger ONE = BigInteger.ONE.shiftLeft(BITS);
    private static final BigDecimal UNITS = new BigDecimal(ONE);
    private static final MathContext DIGITS = new MathContext(70);

    private static final Map<Integer, BigDecimal> WHOLE = new ConcurrentHashMap<>();
    private static final BigInteger[] FIRST = pieces(PIECE);
    private static final BigInteger[] SECOND = pieces(2 * PIECE);

    private PiecewiseExponential() {}

    /** Of a number of at most four digits before the point, rounded to at most 60 digits. */
    static BigDecimal exp(BigDecimal x, MathContext digits) {
        BigInteger units = floor(x);
        int n = units.shiftRight(BITS).intValueExact();
        BigInteger fraction = units.subtract(BigInteger.valueOf(n).shiftLeft(BITS));
        int pieces = fraction.shiftRight(BITS - 2 * PIECE).intValueExact();
        BigInteger rest = fraction.subtract(BigInteger.valueOf(pieces).shiftLeft(BITS - 2 * PIECE));
        BigInteger first = FIRST[pieces >> PIECE];
        BigInteger second = SECOND[pieces & (1 << PIECE) - 1];
        return new BigDecimal(times(times(first, second), series(rest))).multiply(whole(n), digits);
    }

    private static BigInteger floor(BigDecimal x) {
        BigInteger towardsZero = x.multiply(UNITS).toBigInteger();
        return x.signum() < 0 ? towardsZero.subtract(BigInteger.ONE) : towardsZero;
    }

    /** 1 + r (1 + r / 2 (1 + r / 3 (..))). */
    private static BigInteger series(BigInteger r) {
        BigInteger sum = ONE;
        for (int n = TERMS; n >= 1; n--) {
            sum = times(r, sum).divide(BigInteger.valueOf(n)).add(ONE);
        }
        return sum;
    }

    private static BigInteger times(BigInteger a, BigInteger b) {
        return a.multiply(b).shiftRight(BITS);
    }

    /** e^n in place of units. */
    private static BigDecimal whole(int n) {
        return WHOLE.computeIfAbsent(n, key ->
                BigDecimalMath.exp(new BigDecimal(key), DIGITS).divide(UNITS, DIGITS));
    }

    /** e^(i / 2^bits) in units. */
    private static BigInteger[] pieces(int bits) {
        BigDecimal steps = new BigDecimal(1 << bits);
        return IntStream.range(0, 1 << PIECE)
                .mapToObj(i -> BigDecimalMath.exp(new BigDecimal(i).divide(steps), DIGITS).multiply(UNITS).toBigInteger())
                .toArray(BigInteger[]::new);
    }
}
