package io.github.losslane.verification.math;

import static org.assertj.core.api.Assertions.assertThat;

import ch.obermuhlner.math.big.BigDecimalMath;
import io.github.losslane.Kernels;
import io.github.losslane.math.FloatMathKernels;
import io.github.losslane.math.Scalar;
import io.github.losslane.simd.math.FloatChebyshev;
import java.math.BigDecimal;
import java.math.MathContext;
import java.util.Arrays;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** cosMultiple is the polynomial, psi its monotone extension, slope the derivative of that. */
class FloatChebyshevTest {

    private static final MathContext DIGITS = new MathContext(40);
    private static final int RANDOM = 1500;

    /** Half the distance between 1 and the number below it. */
    private static final double HALF_ULP_OF_ONE = (1 - Math.nextDown(1.0f)) / 2;

    private static final double UNIT_ROUNDOFF = HALF_ULP_OF_ONE * 2;

    private static final float[][] KNOTS = knots();

    private final FloatMathKernels simd = Kernels.simd().math();

    static IntStream multiples() {
        return IntStream.rangeClosed(1, 16);
    }

    @ParameterizedTest
    @MethodSource("multiples")
    void cosMultipleIsTheChebyshevPolynomial(int m) {
        float[] cosines = cosines(m);
        float[] out = new float[cosines.length];
        simd.cosMultiple(m, cosines, 0, out, 0, cosines.length);
        double bound = FloatChebyshev.MAX_ERROR_IN_HALF_ULPS_OF_ONE * HALF_ULP_OF_ONE;
        for (int i = 0; i < out.length; i++) {
            assertThat(distance(out[i], firstKind(m, cosines[i]))).as("T_%s(%s)", m, cosines[i]).isLessThanOrEqualTo(bound);
        }
    }

    @ParameterizedTest
    @MethodSource("multiples")
    void psiFoldsThePolynomialSegmentBySegment(int m) {
        float[] cosines = cosines(m);
        float[] psi = new float[cosines.length];
        simd.psi(m, cosines, 0, psi, 0, new float[cosines.length], 0, cosines.length);
        for (int i = 0; i < psi.length; i++) {
            int k = segment(m, cosines[i]);
            BigDecimal folded = firstKind(m, cosines[i]);
            folded = (k % 2 == 0 ? folded : folded.negate()).subtract(new BigDecimal(2 * k));
            double bound = FloatChebyshev.MAX_ERROR_IN_HALF_ULPS_OF_ONE * HALF_ULP_OF_ONE + Math.ulp(psi[i]) / 2;
            assertThat(distance(psi[i], folded)).as("psi_%s(%s)", m, cosines[i]).isLessThanOrEqualTo(bound);
        }
    }

    @ParameterizedTest
    @MethodSource("multiples")
    void knotsAndEndsAreExact(int m) {
        for (int j = 0; j <= m; j++) {
            float[] cosine = {knot(j, m)};
            float[] value = new float[1];
            simd.cosMultiple(m, cosine, 0, value, 0, 1);
            assertThat(value[0]).as("T_%s(cos(%s pi / %s))", m, j, m).isEqualTo(j % 2 == 0 ? 1 : -1);
            simd.psi(m, cosine, 0, value, 0, new float[1], 0, 1);
            assertThat(value[0]).as("psi_%s(cos(%s pi / %s))", m, j, m).isEqualTo(1 - 2 * j);
        }
    }

    @ParameterizedTest
    @MethodSource("multiples")
    void psiRisesWithTheCosineAndItsSlopeIsNeverNegative(int m) {
        float[] sorted = dense(m);
        float[] psi = new float[sorted.length];
        float[] slope = new float[sorted.length];
        simd.psi(m, sorted, 0, psi, 0, slope, 0, sorted.length);
        for (int i = 1; i < psi.length; i++) {
            assertThat(psi[i]).as("psi_%s(%s)", m, sorted[i]).isGreaterThanOrEqualTo(psi[i - 1]);
            assertThat(slope[i] >= 0).as("slope_%s(%s) = %s", m, sorted[i], slope[i]).isTrue();
        }
    }

    /** Two roundings, of U and of its product with m; what the recurrence of errors loses grows no faster than m^6. */
    @ParameterizedTest
    @MethodSource("multiples")
    void slopeIsTheDerivativeOfPsi(int m) {
        float[] cosines = cosines(m);
        float[] slope = new float[cosines.length];
        simd.psi(m, cosines, 0, new float[cosines.length], 0, slope, 0, cosines.length);
        for (int i = 0; i < slope.length; i++) {
            BigDecimal exact = secondKind(m - 1, cosines[i]).multiply(new BigDecimal(m));
            exact = segment(m, cosines[i]) % 2 == 0 ? exact : exact.negate();
            double bound = 2.01 * UNIT_ROUNDOFF * Math.abs(exact.doubleValue())
                    + StrictMath.pow(m, 6) * UNIT_ROUNDOFF * UNIT_ROUNDOFF;
            assertThat(distance(slope[i], exact.max(BigDecimal.ZERO)))
                    .as("slope_%s(%s)", m, cosines[i]).isLessThanOrEqualTo(bound);
        }
    }

