// Derived from FloatMetricExtremesTest.java; edit that file, then run: java verification/src/test/java/io/github/losslane/verification/Twins.java
package io.github.losslane.verification.metric;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.losslane.DoubleMatrix;
import io.github.losslane.KernelProvider;
import io.github.losslane.Kernels;
import io.github.losslane.Reduction;
import io.github.losslane.metric.Contrastive;
import io.github.losslane.metric.Triplet;
import java.util.Arrays;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Rows whose squares overflow or underflow. */
class DoubleMetricExtremesTest {

    /** Exponents that take rows of about 1 to the smallest normal numbers, to the largest, and between. */
    static IntStream exponents() {
        int least = Double.MIN_EXPONENT + 12;
        int most = Double.MAX_EXPONENT - 16;
        return IntStream.rangeClosed(0, 16).map(i -> least + (most - least) * i / 16);
    }

    static Stream<KernelProvider> providers() {
        return Stream.of(Kernels.simd(), Kernels.reference());
    }

    /** Without a margin all is homogeneous: not a bit changes, whatever the size. */
    @ParameterizedTest
    @MethodSource("exponents")
    void tripletsOfAnySizeHaveGradientsOfThatSize(int exponent) {
        for (int columns : new int[] {1, 3, 17, 64, 100, 1025}) {
            DoubleTriplets triplets = DoubleTriplets.onGrid(20, columns);
            DoubleTriplets scaled = triplets.each(matrix -> DoubleRows.scaled(matrix, exponent));
            double[] losses = triplets.losses(Kernels.simd(), new Triplet(0));
            double[] scaledLosses = scaled.losses(Kernels.simd(), new Triplet(0));
            assertScaled(scaledLosses, losses, 2 * exponent);
            DoubleTriplets expected = triplets.gradients(Kernels.simd(), new Triplet(0), Reduction.SUM);
            DoubleTriplets gradients = scaled.gradients(Kernels.simd(), new Triplet(0), Reduction.SUM);
            for (int i = 0; i < 3; i++) {
                assertThat(gradients.matrices().get(i).data())
                        .isEqualTo(DoubleRows.scaled(expected.matrices().get(i), exponent).data());
            }
        }
    }

    @ParameterizedTest
    @MethodSource("exponents")
    void pairsOfAnySizeHaveGradientsOfThatSize(int exponent) {
        for (int columns : new int[] {1, 3, 17, 64, 100, 1025}) {
            DoublePairs pairs = DoublePairs.onGrid(20, columns);
            DoublePairs scaled = pairs.each(matrix -> DoubleRows.scaled(matrix, exponent));
            Contrastive loss = new Contrastive(columns);
            Contrastive scaledLoss = new Contrastive(Math.scalb(loss.margin(), exponent));
            double[] losses = pairs.losses(Kernels.simd(), loss);
            double[] scaledLosses = scaled.losses(Kernels.simd(), scaledLoss);
            assertScaled(scaledLosses, losses, 2 * exponent);
            DoublePairs expected = pairs.gradients(Kernels.simd(), loss, Reduction.SUM);
            DoublePairs gradients = scaled.gradients(Kernels.simd(), scaledLoss, Reduction.SUM);
            for (int i = 0; i < 2; i++) {
                assertThat(gradients.matrices().get(i).data())
                        .isEqualTo(DoubleRows.scaled(expected.matrices().get(i), exponent).data());
            }
        }
    }

    /** Every triple and pair of extreme numbers; also with a margin that no double holds. */
    @ParameterizedTest
    @MethodSource("providers")
    void finiteRowsGiveNoNaN(KernelProvider provider) {
        double[] margins = Arrays.copyOf(DoubleExtremes.MARGINS, DoubleExtremes.MARGINS.length + 1);
        margins[DoubleExtremes.MARGINS.length] = 1e300;
        for (double margin : margins) {
            for (DoubleTriplets triplets : new DoubleTriplets[] {DoubleExtremes.triplets(1), DoubleExtremes.triplets(3)}) {
                assertNoNaN(triplets.losses(provider, new Triplet(margin)));
                for (Reduction reduction : Reduction.values()) {
                    triplets.gradients(provider, new Triplet(margin), reduction)
                            .matrices().forEach(gradient -> assertNoNaN(gradient.data()));
                }
            }
            for (DoublePairs pairs : DoubleExtremes.pairs()) {
                assertNoNaN(pairs.losses(provider, new Contrastive(margin)));
                pairs.gradients(provider, new Contrastive(margin), Reduction.MEAN)
                        .matrices().forEach(gradient -> assertNoNaN(gradient.data()));
            }
        }
    }

    /** The smallest distance has a direction: a whole margin to part. */
    @ParameterizedTest
    @MethodSource("providers")
    void theSmallestDistanceHasADirection(KernelProvider provider) {
        DoublePairs pair = DoublePairs.column(0, new double[] {Double.MIN_VALUE}, new double[] {0});
        DoublePairs gradients = pair.gradients(provider, new Contrastive(3), Reduction.SUM);
        assertThat(gradients.left().data()).containsExactly(-3);
        assertThat(gradients.right().data()).containsExactly(3);
    }

    @ParameterizedTest
    @MethodSource("providers")
    void halfOfASquareThatOverflowsFits(KernelProvider provider) {
        DoubleMatrix zeros = DoubleRows.zeros(1, 5);
        int exponent = (Double.MAX_EXPONENT - 1) / 2;
        DoublePairs pair = new DoublePairs(zeros, DoubleRows.each(zeros, x -> Math.scalb(1.0, exponent)), new int[] {1});
        double half = Math.scalb(2.5, 2 * exponent);
        assertThat(pair.losses(provider, new Contrastive())).containsExactly(half);
    }

    /** The differences overflow, a fourth of their doubles does not; of rows that are done in one sweep as well. */
    @ParameterizedTest
    @MethodSource("providers")
    void meansThatFitAreNotInfinite(KernelProvider provider) {
        double large = Double.MAX_VALUE * 0.75;
        for (int columns : new int[] {1, 17, 65, 1025}) {
            DoubleMatrix four = DoubleRows.each(DoubleRows.zeros(4, columns), x -> large);
            DoubleMatrix opposite = DoubleRows.each(four, x -> -x);
            DoublePairs pairs = new DoublePairs(four, opposite, new int[] {1, 1, 1, 1});
            assertThat(pairs.gradients(Kernels.simd(), new Contrastive(), Reduction.MEAN).left().data())
                    .containsOnly(large / 2);
            DoubleTriplets triplets = new DoubleTriplets(four, opposite, four);
            assertThat(triplets.losses(provider, new Triplet())).containsOnly(Double.POSITIVE_INFINITY);
            DoubleTriplets gradients = triplets.gradients(Kernels.simd(), new Triplet(), Reduction.MEAN);
            assertThat(gradients.anchors().data()).containsOnly(large);
            assertThat(gradients.positives().data()).containsOnly(-large);
            assertThat(gradients.negatives().data()).containsOnly(0);
        }
    }

    /** Those that underflow lose digits. */
    private static void assertScaled(double[] got, double[] losses, int exponent) {
        for (int row = 0; row < losses.length; row++) {
            double loss = losses[row];
            double exact = Math.scalb(loss, exponent);
            if (loss == 0 || exact >= Double.MIN_NORMAL) {
                assertThat(got[row]).isEqualTo(exact);
            } else {
                assertThat(got[row]).isBetween(0.0, Double.MIN_NORMAL);
            }
        }
    }

    private static void assertNoNaN(double[] numbers) {
        for (double number : numbers) {
            assertThat(number).isNotNaN();
        }
    }
}
