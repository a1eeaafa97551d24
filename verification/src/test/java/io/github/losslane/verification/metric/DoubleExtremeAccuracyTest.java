// Derived from FloatExtremeAccuracyTest.java; edit that file, then run: java verification/src/test/java/io/github/losslane/verification/Twins.java
package io.github.losslane.verification.metric;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.losslane.Kernels;
import io.github.losslane.Reduction;
import io.github.losslane.metric.Contrastive;
import io.github.losslane.metric.Triplet;
import io.github.losslane.simd.metric.DoubleContrastive;
import io.github.losslane.simd.metric.DoubleTriplet;
import io.github.losslane.verification.math.DoubleUlps;
import java.math.BigDecimal;
import java.util.Arrays;
import java.util.stream.DoubleStream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Where squares overflow or underflow, results that fit the type keep the stated bounds. */
class DoubleExtremeAccuracyTest {

    private static final BigDecimal HALF = new BigDecimal("0.5");
    private static final BigDecimal TWO = new BigDecimal(2);
    private static final BigDecimal LARGEST = new BigDecimal(Double.MAX_VALUE);
    private static final BigDecimal SMALLEST = new BigDecimal(Double.MIN_VALUE);

    static DoubleStream margins() {
        return Arrays.stream(DoubleExtremes.MARGINS);
    }

    @ParameterizedTest
    @MethodSource("margins")
    void tripletsKeepTheirBounds(double margin) {
        check(DoubleExtremes.triplets(1), new Triplet(margin));
        check(DoubleExtremes.triplets(3), new Triplet(margin));
    }

    private static void check(DoubleTriplets triplets, Triplet loss) {
        double[] losses = triplets.losses(Kernels.simd(), loss);
        DoubleTriplets gradients = triplets.gradients(Kernels.simd(), loss, Reduction.SUM);
        BigDecimal margin = new BigDecimal(loss.margin());
        for (int row = 0; row < losses.length; row++) {
            double[] a = DoubleRows.wide(triplets.anchors(), row);
            double[] p = DoubleRows.wide(triplets.positives(), row);
            double[] n = DoubleRows.wide(triplets.negatives(), row);
            BigDecimal toPositive = MetricOracle.square(a, p);
            BigDecimal toNegative = MetricOracle.square(a, n);
            BigDecimal exact = toPositive.subtract(toNegative).add(margin);
            BigDecimal scale = toPositive.add(toNegative).multiply(TWO).add(margin);
            BigDecimal error = error(DoubleTriplet.MAX_ULP_LOSS, scale);
            assertClose(losses[row], exact.max(BigDecimal.ZERO), error);
            for (int j = 0; j < a.length; j++) {
                BigDecimal derivative = MetricOracle.difference(n[j], p[j]).multiply(TWO);
                double got = gradients.anchors().get(row, j);
                boolean active = DoubleUlps.distance(got, derivative) <= DoubleTriplet.MAX_ULP_GRADIENT;
                assertThat(active || got == 0).isTrue();
                assertThat(active || exact.compareTo(error) <= 0).as("active, row %s: %s", row, got).isTrue();
                boolean inactive = got == 0 || exact.add(error).signum() > 0;
                assertThat(inactive).as("inactive, row %s: %s", row, got).isTrue();
            }
        }
    }

    @ParameterizedTest
    @MethodSource("margins")
    void pairsKeepTheirBounds(double margin) {
        DoubleExtremes.pairs().forEach(pairs -> check(pairs, new Contrastive(margin)));
    }

    private static void check(DoublePairs pairs, Contrastive loss) {
        double[] losses = pairs.losses(Kernels.simd(), loss);
        DoublePairs gradients = pairs.gradients(Kernels.simd(), loss, Reduction.SUM);
        BigDecimal margin = new BigDecimal(loss.margin());
        for (int row = 0; row < losses.length; row++) {
            double[] a = DoubleRows.wide(pairs.left(), row);
            double[] b = DoubleRows.wide(pairs.right(), row);
            BigDecimal square = MetricOracle.square(a, b).multiply(HALF);
            if (pairs.similar()[row] == 1) {
                assertClose(losses[row], square, error(DoubleContrastive.MAX_ULP_LOSS, square));
            } else {
                BigDecimal gap = margin.subtract(MetricOracle.distance(a, b)).max(BigDecimal.ZERO);
                BigDecimal error = error(DoubleContrastive.MAX_ULP_LOSS_DISSIMILAR, margin.pow(2).multiply(HALF));
                assertClose(losses[row], gap.pow(2).multiply(HALF), error);
            }
            for (int j = 0; j < a.length; j++) {
                assertGradient(pairs, row, margin, gradients.left().get(row, j), MetricOracle.difference(a[j], b[j]));
            }
        }
    }

    private static void assertGradient(DoublePairs pairs, int row, BigDecimal margin, double got, BigDecimal difference) {
        BigDecimal distance =
                MetricOracle.distance(DoubleRows.wide(pairs.left(), row), DoubleRows.wide(pairs.right(), row));
        BigDecimal derivative = difference;
        BigDecimal scale = difference;
        if (pairs.similar()[row] == 0 && distance.signum() > 0) {
            BigDecimal gap = margin.subtract(distance).max(BigDecimal.ZERO);
            derivative = difference.negate().multiply(gap).divide(distance, MetricOracle.DIGITS);
            scale = difference.multiply(margin).divide(distance, MetricOracle.DIGITS);
        }
        double ulps = pairs.similar()[row] == 1
                ? DoubleContrastive.MAX_ULP_GRADIENT : DoubleContrastive.MAX_ULP_GRADIENT_DISSIMILAR;
        assertThat(DoubleUlps.distance(got, derivative, scale))
                .as("row %s: %s, exact %s", row, got, derivative.doubleValue()).isLessThanOrEqualTo(ulps);
    }

    /** So many ulps of a number of any size. */
    private static BigDecimal error(double ulps, BigDecimal scale) {
        return scale.multiply(new BigDecimal(ulps * Math.ulp(1.0)));
    }

    /** Also where the exact number or its error are too large for the type. */
    private static void assertClose(double got, BigDecimal exact, BigDecimal error) {
        assertThat(got).isNotNegative();
        if (Double.isInfinite(got)) {
            assertThat(exact.add(error).compareTo(LARGEST)).as("infinite, exact %s", exact.doubleValue()).isPositive();
        } else {
            assertThat(exact.subtract(new BigDecimal(got)).abs())
                    .as("%s, exact %s", got, exact.doubleValue()).isLessThanOrEqualTo(error.add(SMALLEST));
        }
    }
}
