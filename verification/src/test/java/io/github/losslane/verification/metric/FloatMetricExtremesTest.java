package io.github.losslane.verification.metric;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.losslane.FloatMatrix;
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
class FloatMetricExtremesTest {

    /** Exponents that take rows of about 1 to the smallest normal numbers, to the largest, and between. */
    static IntStream exponents() {
        int least = Float.MIN_EXPONENT + 12;
        int most = Float.MAX_EXPONENT - 16;
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
            FloatTriplets triplets = FloatTriplets.onGrid(20, columns);
            FloatTriplets scaled = triplets.each(matrix -> FloatRows.scaled(matrix, exponent));
            float[] losses = triplets.losses(Kernels.simd(), new Triplet(0));
            float[] scaledLosses = scaled.losses(Kernels.simd(), new Triplet(0));
            assertScaled(scaledLosses, losses, 2 * exponent);
            FloatTriplets expected = triplets.gradients(Kernels.simd(), new Triplet(0), Reduction.SUM);
            FloatTriplets gradients = scaled.gradients(Kernels.simd(), new Triplet(0), Reduction.SUM);
            for (int i = 0; i < 3; i++) {
                assertThat(gradients.matrices().get(i).data())
                        .isEqualTo(FloatRows.scaled(expected.matrices().get(i), exponent).data());
            }
        }
    }

    @ParameterizedTest
    @MethodSource("exponents")
    void pairsOfAnySizeHaveGradientsOfThatSize(int exponent) {
        for (int columns : new int[] {1, 3, 17, 64, 100, 1025}) {
            FloatPairs pairs = FloatPairs.onGrid(20, columns);
            FloatPairs scaled = pairs.each(matrix -> FloatRows.scaled(matrix, exponent));
            Contrastive loss = new Contrastive(columns);
            Contrastive scaledLoss = new Contrastive(Math.scalb(loss.margin(), exponent));
            float[] losses = pairs.losses(Kernels.simd(), loss);
            float[] scaledLosses = scaled.losses(Kernels.simd(), scaledLoss);
            assertScaled(scaledLosses, losses, 2 * exponent);
            FloatPairs expected = pairs.gradients(Kernels.simd(), loss, Reduction.SUM);
            FloatPairs gradients = scaled.gradients(Kernels.simd(), scaledLoss, Reduction.SUM);
            for (int i = 0; i < 2; i++) {
                assertThat(gradients.matrices().get(i).data())
                        .isEqualTo(FloatRows.scaled(expected.matrices().get(i), exponent).data());
            }
        }
    }

    /** Every triple and pair of extreme numbers; also with a margin that no float holds. */
    @ParameterizedTest
    @MethodSource("providers")
    void finiteRowsGiveNoNaN(KernelProvider provider) {
        double[] margins = Arrays.copyOf(FloatExtremes.MARGINS, FloatExtremes.MARGINS.length + 1);
        margins[FloatExtremes.MARGINS.length] = 1e300;
        for (double margin : margins) {
            for (FloatTriplets triplets : new FloatTriplets[] {FloatExtremes.triplets(1), FloatExtremes.triplets(3)}) {
                assertNoNaN(triplets.losses(provider, new Triplet(margin)));
                for (Reduction reduction : Reduction.values()) {
                    triplets.gradients(provider, new Triplet(margin), reduction)
                            .matrices().forEach(gradient -> assertNoNaN(gradient.data()));
                }
            }
            for (FloatPairs pairs : FloatExtremes.pairs()) {
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
        FloatPairs pair = FloatPairs.column(0, new float[] {Float.MIN_VALUE}, new float[] {0});
        FloatPairs gradients = pair.gradients(provider, new Contrastive(3), Reduction.SUM);
        assertThat(gradients.left().data()).containsExactly(-3);
        assertThat(gradients.right().data()).containsExactly(3);
    }

    @ParameterizedTest
    @MethodSource("providers")
    void halfOfASquareThatOverflowsFits(KernelProvider provider) {
        FloatMatrix zeros = FloatRows.zeros(1, 5);
        int exponent = (Float.MAX_EXPONENT - 1) / 2;
        FloatPairs pair = new FloatPairs(zeros, FloatRows.each(zeros, x -> Math.scalb(1.0, exponent)), new int[] {1});
        float half = (float) Math.scalb(2.5, 2 * exponent);
        assertThat(pair.losses(provider, new Contrastive())).containsExactly(half);
    }

    /** The differences overflow, a fourth of their doubles does not; of rows that are done in one sweep as well. */
    @ParameterizedTest
    @MethodSource("providers")
    void meansThatFitAreNotInfinite(KernelProvider provider) {
        float large = Float.MAX_VALUE * 0.75f;
        for (int columns : new int[] {1, 17, 65, 1025}) {
            FloatMatrix four = FloatRows.each(FloatRows.zeros(4, columns), x -> large);
            FloatMatrix opposite = FloatRows.each(four, x -> -x);
            FloatPairs pairs = new FloatPairs(four, opposite, new int[] {1, 1, 1, 1});
            assertThat(pairs.gradients(Kernels.simd(), new Contrastive(), Reduction.MEAN).left().data())
                    .containsOnly(large / 2);
            FloatTriplets triplets = new FloatTriplets(four, opposite, four);
            assertThat(triplets.losses(provider, new Triplet())).containsOnly(Float.POSITIVE_INFINITY);
            FloatTriplets gradients = triplets.gradients(Kernels.simd(), new Triplet(), Reduction.MEAN);
            assertThat(gradients.anchors().data()).containsOnly(large);
            assertThat(gradients.positives().data()).containsOnly(-large);
            assertThat(gradients.negatives().data()).containsOnly(0);
        }
    }

    /** Those that underflow lose digits. */
    private static void assertScaled(float[] got, float[] losses, int exponent) {
        for (int row = 0; row < losses.length; row++) {
            double loss = losses[row];
            double exact = Math.scalb(loss, exponent);
            if (loss == 0 || exact >= Float.MIN_NORMAL) {
                assertThat(got[row]).isEqualTo((float) exact);
            } else {
                assertThat(got[row]).isBetween(0.0f, Float.MIN_NORMAL);
            }
        }
    }

    private static void assertNoNaN(float[] numbers) {
        for (float number : numbers) {
            assertThat(number).isNotNaN();
        }
    }
}
