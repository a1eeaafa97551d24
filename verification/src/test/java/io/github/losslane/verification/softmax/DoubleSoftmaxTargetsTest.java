// Derived from FloatSoftmaxTargetsTest.java; edit that file, then run: java verification/src/test/java/io/github/losslane/verification/Twins.java
package io.github.losslane.verification.softmax;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.losslane.DoubleMatrix;
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
class DoubleSoftmaxTargetsTest {

    private static final int ROWS = 11;
    private static final double[] WEIGHTS = {0.7, 0, 1.3, 2.9, 0.1, 1, 0, 0.3, 1.1, 5.3, 0.9};

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
            DoubleSoftmaxSample sample = DoubleSoftmaxSample.of(each, ROWS, classes, 30);
            for (DoubleSoftmaxSample labelled : List.of(
                    sample, DoubleSoftmaxSample.of(each, ROWS, classes, 1000), DoubleSoftmaxVariants.masked(sample),
                    sample.weighted(WEIGHTS))) {
                DoubleSoftmaxSample counting = DoubleSoftmaxVariants.counting(labelled, loss);
                DoubleSoftmaxResults.of(each.provider(), loss, DoubleSoftmaxVariants.oneHot(counting, loss))
                        .assertSame(DoubleSoftmaxResults.of(each.provider(), loss, counting));
                DoubleSoftmaxSample dense = DoubleSoftmaxVariants.oneHot(labelled, loss);
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
            DoubleSoftmaxSample sample =
                    DoubleSoftmaxVariants.counting(DoubleSoftmaxSample.of(each, ROWS, classes, 30), each.loss(classes));
            double[] ones = new double[classes];
            Arrays.fill(ones, 1);
            CrossEntropy weighted = CrossEntropy.PLAIN.withClassWeights(ones).withLabelSmoothing(0);
            for (CrossEntropy same : List.of(weighted, weighted.withIgnoreLabel(classes))) {
                DoubleSoftmaxResults.of(each.provider(), same, sample)
                        .assertSame(DoubleSoftmaxResults.of(each.provider(), CrossEntropy.PLAIN, sample));
            }
        }
    }

    /** Whatever they hold; the others are as if they were alone. */
    @ParameterizedTest
    @MethodSource("entropies")
    void ignoredRowsAreUntouchedButForTheirZeroGradient(SoftmaxCase each) {
        for (int classes : SoftmaxCases.FEW_WIDTHS) {
            CrossEntropy loss = ((CrossEntropy) each.loss(classes)).withIgnoreLabel(Values.IGNORED);
            DoubleSoftmaxSample sample = DoubleSoftmaxSample.of(each, ROWS, classes, 30);
            sample.labels()[1] = Values.IGNORED;
            sample.labels()[4] = Values.IGNORED;
            DoubleMatrix broken = DoubleMatrix.of(sample.logits().data().clone(), ROWS, classes);
            Arrays.fill(broken.data(), classes, 2 * classes, Double.NaN);
            broken.data()[4 * classes] = Double.POSITIVE_INFINITY;
            DoubleSoftmaxResults.of(each.provider(), loss, sample.withLogits(broken))
                    .assertSame(DoubleSoftmaxResults.of(each.provider(), loss, sample));
            IntPredicate ignored = i -> loss.ignores(sample.labels()[i]);
            DoubleSoftmaxResults.of(each.provider(), loss, DoubleSoftmaxVariants.rows(sample, ignored)).assertZero();
            assertRowsAreAlone(each.provider(), loss, sample, ignored.negate());
        }
    }

    private static void assertRowsAreAlone(
            KernelProvider provider, CrossEntropy loss, DoubleSoftmaxSample sample, IntPredicate rows) {
        DoubleSoftmaxSample alone = DoubleSoftmaxVariants.rows(sample, rows);
        DoubleMatrix losses = DoubleMatrix.of(sample.losses(provider, loss), sample.rows(), 1);
        assertThat(DoubleSoftmaxVariants.rows(losses, rows).data()).isEqualTo(alone.losses(provider, loss));
        DoubleMatrix gradient = sample.gradient(provider, loss, Reduction.SUM);
        assertThat(DoubleSoftmaxVariants.rows(gradient, rows).data())
                .isEqualTo(alone.gradient(provider, loss, Reduction.SUM).data());
        assertThat(DoubleSoftmaxVariants.rows(gradient, rows.negate()).data()).containsOnly(0);
    }

    /** There they add nothing to the slots of the sum. */
    @ParameterizedTest
    @MethodSource("entropies")
    void batchThatEndsWithIgnoredRowsIsTheOneWithoutThem(SoftmaxCase each) {
        CrossEntropy loss = ((CrossEntropy) each.loss(17)).withIgnoreLabel(Values.IGNORED);
        for (DoubleSoftmaxSample sample : List.of(
                DoubleSoftmaxSample.of(each, ROWS, 17, 30), DoubleSoftmaxSample.of(each, ROWS, 17, 30).weighted(WEIGHTS))) {
            Arrays.fill(sample.labels(), 7, ROWS, Values.IGNORED);
            DoubleSoftmaxResults all = DoubleSoftmaxResults.of(each.provider(), loss, sample);
            DoubleSoftmaxSample without = DoubleSoftmaxVariants.rows(sample, i -> i < 7);
            DoubleSoftmaxResults.of(each.provider(), loss, without).assertSame(all.rows(7, 17));
        }
    }

    @ParameterizedTest
    @MethodSource("entropies")
    void whereEveryRowIsIgnoredEverythingIsZero(SoftmaxCase each) {
        for (int classes : SoftmaxCases.FEW_WIDTHS) {
            CrossEntropy loss = ((CrossEntropy) each.loss(classes)).withIgnoreLabel(Values.IGNORED);
            DoubleSoftmaxSample sample = DoubleSoftmaxSample.of(each, ROWS, classes, 30);
            Arrays.fill(sample.labels(), Values.IGNORED);
            sample.logits().data()[0] = Double.NaN;
            DoubleSoftmaxResults.of(each.provider(), loss, sample).assertZero();
            DoubleSoftmaxResults.of(each.provider(), loss, sample.weighted(WEIGHTS)).assertZero();
        }
    }
}
