// Derived from FloatTripletTest.java; edit that file, then run: java verification/src/test/java/io/github/losslane/verification/Twins.java
package io.github.losslane.verification.metric;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.github.losslane.DoubleMatrix;
import io.github.losslane.KernelProvider;
import io.github.losslane.Kernels;
import io.github.losslane.Reduction;
import io.github.losslane.metric.Triplet;
import io.github.losslane.simd.metric.DoubleTriplet;
import io.github.losslane.verification.math.DoubleUlps;
import java.math.BigDecimal;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Accuracy and laws of the triplet kernels. */
class DoubleTripletTest {

    private static final KernelProvider SIMD = Kernels.simd();

    /** A few roundings of the reference beside those of its sums. */
    private static final int OTHERS = 8;

    static IntStream widths() {
        return DoubleRows.widths();
    }

    static Stream<KernelProvider> providers() {
        return Stream.of(SIMD, Kernels.reference());
    }

    @ParameterizedTest
    @MethodSource("widths")
    void resultsKeepTheStatedBounds(int columns) {
        for (DoubleTriplets triplets : samples(columns)) {
            for (double margin : new double[] {0, 0.2, 5.0 * columns}) {
                check(SIMD, triplets, new Triplet(margin), DoubleTriplet.MAX_ULP_LOSS);
            }
        }
    }

    /** It adds two sums of squares one by one, whose size its error is relative to. */
    @ParameterizedTest
    @MethodSource("widths")
    void referenceIsTheDefinition(int columns) {
        DoubleTriplets triplets = DoubleTriplets.around(0, 1, 3, columns);
        BigDecimal margin = new BigDecimal(new Triplet().margin());
        double[] losses = triplets.losses(Kernels.reference(), new Triplet());
        for (int row = 0; row < losses.length; row++) {
            double[] a = DoubleRows.wide(triplets.anchors(), row);
            double[] p = DoubleRows.wide(triplets.positives(), row);
            double[] n = DoubleRows.wide(triplets.negatives(), row);
            BigDecimal exact = MetricOracle.squareDifference(a, p, n).add(margin);
            BigDecimal size = MetricOracle.square(a, p).add(MetricOracle.square(a, n)).add(margin);
            assertThat(DoubleUlps.distance(losses[row], exact.max(BigDecimal.ZERO), size)).isLessThan(columns + OTHERS);
        }
        DoubleTriplets expected = triplets.gradients(SIMD, new Triplet(), Reduction.SUM);
        DoubleTriplets gradients = triplets.gradients(Kernels.reference(), new Triplet(), Reduction.SUM);
        for (int i = 0; i < 3; i++) {
            assertThat(gradients.matrices().get(i).data()).isEqualTo(expected.matrices().get(i).data());
        }
    }

    /** On a grid all differences are exact, wherever it lies. */
    @ParameterizedTest
    @MethodSource("widths")
    void movingAllRowsChangesNothing(int columns) {
        DoubleTriplets triplets = DoubleTriplets.onGrid(7, columns);
        Triplet loss = new Triplet(0.5);
        for (double shift : new double[] {1, -1000, 0x1p17}) {
            DoubleTriplets moved = triplets.each(matrix -> DoubleRows.each(matrix, x -> x + shift));
            assertThat(moved.losses(SIMD, loss)).isEqualTo(triplets.losses(SIMD, loss));
            assertSame(moved.gradients(SIMD, loss, Reduction.MEAN), triplets.gradients(SIMD, loss, Reduction.MEAN));
        }
    }

    @ParameterizedTest
    @MethodSource("widths")
    void turningAllRowsTurnsTheGradients(int columns) {
        DoubleTriplets triplets = DoubleTriplets.onGrid(7, columns);
        DoubleTriplets turned = triplets.each(DoubleRows::turned);       // and five times as large
        double[] losses = triplets.losses(SIMD, new Triplet(0.5));
        double[] turnedLosses = turned.losses(SIMD, new Triplet(25 * 0.5));
        for (int row = 0; row < losses.length; row++) {
            assertThat(turnedLosses[row]).isEqualTo(25 * losses[row]);
        }
        assertSame(turned.gradients(SIMD, new Triplet(25 * 0.5), Reduction.SUM),
                triplets.gradients(SIMD, new Triplet(0.5), Reduction.SUM).each(DoubleRows::turned));
    }

