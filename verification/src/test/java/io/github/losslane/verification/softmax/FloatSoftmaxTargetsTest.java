package io.github.losslane.verification.softmax;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.losslane.FloatMatrix;
import io.github.losslane.KernelProvider;
import io.github.losslane.Reduction;
import io.github.losslane.softmax.CrossEntropy;
import io.github.losslane.softmax.SoftmaxLoss;
import io.github.losslane.verification.calls.Values;
import java.util.Arrays;
import java.util.List;
import java.util.function.IntPredicate;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Labels, dense targets and ignored rows, bit for bit. */
class FloatSoftmaxTargetsTest {

    private static final int ROWS = 11;
    private static final float[] WEIGHTS = {0.7f, 0, 1.3f, 2.9f, 0.1f, 1, 0, 0.3f, 1.1f, 5.3f, 0.9f};

    static Stream<SoftmaxCase> cases() {
        return SoftmaxCases.all();
    }

    static Stream<SoftmaxCase> labels() {
        return SoftmaxCases.labels();
    }

    static Stream<SoftmaxCase> entropies() {
        return labels().filter(each -> each.loss(1) instanceof CrossEntropy);
    }

    /** A row that is ignored has no targets; dense, it would count in a mean. */
    @ParameterizedTest
    @MethodSource("labels")
    void denseTargetsOfOneAreTheLabels(SoftmaxCase each) {
        for (int classes : SoftmaxCases.FEW_WIDTHS) {
            SoftmaxLoss loss = each.loss(classes);
            FloatSoftmaxSample sample = FloatSoftmaxSample.of(each, ROWS, classes, 30);
            for (FloatSoftmaxSample labelled : List.of(
                    sample, FloatSoftmaxSample.of(each, ROWS, classes, 1000), FloatSoftmaxVariants.masked(sample),
                    sample.weighted(WEIGHTS))) {
                FloatSoftmaxSample counting = FloatSoftmaxVariants.counting(labelled, loss);
                FloatSoftmaxResults.of(each.provider(), loss, FloatSoftmaxVariants.oneHot(counting, loss))
                        .assertSame(FloatSoftmaxResults.of(each.provider(), loss, counting));
                FloatSoftmaxSample dense = FloatSoftmaxVariants.oneHot(labelled, loss);
                assertThat(dense.losses(each.provider(), loss)).isEqualTo(labelled.losses(each.provider(), loss));
                assertThat(dense.gradient(each.provider(), loss, Reduction.SUM).data())
                        .isEqualTo(labelled.gradient(each.provider(), loss, Reduction.SUM).data());
            }
        }
    }

    @ParameterizedTest
    @MethodSource("cases")
    void smoothingZeroAndWeightsOfOneArePlain(SoftmaxCase each) {
        for (int classes : SoftmaxCases.FEW_WIDTHS) {
            FloatSoftmaxSample sample =
                    FloatSoftmaxVariants.counting(FloatSoftmaxSample.of(each, ROWS, classes, 30), each.loss(classes));
            double[] ones = new double[classes];
            Arrays.fill(ones, 1);
            CrossEntropy weighted = CrossEntropy.PLAIN.withClassWeights(ones).withLabelSmoothing(0);
            for (CrossEntropy same : List.of(weighted, weighted.withIgnoreLabel(classes))) {
                FloatSoftmaxResults.of(each.provider(), same, sample)
                        .assertSame(FloatSoftmaxResults.of(each.provider(), CrossEntropy.PLAIN, sample));
            }
        }
    }

    /** Whatever they hold; the others are as if they were alone. */
    @ParameterizedTest
    @MethodSource("entropies")
    void ignoredRowsAreUntouchedButForTheirZeroGradient(SoftmaxCase each) {
        for (int classes : SoftmaxCases.FEW_WIDTHS) {
            CrossEntropy loss = ((CrossEntropy) each.loss(classes)).withIgnoreLabel(Values.IGNORED);
            FloatSoftmaxSample sample = FloatSoftmaxSample.of(each, ROWS, classes, 30);
            sample.labels()[1] = Values.IGNORED;
            sample.labels()[4] = Values.IGNORED;
            FloatMatrix broken = FloatMatrix.of(sample.logits().data().clone(), ROWS, classes);
            Arrays.fill(broken.data(), classes, 2 * classes, Float.NaN);
            broken.data()[4 * classes] = Float.POSITIVE_INFINITY;
            FloatSoftmaxResults.of(each.provider(), loss, sample.withLogits(broken))
                    .assertSame(FloatSoftmaxResults.of(each.provider(), loss, sample));
            IntPredicate ignored = i -> loss.ignores(sample.labels()[i]);
            FloatSoftmaxResults.of(each.provider(), loss, FloatSoftmaxVariants.rows(sample, ignored)).assertZero();
            assertRowsAreAlone(each.provider(), loss, sample, ignored.negate());
        }
    }

    private static void assertRowsAreAlone(
            KernelProvider provider, CrossEntropy loss, FloatSoftmaxSample sample, IntPredicate rows) {
        FloatSoftmaxSample alone = FloatSoftmaxVariants.rows(sample, rows);
        FloatMatrix losses = FloatMatrix.of(sample.losses(provider, loss), sample.rows(), 1);
        assertThat(FloatSoftmaxVariants.rows(losses, rows).data()).isEqualTo(alone.losses(provider, loss));
        FloatMatrix gradient = sample.gradient(provider, loss, Reduction.SUM);
        assertThat(FloatSoftmaxVariants.rows(gradient, rows).data())
                .isEqualTo(alone.gradient(provider, loss, Reduction.SUM).data());
        assertThat(FloatSoftmaxVariants.rows(gradient, rows.negate()).data()).containsOnly(0);
    }

    /** There they add nothing to the slots of the sum. */
    @ParameterizedTest
    @MethodSource("entropies")
    void batchThatEndsWithIgnoredRowsIsTheOneWithoutThem(SoftmaxCase each) {
        CrossEntropy loss = ((CrossEntropy) each.loss(17)).withIgnoreLabel(Values.IGNORED);
        for (FloatSoftmaxSample sample : List.of(
                FloatSoftmaxSample.of(each, ROWS, 17, 30), FloatSoftmaxSample.of(each, ROWS, 17, 30).weighted(WEIGHTS))) {
            Arrays.fill(sample.labels(), 7, ROWS, Values.IGNORED);
            FloatSoftmaxResults all = FloatSoftmaxResults.of(each.provider(), loss, sample);
            FloatSoftmaxSample without = FloatSoftmaxVariants.rows(sample, i -> i < 7);
            FloatSoftmaxResults.of(each.provider(), loss, without).assertSame(all.rows(7, 17));
        }
    }

    @ParameterizedTest
    @MethodSource("entropies")
    void whereEveryRowIsIgnoredEverythingIsZero(SoftmaxCase each) {
        for (int classes : SoftmaxCases.FEW_WIDTHS) {
            CrossEntropy loss = ((CrossEntropy) each.loss(classes)).withIgnoreLabel(Values.IGNORED);
            FloatSoftmaxSample sample = FloatSoftmaxSample.of(each, ROWS, classes, 30);
            Arrays.fill(sample.labels(), Values.IGNORED);
            sample.logits().data()[0] = Float.NaN;
            FloatSoftmaxResults.of(each.provider(), loss, sample).assertZero();
            FloatSoftmaxResults.of(each.provider(), loss, sample.weighted(WEIGHTS)).assertZero();
        }
    }
}
