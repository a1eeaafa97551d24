// Derived from FloatSoftmax.java; edit that file, then run: java verification/src/test/java/io/github/losslane/verification/Twins.java
package io.github.losslane.simd.softmax;

import io.github.losslane.DoubleMatrix;
import io.github.losslane.Reduction;
import io.github.losslane.simd.DoubleScratch;
import io.github.losslane.simd.DoubleSum;
import io.github.losslane.softmax.DoubleSoftmaxKernels;
import io.github.losslane.softmax.SoftmaxLoss;

/** STUB: the reference in place of kernels being written. */
public interface DoubleSoftmax extends DoubleSoftmaxKernels {

    @Override
    default void logSumExp(DoubleMatrix logits, double[] out, int outOffset) {
        io.github.losslane.Kernels.reference().softmax().logSumExp(logits, out, outOffset);
    }

    @Override
    default void softmax(DoubleMatrix logits, DoubleMatrix probabilities) {
        io.github.losslane.Kernels.reference().softmax().softmax(logits, probabilities);
    }

    @Override
    default void logSoftmax(DoubleMatrix logits, DoubleMatrix out) {
        io.github.losslane.Kernels.reference().softmax().logSoftmax(logits, out);
    }

    @Override
    default double loss(SoftmaxLoss loss, Reduction reduction, DoubleMatrix logits, int[] labels, int labelsOffset) {
        return io.github.losslane.Kernels.reference().softmax().loss(loss, reduction, logits, labels, labelsOffset);
    }

    @Override
    default double loss(SoftmaxLoss loss, Reduction reduction, DoubleMatrix logits, int[] labels, int labelsOffset, double[] weights, int weightsOffset) {
        return io.github.losslane.Kernels.reference().softmax().loss(loss, reduction, logits, labels, labelsOffset, weights, weightsOffset);
    }

    @Override
    default void losses(SoftmaxLoss loss, DoubleMatrix logits, int[] labels, int labelsOffset, double[] losses, int lossesOffset) {
        io.github.losslane.Kernels.reference().softmax().losses(loss, logits, labels, labelsOffset, losses, lossesOffset);
    }

    @Override
    default double lossAndGradient(SoftmaxLoss loss, Reduction reduction, DoubleMatrix logits, int[] labels, int labelsOffset, DoubleMatrix gradient) {
        return io.github.losslane.Kernels.reference().softmax().lossAndGradient(loss, reduction, logits, labels, labelsOffset, gradient);
    }

    @Override
    default double lossAndGradient(SoftmaxLoss loss, Reduction reduction, DoubleMatrix logits, int[] labels, int labelsOffset, double[] weights, int weightsOffset, DoubleMatrix gradient) {
        return io.github.losslane.Kernels.reference().softmax().lossAndGradient(loss, reduction, logits, labels, labelsOffset, weights, weightsOffset, gradient);
    }

    @Override
    default double loss(SoftmaxLoss loss, Reduction reduction, DoubleMatrix logits, DoubleMatrix targets) {
        return io.github.losslane.Kernels.reference().softmax().loss(loss, reduction, logits, targets);
    }

    @Override
    default double loss(SoftmaxLoss loss, Reduction reduction, DoubleMatrix logits, DoubleMatrix targets, double[] weights, int weightsOffset) {
        return io.github.losslane.Kernels.reference().softmax().loss(loss, reduction, logits, targets, weights, weightsOffset);
    }

    @Override
    default void losses(SoftmaxLoss loss, DoubleMatrix logits, DoubleMatrix targets, double[] losses, int lossesOffset) {
        io.github.losslane.Kernels.reference().softmax().losses(loss, logits, targets, losses, lossesOffset);
    }

    @Override
    default double lossAndGradient(SoftmaxLoss loss, Reduction reduction, DoubleMatrix logits, DoubleMatrix targets, DoubleMatrix gradient) {
        return io.github.losslane.Kernels.reference().softmax().lossAndGradient(loss, reduction, logits, targets, gradient);
    }

    @Override
    default double lossAndGradient(SoftmaxLoss loss, Reduction reduction, DoubleMatrix logits, DoubleMatrix targets, double[] weights, int weightsOffset, DoubleMatrix gradient) {
        return io.github.losslane.Kernels.reference().softmax().lossAndGradient(loss, reduction, logits, targets, weights, weightsOffset, gradient);
    }

    /** The sum of the row losses over the divisor, and its gradient unless that is null; arguments are checked. */
    static double sum(
            SoftmaxLoss loss, double divisor, double[] logits, int z, int zStride, int[] labels, int y,
            double[] gradient, int g, int gStride, int rows, int classes) {
        DoubleScratch scratch = DoubleScratch.get();
        double sum = 0;
        for (int i = 0; rows - i > 0; i += DoubleScratch.BLOCK) {
            int size = Math.min(rows - i, DoubleScratch.BLOCK);
            rows(1 / divisor, logits, z + i * zStride, zStride, labels, y + i, scratch.losses, 0,
                    gradient, g + i * gStride, gStride, size, classes, scratch);
            sum += DoubleSum.block(scratch.losses, 0, size, scratch.slots);
        }
        return sum / divisor;
    }

    private static void rows(
            double scale, double[] logits, int z, int zStride, int[] labels, int y,
            double[] losses, int l, double[] gradient, int g, int gStride, int rows, int classes, DoubleScratch scratch) {
        DoubleCrossEntropy.rows(
                scale, logits, z, zStride, labels, y, losses, l, gradient, g, gStride, rows, classes, scratch);
    }
}
