// Derived from FloatSoftmaxSymmetryTest.java; edit that file, then run: java verification/src/test/java/io/github/losslane/verification/Twins.java
package io.github.losslane.verification.softmax;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.github.losslane.DoubleMatrix;
import io.github.losslane.KernelProvider;
import io.github.losslane.Reduction;
import io.github.losslane.softmax.SoftmaxLoss;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What does not change a loss, or changes its gradient in a simple way. Two results may each be off by their bound. */
class DoubleSoftmaxSymmetryTest {

    static Stream<SoftmaxCase> cases() {
        return SoftmaxCases.all();
    }

    /** Logits on a grid, so that shifting is exact. */
    @ParameterizedTest
    @MethodSource("cases")
    void shiftingLogitsChangesNothing(SoftmaxCase each) {
        for (int classes : SoftmaxCases.FEW_WIDTHS) {
            DoubleSoftmaxSample sample = DoubleSoftmaxVariants.onGrid(DoubleSoftmaxSample.of(each, 6, classes, 20));
            for (double shift : new double[] {1, -17.5, 4096, -65536}) {
                DoubleMatrix shifted = sample.empty();
                for (int i = 0; i < shifted.data().length; i++) {
                    shifted.data()[i] = sample.logits().data()[i] + shift;
                }
                assertClose(each, sample.withLogits(shifted), sample, each.loss(classes), IntStream.range(0, classes).toArray());
            }
        }
    }

    /** The classes in the reverse order, with whatever belongs to each. */
    @ParameterizedTest
    @MethodSource("cases")
    void permutingClassesPermutesTheGradient(SoftmaxCase each) {
        for (int classes : SoftmaxCases.FEW_WIDTHS) {
            DoubleSoftmaxSample sample = DoubleSoftmaxSample.of(each, 6, classes, 12);
            int[] order = SoftmaxCases.order(each.loss(classes), classes);
            SoftmaxLoss permuted = SoftmaxCases.permuted(each.loss(classes), order);
            assertClose(each, DoubleSoftmaxVariants.permuted(sample, order), sample, permuted, order);
        }
    }

    /** The same losses, and gradients whose class j is class order[j] of the other. */
    private static void assertClose(
            SoftmaxCase each, DoubleSoftmaxSample got, DoubleSoftmaxSample expected, SoftmaxLoss loss, int[] order) {
        int classes = order.length;
        SoftmaxLoss original = each.loss(classes);
        double[] losses = got.losses(each.provider(), loss);
        double[] expectedLosses = expected.losses(each.provider(), original);
        DoubleMatrix gradient = got.gradient(each.provider(), loss, Reduction.SUM);
        DoubleMatrix expectedGradient = expected.gradient(each.provider(), original, Reduction.SUM);
        double bound = 2 * DoubleSoftmaxBounds.loss(each.provider(), original, classes);
        for (int i = 0; i < got.rows(); i++) {
            double allowed = bound * Math.ulp(Math.nextUp(expectedLosses[i]));
            assertThat((double) losses[i]).as("row %s of %s classes", i, classes)
                    .isCloseTo(expectedLosses[i], within(allowed));
            double slopes = DoubleSoftmaxBounds.slopes(original, expected, i);
            for (int j = 0; j < classes; j++) {
                double element = expectedGradient.get(i, order[j]);
                assertThat((double) gradient.get(i, j)).as("row %s, class %s of %s", i, j, classes)
                        .isCloseTo(element, within(DoubleSoftmaxBounds.difference(each, original, classes, slopes, element)));
            }
        }
    }

    @ParameterizedTest
    @MethodSource("cases")
    void gradientRowsSumToZero(SoftmaxCase each) {
        for (int classes : SoftmaxCases.FEW_WIDTHS) {
            DoubleSoftmaxSample sample = DoubleSoftmaxSample.of(each, 6, classes, 15);
            DoubleMatrix gradient = sample.gradient(each.provider(), each.loss(classes), Reduction.SUM);
            double bound = DoubleSoftmaxBounds.gradient(each.provider(), each.loss(classes), classes);
            for (int i = 0; i < sample.rows(); i++) {
                int row = i;
                double sum = IntStream.range(0, classes).mapToDouble(j -> gradient.get(row, j)).sum();
                double magnitudes = 2 * DoubleSoftmaxBounds.slopes(each.loss(classes), sample, i);     // sum A p + s (1 - p)
                assertThat(sum).as("row %s of %s classes", i, classes)
                        .isCloseTo(0, within(bound * 2 * DoubleSoftmaxBounds.ROUNDOFF * magnitudes));
            }
        }
    }

    /** L(t + u / 2) = L(t) + L(u) / 2, targets on a grid so that the sum is exact. */
    @ParameterizedTest
    @MethodSource("denseCases")
    void lossesAreLinearInDenseTargets(SoftmaxCase each) {
        KernelProvider provider = each.provider();
        for (int classes : SoftmaxCases.FEW_WIDTHS) {
            SoftmaxLoss loss = each.loss(classes);
            DoubleSoftmaxSample sample = DoubleSoftmaxSample.of(each, 6, classes, 12);
            DoubleMatrix t = sample.empty();
            DoubleMatrix u = sample.empty();
            DoubleMatrix both = sample.empty();
            for (int i = 0; i < t.data().length; i++) {
                t.data()[i] = i * 7 % 5;
                u.data()[i] = i * 5 % 7 % 3;
                both.data()[i] = t.data()[i] + 0.5 * u.data()[i];
            }
            double[] lossOfT = sample.with(t).losses(provider, loss);
            double[] lossOfU = sample.with(u).losses(provider, loss);
            double[] lossOfBoth = sample.with(both).losses(provider, loss);
            DoubleMatrix gradientOfT = sample.with(t).gradient(provider, loss, Reduction.SUM);
            DoubleMatrix gradientOfU = sample.with(u).gradient(provider, loss, Reduction.SUM);
            DoubleMatrix gradientOfBoth = sample.with(both).gradient(provider, loss, Reduction.SUM);
            double bound = 2 * DoubleSoftmaxBounds.loss(provider, loss, classes);
            for (int i = 0; i < sample.rows(); i++) {
                double expected = lossOfT[i] + lossOfU[i] / 2.0;
                assertThat((double) lossOfBoth[i]).as("row %s of %s classes", i, classes)
                        .isCloseTo(expected, within(bound * Math.ulp(expected)));
                double slopes = DoubleSoftmaxBounds.slopes(loss, sample.with(both), i);
                for (int j = 0; j < classes; j++) {
                    assertThat((double) gradientOfBoth.get(i, j)).as("row %s, class %s of %s", i, j, classes)
                            .isCloseTo(gradientOfT.get(i, j) + gradientOfU.get(i, j) / 2.0,
                                    within(DoubleSoftmaxBounds.difference(each, loss, classes, slopes, 0)));
                }
            }
        }
    }

    static Stream<SoftmaxCase> denseCases() {
        return cases().filter(SoftmaxCase::dense);
    }
}
