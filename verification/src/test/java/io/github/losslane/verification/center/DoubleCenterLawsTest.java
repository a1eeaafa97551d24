// Derived from FloatCenterLawsTest.java; edit that file, then run: java verification/src/test/java/io/github/losslane/verification/Twins.java
package io.github.losslane.verification.center;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.github.losslane.DoubleMatrix;
import io.github.losslane.KernelProvider;
import io.github.losslane.Kernels;
import io.github.losslane.Reduction;
import io.github.losslane.center.CenterLoss;
import io.github.losslane.simd.center.DoubleCenterSum;
import java.util.Arrays;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Laws of the moving centers: where they go, how fast, and what the order of the rows does. */
class DoubleCenterLawsTest {

    private static final double UNIT_ROUNDOFF = (Math.nextUp(1.0) - 1) / 2;
    private static final KernelProvider SIMD = Kernels.simd();

    static Stream<KernelProvider> providers() {
        return Stream.of(SIMD, Kernels.reference());
    }

    /** Four rows a class, in eighths: means and losses are exact, so the loss grows by exactly 4/2 |shift|^2 a class. */
    @ParameterizedTest
    @MethodSource("providers")
    void lossIsLeastAtTheClassMeans(KernelProvider provider) {
        DoubleCenterSample sample = fourRowsAClass();
        DoubleMatrix means = means(sample);
        CenterLoss loss = new CenterLoss(1);
        double least = sample.with(means).loss(provider, loss, Reduction.SUM);
        for (double shift : new double[] {0.125, -1, 3.5}) {
            DoubleMatrix moved = DoubleCenterSample.matrix(means.rows(), means.columns(), i -> means.data()[i] + shift);
            double more = sample.with(moved).loss(provider, loss, Reduction.SUM) - least;
            assertThat(more).isEqualTo(2.0 * shift * shift * means.data().length);
        }
    }

    private static DoubleCenterSample fourRowsAClass() {
        SplittableRandom random = new SplittableRandom(3);
        return new DoubleCenterSample(
                DoubleCenterSample.matrix(20, 6, i -> random.nextInt(-32, 33) / 8.0),
                IntStream.range(0, 20).map(i -> i % 5).toArray(),
                DoubleCenterSample.matrix(5, 6, i -> random.nextInt(-32, 33) / 8.0));
    }

    private static DoubleMatrix means(DoubleCenterSample sample) {
        int columns = sample.features().columns();
        return DoubleCenterSample.matrix(sample.centers().rows(), columns,
                i -> Arrays.stream(sample.column(sample.rowsOf(i / columns), i % columns)).average().orElseThrow());
    }

    /** Each step is off by its stated error; what is left of the distance, and of errors before, shrinks by the factor. */
    @ParameterizedTest
    @MethodSource("providers")
    void repeatedUpdatesReachTheClassMeansByTheFactorOfTheFormula(KernelProvider provider) {
        for (double rate : new double[] {1, 0.5, 0.1}) {
            DoubleCenterSample start = fourRowsAClass();
            DoubleMatrix means = means(start);
            double factor = 1 - rate * 4 / 5;
            double distance = 8;                    // of any two numbers here; a center is below 4, its errors below
            double error = (4 + 2 * 4 + DoubleCenterSum.ROUNDINGS * distance) * UNIT_ROUNDOFF;
            double allowed = 0;
            DoubleCenterSample sample = start;
            for (int step = 1; step <= 60; step++) {
                sample = sample.with(sample.moved(provider, new CenterLoss(1, rate)));
                allowed = allowed * factor + error;
                for (int i = 0; i < means.data().length; i++) {
                    double mean = means.data()[i];
                    double left = sample.centers().data()[i] - mean;
                    double expected = Math.pow(factor, step) * (start.centers().data()[i] - mean);
                    assertThat(left).as("rate %s, step %s, element %s", rate, step, i)
                            .isCloseTo(expected, within(allowed + 60 * 0x1p-52));
                }
            }
        }
    }

