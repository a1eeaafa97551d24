package io.github.losslane.verification.softmax;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.github.losslane.FloatMatrix;
import io.github.losslane.KernelProvider;
import io.github.losslane.Reduction;
import io.github.losslane.softmax.SoftmaxLoss;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What holds for every loss of the family, whatever it is: all entry points tell one story. */
class FloatSoftmaxLawsTest {

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
        FloatSoftmaxSample batch = FloatSoftmaxSample.of(each, MANY, 5, 30);
        float[] losses = batch.losses(each.provider(), each.loss(5));
        assertThat(batch.loss(each.provider(), each.loss(5), Reduction.SUM))
                .isFinite()
                .isEqualTo(each.provider().math().sum(losses, 0, losses.length));
    }

    @ParameterizedTest
    @MethodSource("cases")
    void lossIsTheSameWithAndWithoutItsGradient(SoftmaxCase each) {
        for (FloatSoftmaxSample batch : List.of(
                FloatSoftmaxSample.of(each, MANY, 5, 30), FloatSoftmaxSample.of(each, 3, 1025, 30))) {
            FloatSoftmaxResults results = FloatSoftmaxResults.of(each.provider(), each.loss(batch.classes()), batch);
            assertThat(results.reduced()).allMatch(reduced -> reduced.alone() == reduced.loss());
        }
    }

    /** Ignored rows do not count. */
    @ParameterizedTest
    @MethodSource("cases")
    void meanIsTheSumOverTheRowsThatCount(SoftmaxCase each) {
        SoftmaxLoss loss = each.loss(5);
        FloatSoftmaxSample batch = FloatSoftmaxSample.of(each, MANY, 5, 30);
        long rows = each.dense() ? MANY : Arrays.stream(batch.labels()).filter(label -> !loss.ignores(label)).count();
        assertThat(batch.loss(each.provider(), loss, Reduction.MEAN))
                .isEqualTo(batch.loss(each.provider(), loss, Reduction.SUM) / rows);
        float[] summed = batch.gradient(each.provider(), loss, Reduction.SUM).data();
        float[] gradient = batch.gradient(each.provider(), loss, Reduction.MEAN).data();
        for (int i = 0; i < gradient.length; i++) {
            double scaled = gradient[i];
            double expected = summed[i] / (double) rows;       // three roundings of each, of the scale and of products
            assertThat(scaled).isCloseTo(
                    expected, within(7 * FloatSoftmaxBounds.ROUNDOFF * cancelling(each, gradient, i) + Float.MIN_VALUE));
        }
    }

    /** With dense targets or smoothing an element may be the difference of two larger numbers, up to 2 in all. */
    private static double cancelling(SoftmaxCase each, float[] gradient, int i) {
        boolean single = !each.dense() && !each.sample().name().contains("smoothing");
        return single ? Math.abs(gradient[i]) : 2 * 5 * FloatSoftmaxBounds.largestSlope(each.loss(5)) / MANY;
    }

    @ParameterizedTest
    @MethodSource("cases")
    void inPlaceIsTheSameAsApart(SoftmaxCase each) {
        for (int classes : SoftmaxCases.FEW_WIDTHS) {
            FloatSoftmaxSample sample = FloatSoftmaxSample.of(each, 5, classes, 20);
            float[] apart = sample.gradient(each.provider(), each.loss(classes), Reduction.MEAN).data();
            FloatMatrix place = FloatMatrix.of(sample.logits().data().clone(), 5, classes);
            sample.withLogits(place).lossAndGradient(each.provider(), each.loss(classes), Reduction.MEAN, place);
            assertThat(place.data()).as("%s classes", classes).isEqualTo(apart);
        }
    }

    @ParameterizedTest
    @MethodSource("cases")
    void gapsBetweenRowsChangeNothing(SoftmaxCase each) {
        for (int classes : SoftmaxCases.FEW_WIDTHS) {
            FloatSoftmaxSample sample = FloatSoftmaxSample.of(each, 5, classes, 20);
            FloatSoftmaxSample apart = FloatSoftmaxVariants.withGaps(sample);
            FloatSoftmaxResults.of(each.provider(), each.loss(classes), apart)
                    .assertSame(FloatSoftmaxResults.of(each.provider(), each.loss(classes), sample));
        }
    }

    @ParameterizedTest
    @MethodSource("cases")
    void nanPoisonsItsOwnRowAndTheSum(SoftmaxCase each) {
        KernelProvider provider = each.provider();
        for (int classes : SoftmaxCases.FEW_WIDTHS) {
            SoftmaxLoss loss = each.loss(classes);
            FloatSoftmaxSample sample = FloatSoftmaxSample.of(each, 7, classes, 20);
            int row = each.dense() || !loss.ignores(sample.labels()[2]) ? 2 : 5;
            float[] losses = sample.losses(provider, loss);
            float[] gradient = sample.gradient(provider, loss, Reduction.SUM).data();
            boolean counts = each.dense() || !loss.ignores(sample.labels()[row]);
            if (counts) {
                losses[row] = Float.NaN;
                Arrays.fill(gradient, row * classes, (row + 1) * classes, Float.NaN);
            }
            for (int column : new int[] {0, classes / 2, classes - 1}) {
                FloatMatrix poisoned = FloatMatrix.of(sample.logits().data().clone(), 7, classes);
                poisoned.data()[row * classes + column] = Float.NaN;
                FloatSoftmaxSample other = sample.withLogits(poisoned);
                assertThat(other.losses(provider, loss)).isEqualTo(losses);
                assertThat(other.gradient(provider, loss, Reduction.SUM).data()).isEqualTo(gradient);
                assertThat(Double.isNaN(other.loss(provider, loss, Reduction.MEAN))).isEqualTo(counts);
            }
        }
    }

    @ParameterizedTest
    @MethodSource("cases")
    void noRowsAreLossZero(SoftmaxCase each) {
        FloatSoftmaxSample none = FloatSoftmaxSample.of(each, 0, 7, 1);
        FloatSoftmaxResults.of(each.provider(), each.loss(7), none).assertZero();
    }

    /** There is nothing to be wrong about; the log of an empty sum is -Inf. */
    @ParameterizedTest
    @MethodSource("cases")
    void rowsWithoutClassesAreLossZero(SoftmaxCase each) {
        FloatMatrix empty = FloatMatrix.of(new float[0], 2, 0);
        FloatSoftmaxSample none = FloatSoftmaxSample.labelled(empty).with(empty);
        FloatSoftmaxResults.of(each.provider(), each.loss(0), none).assertZero();
        float[] logSumExp = new float[2];
        each.provider().softmax().logSumExp(empty, logSumExp, 0);
        assertThat(logSumExp).containsOnly(Float.NEGATIVE_INFINITY);
    }
}
