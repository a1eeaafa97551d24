// Derived from FloatChebyshevTest.java; edit that file, then run: java verification/src/test/java/io/github/losslane/verification/Twins.java
package io.github.losslane.verification.math;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.losslane.Kernels;
import io.github.losslane.math.DoubleMathKernels;
import io.github.losslane.simd.math.DoubleChebyshev;
import java.math.BigDecimal;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** cosMultiple is the polynomial, psi its monotone extension, slope the derivative of that. */
class DoubleChebyshevTest {

    /** Half the distance between 1 and the number below it. */
    private static final double HALF_ULP_OF_ONE = (1 - Math.nextDown(1.0)) / 2;

    private static final double UNIT_ROUNDOFF = HALF_ULP_OF_ONE * 2;

    private final DoubleMathKernels simd = Kernels.simd().math();

    static IntStream multiples() {
        return IntStream.rangeClosed(1, 16);
    }

    @ParameterizedTest
    @MethodSource("multiples")
    void cosMultipleIsTheChebyshevPolynomial(int m) {
        double[] cosines = DoubleCosines.some(m);
        double[] out = new double[cosines.length];
        simd.cosMultiple(m, cosines, 0, out, 0, cosines.length);
        double bound = DoubleChebyshev.MAX_ERROR_IN_HALF_ULPS_OF_ONE * HALF_ULP_OF_ONE;
        for (int i = 0; i < out.length; i++) {
            double error = distance(out[i], ChebyshevOracle.firstKind(m, cosines[i]));
            assertThat(error).as("T_%s(%s)", m, cosines[i]).isLessThanOrEqualTo(bound);
        }
    }

    @ParameterizedTest
    @MethodSource("multiples")
    void psiFoldsThePolynomialSegmentBySegment(int m) {
        double[] cosines = DoubleCosines.some(m);
        double[] psi = new double[cosines.length];
        simd.psi(m, cosines, 0, psi, 0, new double[cosines.length], 0, cosines.length);
        for (int i = 0; i < psi.length; i++) {
            int k = DoubleCosines.segment(m, cosines[i]);
            BigDecimal folded = ChebyshevOracle.firstKind(m, cosines[i]);
            folded = (k % 2 == 0 ? folded : folded.negate()).subtract(new BigDecimal(2 * k));
            double bound = DoubleChebyshev.MAX_ERROR_IN_HALF_ULPS_OF_ONE * HALF_ULP_OF_ONE + Math.ulp(psi[i]) / 2;
            assertThat(distance(psi[i], folded)).as("psi_%s(%s)", m, cosines[i]).isLessThanOrEqualTo(bound);
        }
    }

    @ParameterizedTest
    @MethodSource("multiples")
    void knotsAndEndsAreExact(int m) {
        for (int j = 0; j <= m; j++) {
            double[] cosine = {DoubleCosines.knot(j, m)};
            double[] value = new double[1];
            simd.cosMultiple(m, cosine, 0, value, 0, 1);
            assertThat(value[0]).as("T_%s(cos(%s pi / %s))", m, j, m).isEqualTo(j % 2 == 0 ? 1 : -1);
            simd.psi(m, cosine, 0, value, 0, new double[1], 0, 1);
            assertThat(value[0]).as("psi_%s(cos(%s pi / %s))", m, j, m).isEqualTo(1 - 2 * j);
        }
    }

    @ParameterizedTest
    @MethodSource("multiples")
    void psiRisesWithTheCosineAndItsSlopeIsNeverNegative(int m) {
        double[] sorted = DoubleCosines.dense(m);
        double[] psi = new double[sorted.length];
        double[] slope = new double[sorted.length];
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
        double[] cosines = DoubleCosines.some(m);
        double[] slope = new double[cosines.length];
        simd.psi(m, cosines, 0, new double[cosines.length], 0, slope, 0, cosines.length);
        for (int i = 0; i < slope.length; i++) {
            BigDecimal exact = ChebyshevOracle.secondKind(m - 1, cosines[i]).multiply(new BigDecimal(m));
            exact = DoubleCosines.segment(m, cosines[i]) % 2 == 0 ? exact : exact.negate();
            double bound = 2.01 * UNIT_ROUNDOFF * Math.abs(exact.doubleValue())
                    + StrictMath.pow(m, 6) * UNIT_ROUNDOFF * UNIT_ROUNDOFF;
            assertThat(distance(slope[i], exact.max(BigDecimal.ZERO)))
                    .as("slope_%s(%s)", m, cosines[i]).isLessThanOrEqualTo(bound);
        }
    }

    @Test
    void multipleOneIsTheCosineItself() {
        double[] cosines = DoubleCosines.some(1);
        double[] psi = new double[cosines.length];
        double[] slope = new double[cosines.length];
        simd.psi(1, cosines, 0, psi, 0, slope, 0, cosines.length);
        for (int i = 0; i < cosines.length; i++) {
            assertThat(psi[i] == cosines[i] && slope[i] == 1).as("psi_1(%s) = %s", cosines[i], psi[i]).isTrue();
        }
    }

    @ParameterizedTest
    @MethodSource("multiples")
    void cosinesFarOutsideGiveLargeNumbersOrInfinitiesButNaNOnlyForNaN(int m) {
        double[] cosines = {1.5, -1.5, 1e20, -1e20, Double.MAX_VALUE, -Double.MAX_VALUE, Double.NaN};
        double[] out = new double[cosines.length];
        simd.cosMultiple(m, cosines, 0, out, 0, cosines.length);
        for (int i = 0; i < 6; i++) {
            double sign = cosines[i] > 0 || m % 2 == 0 ? 1 : -1;
            assertThat(out[i] * sign).as("T_%s(%s)", m, cosines[i]).isGreaterThan(1);
        }
        assertThat(out[6]).isNaN();
    }

    private static double distance(double got, BigDecimal exact) {
        return new BigDecimal(got).subtract(exact).abs().doubleValue();
    }
}
