package io.github.losslane.verification.softmax;

import static io.github.losslane.verification.softmax.FloatSoftmaxBounds.assertNear;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.github.losslane.FloatMatrix;
import io.github.losslane.Reduction;
import io.github.losslane.softmax.InterclassDistance;
import io.github.losslane.softmax.SoftmaxLoss;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What does not change a loss, or changes its gradient in a simple way. Two results may each be off by their bound. */
class FloatSoftmaxSymmetryTest {

    static Stream<SoftmaxCase> cases() {
        return SoftmaxCases.all();
    }

    static Stream<SoftmaxCase> casesWithoutDistances() {
        return cases().filter(each -> !(each.loss(1) instanceof InterclassDistance));
    }

    /** Logits on a grid, so that shifting is exact. */
    @ParameterizedTest
    @MethodSource("cases")
    void shiftingLogitsChangesNothing(SoftmaxCase each) {
        for (int classes : SoftmaxCases.FEW_WIDTHS) {
            FloatSoftmaxSample sample = FloatSoftmaxVariants.onGrid(FloatSoftmaxSample.of(each, 6, classes, 20));
            for (float shift : new float[] {1, -17.5f, 4096, -65536}) {
                FloatMatrix shifted = sample.empty();
                for (int i = 0; i < shifted.data().length; i++) {
                    shifted.data()[i] = sample.logits().data()[i] + shift;
                }
                int[] order = IntStream.range(0, classes).toArray();
                assertClose(each, sample.withLogits(shifted), sample, each.loss(classes), order);
            }
        }
    }

    /** The classes in the reverse order, with whatever belongs to each. */
    @ParameterizedTest
    @MethodSource("cases")
    void permutingClassesPermutesTheGradient(SoftmaxCase each) {
        for (int classes : SoftmaxCases.FEW_WIDTHS) {
            FloatSoftmaxSample sample = FloatSoftmaxSample.of(each, 6, classes, 12);
            int[] order = SoftmaxCases.order(each.loss(classes), classes);
            SoftmaxLoss permuted = SoftmaxCases.permuted(each.loss(classes), order);
            assertClose(each, FloatSoftmaxVariants.permuted(sample, order), sample, permuted, order);
        }
    }

    /** Masked classes between the others have no gradient; smoothing passes over them. Distances of classes count them. */
    @ParameterizedTest
    @MethodSource("casesWithoutDistances")
    void maskedClassesAreNotThere(SoftmaxCase each) {
        for (int classes : SoftmaxCases.FEW_WIDTHS) {
            FloatSoftmaxSample sample = FloatSoftmaxSample.of(each, 6, classes, 12);
            int[] order = SoftmaxCases.masking(classes);
            SoftmaxLoss permuted = SoftmaxCases.permuted(each.loss(classes), order);
            assertClose(each, FloatSoftmaxVariants.permuted(sample, order), sample, permuted, order);
        }
    }

    /** The same losses, and gradients whose class j is class order[j] of the other, or 0 where that is none. */
    private static void assertClose(
            SoftmaxCase each, FloatSoftmaxSample got, FloatSoftmaxSample expected, SoftmaxLoss loss, int[] order) {
        SoftmaxLoss original = each.loss(expected.classes());
        float[] losses = got.losses(each.provider(), loss);
        float[] expectedLosses = expected.losses(each.provider(), original);
        FloatMatrix gradient = got.gradient(each.provider(), loss, Reduction.SUM);
        FloatMatrix expectedGradient = expected.gradient(each.provider(), original, Reduction.SUM);
        double bound = 2 * FloatSoftmaxBounds.loss(each.provider(), original, order.length);
        for (int i = 0; i < got.rows(); i++) {
            double allowed = bound * Math.ulp(Math.nextUp(expectedLosses[i]));
            assertNear("loss", i, order.length, losses[i], expectedLosses[i], allowed);
            double slopes = FloatSoftmaxBounds.slopes(original, expected, i);
            for (int j = 0; j < order.length; j++) {
                float element = order[j] < 0 ? 0 : expectedGradient.get(i, order[j]);
                double near = FloatSoftmaxBounds.difference(each, original, order.length, slopes, element);
                assertNear(order.length, i, j, gradient.get(i, j), element, order[j] < 0 ? 0 : near);
            }
        }
    }

    @ParameterizedTest
    @MethodSource("cases")
    void gradientRowsSumToZero(SoftmaxCase each) {
        for (int classes : SoftmaxCases.FEW_WIDTHS) {
            FloatSoftmaxSample sample = FloatSoftmaxSample.of(each, 6, classes, 15);
            FloatMatrix gradient = sample.gradient(each.provider(), each.loss(classes), Reduction.SUM);
            double bound = FloatSoftmaxBounds.gradient(each.provider(), each.loss(classes), classes);
            for (int i = 0; i < sample.rows(); i++) {
                int row = i;
                double sum = IntStream.range(0, classes).mapToDouble(j -> gradient.get(row, j)).sum();
                double magnitudes = 2 * FloatSoftmaxBounds.slopes(each.loss(classes), sample, i);     // sum A p + s (1 - p)
                assertThat(sum).as("row %s of %s classes", i, classes)
                        .isCloseTo(0, within(bound * 2 * FloatSoftmaxBounds.ROUNDOFF * magnitudes));
            }
        }
    }
}
