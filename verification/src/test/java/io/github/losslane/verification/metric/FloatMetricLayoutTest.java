package io.github.losslane.verification.metric;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.losslane.FloatMatrix;
import io.github.losslane.KernelProvider;
import io.github.losslane.Kernels;
import io.github.losslane.Reduction;
import io.github.losslane.metric.Contrastive;
import io.github.losslane.metric.Triplet;
import java.util.Arrays;
import java.util.List;
import java.util.function.UnaryOperator;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Where matrices lie changes no bit: kernels take narrow rows without gaps together, write gradients before the loss is
 * known where they are apart from their inputs, and leave rows whose squares overflow to other code.
 */
class FloatMetricLayoutTest {

    /** Groups of narrow rows and some more. */
    static final int ROWS = 141;

    private static final int HUGE = 70;

    static Stream<KernelProvider> providers() {
        return Stream.of(Kernels.simd(), Kernels.reference());
    }

    static IntStream widths() {
        return IntStream.concat(FloatRows.widths(), IntStream.of(4, 5, 6, 8, 9));
    }

    static IntStream upToAHundred() {
        return widths().filter(columns -> columns <= 100);
    }

    @ParameterizedTest
    @MethodSource("providers")
    void tripletsAreTheSameInPlaceAndWithGaps(KernelProvider provider) {
        Triplet loss = new Triplet();
        widths().forEach(columns -> {
            for (boolean extreme : new boolean[] {false, true}) {
                FloatTriplets triplets = FloatTriplets.around(0, 1, ROWS, columns).each(m -> prepared(m, extreme));
                float[] losses = triplets.losses(provider, loss);
                assertThat(losses).contains(0);
                List<FloatMatrix> expected = triplets.gradients(provider, loss, Reduction.MEAN).matrices();
                FloatTriplets gaps = triplets.each(FloatMetricLayoutTest::withGaps);
                assertThat(gaps.losses(provider, loss)).isEqualTo(losses);
                FloatTriplets outputs = gaps.each(FloatMetricLayoutTest::withGaps);
                gaps.lossAndGradients(provider, loss, Reduction.MEAN, outputs);
                assertSame(outputs.matrices(), expected);
                gaps.lossAndGradients(provider, loss, Reduction.MEAN, gaps);
                assertSame(gaps.matrices(), expected);
                triplets.lossAndGradients(provider, loss, Reduction.MEAN, triplets);
                assertSame(triplets.matrices(), expected);
            }
        });
    }

    @ParameterizedTest
    @MethodSource("providers")
    void pairsAreTheSameInPlaceAndWithGaps(KernelProvider provider) {
        widths().forEach(columns -> {
            Contrastive loss = new Contrastive(1.5 * Math.sqrt(columns));
            for (boolean extreme : new boolean[] {false, true}) {
                FloatPairs pairs = FloatPairs.around(0, 1, ROWS, columns).each(m -> prepared(m, extreme));
                float[] losses = pairs.losses(provider, loss);
                List<FloatMatrix> expected = pairs.gradients(provider, loss, Reduction.MEAN).matrices();
                FloatPairs gaps = pairs.each(FloatMetricLayoutTest::withGaps);
                assertThat(gaps.losses(provider, loss)).isEqualTo(losses);
                FloatPairs outputs = gaps.each(FloatMetricLayoutTest::withGaps);
                gaps.lossAndGradients(provider, loss, Reduction.MEAN, outputs);
                assertSame(outputs.matrices(), expected);
                gaps.lossAndGradients(provider, loss, Reduction.MEAN, gaps);
                assertSame(gaps.matrices(), expected);
                pairs.lossAndGradients(provider, loss, Reduction.MEAN, pairs);
                assertSame(pairs.matrices(), expected);
            }
        });
    }

    /** One matrix of six in another way than the others: with gaps, or such that its array goes on behind it, or neither. */
    @ParameterizedTest
    @MethodSource("upToAHundred")
    void oneMatrixOfATripletLiesInAnotherWay(int columns) {
        FloatTriplets triplets = FloatTriplets.around(0, 1, ROWS, columns);
        List<UnaryOperator<FloatMatrix>> ways = List.of(UnaryOperator.identity(), FloatMetricLayoutTest::withGaps,
                FloatMetricLayoutTest::roomy);
        for (Triplet loss : new Triplet[] {new Triplet(), new Triplet(100.0 * columns)}) {       // some are active, all are
            List<FloatMatrix> expected = triplets.gradients(Kernels.simd(), loss, Reduction.SUM).matrices();
            for (UnaryOperator<FloatMatrix> way : ways) {
                for (UnaryOperator<FloatMatrix> other : ways) {
                    for (int odd = 0; odd < 6; odd++) {
                        assertSame(gradients(triplets, loss, way, other, odd), expected);
                    }
                }
            }
        }
    }

