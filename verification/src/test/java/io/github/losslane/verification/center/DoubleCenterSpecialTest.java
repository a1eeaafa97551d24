// Derived from FloatCenterSpecialTest.java; edit that file, then run: java verification/src/test/java/io/github/losslane/verification/Twins.java
package io.github.losslane.verification.center;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.losslane.DoubleMatrix;
import io.github.losslane.KernelProvider;
import io.github.losslane.Kernels;
import io.github.losslane.Reduction;
import io.github.losslane.center.CenterLoss;
import java.util.Arrays;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Special values of center loss: what weight or rate 0 leaves alone, how far a number that is not finite gets. */
class DoubleCenterSpecialTest {

    private static final CenterShape SHAPE = new CenterShape(30, 37, 6);

    static Stream<KernelProvider> providers() {
        return Stream.of(Kernels.simd(), Kernels.reference());
    }

    @ParameterizedTest
    @MethodSource("providers")
    void weightZeroTouchesNothingAndLooksAtNothing(KernelProvider provider) {
        DoubleCenterSample sample = DoubleCenterSample.of(SHAPE, 1);
        sample.features().data()[40] = Double.NaN;
        sample.centers().data()[50] = Double.POSITIVE_INFINITY;
        double[] gradient = new double[SHAPE.rows() * SHAPE.dimension()];
        Arrays.fill(gradient, -0.0);
        gradient[40] = Double.NaN;
        gradient[41] = Double.NEGATIVE_INFINITY;
        double[] before = gradient.clone();
        double added = add(provider, new CenterLoss(0), sample, gradient);
        assertThat(Double.doubleToRawLongBits(added)).isZero();
        assertThat(gradient).isEqualTo(before);
        double tiny = add(provider, new CenterLoss(Double.MIN_VALUE), DoubleCenterSample.of(SHAPE, 1), gradient);
        assertThat(tiny).isNotNegative();
        assertThat(gradient).isEqualTo(before);
    }

    /** In every call that gives a loss, also where the gradient takes the memory of the features; beyond it is infinite. */
    @ParameterizedTest
    @MethodSource("providers")
    void halfOfASquareThatOverflowsFits(KernelProvider provider) {
        int exponent = (Double.MAX_EXPONENT - 1) / 2;
        for (int columns : new int[] {5, 16, 17, 64, 69}) {
            for (double more : new double[] {0, 2}) {
                DoubleMatrix features = DoubleCenterSample.matrix(1, columns, i -> i < 5 ? Math.scalb(1.0, exponent) : 0);
                DoubleMatrix centers = DoubleCenterSample.matrix(1, columns, i -> i < 5 ? -more * features.data()[i] : 0);
                double half = Math.scalb(2.5 * (1 + more) * (1 + more), 2 * exponent);
                DoubleCenterSample sample = new DoubleCenterSample(features, new int[1], centers);
                assertThat(sample.losses(provider, new CenterLoss(1))).containsExactly(half);
                assertThat(sample.loss(provider, new CenterLoss(1), Reduction.SUM)).isEqualTo(half);
                assertThat(add(provider, new CenterLoss(1), sample, new double[columns])).isEqualTo(half);
                assertThat(provider.center().lossAndGradient(
                        new CenterLoss(1), Reduction.SUM, features, new int[1], 0, centers, features)).isEqualTo(half);
            }
        }
    }

    /** An infinite difference times a scale that underflows would be NaN. */
    @ParameterizedTest
    @MethodSource("providers")
    void noFiniteNumbersGiveNaN(KernelProvider provider) {
        for (double weight : new double[] {Double.MIN_VALUE, 1, 0x1p127}) {
            DoubleMatrix features = DoubleCenterSample.matrix(8, 40, i -> (i % 3 - 1) * Double.MAX_VALUE);
            DoubleMatrix centers = DoubleCenterSample.matrix(1, 40, i -> (i % 2 * 2 - 1) * Double.MAX_VALUE);
            DoubleCenterSample sample = new DoubleCenterSample(features, new int[8], centers);
            double[] gradient = new double[8 * 40];
            assertThat(add(provider, new CenterLoss(weight), sample, gradient)).isPositive();
            assertThat(gradient).doesNotContain(Double.NaN);
            assertThat(sample.gradient(provider, new CenterLoss(weight), Reduction.MEAN).data())
                    .doesNotContain(Double.NaN);
            assertThat(sample.loss(provider, new CenterLoss(weight), Reduction.MEAN)).isPositive();
        }
    }

    @ParameterizedTest
    @MethodSource("providers")
    void rateZeroNoRowsOrNoColumnsMoveNothing(KernelProvider provider) {
        DoubleCenterSample sample = DoubleCenterSample.of(SHAPE, 1);
        sample.centers().data()[3] = -0.0;
        sample.features().data()[40] = Double.NaN;
        assertThat(sample.moved(provider, new CenterLoss(1, 0)).data()).isEqualTo(sample.centers().data());
        assertThat(sample.rows().moved(provider, new CenterLoss(1, 1)).data()).isEqualTo(sample.centers().data());
        DoubleCenterSample empty = DoubleCenterSample.of(new CenterShape(3, 0, 2), 1);
        assertThat(empty.moved(provider, new CenterLoss(1)).data()).isEmpty();
        assertThat(empty.loss(provider, new CenterLoss(1), Reduction.MEAN)).isZero();
        assertThat(sample.rows().loss(provider, new CenterLoss(1), Reduction.MEAN)).isZero();
    }

    /** In a vector, in the last columns; for a class of many rows, more than a block, and of one. */
    @ParameterizedTest
    @MethodSource("providers")
    void poisonStaysInItsCoordinateOfItsRowAndItsCenter(KernelProvider provider) {
        for (int rows : new int[] {2, 30, 1200}) {
            DoubleCenterSample clean = DoubleCenterSample.of(new CenterShape(rows, 37, 6), 1);
            for (int column : new int[] {0, 20, 36}) {
                for (double poison : new double[] {Double.NaN, Double.POSITIVE_INFINITY, Double.NEGATIVE_INFINITY}) {
                    int row = rows / 2;
                    double before = clean.features().get(row, column);
                    double[] gradient = clean.gradient(provider, new CenterLoss(1), Reduction.SUM).data();
                    double[] moved = clean.moved(provider, new CenterLoss(1)).data();
                    clean.features().data()[row * 37 + column] = poison;
                    gradient[row * 37 + column] = poison;
                    moved[clean.labels()[row] * 37 + column] = poison;
                    assertThat(clean.gradient(provider, new CenterLoss(1), Reduction.SUM).data()).isEqualTo(gradient);
                    assertThat(clean.moved(provider, new CenterLoss(1)).data()).isEqualTo(moved);
                    clean.features().data()[row * 37 + column] = before;
                }
            }
        }
    }

    private static double add(KernelProvider provider, CenterLoss loss, DoubleCenterSample sample, double[] gradient) {
        return provider.center().lossAndAddGradient(loss, Reduction.MEAN, sample.features(), sample.labels(), 0,
                sample.centers(), DoubleMatrix.of(gradient, sample.features().rows(), sample.features().columns()));
    }
}
