// Derived from FloatMetricLawsTest.java; edit that file, then run: java verification/src/test/java/io/github/losslane/verification/Twins.java
package io.github.losslane.verification.metric;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.github.losslane.DoubleMatrix;
import io.github.losslane.KernelProvider;
import io.github.losslane.Kernels;
import io.github.losslane.Reduction;
import io.github.losslane.metric.Contrastive;
import io.github.losslane.metric.Triplet;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What holds for both losses of the family: all entry points tell one story. */
class DoubleMetricLawsTest {

    private static final double UNIT_ROUNDOFF = (Math.nextUp(1.0) - 1) / 2;

    /** More than two blocks of rows. */
    private static final int ROWS = 2500;

    private static final DoubleTriplets TRIPLETS = DoubleTriplets.around(0, 1, ROWS, 5);
    private static final DoublePairs PAIRS = DoublePairs.around(0, 1, ROWS, 5);
    private static final Triplet TRIPLET = new Triplet();
    private static final Contrastive CONTRASTIVE = new Contrastive(3);

    static Stream<KernelProvider> providers() {
        return Stream.of(Kernels.simd(), Kernels.reference());
    }

    @ParameterizedTest
    @MethodSource("reductions")
    void simdLossIsTheCanonicalSumOfLosses(Reduction reduction) {
        double[] losses = TRIPLETS.losses(Kernels.simd(), TRIPLET);
        double divisor = reduction.divisor(ROWS, ROWS);
        assertThat(TRIPLETS.loss(Kernels.simd(), TRIPLET, reduction))
                .isEqualTo(Kernels.reference().math().sum(losses, 0, ROWS) / divisor);
        double[] ofPairs = PAIRS.losses(Kernels.simd(), CONTRASTIVE);
        assertThat(PAIRS.loss(Kernels.simd(), CONTRASTIVE, reduction))
                .isEqualTo(Kernels.reference().math().sum(ofPairs, 0, ROWS) / divisor);
    }

    static Stream<Reduction> reductions() {
        return Stream.of(Reduction.values());
    }

    @ParameterizedTest
    @MethodSource("providers")
    void lossIsTheSameWithAndWithoutItsGradients(KernelProvider provider) {
        for (Reduction reduction : Reduction.values()) {
            assertThat(TRIPLETS.lossAndGradients(provider, TRIPLET, reduction, TRIPLETS.each(DoubleMetricLawsTest::zeros)))
                    .isEqualTo(TRIPLETS.loss(provider, TRIPLET, reduction));
            assertThat(PAIRS.lossAndGradients(provider, CONTRASTIVE, reduction, PAIRS.each(DoubleMetricLawsTest::zeros)))
                    .isEqualTo(PAIRS.loss(provider, CONTRASTIVE, reduction));
        }
    }

    @ParameterizedTest
    @MethodSource("providers")
    void meanIsTheSumOverTheRows(KernelProvider provider) {
        for (Reduction mean : List.of(Reduction.MEAN, Reduction.WEIGHTED_MEAN)) {
            assertThat(TRIPLETS.loss(provider, TRIPLET, mean))
                    .isEqualTo(TRIPLETS.loss(provider, TRIPLET, Reduction.SUM) / ROWS);
            assertMean(TRIPLETS.gradients(provider, TRIPLET, mean).matrices(),
                    TRIPLETS.gradients(provider, TRIPLET, Reduction.SUM).matrices());
            assertThat(PAIRS.loss(provider, CONTRASTIVE, mean))
                    .isEqualTo(PAIRS.loss(provider, CONTRASTIVE, Reduction.SUM) / ROWS);
            assertMean(PAIRS.gradients(provider, CONTRASTIVE, mean).matrices(),
                    PAIRS.gradients(provider, CONTRASTIVE, Reduction.SUM).matrices());
        }
    }

    /** Up to three roundings of the scaled one, of 1 / N, the factor and the product, and two of the sum's. */
    private static void assertMean(List<DoubleMatrix> means, List<DoubleMatrix> sums) {
        for (int i = 0; i < means.size(); i++) {
            for (int k = 0; k < ROWS * 5; k++) {
                double got = means.get(i).data()[k];
                double expected = sums.get(i).data()[k] / (double) ROWS;
                assertThat(got).isCloseTo(expected, within(6 * UNIT_ROUNDOFF * Math.abs(expected)));
            }
        }
    }

    /** No columns are points at distance 0. */
    @ParameterizedTest
    @MethodSource("providers")
    void noRowsAreLossZeroAndNoColumnsDistanceZero(KernelProvider provider) {
        DoubleTriplets noTriplets = DoubleTriplets.onGrid(0, 7);
        DoublePairs noPairs = DoublePairs.onGrid(0, 7);
        for (Reduction reduction : Reduction.values()) {
            assertThat(noTriplets.loss(provider, TRIPLET, reduction)).isZero();
            assertThat(noTriplets.lossAndGradients(provider, TRIPLET, reduction, noTriplets)).isZero();
            assertThat(noPairs.loss(provider, CONTRASTIVE, reduction)).isZero();
            assertThat(noPairs.lossAndGradients(provider, CONTRASTIVE, reduction, noPairs)).isZero();
        }
        DoubleTriplets narrow = DoubleTriplets.onGrid(2, 0);
        assertThat(narrow.lossAndGradients(provider, new Triplet(0.5), Reduction.SUM, narrow)).isEqualTo(1);
        DoublePairs none = DoublePairs.onGrid(2, 0);
        assertThat(none.lossAndGradients(provider, CONTRASTIVE, Reduction.SUM, none)).isEqualTo(4.5);
    }

    private static DoubleMatrix zeros(DoubleMatrix matrix) {
        return DoubleRows.zeros(matrix.rows(), matrix.columns());
    }
}
