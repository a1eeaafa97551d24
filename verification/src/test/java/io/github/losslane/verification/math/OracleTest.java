package io.github.losslane.verification.math;

import static org.assertj.core.api.Assertions.assertThat;

import ch.obermuhlner.math.big.BigDecimalMath;
import java.math.BigDecimal;
import java.math.MathContext;
import java.util.SplittableRandom;
import java.util.function.UnaryOperator;
import java.util.stream.DoubleStream;
import org.junit.jupiter.api.Test;

/** The faster ways of the oracle against big-math alone, to all of its 50 digits. */
class OracleTest {

    private static final MathContext DIGITS = new MathContext(70);

    /** To add 1 to the smallest of the numbers, and still have all digits. */
    private static final MathContext MANY_DIGITS = new MathContext(400);

    /** Half a unit of the last digit of a number that starts with 1. */
    private static final BigDecimal RELATIVE = new BigDecimal("5e-50");

    @Test
    void exponentialsAreThoseOfBigMath() {
        SplittableRandom random = new SplittableRandom(5);
        DoubleStream pieces = DoubleStream.of(
                0, 0x1p-8, -0x1p-8, 0x1p-16, -0x1p-16, 0x1p-17, 1, -1, 1999, -1999, 2000, -2000,
                Math.nextDown(1.0), Math.nextUp(-1.0), 1e-6, -1e-6, Double.MIN_VALUE, -Double.MIN_VALUE, -1e-300);
        DoubleStream some = DoubleStream.concat(random.doubles(2000, -40, 40), random.doubles(300, -2000, 2000));
        DoubleStream.concat(pieces, some).forEach(x -> check(x, Oracle::exp, y -> BigDecimalMath.exp(y, DIGITS)));
    }

    @Test
    void logarithmsAreThoseOfBigMath() {
        SplittableRandom random = new SplittableRandom(6);
        DoubleStream ends = DoubleStream.of(
                1e-6, -1e-6, 1.1e-6, -1.1e-6, 1e-7, 1e-300, -0.5, -0.9, 1, 2978, 2982, 1e9, 1e300);
        DoubleStream.concat(ends, random.doubles(300, -1, 70)).forEach(
                x -> check(x, Oracle::log1p, y -> BigDecimalMath.log(y.add(BigDecimal.ONE), MANY_DIGITS)));
    }

    private static void check(double x, UnaryOperator<BigDecimal> oracle, UnaryOperator<BigDecimal> bigMath) {
        BigDecimal exact = bigMath.apply(new BigDecimal(x));
        assertThat(oracle.apply(new BigDecimal(x)).subtract(exact).abs()).as("at %s", x)
                .isLessThanOrEqualTo(exact.abs().multiply(RELATIVE, DIGITS));
    }
}