    private static List<FloatMatrix> gradients(
            FloatTriplets triplets, Triplet loss, UnaryOperator<FloatMatrix> way, UnaryOperator<FloatMatrix> other,
            int odd) {
        FloatMatrix[] m = new FloatMatrix[6];
        for (int i = 0; i < 6; i++) {
            m[i] = (i == odd ? other : way)
                    .apply(i < 3 ? triplets.matrices().get(i) : FloatRows.zeros(ROWS, triplets.columns()));
        }
        FloatTriplets outputs = new FloatTriplets(m[3], m[4], m[5]);
        new FloatTriplets(m[0], m[1], m[2]).lossAndGradients(Kernels.simd(), loss, Reduction.SUM, outputs);
        return outputs.matrices();
    }

    @ParameterizedTest
    @MethodSource("upToAHundred")
    void oneMatrixOfAPairLiesInAnotherWay(int columns) {
        FloatPairs pairs = FloatPairs.around(0, 1, ROWS, columns);
        Contrastive loss = new Contrastive(1.5 * Math.sqrt(columns));
        List<FloatMatrix> expected = pairs.gradients(Kernels.simd(), loss, Reduction.SUM).matrices();
        for (int odd = 0; odd < 4; odd++) {
            FloatMatrix[] m = {
                pairs.left(), pairs.right(), FloatRows.zeros(ROWS, columns), FloatRows.zeros(ROWS, columns)
            };
            m[odd] = withGaps(m[odd]);
            FloatPairs outputs = new FloatPairs(m[2], m[3], pairs.similar());
            new FloatPairs(m[0], m[1], pairs.similar()).lossAndGradients(Kernels.simd(), loss, Reduction.SUM, outputs);
            assertSame(outputs.matrices(), expected);
        }
    }

    /** Slopes beyond the largest number, as the margin is far and the distance tiny. */
    @ParameterizedTest
    @MethodSource("upToAHundred")
    void slopesBeyondTheNumbersAreTheSameWithGaps(int columns) {
        double far = Math.scalb(1.0, 3 * Float.MAX_EXPONENT / 4);
        FloatPairs pairs = FloatPairs.around(0, Math.scalb(1.0, -Float.MAX_EXPONENT / 3), ROWS, columns);
        FloatPairs gaps = pairs.each(FloatMetricLayoutTest::withGaps);
        List<FloatMatrix> expected = gaps.gradients(Kernels.simd(), new Contrastive(far), Reduction.SUM).matrices();
        assertSame(pairs.gradients(Kernels.simd(), new Contrastive(far), Reduction.SUM).matrices(), expected);
    }

    /** Two rows whose squares overflow, and two of zeros, so that they are equal in all matrices. */
    static FloatMatrix prepared(FloatMatrix matrix, boolean extreme) {
        for (int row = HUGE; extreme && row < HUGE + 4; row++) {
            for (int j = 0; j < matrix.columns(); j++) {
                int k = matrix.rowOffset(row) + j;
                matrix.data()[k] = row < HUGE + 2 ? Math.scalb(matrix.data()[k], Float.MAX_EXPONENT - 4) : 0;
            }
        }
        return matrix;
    }

    static void assertSame(List<FloatMatrix> got, List<FloatMatrix> expected) {
        for (int i = 0; i < got.size(); i++) {
            for (int row = 0; row < ROWS; row++) {
                assertThat(FloatRows.wide(got.get(i), row)).as("row %s", row)
                        .isEqualTo(FloatRows.wide(expected.get(i), row));
            }
        }
    }

    /** Without gaps in an array that goes on for more than a vector. */
    private static FloatMatrix roomy(FloatMatrix matrix) {
        float[] data = Arrays.copyOf(matrix.data(), matrix.data().length + 64);
        return FloatMatrix.of(data, matrix.rows(), matrix.columns());
    }

    static FloatMatrix withGaps(FloatMatrix matrix) {
        int stride = matrix.columns() + 5;
        float[] data = new float[3 + matrix.rows() * stride];
        FloatMatrix gaps = new FloatMatrix(data, 3, matrix.rows(), matrix.columns(), stride);
        for (int row = 0; row < matrix.rows(); row++) {
            System.arraycopy(matrix.data(), matrix.rowOffset(row), gaps.data(), gaps.rowOffset(row), matrix.columns());
        }
        return gaps;
    }
}
