// Derived from FloatMetricLayoutTest.java; edit that file, then run: java verification/src/test/java/io/github/losslane/verification/Twins.java
package io.github.losslane.verification.metric;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.losslane.DoubleMatrix;
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
class DoubleMetricLayoutTest {

    /** Groups of narrow rows and some more. */
    static final int ROWS = 141;

    private static final int HUGE = 70;

    static Stream<KernelProvider> providers() {
        return Stream.of(Kernels.simd(), Kernels.reference());
    }

    static IntStream widths() {
        return IntStream.concat(DoubleRows.widths(), IntStream.of(4, 5, 6, 8, 9));
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
                DoubleTriplets triplets = DoubleTriplets.around(0, 1, ROWS, columns).each(m -> prepared(m, extreme));
                double[] losses = triplets.losses(provider, loss);
                assertThat(losses).contains(0);
                List<DoubleMatrix> expected = triplets.gradients(provider, loss, Reduction.MEAN).matrices();
                DoubleTriplets gaps = triplets.each(DoubleMetricLayoutTest::withGaps);
                assertThat(gaps.losses(provider, loss)).isEqualTo(losses);
                DoubleTriplets outputs = gaps.each(DoubleMetricLayoutTest::withGaps);
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
                DoublePairs pairs = DoublePairs.around(0, 1, ROWS, columns).each(m -> prepared(m, extreme));
                double[] losses = pairs.losses(provider, loss);
                List<DoubleMatrix> expected = pairs.gradients(provider, loss, Reduction.MEAN).matrices();
                DoublePairs gaps = pairs.each(DoubleMetricLayoutTest::withGaps);
                assertThat(gaps.losses(provider, loss)).isEqualTo(losses);
                DoublePairs outputs = gaps.each(DoubleMetricLayoutTest::withGaps);
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
        DoubleTriplets triplets = DoubleTriplets.around(0, 1, ROWS, columns);
        List<UnaryOperator<DoubleMatrix>> ways = List.of(UnaryOperator.identity(), DoubleMetricLayoutTest::withGaps,
                DoubleMetricLayoutTest::roomy);
        for (Triplet loss : new Triplet[] {new Triplet(), new Triplet(100.0 * columns)}) {       // some are active, all are
            List<DoubleMatrix> expected = triplets.gradients(Kernels.simd(), loss, Reduction.SUM).matrices();
            for (UnaryOperator<DoubleMatrix> way : ways) {
                for (UnaryOperator<DoubleMatrix> other : ways) {
                    for (int odd = 0; odd < 6; odd++) {
                        assertSame(gradients(triplets, loss, way, other, odd), expected);
                    }
                }
            }
        }
    }

    private static List<DoubleMatrix> gradients(
            DoubleTriplets triplets, Triplet loss, UnaryOperator<DoubleMatrix> way, UnaryOperator<DoubleMatrix> other,
            int odd) {
        DoubleMatrix[] m = new DoubleMatrix[6];
        for (int i = 0; i < 6; i++) {
            m[i] = (i == odd ? other : way)
                    .apply(i < 3 ? triplets.matrices().get(i) : DoubleRows.zeros(ROWS, triplets.columns()));
        }
        DoubleTriplets outputs = new DoubleTriplets(m[3], m[4], m[5]);
        new DoubleTriplets(m[0], m[1], m[2]).lossAndGradients(Kernels.simd(), loss, Reduction.SUM, outputs);
        return outputs.matrices();
    }

    @ParameterizedTest
    @MethodSource("upToAHundred")
    void oneMatrixOfAPairLiesInAnotherWay(int columns) {
        DoublePairs pairs = DoublePairs.around(0, 1, ROWS, columns);
        Contrastive loss = new Contrastive(1.5 * Math.sqrt(columns));
        List<DoubleMatrix> expected = pairs.gradients(Kernels.simd(), loss, Reduction.SUM).matrices();
        for (int odd = 0; odd < 4; odd++) {
            DoubleMatrix[] m = {
                pairs.left(), pairs.right(), DoubleRows.zeros(ROWS, columns), DoubleRows.zeros(ROWS, columns)
            };
            m[odd] = withGaps(m[odd]);
            DoublePairs outputs = new DoublePairs(m[2], m[3], pairs.similar());
            new DoublePairs(m[0], m[1], pairs.similar()).lossAndGradients(Kernels.simd(), loss, Reduction.SUM, outputs);
            assertSame(outputs.matrices(), expected);
        }
    }

    /** Slopes beyond the largest number, as the margin is far and the distance tiny. */
    @ParameterizedTest
    @MethodSource("upToAHundred")
    void slopesBeyondTheNumbersAreTheSameWithGaps(int columns) {
        double far = Math.scalb(1.0, 3 * Double.MAX_EXPONENT / 4);
        DoublePairs pairs = DoublePairs.around(0, Math.scalb(1.0, -Double.MAX_EXPONENT / 3), ROWS, columns);
        DoublePairs gaps = pairs.each(DoubleMetricLayoutTest::withGaps);
        List<DoubleMatrix> expected = gaps.gradients(Kernels.simd(), new Contrastive(far), Reduction.SUM).matrices();
        assertSame(pairs.gradients(Kernels.simd(), new Contrastive(far), Reduction.SUM).matrices(), expected);
    }

    /** Two rows whose squares overflow, and two of zeros, so that they are equal in all matrices. */
    static DoubleMatrix prepared(DoubleMatrix matrix, boolean extreme) {
        for (int row = HUGE; extreme && row < HUGE + 4; row++) {
            for (int j = 0; j < matrix.columns(); j++) {
                int k = matrix.rowOffset(row) + j;
                matrix.data()[k] = row < HUGE + 2 ? Math.scalb(matrix.data()[k], Double.MAX_EXPONENT - 4) : 0;
            }
        }
        return matrix;
    }

    static void assertSame(List<DoubleMatrix> got, List<DoubleMatrix> expected) {
        for (int i = 0; i < got.size(); i++) {
            for (int row = 0; row < ROWS; row++) {
                assertThat(DoubleRows.wide(got.get(i), row)).as("row %s", row)
                        .isEqualTo(DoubleRows.wide(expected.get(i), row));
            }
        }
    }

    /** Without gaps in an array that goes on for more than a vector. */
    private static DoubleMatrix roomy(DoubleMatrix matrix) {
        double[] data = Arrays.copyOf(matrix.data(), matrix.data().length + 64);
        return DoubleMatrix.of(data, matrix.rows(), matrix.columns());
    }

    static DoubleMatrix withGaps(DoubleMatrix matrix) {
        int stride = matrix.columns() + 5;
        double[] data = new double[3 + matrix.rows() * stride];
        DoubleMatrix gaps = new DoubleMatrix(data, 3, matrix.rows(), matrix.columns(), stride);
        for (int row = 0; row < matrix.rows(); row++) {
            System.arraycopy(matrix.data(), matrix.rowOffset(row), gaps.data(), gaps.rowOffset(row), matrix.columns());
        }
        return gaps;
    }
}