    @ParameterizedTest
    @MethodSource("widths")
    void swappingPositiveAndNegativeTurnsTheSign(int columns) {
        DoubleTriplets triplets = DoubleTriplets.around(0, 1, 5, columns);
        Triplet loss = new Triplet(64.0 * columns);
        double[] losses = triplets.losses(SIMD, loss);
        double[] others = triplets.withPositivesForNegatives().losses(SIMD, loss);
        for (int row = 0; row < losses.length; row++) {
            double sum = losses[row] + others[row];
            assertThat(sum).isCloseTo(2 * loss.margin(), within(2.0 * Math.ulp(losses[row] + others[row])));
        }
    }

    @ParameterizedTest
    @MethodSource("providers")
    void inactiveTripletsHaveZeroGradients(KernelProvider provider) {
        for (int columns : widths().toArray()) {
            DoubleTriplets triplets = DoubleTriplets.onGrid(40, columns);
            double[] losses = triplets.losses(provider, new Triplet(0.25));
            DoubleTriplets gradients = triplets.gradients(provider, new Triplet(0.25), Reduction.SUM);
            for (int row = 0; row < losses.length; row++) {
                double size = 0;
                for (DoubleMatrix gradient : gradients.matrices()) {
                    for (double derivative : DoubleRows.wide(gradient, row)) {
                        size = Math.max(size, Math.abs(derivative));
                    }
                }
                assertThat(size > 0).as("loss %s in row %s of %s columns", losses[row], row, columns)
                        .isEqualTo(losses[row] > 0);
            }
            assertThat(losses).contains(0);
        }
    }

    @ParameterizedTest
    @MethodSource("providers")
    void gradientsOfATripletSumToZero(KernelProvider provider) {
        for (int columns : widths().toArray()) {
            DoubleTriplets gradients =
                    DoubleTriplets.onGrid(40, columns).gradients(provider, new Triplet(), Reduction.SUM);
            for (int i = 0; i < 40 * columns; i++) {
                assertThat(gradients.anchors().data()[i] + gradients.positives().data()[i] + gradients.negatives().data()[i])
                        .isZero();
            }
        }
    }

    private static List<DoubleTriplets> samples(int columns) {
        DoubleTriplets ordinary = DoubleTriplets.around(0, 1, 4, columns);
        return List.of(ordinary, ordinary.withNegativesNearPositives(), DoubleTriplets.around(100, 1, 4, columns),
                DoubleTriplets.around(-3, 0.01, 4, columns), DoubleTriplets.around(0, 1000, 4, columns));
    }

    private static void check(KernelProvider provider, DoubleTriplets triplets, Triplet loss, double lossUlps) {
        double[] losses = triplets.losses(provider, loss);
        DoubleTriplets gradients = triplets.gradients(provider, loss, Reduction.SUM);
        for (int row = 0; row < losses.length; row++) {
            double[] a = DoubleRows.wide(triplets.anchors(), row);
            double[] p = DoubleRows.wide(triplets.positives(), row);
            double[] n = DoubleRows.wide(triplets.negatives(), row);
            BigDecimal margin = new BigDecimal(loss.margin());
            BigDecimal exact = MetricOracle.squareDifference(a, p, n).add(margin).max(BigDecimal.ZERO);
            BigDecimal scale = MetricOracle.terms(a, p, n).add(margin);
            assertThat(DoubleUlps.distance(losses[row], exact, scale)).as("loss of row %s", row).isLessThan(lossUlps);
            BigDecimal two = new BigDecimal(losses[row] > 0 ? 2 : 0);
            for (int j = 0; j < a.length; j++) {
                assertGradient(gradients.anchors().get(row, j), MetricOracle.difference(n[j], p[j]).multiply(two));
                assertGradient(gradients.positives().get(row, j), MetricOracle.difference(p[j], a[j]).multiply(two));
                assertGradient(gradients.negatives().get(row, j), MetricOracle.difference(a[j], n[j]).multiply(two));
            }
        }
    }

    private static void assertGradient(double got, BigDecimal exact) {
        assertThat(DoubleUlps.distance(got, exact)).isLessThanOrEqualTo(DoubleTriplet.MAX_ULP_GRADIENT);
    }

    private static void assertSame(DoubleTriplets got, DoubleTriplets expected) {
        for (int i = 0; i < 3; i++) {
            assertThat(got.matrices().get(i).data()).isEqualTo(expected.matrices().get(i).data());
        }
    }
}
