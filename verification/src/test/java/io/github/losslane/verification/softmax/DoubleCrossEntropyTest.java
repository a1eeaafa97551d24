// Derived from FloatCrossEntropyTest.java; edit that file, then run: java verification/src/test/java/io/github/losslane/verification/Twins.java
package io.github.losslane.verification.softmax;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.losslane.DoubleMatrix;
import io.github.losslane.KernelProvider;
import io.github.losslane.Kernels;
import io.github.losslane.Reduction;
import io.github.losslane.pointwise.Logistic;
import io.github.losslane.simd.softmax.DoubleCrossEntropy;
import io.github.losslane.softmax.CrossEntropy;
import io.github.losslane.verification.math.DoubleUlps;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Accuracy and laws of softmax cross-entropy. */
class DoubleCrossEntropyTest {

    private static final CrossEntropy LOSS = CrossEntropy.PLAIN;
    private static final double UNIT_ROUNDOFF = (Math.nextUp(1.0) - 1) / 2;

    /** What the record's functions and its sum in order may be off; much less where it computes in a wider type. */
    private static final double RECORD_ULPS = 8;

    private final KernelProvider simd = Kernels.simd();

    static IntStream widths() {
        return SoftmaxCases.widths();
    }

    static Stream<KernelProvider> providers() {
        return Stream.of(Kernels.simd(), Kernels.reference());
    }

    @ParameterizedTest
    @MethodSource("widths")
    void exactDifferencesOfLogitsGiveTheStatedBounds(int classes) {
        DoubleSoftmaxSample narrow = DoubleSoftmaxSample.onGrid(rows(classes), classes, 4);
        check(simd, narrow, DoubleCrossEntropy.MAX_ULP_LOSS, DoubleCrossEntropy.MAX_ULP_GRADIENT);
        DoubleSoftmaxSample wide = DoubleSoftmaxSample.onGrid(rows(classes), classes, 60);
        check(simd, wide, DoubleCrossEntropy.MAX_ULP_LOSS, DoubleCrossEntropy.MAX_ULP_GRADIENT);
    }

    /** The rounding of a difference d of logits is d times half an ulp of 1 in its exponential, and again in their sum. */
    @ParameterizedTest
    @MethodSource("widths")
    void differencesThatRoundAddTheirOwnError(int classes) {
        for (double size : new double[] {1, 50}) {
            DoubleSoftmaxSample sample = DoubleSoftmaxSample.anywhere(rows(classes), classes, size);
            double more = 2 * 2 * size;
            check(simd, sample, DoubleCrossEntropy.MAX_ULP_LOSS + more, DoubleCrossEntropy.MAX_ULP_GRADIENT + more);
        }
    }

    @ParameterizedTest
    @MethodSource("widths")
    void referenceIsTheDefinition(int classes) {
        double bound = RECORD_ULPS + classes + 2 * 2 * 30;
        check(Kernels.reference(), DoubleSoftmaxSample.anywhere(rows(classes), classes, 30), bound, bound);
    }

    @ParameterizedTest
    @MethodSource("widths")
    void shiftingLogitsChangesNothing(int classes) {
        DoubleSoftmaxSample sample = DoubleSoftmaxSample.onGrid(rows(classes), classes, 40);
        for (double shift : new double[] {1, -17.5, 4096, -65536}) {
            double[] shifted = sample.logits().data().clone();
            for (int i = 0; i < shifted.length; i++) {
                shifted[i] += shift;
            }
            DoubleMatrix logits = DoubleMatrix.of(shifted, sample.logits().rows(), classes);
            DoubleSoftmaxSample other = new DoubleSoftmaxSample(logits, sample.labels());
            assertThat(other.losses(simd, LOSS)).isEqualTo(sample.losses(simd, LOSS));
            assertThat(other.gradient(simd, LOSS, Reduction.SUM).data())
                    .isEqualTo(sample.gradient(simd, LOSS, Reduction.SUM).data());
        }
    }

