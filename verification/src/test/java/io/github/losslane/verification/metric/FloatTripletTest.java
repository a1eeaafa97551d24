package io.github.losslane.verification.metric;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.github.losslane.FloatMatrix;
import io.github.losslane.KernelProvider;
import io.github.losslane.Kernels;
import io.github.losslane.Reduction;
import io.github.losslane.metric.Triplet;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Laws of the triplet kernels. */
class FloatTripletTest {

    private static final KernelProvider SIMD = Kernels.simd();

    static IntStream widths() {
        return FloatRows.widths();
    }

    static Stream<KernelProvider> providers() {
        return Stream.of(SIMD, Kernels.reference());
    }

    /** On a grid all differences are exact, wherever it lies. */
    @ParameterizedTest
    @MethodSource("widths")
    void movingAllRowsChangesNothing(int columns) {
        FloatTriplets triplets = FloatTriplets.onGrid(7, columns);
        Triplet loss = new Triplet(0.5);
        for (double shift : new double[] {1, -1000, 0x1p17}) {
            FloatTriplets moved = triplets.each(matrix -> FloatRows.each(matrix, x -> x + shift));
            assertThat(moved.losses(SIMD, loss)).isEqualTo(triplets.losses(SIMD, loss));
            assertSame(moved.gradients(SIMD, loss, Reduction.MEAN), triplets.gradients(SIMD, loss, Reduction.MEAN));
        }
    }

    @ParameterizedTest
    @MethodSource("widths")
    void turningAllRowsTurnsTheGradients(int columns) {
        FloatTriplets triplets = FloatTriplets.onGrid(7, columns);
        FloatTriplets turned = triplets.each(FloatRows::turned);       // and five times as large
        float[] losses = triplets.losses(SIMD, new Triplet(0.5));
        float[] turnedLosses = turned.losses(SIMD, new Triplet(25 * 0.5));
        for (int row = 0; row < losses.length; row++) {
            assertThat(turnedLosses[row]).isEqualTo(25 * losses[row]);
        }
        assertSame(turned.gradients(SIMD, new Triplet(25 * 0.5), Reduction.SUM),
                triplets.gradients(SIMD, new Triplet(0.5), Reduction.SUM).each(FloatRows::turned));
    }

    @ParameterizedTest
    @MethodSource("widths")
    void swappingPositiveAndNegativeTurnsTheSign(int columns) {
        FloatTriplets triplets = FloatTriplets.around(0, 1, 5, columns);
        Triplet loss = new Triplet(64.0 * columns);
        float[] losses = triplets.losses(SIMD, loss);
        float[] others = triplets.withPositivesForNegatives().losses(SIMD, loss);
        for (int row = 0; row < losses.length; row++) {
            double sum = losses[row] + others[row];
            assertThat(sum).isCloseTo(2 * loss.margin(), within(2.0 * Math.ulp(losses[row] + others[row])));
        }
    }

    @ParameterizedTest
    @MethodSource("providers")
    void inactiveTripletsHaveZeroGradients(KernelProvider provider) {
        for (int columns : widths().toArray()) {
            FloatTriplets triplets = FloatTriplets.onGrid(40, columns);
            float[] losses = triplets.losses(provider, new Triplet(0.25));
            FloatTriplets gradients = triplets.gradients(provider, new Triplet(0.25), Reduction.SUM);
            for (int row = 0; row < losses.length; row++) {
                double size = 0;
                for (FloatMatrix gradient : gradients.matrices()) {
                    for (double derivative : FloatRows.wide(gradient, row)) {
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
            FloatTriplets gradients =
                    FloatTriplets.onGrid(40, columns).gradients(provider, new Triplet(), Reduction.SUM);
            for (int i = 0; i < 40 * columns; i++) {
                assertThat(gradients.anchors().data()[i] + gradients.positives().data()[i] + gradients.negatives().data()[i])
                        .isZero();
            }
        }
    }

    private static void assertSame(FloatTriplets got, FloatTriplets expected) {
        for (int i = 0; i < 3; i++) {
            assertThat(got.matrices().get(i).data()).isEqualTo(expected.matrices().get(i).data());
        }
    }
}
