// Derived from FloatContrastiveTest.java; edit that file, then run: java verification/src/test/java/io/github/losslane/verification/Twins.java
package io.github.losslane.verification.metric;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.github.losslane.KernelProvider;
import io.github.losslane.Kernels;
import io.github.losslane.Reduction;
import io.github.losslane.metric.Contrastive;
import io.github.losslane.simd.metric.DoubleContrastive;
import io.github.losslane.verification.math.DoubleUlps;
import java.math.BigDecimal;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Accuracy and laws of the contrastive kernels. */
class DoubleContrastiveTest {

    private static final KernelProvider SIMD = Kernels.simd();

    /** A few roundings of the reference beside those of its sum. */
    private static final int OTHERS = 8;

    private static final BigDecimal HALF = new BigDecimal("0.5");

    static IntStream widths() {
        return DoubleRows.widths();
    }

    static Stream<KernelProvider> providers() {
        return Stream.of(SIMD, Kernels.reference());
    }

    @ParameterizedTest
    @MethodSource("widths")
    void resultsKeepTheStatedBounds(int columns) {
        double[][] places = {{0, 1}, {100, 1}, {-3, 0.01}, {0, 1000}};
        for (double[] place : places) {
            check(SIMD, columns, place[0], place[1], 0);
        }
    }

    @ParameterizedTest
    @MethodSource("widths")
    void referenceIsTheDefinition(int columns) {
        check(Kernels.reference(), columns, 0, 1, columns + OTHERS);
    }

    @ParameterizedTest
    @MethodSource("providers")
    void itIsSymmetric(KernelProvider provider) {
        widths().forEach(columns -> {
            DoublePairs pairs = DoublePairs.around(0, 1, 9, columns);
            Contrastive loss = new Contrastive(2 * Math.sqrt(columns));
            assertThat(pairs.swapped().losses(provider, loss)).isEqualTo(pairs.losses(provider, loss));
            DoublePairs gradients = pairs.gradients(provider, loss, Reduction.MEAN);
            assertSame(pairs.swapped().gradients(provider, loss, Reduction.MEAN), gradients.swapped());
            assertSame(gradients, gradients.swapped().each(matrix -> DoubleRows.each(matrix, x -> 0 - x)));
        });
    }

    /** On a grid all differences are exact, wherever it lies. */
    @ParameterizedTest
    @MethodSource("widths")
    void movingAllRowsChangesNothing(int columns) {
        DoublePairs pairs = DoublePairs.onGrid(7, columns);
        Contrastive loss = new Contrastive(5 * Math.sqrt(columns));
        for (double shift : new double[] {1, -1000, 0x1p17}) {
            DoublePairs moved = pairs.each(matrix -> DoubleRows.each(matrix, x -> x + shift));
            assertThat(moved.losses(SIMD, loss)).isEqualTo(pairs.losses(SIMD, loss));
            assertSame(moved.gradients(SIMD, loss, Reduction.MEAN), pairs.gradients(SIMD, loss, Reduction.MEAN));
        }
    }

    /** Squares are exact; the root and what follows are rounded on both sides. */
    @ParameterizedTest
    @MethodSource("widths")
    void turningAllRowsTurnsTheGradients(int columns) {
        DoublePairs pairs = DoublePairs.onGrid(8, columns);
        Contrastive loss = new Contrastive(5 * Math.sqrt(columns));
        Contrastive five = new Contrastive(5 * loss.margin());
        DoublePairs turned = pairs.each(DoubleRows::turned);       // and five times as large
        double[] losses = pairs.losses(SIMD, loss);
        double[] turnedLosses = turned.losses(SIMD, five);
        double largest = (five.margin() * five.margin() / 2);
        DoublePairs expected = pairs.gradients(SIMD, loss, Reduction.SUM).each(DoubleRows::turned);
        DoublePairs gradients = turned.gradients(SIMD, five, Reduction.SUM);
        for (int row = 0; row < losses.length; row++) {
            double got = turnedLosses[row];
            boolean similar = pairs.similar()[row] == 1;
            double ulps = similar ? 0 : 2 * DoubleContrastive.MAX_ULP_LOSS_DISSIMILAR;
            assertThat(got).isCloseTo(25 * losses[row], within(ulps * Math.ulp(largest)));
            double distance = Math.sqrt(square(turned, row));
            for (int j = 0; j < columns; j++) {
                double derivative = gradients.left().get(row, j);
                double steepest = (five.margin() / distance * 16);       // differences are at most 14
                double allowed = similar ? 0 : 3 * DoubleContrastive.MAX_ULP_GRADIENT_DISSIMILAR * Math.ulp(steepest);
                assertThat(derivative).isCloseTo(expected.left().get(row, j), within(allowed));
            }
        }
    }

    private static double square(DoublePairs pairs, int row) {
        return MetricOracle.square(DoubleRows.wide(pairs.left(), row), DoubleRows.wide(pairs.right(), row)).doubleValue();
    }

    private static void check(KernelProvider provider, int columns, double centre, double spread, double more) {
        DoublePairs pairs = DoublePairs.around(centre, spread, 4, columns);
        for (double margin : new double[] {1.4, 1.5, 4}) {       // distances are about sqrt(2 columns) spread
            check(provider, pairs, new Contrastive(margin * spread * Math.sqrt(columns)), more);
        }
    }

    private static void check(KernelProvider provider, DoublePairs pairs, Contrastive loss, double more) {
        double[] losses = pairs.losses(provider, loss);
        DoublePairs gradients = pairs.gradients(provider, loss, Reduction.SUM);
        BigDecimal margin = new BigDecimal(loss.margin());
        BigDecimal largest = margin.multiply(margin).multiply(HALF);
        for (int row = 0; row < losses.length; row++) {
            double[] a = DoubleRows.wide(pairs.left(), row);
            double[] b = DoubleRows.wide(pairs.right(), row);
            boolean similar = pairs.similar()[row] == 1;
            BigDecimal distance = MetricOracle.distance(a, b);
            BigDecimal gap = margin.subtract(distance).max(BigDecimal.ZERO);
            BigDecimal exact = similar ? MetricOracle.square(a, b).multiply(HALF) : gap.pow(2).multiply(HALF);
            double lossUlps = similar ? DoubleContrastive.MAX_ULP_LOSS : DoubleContrastive.MAX_ULP_LOSS_DISSIMILAR;
            assertThat(DoubleUlps.distance(losses[row], exact, similar ? exact : largest))
                    .as("loss of row %s", row).isLessThanOrEqualTo(lossUlps + more);
            BigDecimal slope = similar ? BigDecimal.ONE : gap.negate().divide(distance, MetricOracle.DIGITS);
            BigDecimal steepest = similar ? BigDecimal.ONE : margin.divide(distance, MetricOracle.DIGITS);
            double ulps = similar ? DoubleContrastive.MAX_ULP_GRADIENT : DoubleContrastive.MAX_ULP_GRADIENT_DISSIMILAR + more;
            for (int j = 0; j < a.length; j++) {
                BigDecimal difference = MetricOracle.difference(a[j], b[j]);
                double got = gradients.left().get(row, j);
                double distanceInUlps =
                        DoubleUlps.distance(got, difference.multiply(slope), difference.multiply(steepest));
                assertThat(distanceInUlps).isLessThanOrEqualTo(ulps);
                assertThat(gradients.right().get(row, j) + got).isZero();
            }
        }
    }

    private static void assertSame(DoublePairs got, DoublePairs expected) {
        for (int i = 0; i < 2; i++) {
            assertThat(got.matrices().get(i).data()).isEqualTo(expected.matrices().get(i).data());
        }
    }
}
