package io.github.losslane.verification.math;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.Comparator;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Every elementwise function over double keeps the bound its kernel states, judged by an arbitrary-precision library. */
class Binary64AccuracyTest {

    private static final int DEMANDED_POINTS = 100_000;

    /** One judged result. */
    private record Judged(double x, double got, double ulps) {}

    @ParameterizedTest
    @EnumSource
    void statedBoundIsAtMostTheDemandedOne(Binary64Function function) {
        assertThat(function.statedUlps).isPositive().isLessThanOrEqualTo(function.demandedUlps);
    }

    @ParameterizedTest
    @EnumSource
    void hardAndRandomPointsAreWithinTheStatedBound(Binary64Function function) {
        double[] x = Binary64Points.of(function);
        double[] got = function.simd(x);
        Judged worst = IntStream.range(0, x.length)
                .parallel()
                .mapToObj(i -> new Judged(x[i], got[i], function.ulps(x[i], got[i])))
                .max(Comparator.comparingDouble(Judged::ulps))
                .orElseThrow();
        assertThat(worst.ulps)
                .as("%s at %s: %s", function, Double.toHexString(worst.x), Double.toHexString(worst.got))
                .isLessThanOrEqualTo(function.statedUlps);
    }

    @ParameterizedTest
    @EnumSource
    void limitsAreThoseOfTheDefinition(Binary64Function function) {
        double[] x = {
            0, -0.0, 1, -1, -1.5, 710, -746, 1000, -1000, 1e300, -1e300, Double.MAX_VALUE, -Double.MAX_VALUE,
            Double.POSITIVE_INFINITY, Double.NEGATIVE_INFINITY, Double.NaN, Double.longBitsToDouble(0xfff0000000000001L)
        };
        double[] got = function.simd(x);
        for (int i = 0; i < x.length; i++) {
            double limit = function.limit(x[i]);
            if (limit == 0 || !Double.isFinite(limit)) {
                assertThat(Double.doubleToLongBits(got[i])).as("%s at %s: %s", function, x[i], got[i])
                        .isEqualTo(Double.doubleToLongBits(limit));
            }
        }
    }

    /** Values that others print: the tail of logSigmoid goes down to subnormal numbers. */
    @Test
    void logSigmoidKeepsItsTail() {
        double[] expected = {-3.720075976020836e-44, -7.124576406741286e-218, -1.36930634e-315};
        double[] got = Binary64Function.LOG_SIGMOID.simd(new double[] {100, 500, 725});
        for (int i = 0; i < got.length; i++) {
            double half = Math.ulp(expected[i]) / 2;        // what the printed digits may be off
            assertThat(got[i]).isCloseTo(
                    expected[i], within(Binary64Function.LOG_SIGMOID.statedUlps * Math.ulp(expected[i]) + half));
        }
    }

    @Test
    void pointsAreAsManyAsDemanded() {
        int points = Arrays.stream(Binary64Function.values()).mapToInt(f -> Binary64Points.of(f).length).sum();
        assertThat(points).isGreaterThanOrEqualTo(DEMANDED_POINTS);
    }
}
