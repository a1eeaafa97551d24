// Derived from FloatCenterLossTest.java; edit that file, then run: java verification/src/test/java/io/github/losslane/verification/Twins.java
package io.github.losslane.verification.center;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.losslane.DoubleMatrix;
import io.github.losslane.KernelProvider;
import io.github.losslane.Kernels;
import io.github.losslane.Reduction;
import io.github.losslane.center.CenterLoss;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Loss and gradient of center loss against the canonical sum and each other, and the laws of a distance. */
class DoubleCenterLossTest {

    private static final CenterLoss LOSS = new CenterLoss(0.375);
    private static final KernelProvider SIMD = Kernels.simd();

    static Stream<CenterShape> shapes() {
        return CenterShape.odd();
    }

    static Stream<KernelProvider> providers() {
        return Stream.of(SIMD, Kernels.reference());
    }

    @ParameterizedTest
    @MethodSource("shapes")
    void lossOfARowIsHalfTheSquaredDistanceAndRowsAddInTheCanonicalOrder(CenterShape shape) {
        DoubleCenterSample sample = DoubleCenterSample.of(shape, 1);
        double[] losses = sample.losses(SIMD, LOSS);
        for (int i = 0; i < losses.length; i++) {
            int label = sample.labels()[i];
            double distance = SIMD.math().squaredDistance(sample.features().data(), sample.features().rowOffset(i),
                    sample.centers().data(), sample.centers().rowOffset(label), shape.dimension());
            assertThat(losses[i]).isEqualTo((0.5 * distance));
        }
        double sum = SIMD.math().sum(losses, 0, losses.length);
        assertThat(sample.loss(SIMD, LOSS, Reduction.SUM)).isEqualTo(sum);
        double mean = losses.length == 0 ? 0 : sum / losses.length;
        assertThat(sample.loss(SIMD, LOSS, Reduction.MEAN)).isEqualTo(mean);
        assertThat(sample.loss(SIMD, LOSS, Reduction.WEIGHTED_MEAN)).isEqualTo(mean);
    }

    @ParameterizedTest
    @MethodSource("shapes")
    void lossIsTheSameWithAndWithoutGradientAndTheWeightedOneIsWeighted(CenterShape shape) {
        providers().forEach(provider -> {
            for (Reduction reduction : Reduction.values()) {
                DoubleCenterSample sample = DoubleCenterSample.of(shape, 3);
                double loss = sample.loss(provider, LOSS, reduction);
                DoubleMatrix gradient = sample.gradient(provider, LOSS, reduction);
                assertThat(provider.center().lossAndGradient(
                        LOSS, reduction, sample.features(), sample.labels(), 0, sample.centers(), gradient)).isEqualTo(loss);
                assertThat(provider.center().lossAndAddGradient(
                        LOSS, reduction, sample.features(), sample.labels(), 0, sample.centers(), gradient))
                        .isEqualTo(LOSS.weight() * loss);
            }
        });
    }

    /** Row by row, as a sum of many hides the last bit of one. */
    @ParameterizedTest
    @MethodSource("shapes")
    void lossOfARowIsTheSameToTheLastBitWithItsGradient(CenterShape shape) {
        DoubleCenterSample sample = DoubleCenterSample.of(shape, 3);
        CenterLoss whole = new CenterLoss(1);
        for (int i = 0; i < Math.min(shape.rows(), 40); i++) {
            DoubleCenterSample row = sample.rows(i);
            double loss = row.losses(SIMD, whole)[0];
            DoubleMatrix gradient = DoubleMatrix.of(new double[shape.dimension()], 1, shape.dimension());
            assertThat(SIMD.center().lossAndGradient(
                    whole, Reduction.SUM, row.features(), row.labels(), 0, row.centers(), gradient)).isEqualTo(loss);
            assertThat(SIMD.center().lossAndAddGradient(
                    whole, Reduction.SUM, row.features(), row.labels(), 0, row.centers(), gradient)).isEqualTo(loss);
        }
    }

    @ParameterizedTest
    @MethodSource("shapes")
    void gapsAndWritingInPlaceChangeNothing(CenterShape shape) {
        providers().forEach(provider -> {
            DoubleCenterSample sample = DoubleCenterSample.of(shape, 1);
            DoubleCenterSample gaps = sample.withGaps();
            assertThat(gaps.losses(provider, LOSS)).isEqualTo(sample.losses(provider, LOSS));
            double[] expected = sample.gradient(provider, LOSS, Reduction.MEAN).data();
            assertThat(gaps.gradient(provider, LOSS, Reduction.MEAN).data()).isEqualTo(expected);
            double loss = provider.center().lossAndGradient(
                    LOSS, Reduction.MEAN, gaps.features(), gaps.labels(), 0, gaps.centers(), gaps.features());
            assertThat(loss).isEqualTo(sample.loss(provider, LOSS, Reduction.MEAN));
            for (int i = 0; i < expected.length; i++) {
                assertThat(gaps.features().get(i / shape.dimension(), i % shape.dimension())).isEqualTo(expected[i]);
            }
        });
    }

    /** Eighths and whole shifts: every difference is exact. */
    @ParameterizedTest
    @MethodSource("shapes")
    void shiftingFeaturesAndCentersChangesNothing(CenterShape shape) {
        DoubleCenterSample sample = DoubleCenterSample.onGrid(shape);
        for (int shift : new int[] {1, -4096, 65536}) {
            DoubleCenterSample shifted = new DoubleCenterSample(
                    shifted(sample.features(), shift), sample.labels(), shifted(sample.centers(), shift));
            providers().forEach(provider -> {
                assertThat(shifted.losses(provider, LOSS)).isEqualTo(sample.losses(provider, LOSS));
                assertThat(shifted.gradient(provider, LOSS, Reduction.MEAN).data())
                        .isEqualTo(sample.gradient(provider, LOSS, Reduction.MEAN).data());
            });
        }
    }

    private static DoubleMatrix shifted(DoubleMatrix matrix, int shift) {
        return DoubleCenterSample.matrix(matrix.rows(), matrix.columns(), i -> matrix.data()[i] + shift);
    }
}
