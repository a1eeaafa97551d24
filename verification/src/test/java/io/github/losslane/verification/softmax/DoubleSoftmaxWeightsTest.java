// Derived from FloatSoftmaxWeightsTest.java; edit that file, then run: java verification/src/test/java/io/github/losslane/verification/Twins.java
package io.github.losslane.verification.softmax;

import static io.github.losslane.verification.softmax.DoubleSoftmaxBounds.assertNear;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.github.losslane.DoubleMatrix;
import io.github.losslane.Kernels;
import io.github.losslane.Reduction;
import io.github.losslane.softmax.SoftmaxLoss;
import java.util.Arrays;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Weights of rows. */
class DoubleSoftmaxWeightsTest {

    /** More than a block. */
    static final int ROWS = 1500;

    static final int CLASSES = 7;

    static Stream<SoftmaxCase> cases() {
        return SoftmaxCases.all();
    }

    /** At most 26 roundings on the way of a sum and 5 of a product, each half an ulp of 1; the reference sums in order. */
    static double relative(SoftmaxCase each) {
        return 31 * DoubleSoftmaxBounds.ROUNDOFF + (each.provider() == Kernels.simd() ? 0 : ROWS * 0x1p-53);
    }

    static DoubleSoftmaxSample weighted(SoftmaxCase each) {
        double[] weights = new double[ROWS];
        for (int i = 0; i < ROWS; i++) {
            weights[i] = i % 7 == 0 ? 0 : (i % 11 * 0.3);
        }
        return DoubleSoftmaxSample.of(each, ROWS, CLASSES, 10).weighted(weights);
    }

    @ParameterizedTest
    @MethodSource("cases")
    void weightOneIsNoWeight(SoftmaxCase each) {
        for (int classes : SoftmaxCases.FEW_WIDTHS) {
            DoubleSoftmaxSample sample = DoubleSoftmaxSample.of(each, 20, classes, 30);
            double[] ones = new double[20];
            Arrays.fill(ones, 1);
            DoubleSoftmaxResults.of(each.provider(), each.loss(classes), sample.weighted(ones))
                    .assertSame(DoubleSoftmaxResults.of(each.provider(), each.loss(classes), sample));
        }
    }

    @ParameterizedTest
    @MethodSource("cases")
    void weightsMultiplyTheLossesAndGradientsOfTheirRows(SoftmaxCase each) {
        SoftmaxLoss loss = each.loss(CLASSES);
        DoubleSoftmaxSample sample = weighted(each);
        DoubleSoftmaxSample plain = sample.weighted((double[]) null);
        double[] losses = sample.losses(each.provider(), loss);
        double sum = IntStream.range(0, ROWS).mapToDouble(i -> sample.weights()[i] * losses[i]).sum();
        assertThat(sample.loss(each.provider(), loss, Reduction.SUM)).isCloseTo(sum, within(relative(each) * sum));
        DoubleMatrix gradient = sample.gradient(each.provider(), loss, Reduction.SUM);
        DoubleMatrix plainGradient = plain.gradient(each.provider(), loss, Reduction.SUM);
        for (int i = 0; i < ROWS; i++) {
            double weight = sample.weights()[i];
            double slopes = weight * DoubleSoftmaxBounds.slopes(loss, sample, i);
            for (int j = 0; j < CLASSES; j++) {
                double expected = weight * plainGradient.get(i, j);
                double allowed = DoubleSoftmaxBounds.difference(each, loss, CLASSES, slopes, expected);
                assertNear("gradient", i, j, gradient.get(i, j), expected, allowed + relative(each) * Math.abs(expected));
            }
        }
    }

    @ParameterizedTest
    @MethodSource("cases")
    void weightZeroCountsForNothingEvenWhereTheLossIsNaN(SoftmaxCase each) {
        SoftmaxLoss loss = each.loss(CLASSES);
        DoubleSoftmaxSample sample = weighted(each);
        DoubleMatrix broken = DoubleMatrix.of(sample.logits().data().clone(), ROWS, CLASSES);
        DoubleMatrix brokenTargets = each.dense() ? DoubleMatrix.of(sample.targets().data().clone(), ROWS, CLASSES) : null;
        for (int i = 0; i < ROWS; i++) {
            if (sample.weights()[i] == 0) {
                broken.data()[i * CLASSES + i % CLASSES] = i % 2 == 0 ? Double.NaN : Double.POSITIVE_INFINITY;
                if (each.dense() && i % 3 == 0) {
                    brokenTargets.data()[i * CLASSES] = Double.NaN;
                }
            }
        }
        DoubleSoftmaxSample other = new DoubleSoftmaxSample(broken, sample.labels(), brokenTargets, sample.weights());
        for (Reduction reduction : Reduction.values()) {
            assertThat(other.loss(each.provider(), loss, reduction)).isFinite()
                    .isEqualTo(sample.loss(each.provider(), loss, reduction));
            double[] gradient = other.gradient(each.provider(), loss, reduction).data();
            assertThat(gradient).isEqualTo(sample.gradient(each.provider(), loss, reduction).data());
            assertThat(IntStream.range(0, gradient.length).filter(i -> sample.weights()[i / CLASSES] == 0))
                    .allMatch(i -> gradient[i] == 0);
        }
    }
}
