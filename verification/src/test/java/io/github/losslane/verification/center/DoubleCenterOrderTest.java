// Derived from FloatCenterOrderTest.java; edit that file, then run: java verification/src/test/java/io/github/losslane/verification/Twins.java
package io.github.losslane.verification.center;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.github.losslane.DoubleMatrix;
import io.github.losslane.KernelProvider;
import io.github.losslane.Kernels;
import io.github.losslane.center.CenterLoss;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** In which order the rows of a class are added, and what becomes of the centers in another one. */
class DoubleCenterOrderTest {

    private static final double UNIT_ROUNDOFF = (Math.nextUp(1.0) - 1) / 2;
    private static final KernelProvider SIMD = Kernels.simd();

    /** Rows of very different sizes, each with its opposite: all that is left of their sum is what rounding did to it. */
    @ParameterizedTest
    @ValueSource(ints = {1, 3, 16, 24, 67, 128})         // up to 64 columns have code of their own
    void rowsAreAddedInTheirOrderWithTheErrorsInASecondNumber(int columns) {
        for (int rows : new int[] {2, 4, 6, 8, 11, 20, 1022, 1024, 1026, 3000}) {
            SplittableRandom random = new SplittableRandom(rows);
            double[] half = random.doubles((long) columns * rows, -1, 1).map(x -> Math.scalb(x, random.nextInt(100))).toArray();
            DoubleMatrix features = DoubleCenterSample.matrix(rows, columns,
                    i -> i < columns * (rows / 2) ? half[i] : -half[columns * (rows - 1 - i / columns) + i % columns]);
            DoubleCenterSample sample = new DoubleCenterSample(
                    features, new int[rows], DoubleCenterSample.matrix(1, columns, i -> i % 2 * 0.375));
            double[] moved = sample.moved(SIMD, new CenterLoss(1, 0.5)).data();
            for (int d = 0; d < columns; d++) {
                assertThat(moved[d]).as("%s rows, column %s", rows, d).isEqualTo(inOrder(sample, d));
            }
        }
    }

    private static double inOrder(DoubleCenterSample sample, int column) {
        int n = sample.labels().length;
        double center = sample.centers().get(0, column);
        double power = 0.25 / Integer.highestOneBit(n);
        double sum = 0;
        double errors = 0;
        for (int i = 0; i < n; i++) {
            double d = power * center - power * sample.features().get(i, column);
            double next = sum + d;
            double part = next - sum;
            errors += (sum - (next - part)) + (d - part);
            sum = next;
        }
        double factor = (0.5 / (1.0 + n) / power);
        return Math.fma(-factor, sum + errors, center);
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
}
