// Derived from FloatTripletAccuracyTest.java; edit that file, then run: java verification/src/test/java/io/github/losslane/verification/Twins.java
package io.github.losslane.verification.metric;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.losslane.Kernels;
import io.github.losslane.Reduction;
import io.github.losslane.metric.Triplet;
import io.github.losslane.simd.metric.DoubleTriplet;
import io.github.losslane.verification.math.DoubleUlps;
import io.github.losslane.verification.math.DoubleUpwardRows;
import java.math.BigDecimal;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Accuracy of the triplet kernels. */
class DoubleTripletAccuracyTest {

    /** A few roundings of the reference beside those of its sums. */
    private static final int OTHERS = 8;

    static IntStream widths() {
        return DoubleRows.widths();
    }

    @ParameterizedTest
    @MethodSource("widths")
    void resultsKeepTheStatedBounds(int columns) {
        for (DoubleTriplets triplets : samples(columns)) {
            for (double margin : new double[] {0.2, 5.0 * columns}) {
                check(triplets, new Triplet(margin));
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
        DoubleTriplets expected = triplets.gradients(Kernels.simd(), new Triplet(), Reduction.SUM);
        DoubleTriplets gradients = triplets.gradients(Kernels.reference(), new Triplet(), Reduction.SUM);
        for (int i = 0; i < 3; i++) {
            assertThat(gradients.matrices().get(i).data()).isEqualTo(expected.matrices().get(i).data());
        }
    }

    /** The bound of the loss is one of the worst case, not of the ordinary one: rows made for it come near. */
    @Test
    void sumsThatRoundUpwardsComeNearTheBound() {
        DoubleUpwardRows rows = DoubleUpwardRows.of(20);
        double[] losses = new DoubleTriplets(rows.less(), rows.more(), rows.less()).losses(Kernels.simd(), new Triplet(0));
        double worst = 0;
        for (int row = 0; row < losses.length; row++) {
            BigDecimal exact = MetricOracle.square(DoubleRows.wide(rows.more(), row), DoubleRows.wide(rows.less(), row));
            worst = Math.max(worst, DoubleUlps.distance(losses[row], exact));
        }
        assertThat(worst).isBetween(0.5 * DoubleTriplet.MAX_ULP_LOSS, DoubleTriplet.MAX_ULP_LOSS);
    }

    private static List<DoubleTriplets> samples(int columns) {
        DoubleTriplets ordinary = DoubleTriplets.around(0, 1, 3, columns);
        return List.of(ordinary, ordinary.withNegativesNearPositives(), DoubleTriplets.around(100, 1, 3, columns),
                DoubleTriplets.around(-3, 0.01, 3, columns), DoubleTriplets.around(0, 1000, 3, columns));
    }

    private static void check(DoubleTriplets triplets, Triplet loss) {
        double[] losses = triplets.losses(Kernels.simd(), loss);
        DoubleTriplets gradients = triplets.gradients(Kernels.simd(), loss, Reduction.SUM);
        for (int row = 0; row < losses.length; row++) {
            double[] a = DoubleRows.wide(triplets.anchors(), row);
            double[] p = DoubleRows.wide(triplets.positives(), row);
            double[] n = DoubleRows.wide(triplets.negatives(), row);
            BigDecimal margin = new BigDecimal(loss.margin());
            BigDecimal exact = MetricOracle.squareDifference(a, p, n).add(margin).max(BigDecimal.ZERO);
            BigDecimal scale = MetricOracle.terms(a, p, n).add(margin);
            assertThat(DoubleUlps.distance(losses[row], exact, scale))
                    .as("loss of row %s", row).isLessThanOrEqualTo(DoubleTriplet.MAX_ULP_LOSS);
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
}
