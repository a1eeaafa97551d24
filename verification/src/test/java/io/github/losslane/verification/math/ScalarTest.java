package io.github.losslane.verification.math;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.github.losslane.math.Scalar;
import java.math.BigDecimal;
import java.util.SplittableRandom;
import java.util.function.DoubleUnaryOperator;
import java.util.function.UnaryOperator;
import java.util.stream.DoubleStream;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The scalar functions in which records are defined, against fifty digits. */
class ScalarTest {

    /** Half an ulp of 1. */
    private static final double ROUNDOFF = 0x1p-53;

    /** StrictMath's exp and log1p are within 1 ulp each; a sum and a quotient round. */
    private static final double ULPS = 4;

    static IntStream multiples() {
        return IntStream.rangeClosed(1, Scalar.LARGEST_MULTIPLE);
    }

    @Test
    void functionsOfOneNumberAreThoseOfTheOracle() {
        check(Scalar::sigmoid, Oracle::sigmoid);
        check(Scalar::softplus, Oracle::softplus);
        check(Scalar::logSigmoid, Oracle::logSigmoid);
    }

    private static void check(DoubleUnaryOperator function, UnaryOperator<BigDecimal> oracle) {
        SplittableRandom random = new SplittableRandom(11);
        DoubleStream.concat(DoubleStream.of(0, 1, -1, 37, -37, 700, -700), random.doubles(500, -40, 40)).forEach(x -> {
            double exact = oracle.apply(new BigDecimal(x)).doubleValue();
            assertThat(function.applyAsDouble(x)).as("at %s", x).isCloseTo(exact, within(ULPS * Math.ulp(exact)));
        });
    }

    /** A step rounds a product of at most 2 and a difference of at most 1, and what is lost grows like U_k, at most m. */
    @ParameterizedTest
    @MethodSource("multiples")
    void cosineOfAMultipleIsTheChebyshevPolynomial(int m) {
        for (double cosine : cosines(m)) {
            double exact = ChebyshevOracle.firstKind(m, cosine).doubleValue();
            assertThat(Scalar.cosMultiple(m, cosine)).isCloseTo(exact, within(3 * m * m * ROUNDOFF));
        }
        assertThat(Scalar.cosMultiple(0, 0.3)).isEqualTo(1);
    }

    /** Numbers of a step are at most m + 1 times as large as those of the first kind. */
    @ParameterizedTest
    @MethodSource("multiples")
    void ratioOfSinesIsThePolynomialOfTheSecondKind(int m) {
        for (double cosine : cosines(m)) {
            double exact = ChebyshevOracle.secondKind(m - 1, cosine).doubleValue();
            assertThat(Scalar.sineRatio(m - 1, cosine)).isCloseTo(exact, within(3 * m * m * (m + 1) * ROUNDOFF));
        }
    }

    /** From 1 at 0 to 1 - 2m at pi, 1 - 2j at the knots between segments. The angles here are rounded twice, up to pi. */
    @ParameterizedTest
    @MethodSource("multiples")
    void psiFoldsThePolynomialAtItsKnots(int m) {
        assertThat(Scalar.segment(m, 1)).isZero();
        assertThat(Scalar.segment(m, -1)).isEqualTo(m - 1);
        assertThat(Scalar.psi(m, 1)).isEqualTo(1);
        assertThat(Scalar.psi(m, -1)).isEqualTo(1 - 2 * m);
        for (int j = 1; j < m; j++) {
            double knot = Scalar.knot(j, m);
            assertThat(knot).isCloseTo(StrictMath.cos(j * Math.PI / m), within(8 * ROUNDOFF))
                    .isEqualTo(-Scalar.knot(m - j, m));
            assertThat(Scalar.segment(m, knot)).isEqualTo(j);
            assertThat(Scalar.segment(m, knot + 4 * ROUNDOFF)).isEqualTo(j - 1);
            assertThat(Scalar.psi(m, knot)).isCloseTo(1 - 2 * j, within((3 * m * m + 2 * m) * ROUNDOFF));
        }
    }

    @ParameterizedTest
    @MethodSource("multiples")
    void psiAndItsSlopeAreThoseOfTheSegment(int m) {
        for (double cosine : cosines(m)) {
            int k = (int) IntStream.range(1, m).filter(j -> cosine <= StrictMath.cos(j * Math.PI / m)).count();
            double sign = k % 2 == 0 ? 1 : -1;
            double psi = sign * ChebyshevOracle.firstKind(m, cosine).doubleValue() - 2 * k;
            double slope = sign * m * ChebyshevOracle.secondKind(m - 1, cosine).doubleValue();
            assertThat(Scalar.psi(m, cosine)).isCloseTo(psi, within((3 * m * m + 2 * m) * ROUNDOFF));
            assertThat(Scalar.psiSlope(m, cosine)).isNotNegative()
                    .isCloseTo(slope, within(3.0 * m * m * m * (m + 1) * ROUNDOFF));
        }
    }

    /** Inf - Inf in the recurrence is the infinity of its leading term; NaN stays NaN. */
    @Test
    void polynomialsOverflowToTheInfinityOfTheirLeadingTerm() {
        assertThat(Scalar.cosMultiple(5, 1e200)).isEqualTo(Double.POSITIVE_INFINITY);
        assertThat(Scalar.cosMultiple(5, -1e200)).isEqualTo(Double.NEGATIVE_INFINITY);
        assertThat(Scalar.cosMultiple(4, -1e200)).isEqualTo(Double.POSITIVE_INFINITY);
        assertThat(Scalar.sineRatio(5, -1e200)).isEqualTo(Double.NEGATIVE_INFINITY);
        assertThat(Scalar.sineRatio(4, -1e200)).isEqualTo(Double.POSITIVE_INFINITY);
        assertThat(Scalar.cosMultiple(5, Double.NaN)).isNaN();
    }

    /** None within a few ulps of a knot, where segments may differ. */
    private static double[] cosines(int m) {
        return DoubleStream.concat(DoubleStream.of(1, -1, 0.3, -0.3), new SplittableRandom(m).doubles(200, -1, 1)).toArray();
    }
}