    @Test
    void multipleOneIsTheCosineItself() {
        float[] cosines = cosines(1);
        float[] psi = new float[cosines.length];
        float[] slope = new float[cosines.length];
        simd.psi(1, cosines, 0, psi, 0, slope, 0, cosines.length);
        for (int i = 0; i < cosines.length; i++) {
            assertThat(psi[i] == cosines[i] && slope[i] == 1).as("psi_1(%s) = %s", cosines[i], psi[i]).isTrue();
        }
    }

    @ParameterizedTest
    @MethodSource("multiples")
    void cosinesFarOutsideGiveLargeNumbersOrInfinitiesButNaNOnlyForNaN(int m) {
        float[] cosines = {1.5f, -1.5f, 1e20f, -1e20f, Float.MAX_VALUE, -Float.MAX_VALUE, Float.NaN};
        float[] out = new float[cosines.length];
        simd.cosMultiple(m, cosines, 0, out, 0, cosines.length);
        for (int i = 0; i < 6; i++) {
            double sign = cosines[i] > 0 || m % 2 == 0 ? 1 : -1;
            assertThat(out[i] * sign).as("T_%s(%s)", m, cosines[i]).isGreaterThan(1);
        }
        assertThat(out[6]).isNaN();
    }

    private static double distance(float got, BigDecimal exact) {
        return new BigDecimal(got).subtract(exact).abs().doubleValue();
    }

    /** T_m(c) by its recurrence. */
    private static BigDecimal firstKind(int m, float cosine) {
        return recurrence(m - 1, new BigDecimal(cosine), BigDecimal.ONE, new BigDecimal(cosine));
    }

    /** U_n(c) by its recurrence. */
    private static BigDecimal secondKind(int n, float cosine) {
        return recurrence(n, new BigDecimal(cosine), BigDecimal.ZERO, BigDecimal.ONE);
    }

    private static BigDecimal recurrence(int steps, BigDecimal cosine, BigDecimal before, BigDecimal first) {
        BigDecimal last = before;
        BigDecimal current = first;
        for (int n = 0; n < steps; n++) {
            BigDecimal next = cosine.add(cosine).multiply(current).subtract(last).round(DIGITS);
            last = current;
            current = next;
        }
        return current;
    }

    /** The number of knots in 1..m-1, as the definition rounds them, that are not less than the cosine. */
    private static int segment(int m, float cosine) {
        return (int) IntStream.range(1, m).filter(j -> cosine <= (float) Scalar.knot(j, m)).count();
    }

    /** The number nearest to cos(j pi / m). */
    private static float knot(int j, int m) {
        return KNOTS[m][j];
    }

    private static float[][] knots() {
        BigDecimal pi = BigDecimalMath.pi(DIGITS);
        float[][] knots = new float[17][17];
        for (int m = 1; m <= 16; m++) {
            for (int j = 0; j <= m; j++) {
                BigDecimal angle = pi.multiply(new BigDecimal(j)).divide(new BigDecimal(m), DIGITS);
                knots[m][j] = 2 * j == m ? 0 : Float.parseFloat(BigDecimalMath.cos(angle, DIGITS).toString());
            }
        }
        return knots;
    }

    /** Random cosines, the ends, the knots and their neighbours, and tiny ones. */
    private static float[] cosines(int m) {
        SplittableRandom random = new SplittableRandom(m);
        float[] cosines = new float[RANDOM + 7 * (m + 1) + 4];
        int filled = 0;
        while (filled < RANDOM) {
            cosines[filled++] = (float) random.nextDouble(-1, 1);
        }
        for (int j = 0; j <= m; j++) {
            float cosine = knot(j, m);
            for (int steps = -3; steps <= 3; steps++) {
                cosines[filled++] = Math.max(-1, Math.min(1, cosine + steps * Math.ulp(cosine)));
            }
        }
        cosines[filled++] = -0.0f;
        cosines[filled++] = Float.MIN_VALUE;
        cosines[filled++] = -Float.MIN_NORMAL;
        cosines[filled] = 1e-20f;
        return cosines;
    }

    /** Sorted: an even grid, and every number within 500 of a knot. */
    private static float[] dense(int m) {
        int grid = 50_000;
        int run = 500;
        float[] cosines = new float[grid + (m + 1) * (2 * run + 1)];
        int filled = 0;
        for (int i = 0; i < grid; i++) {
            cosines[filled++] = (float) (2.0 * i / (grid - 1) - 1);
        }
        for (int j = 0; j <= m; j++) {
            for (int steps = -run; steps <= run; steps++) {
                float cosine = knot(j, m) + steps * Math.ulp(knot(j, m));
                cosines[filled++] = Math.max(-1, Math.min(1, cosine));
            }
        }
        Arrays.sort(cosines);
        return cosines;
    }
}