    /** Sums run in another order, so that each side may be off by its own bound. */
    @ParameterizedTest
    @MethodSource("widths")
    void permutingClassesPermutesTheGradient(int classes) {
        DoubleSoftmaxSample sample = DoubleSoftmaxSample.onGrid(rows(classes), classes, 12);
        int rows = sample.logits().rows();
        DoubleMatrix turned = DoubleMatrix.of(new double[rows * classes], rows, classes);
        int[] labels = new int[rows];
        for (int i = 0; i < rows; i++) {
            labels[i] = classes - 1 - sample.labels()[i];
            for (int j = 0; j < classes; j++) {
                turned.data()[turned.rowOffset(i) + classes - 1 - j] = sample.logits().get(i, j);
            }
        }
        DoubleMatrix gradient = sample.gradient(simd, LOSS, Reduction.SUM);
        DoubleMatrix other = new DoubleSoftmaxSample(turned, labels).gradient(simd, LOSS, Reduction.SUM);
        for (int i = 0; i < rows; i++) {
            for (int j = 0; j < classes; j++) {
                double expected = gradient.get(i, j);
                double difference = Math.abs(other.get(i, classes - 1 - j) - expected);
                double ulps = difference / Math.ulp(expected);
                assertThat(ulps).isLessThanOrEqualTo(2 * DoubleCrossEntropy.MAX_ULP_GRADIENT + 1);
            }
        }
    }

    @ParameterizedTest
    @MethodSource("widths")
    void gradientRowsSumToZero(int classes) {
        DoubleSoftmaxSample sample = DoubleSoftmaxSample.onGrid(rows(classes), classes, 20);
        DoubleMatrix gradient = sample.gradient(simd, LOSS, Reduction.SUM);
        for (int i = 0; i < gradient.rows(); i++) {
            double sum = 0;
            double allowed = 0;
            for (int j = 0; j < classes; j++) {
                sum += gradient.get(i, j);
                allowed += DoubleCrossEntropy.MAX_ULP_GRADIENT * Math.ulp(gradient.get(i, j));
            }
            assertThat(Math.abs(sum)).isLessThanOrEqualTo(allowed * (1 + classes * UNIT_ROUNDOFF));
        }
    }

    @ParameterizedTest
    @MethodSource("providers")
    void twoClassesAreTheLogisticLoss(KernelProvider provider) {
        for (double difference = -100; difference <= 100; difference += 0.625) {
            DoubleSoftmaxSample sample = DoubleSoftmaxSample.row(0, difference + 3, 3);
            double loss = new Logistic().loss(difference, 1);
            double gradient = new Logistic().gradient(difference, 1);
            double ulps = DoubleCrossEntropy.MAX_ULP_LOSS + RECORD_ULPS;
            double got = sample.gradient(provider, LOSS, Reduction.SUM).get(0, 0);
            assertThat(Math.abs(sample.losses(provider, LOSS)[0] - loss)).isLessThanOrEqualTo(ulps * Math.ulp(loss));
            assertThat(Math.abs(got - gradient)).isLessThanOrEqualTo(ulps * Math.ulp(gradient));
        }
    }

    private static int rows(int classes) {
        return 3 + 100 / classes;
    }

    private static void check(KernelProvider provider, DoubleSoftmaxSample sample, double lossUlps, double gradientUlps) {
        double[] losses = sample.losses(provider, LOSS);
        DoubleMatrix gradient = sample.gradient(provider, LOSS, Reduction.SUM);
        for (int i = 0; i < losses.length; i++) {
            SoftmaxOracle exact = new SoftmaxOracle(sample.wide(i), sample.labels()[i]);
            assertThat(DoubleUlps.distance(losses[i], exact.loss())).as("loss of row %s", i).isLessThanOrEqualTo(lossUlps);
            for (int j = 0; j < gradient.columns(); j++) {
                assertThat(DoubleUlps.distance(gradient.get(i, j), exact.gradient(j)))
                        .as("gradient of row %s, class %s", i, j).isLessThanOrEqualTo(gradientUlps);
            }
        }
    }
}
