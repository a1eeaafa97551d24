// Derived from FloatTripletTest.java; edit that file, then run: java verification/src/test/java/io/github/losslane/verification/Twins.java
package io.github.losslane.verification.metric;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.github.losslane.DoubleMatrix;
import io.github.losslane.KernelProvider;
import io.github.losslane.Kernels;
import io.github.losslane.Reduction;
import io.github.losslane.metric.Triplet;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Laws of the triplet kernels. */
class DoubleTripletTest {

    private static final KernelProvider SIMD = Kernels.simd();

    static IntStream widths() {
        return DoubleRows.widths();
    }

    static Stream<KernelProvider> providers() {
        return Stream.of(SIMD, Kernels.reference());
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

    private static void assertSame(DoubleTriplets got, DoubleTriplets expected) {
        for (int i = 0; i < 3; i++) {
            assertThat(got.matrices().get(i).data()).isEqualTo(expected.matrices().get(i).data());
        }
    }
}
