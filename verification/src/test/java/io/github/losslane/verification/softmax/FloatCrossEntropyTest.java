package io.github.losslane.verification.softmax;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.losslane.FloatMatrix;
import io.github.losslane.KernelProvider;
import io.github.losslane.Kernels;
import io.github.losslane.Reduction;
import io.github.losslane.pointwise.Logistic;
import io.github.losslane.simd.softmax.FloatCrossEntropy;
import io.github.losslane.softmax.CrossEntropy;
import io.github.losslane.verification.math.FloatUlps;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Accuracy and laws of softmax cross-entropy. */
class FloatCrossEntropyTest {

    private static final CrossEntropy LOSS = CrossEntropy.PLAIN;
    private static final double UNIT_ROUNDOFF = (Math.nextUp(1.0f) - 1) / 2;

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
        FloatSoftmaxSample narrow = FloatSoftmaxSample.onGrid(rows(classes), classes, 4);
        check(simd, narrow, FloatCrossEntropy.MAX_ULP_LOSS, FloatCrossEntropy.MAX_ULP_GRADIENT);
        FloatSoftmaxSample wide = FloatSoftmaxSample.onGrid(rows(classes), classes, 60);
        check(simd, wide, FloatCrossEntropy.MAX_ULP_LOSS, FloatCrossEntropy.MAX_ULP_GRADIENT);
    }

    /** The rounding of a difference d of logits is d times half an ulp of 1 in its exponential, and again in their sum. */
    @ParameterizedTest
    @MethodSource("widths")
    void differencesThatRoundAddTheirOwnError(int classes) {
        for (double size : new double[] {1, 50}) {
            FloatSoftmaxSample sample = FloatSoftmaxSample.anywhere(rows(classes), classes, size);
            double more = 2 * 2 * size;
            check(simd, sample, FloatCrossEntropy.MAX_ULP_LOSS + more, FloatCrossEntropy.MAX_ULP_GRADIENT + more);
        }
    }

    @ParameterizedTest
    @MethodSource("widths")
    void referenceIsTheDefinition(int classes) {
        double bound = RECORD_ULPS + classes + 2 * 2 * 30;
        check(Kernels.reference(), FloatSoftmaxSample.anywhere(rows(classes), classes, 30), bound, bound);
    }

    @ParameterizedTest
    @MethodSource("widths")
    void shiftingLogitsChangesNothing(int classes) {
        FloatSoftmaxSample sample = FloatSoftmaxSample.onGrid(rows(classes), classes, 40);
        for (float shift : new float[] {1, -17.5f, 4096, -65536}) {
            float[] shifted = sample.logits().data().clone();
            for (int i = 0; i < shifted.length; i++) {
                shifted[i] += shift;
            }
            FloatMatrix logits = FloatMatrix.of(shifted, sample.logits().rows(), classes);
            FloatSoftmaxSample other = new FloatSoftmaxSample(logits, sample.labels());
            assertThat(other.losses(simd, LOSS)).isEqualTo(sample.losses(simd, LOSS));
            assertThat(other.gradient(simd, LOSS, Reduction.SUM).data())
                    .isEqualTo(sample.gradient(simd, LOSS, Reduction.SUM).data());
        }
    }

    /** Sums run in another order, so that each side may be off by its own bound. */
    @ParameterizedTest
    @MethodSource("widths")
    void permutingClassesPermutesTheGradient(int classes) {
        FloatSoftmaxSample sample = FloatSoftmaxSample.onGrid(rows(classes), classes, 12);
        int rows = sample.logits().rows();
        FloatMatrix turned = FloatMatrix.of(new float[rows * classes], rows, classes);
        int[] labels = new int[rows];
        for (int i = 0; i < rows; i++) {
            labels[i] = classes - 1 - sample.labels()[i];
            for (int j = 0; j < classes; j++) {
                turned.data()[turned.rowOffset(i) + classes - 1 - j] = sample.logits().get(i, j);
            }
        }
        FloatMatrix gradient = sample.gradient(simd, LOSS, Reduction.SUM);
        FloatMatrix other = new FloatSoftmaxSample(turned, labels).gradient(simd, LOSS, Reduction.SUM);
        for (int i = 0; i < rows; i++) {
            for (int j = 0; j < classes; j++) {
                float expected = gradient.get(i, j);
                double difference = Math.abs(other.get(i, classes - 1 - j) - expected);
                double ulps = difference / Math.ulp(expected);
                assertThat(ulps).isLessThanOrEqualTo(2 * FloatCrossEntropy.MAX_ULP_GRADIENT + 1);
            }
        }
    }

    @ParameterizedTest
    @MethodSource("widths")
    void gradientRowsSumToZero(int classes) {
        FloatSoftmaxSample sample = FloatSoftmaxSample.onGrid(rows(classes), classes, 20);
        FloatMatrix gradient = sample.gradient(simd, LOSS, Reduction.SUM);
        for (int i = 0; i < gradient.rows(); i++) {
            double sum = 0;
            double allowed = 0;
            for (int j = 0; j < classes; j++) {
                sum += gradient.get(i, j);
                allowed += FloatCrossEntropy.MAX_ULP_GRADIENT * Math.ulp(gradient.get(i, j));
            }
            assertThat(Math.abs(sum)).isLessThanOrEqualTo(allowed * (1 + classes * UNIT_ROUNDOFF));
        }
    }

    @ParameterizedTest
    @MethodSource("providers")
    void twoClassesAreTheLogisticLoss(KernelProvider provider) {
        for (float difference = -100; difference <= 100; difference += 0.625f) {
            FloatSoftmaxSample sample = FloatSoftmaxSample.row(0, difference + 3, 3);
            double loss = new Logistic().loss(difference, 1);
            double gradient = new Logistic().gradient(difference, 1);
            double ulps = FloatCrossEntropy.MAX_ULP_LOSS + RECORD_ULPS;
            float got = sample.gradient(provider, LOSS, Reduction.SUM).get(0, 0);
            assertThat(Math.abs(sample.losses(provider, LOSS)[0] - loss)).isLessThanOrEqualTo(ulps * Math.ulp((float) loss));
            assertThat(Math.abs(got - gradient)).isLessThanOrEqualTo(ulps * Math.ulp((float) gradient));
        }
    }

    private static int rows(int classes) {
        return 3 + 100 / classes;
    }

    private static void check(KernelProvider provider, FloatSoftmaxSample sample, double lossUlps, double gradientUlps) {
        float[] losses = sample.losses(provider, LOSS);
        FloatMatrix gradient = sample.gradient(provider, LOSS, Reduction.SUM);
        for (int i = 0; i < losses.length; i++) {
            SoftmaxOracle exact = new SoftmaxOracle(sample.wide(i), sample.labels()[i]);
            assertThat(FloatUlps.distance(losses[i], exact.loss())).as("loss of row %s", i).isLessThanOrEqualTo(lossUlps);
            for (int j = 0; j < gradient.columns(); j++) {
                assertThat(FloatUlps.distance(gradient.get(i, j), exact.gradient(j)))
                        .as("gradient of row %s, class %s", i, j).isLessThanOrEqualTo(gradientUlps);
            }
        }
    }
}
