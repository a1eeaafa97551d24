// Derived from FloatSoftmaxLawsTest.java; edit that file, then run: java verification/src/test/java/io/github/losslane/verification/Twins.java
package io.github.losslane.verification.softmax;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.github.losslane.DoubleMatrix;
import io.github.losslane.KernelProvider;
import io.github.losslane.Reduction;
import io.github.losslane.softmax.SoftmaxLoss;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What holds for every loss of the family, whatever it is: all entry points tell one story. */
class DoubleSoftmaxLawsTest {

    /** More than two blocks of rows. */
    private static final int MANY = 2500;

    static Stream<SoftmaxCase> cases() {
        return SoftmaxCases.all();
    }

    static Stream<SoftmaxCase> simdCases() {
        return SoftmaxCases.simd();
    }

    @ParameterizedTest
    @MethodSource("simdCases")
    void simdLossIsTheCanonicalSumOfLosses(SoftmaxCase each) {
        DoubleSoftmaxSample batch = DoubleSoftmaxSample.of(each, MANY, 5, 30);
        double[] losses = batch.losses(each.provider(), each.loss(5));
        assertThat(batch.loss(each.provider(), each.loss(5), Reduction.SUM))
                .isFinite()
                .isEqualTo(each.provider().math().sum(losses, 0, losses.length));
    }

    @ParameterizedTest
    @MethodSource("cases")
    void lossIsTheSameWithAndWithoutItsGradient(SoftmaxCase each) {
        for (DoubleSoftmaxSample batch : List.of(
                DoubleSoftmaxSample.of(each, MANY, 5, 30), DoubleSoftmaxSample.of(each, 3, 1025, 30))) {
            DoubleSoftmaxResults results = DoubleSoftmaxResults.of(each.provider(), each.loss(batch.classes()), batch);
            assertThat(results.reduced()).allMatch(reduced -> reduced.alone() == reduced.loss());
        }
    }

    /** Ignored rows do not count. */
    @ParameterizedTest
    @MethodSource("cases")
    void meanIsTheSumOverTheRowsThatCount(SoftmaxCase each) {
        SoftmaxLoss loss = each.loss(5);
        DoubleSoftmaxSample batch = DoubleSoftmaxSample.of(each, MANY, 5, 30);
        long rows = each.dense() ? MANY : Arrays.stream(batch.labels()).filter(label -> !loss.ignores(label)).count();
        assertThat(batch.loss(each.provider(), loss, Reduction.MEAN))
                .isEqualTo(batch.loss(each.provider(), loss, Reduction.SUM) / rows);
        double[] summed = batch.gradient(each.provider(), loss, Reduction.SUM).data();
        double[] gradient = batch.gradient(each.provider(), loss, Reduction.MEAN).data();
        for (int i = 0; i < gradient.length; i++) {
            double scaled = gradient[i];
            double expected = summed[i] / (double) rows;       // three roundings of each, of the scale and of products
            assertThat(scaled).isCloseTo(
                    expected, within(7 * DoubleSoftmaxBounds.ROUNDOFF * cancelling(each, gradient, i) + Double.MIN_VALUE));
        }
    }

    /** With dense targets or smoothing an element may be the difference of two larger numbers, up to 2 in all. */
    private static double cancelling(SoftmaxCase each, double[] gradient, int i) {
        boolean single = !each.dense() && !each.sample().name().contains("smoothing");
        return single ? Math.abs(gradient[i]) : 2 * 5 * DoubleSoftmaxBounds.largestSlope(each.loss(5)) / MANY;
    }

    @ParameterizedTest
    @MethodSource("cases")
    void inPlaceIsTheSameAsApart(SoftmaxCase each) {
        for (int classes : SoftmaxCases.FEW_WIDTHS) {
            DoubleSoftmaxSample sample = DoubleSoftmaxSample.of(each, 5, classes, 20);
            double[] apart = sample.gradient(each.provider(), each.loss(classes), Reduction.MEAN).data();
            DoubleMatrix place = DoubleMatrix.of(sample.logits().data().clone(), 5, classes);
            sample.withLogits(place).lossAndGradient(each.provider(), each.loss(classes), Reduction.MEAN, place);
            assertThat(place.data()).as("%s classes", classes).isEqualTo(apart);
        }
    }

    @ParameterizedTest
    @MethodSource("cases")
    void gapsBetweenRowsChangeNothing(SoftmaxCase each) {
        for (int classes : SoftmaxCases.FEW_WIDTHS) {
            DoubleSoftmaxSample sample = DoubleSoftmaxSample.of(each, 5, classes, 20);
            DoubleSoftmaxSample apart = DoubleSoftmaxVariants.withGaps(sample);
            DoubleSoftmaxResults.of(each.provider(), each.loss(classes), apart)
                    .assertSame(DoubleSoftmaxResults.of(each.provider(), each.loss(classes), sample));
        }
    }

    @ParameterizedTest
    @MethodSource("cases")
    void nanPoisonsItsOwnRowAndTheSum(SoftmaxCase each) {
        KernelProvider provider = each.provider();
        for (int classes : SoftmaxCases.FEW_WIDTHS) {
            SoftmaxLoss loss = each.loss(classes);
            DoubleSoftmaxSample sample = DoubleSoftmaxSample.of(each, 7, classes, 20);
            int row = each.dense() || !loss.ignores(sample.labels()[2]) ? 2 : 5;
            double[] losses = sample.losses(provider, loss);
            double[] gradient = sample.gradient(provider, loss, Reduction.SUM).data();
            boolean counts = each.dense() || !loss.ignores(sample.labels()[row]);
            if (counts) {
                losses[row] = Double.NaN;
                Arrays.fill(gradient, row * classes, (row + 1) * classes, Double.NaN);
            }
            for (int column : new int[] {0, classes / 2, classes - 1}) {
                DoubleMatrix poisoned = DoubleMatrix.of(sample.logits().data().clone(), 7, classes);
                poisoned.data()[row * classes + column] = Double.NaN;
                DoubleSoftmaxSample other = sample.withLogits(poisoned);
                assertThat(other.losses(provider, loss)).isEqualTo(losses);
                assertThat(other.gradient(provider, loss, Reduction.SUM).data()).isEqualTo(gradient);
                assertThat(Double.isNaN(other.loss(provider, loss, Reduction.MEAN))).isEqualTo(counts);
            }
        }
    }

    @ParameterizedTest
    @MethodSource("cases")
    void noRowsAreLossZero(SoftmaxCase each) {
        DoubleSoftmaxSample none = DoubleSoftmaxSample.of(each, 0, 7, 1);
        DoubleSoftmaxResults.of(each.provider(), each.loss(7), none).assertZero();
    }

    /** There is nothing to be wrong about; the log of an empty sum is -Inf. */
    @ParameterizedTest
    @MethodSource("cases")
    void rowsWithoutClassesAreLossZero(SoftmaxCase each) {
        DoubleMatrix empty = DoubleMatrix.of(new double[0], 2, 0);
        DoubleSoftmaxSample none = DoubleSoftmaxSample.labelled(empty).with(empty);
        DoubleSoftmaxResults.of(each.provider(), each.loss(0), none).assertZero();
        double[] logSumExp = new double[2];
        each.provider().softmax().logSumExp(empty, logSumExp, 0);
        assertThat(logSumExp).containsOnly(Double.NEGATIVE_INFINITY);
    }
}
