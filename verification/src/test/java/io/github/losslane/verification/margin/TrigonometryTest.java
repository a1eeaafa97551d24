package io.github.losslane.verification.margin;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import ch.obermuhlner.math.big.BigDecimalMath;
import io.github.losslane.internal.Trigonometry;
import java.math.BigDecimal;
import java.math.MathContext;
import java.util.SplittableRandom;
import java.util.stream.DoubleStream;
import org.junit.jupiter.api.Test;

/** Sine and cosine of margins against big-math. */
class TrigonometryTest {

    private static final MathContext DIGITS = new MathContext(50);

    private static DoubleStream angles() {
        SplittableRandom random = new SplittableRandom(4);
        DoubleStream multiples = DoubleStream.iterate(0, n -> n <= 64, n -> n + 1)
                .map(n -> n * Math.PI / 4)
                .flatMap(x -> DoubleStream.of(Math.nextDown(x), x, Math.nextUp(x), x - 1e-9, x + 1e-9));
        DoubleStream others = DoubleStream.generate(() -> random.nextDouble(-4, 60)).limit(3000);
        return DoubleStream.concat(DoubleStream.concat(multiples, others), DoubleStream.of(1e-300, -1e-8, 1e5, 999_999.5));
    }

    @Test
    void valuesAreWithinTwoUlpsAndTheBitsOfPi() {
        angles().forEach(x -> {
            double sine = BigDecimalMath.sin(new BigDecimal(x), DIGITS).doubleValue();
            double cosine = BigDecimalMath.cos(new BigDecimal(x), DIGITS).doubleValue();
            assertThat(Trigonometry.sin(x)).as("sin %s", x).isCloseTo(sine, within(2 * Math.ulp(sine) + Math.abs(x) * 0x1p-106));
            assertThat(Trigonometry.cos(x)).as("cos %s", x).isCloseTo(cosine, within(2 * Math.ulp(cosine) + Math.abs(x) * 0x1p-106));
        });
    }

    @Test
    void specialValues() {
        assertThat(Trigonometry.cos(0)).isEqualTo(1);
        assertThat(Trigonometry.sin(0)).isZero();
        for (double x : new double[] {Double.NaN, Double.POSITIVE_INFINITY, Double.NEGATIVE_INFINITY}) {
            assertThat(Trigonometry.sin(x)).isNaN();
            assertThat(Trigonometry.cos(x)).isNaN();
        }
    }
}