    /** Of all rows, in blocks and beyond, as long as those of one class stay in order. */
    @Test
    void rowsOfDifferentClassesInAnyOrderGiveTheSameBits() {
        CenterShape.odd().forEach(shape -> {
            DoubleCenterSample sample = DoubleCenterSample.of(shape, 1);
            double[] expected = sample.moved(SIMD, new CenterLoss(1, 0.3)).data();
            int[] byClass = IntStream.range(0, shape.classes())
                    .flatMap(label -> IntStream.of(sample.rowsOf(shape.classes() - 1 - label))).toArray();
            assertThat(sample.rows(byClass).moved(SIMD, new CenterLoss(1, 0.3)).data()).isEqualTo(expected);
            SplittableRandom random = new SplittableRandom(shape.hashCode());
            int[] next = new int[shape.classes()];
            int[] mixed = IntStream.of(shuffled(random, sample.labels()))
                    .map(label -> sample.rowsOf(label)[next[label]++]).toArray();
            assertThat(sample.rows(mixed).moved(SIMD, new CenterLoss(1, 0.3)).data()).isEqualTo(expected);
        });
    }

    /**
     * Both orders round s + e, which differ by no more than both their (n u)^2 times all sizes, and then the result: they
     * are apart by one ulp of the sum times the factor and one ulp of the center. One number alone would be off by up to n.
     */
    @Test
    void rowsOfOneClassInAnotherOrderDifferByTwoRoundingsAtMost() {
        CenterShape shape = new CenterShape(900, 40, 2);
        DoubleCenterSample sample = DoubleCenterSample.of(shape, 1);
        double[] expected = sample.moved(SIMD, new CenterLoss(1, 1)).data();
        SplittableRandom random = new SplittableRandom(7);
        for (int turn = 0; turn < 50; turn++) {
            int[] order = shuffled(random, IntStream.range(0, 900).toArray());
            double[] moved = sample.rows(order).moved(SIMD, new CenterLoss(1, 1)).data();
            for (int i = 0; i < expected.length; i++) {
                double[] rows = sample.column(sample.rowsOf(i / 40), i % 40);
                double center = sample.centers().data()[i];
                double size = CenterOracle.size(1, center, rows).doubleValue();
                double sum = Math.abs(expected[i] - center);
                double allowed = Math.ulp(expected[i]) + 2 * UNIT_ROUNDOFF * (1 + UNIT_ROUNDOFF * 8) * sum
                        + 2 * Math.pow(rows.length * UNIT_ROUNDOFF, 2) * size + 2 * UNIT_ROUNDOFF * Math.abs(expected[i]);
                double got = moved[i];
                assertThat(got).as("turn %s, element %s", turn, i).isCloseTo(expected[i], within(allowed));
            }
        }
    }

    private static int[] shuffled(SplittableRandom random, int[] numbers) {
        int[] shuffled = numbers.clone();
        for (int i = shuffled.length - 1; i > 0; i--) {
            int other = random.nextInt(i + 1);
            int number = shuffled[i];
            shuffled[i] = shuffled[other];
            shuffled[other] = number;
        }
        return shuffled;
    }

    /** Powers of two divide here, so that nothing rounds: centers move along with a shift of everything. */
    @ParameterizedTest
    @MethodSource("providers")
    void shiftingFeaturesAndCentersShiftsTheMovedCenters(KernelProvider provider) {
        DoubleCenterSample sample = DoubleCenterSample.onGrid(new CenterShape(7, 50, 1));     // 1 + n is 8
        double[] expected = sample.moved(provider, new CenterLoss(1, 0.5)).data();
        for (int shift : new int[] {1, -300, 4096}) {
            DoubleCenterSample shifted = new DoubleCenterSample(
                    DoubleCenterSample.matrix(7, 50, i -> sample.features().data()[i] + shift), sample.labels(),
                    DoubleCenterSample.matrix(1, 50, i -> sample.centers().data()[i] + shift));
            double[] moved = shifted.moved(provider, new CenterLoss(1, 0.5)).data();
            for (int i = 0; i < moved.length; i++) {
                assertThat(moved[i] - shift).isEqualTo(expected[i]);
            }
        }
    }
}
