package io.github.losslane.verification.published;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.github.losslane.DoubleMatrix;
import io.github.losslane.Kernels;
import io.github.losslane.Reduction;
import io.github.losslane.softmax.CrossEntropy;
import io.github.losslane.softmax.SoftmaxKernels;
import java.util.List;
import org.junit.jupiter.api.Test;

/**
 * Values that others printed for softmax cross-entropy: test cases of the ONNX operators
 * SoftmaxCrossEntropyLoss and LogSoftmax (onnx/backend/test/case/node, numpy's seed 0), examples of the documentation of
 * mindspore.ops.SoftmaxCrossEntropyWithLogits, rows of scikit-learn's sklearn/_loss/tests/test_loss.py, and a case of label
 * smoothing from the project's plan, which names no source.
 */
class SoftmaxPublishedTest {

    private static final List<SoftmaxKernels> KERNELS = List.of(Kernels.simd().softmax(), Kernels.reference().softmax());

    /** Computed and printed in float, an ulp of numbers up to 2. */
    private static final double ONNX = 0x1p-23;

    private static final DoubleMatrix ONNX_LOGITS = DoubleMatrix.of(new double[] {
        0.54881352, 0.71518934, 0.60276335, 0.54488319, 0.42365479,
        0.64589411, 0.43758720, 0.89177299, 0.96366274, 0.38344151,
        0.79172504, 0.52889490, 0.56804454, 0.92559665, 0.07103606}, 3, 5);
    private static final int[] ONNX_LABELS = {1, 4, 3};

    @Test
    void onnxLossesWithAndWithoutWeights() {
        CrossEntropy weighted = CrossEntropy.PLAIN.withClassWeights(0.9, 0.7, 0.8, 0.9, 0.9);
        for (SoftmaxKernels kernels : KERNELS) {
            check(losses(kernels, CrossEntropy.PLAIN, ONNX_LOGITS, ONNX_LABELS), ONNX, 1.4657786, 1.9176139, 1.3007619);
            check(losses(kernels, weighted, ONNX_LOGITS, ONNX_LABELS), ONNX, 1.0260450, 1.7258525, 1.1706858);
            assertThat(kernels.loss(CrossEntropy.PLAIN, Reduction.MEAN, ONNX_LOGITS, ONNX_LABELS, 0))
                    .isCloseTo(1.5613848, within(ONNX));
        }
    }

    @Test
    void onnxLogSoftmaxOfLargeNumbers() {
        for (SoftmaxKernels kernels : KERNELS) {
            DoubleMatrix out = DoubleMatrix.of(new double[4], 1, 4);
            kernels.logSoftmax(DoubleMatrix.of(new double[] {10000, 10001, 10002, 10003}, 1, 4), out);
            check(out.data(), 1.5e-7, -3.4401896, -2.4401896, -1.4401896, -0.4401897);       // printed from floats
        }
    }

    @Test
    void mindsporeLossesAndGradients() {
        DoubleMatrix logits = DoubleMatrix.of(new double[] {2, 4, 1, 4, 5, 2, 1, 2, 4, 3}, 2, 5);
        for (SoftmaxKernels kernels : KERNELS) {
            check(losses(kernels, CrossEntropy.PLAIN, logits, 4, 3), 1e-7, 0.5899297, 0.52374405);
            DoubleMatrix gradient = DoubleMatrix.of(new double[10], 2, 5);
            kernels.lossAndGradient(CrossEntropy.PLAIN, Reduction.SUM, logits, new int[] {4, 3}, 0, gradient);
            check(gradient.data(), 1e-7,
                    0.02760027, 0.20393994, 0.01015357, 0.20393994, -0.44563377,
                    0.08015892, 0.02948882, 0.08015892, -0.4077012, 0.21789455);
        }
    }

    /** logsumexp([10000, 0, 7e-7]) - 7e-7; and the loss of each class of three. */
    @Test
    void rowsOfScikitLearn() {
        double sum = StrictMath.log(StrictMath.exp(0.2) + StrictMath.exp(0.5) + StrictMath.exp(0.3));
        DoubleMatrix rows = DoubleMatrix.of(new double[] {0.2, 0.5, 0.3, 0.2, 0.5, 0.3, 0.2, 0.5, 0.3, 1e4, 0, 7e-7}, 4, 3);
        for (SoftmaxKernels kernels : KERNELS) {
            double[] losses = losses(kernels, CrossEntropy.PLAIN, rows, 0, 1, 2, 2);
            check(losses, 1e-15 * 1e4, sum - 0.2, sum - 0.5, sum - 0.3, 1e4 - 7e-7);
            check(List.of(losses[0], losses[1], losses[2]).stream().mapToDouble(each -> each).toArray(), 2e-15,
                    sum - 0.2, sum - 0.5, sum - 0.3);
        }
    }

    @Test
    void labelSmoothing() {
        DoubleMatrix logits = DoubleMatrix.of(new double[] {3, 1, 1, 2}, 2, 2);
        for (SoftmaxKernels kernels : KERNELS) {
            CrossEntropy smoothed = CrossEntropy.PLAIN.withLabelSmoothing(0.15);
            assertThat(kernels.loss(smoothed, Reduction.MEAN, logits, new int[] {0, 1}, 0)).isCloseTo(0.3326, within(0.5e-4));
        }
    }

    private static double[] losses(SoftmaxKernels kernels, CrossEntropy loss, DoubleMatrix logits, int... labels) {
        double[] losses = new double[labels.length];
        kernels.losses(loss, logits, labels, 0, losses, 0);
        return losses;
    }

    private static void check(double[] got, double allowed, double... printed) {
        assertThat(got).containsExactly(printed, within(allowed));
    }
}
