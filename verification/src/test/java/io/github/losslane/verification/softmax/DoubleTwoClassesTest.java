// Derived from FloatTwoClassesTest.java; edit that file, then run: java verification/src/test/java/io/github/losslane/verification/Twins.java
package io.github.losslane.verification.softmax;

import static io.github.losslane.verification.softmax.DoubleSoftmaxBounds.assertNear;

import io.github.losslane.DoubleMatrix;
import io.github.losslane.KernelProvider;
import io.github.losslane.Reduction;
import io.github.losslane.pointwise.Logistic;
import io.github.losslane.pointwise.PointwiseLoss;
import io.github.losslane.pointwise.WeightedLogistic;
import io.github.losslane.softmax.CrossEntropy;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Softmax over two classes is the logistic function of the difference of their logits. */
class DoubleTwoClassesTest {

    /** What the records of the logistic losses may be off. */
    private static final double RECORD_ULPS = 8;

    private static final int ROWS = 321;

    static Stream<KernelProvider> providers() {
        return SoftmaxCases.providers();
    }

    /** Differences from -100 to 100 that are exact; a third of the labels are 1. */
    private static DoubleSoftmaxSample sample() {
        DoubleMatrix logits = DoubleMatrix.of(new double[2 * ROWS], ROWS, 2);
        int[] labels = new int[ROWS];
        for (int i = 0; i < ROWS; i++) {
            logits.data()[2 * i] = 3;
            logits.data()[2 * i + 1] = 3 + (i - ROWS / 2) * 0.625;
            labels[i] = i % 3 == 0 ? 1 : 0;
        }
        return DoubleSoftmaxSample.labelled(logits, labels);
    }

    @ParameterizedTest
    @MethodSource("providers")
    void twoClassesAreTheLogisticLoss(KernelProvider provider) {
        check(provider, CrossEntropy.PLAIN, new Logistic(), 1);
    }

    /** Weights n / 2n_y against the shares of the other class: the factor is n^2 / (2 n_0 n_1). */
    @ParameterizedTest
    @MethodSource("providers")
    void balancedClassesAreTheBalancedLogisticLoss(KernelProvider provider) {
        DoubleSoftmaxSample sample = sample();
        double[] targets = new double[ROWS];
        double positives = 0;
        for (int i = 0; i < ROWS; i++) {
            targets[i] = sample.labels()[i];
            positives += targets[i];
        }
        double factor = ROWS * (double) ROWS / (2 * positives * (ROWS - positives));
        check(provider, CrossEntropy.PLAIN.withBalancedClassWeights(sample.labels(), 0, ROWS, 2),
                WeightedLogistic.balanced(targets, 0, ROWS), factor);
    }

    private static void check(KernelProvider provider, CrossEntropy loss, PointwiseLoss logistic, double factor) {
        DoubleSoftmaxSample sample = sample();
        double[] losses = sample.losses(provider, loss);
        DoubleMatrix gradient = sample.gradient(provider, loss, Reduction.SUM);
        double lossUlps = DoubleSoftmaxBounds.loss(provider, loss, 2) + RECORD_ULPS;
        double gradientUlps = DoubleSoftmaxBounds.gradient(provider, loss, 2) + RECORD_ULPS;
        for (int i = 0; i < ROWS; i++) {
            double difference = sample.logits().get(i, 1) - sample.logits().get(i, 0);
            double expected = factor * logistic.loss(difference, sample.labels()[i]);
            double derivative = factor * logistic.gradient(difference, sample.labels()[i]);
            double near = gradientUlps * Math.ulp(derivative);
            assertNear("loss", i, -1, losses[i], expected, lossUlps * Math.ulp(expected));
            assertNear("gradient", i, 1, gradient.get(i, 1), derivative, near);
            assertNear("gradient", i, 0, gradient.get(i, 0), -derivative, near);
        }
    }
}
