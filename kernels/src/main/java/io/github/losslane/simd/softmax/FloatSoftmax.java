package io.github.losslane.simd.softmax;

import io.github.losslane.FloatMatrix;
import io.github.losslane.Reduction;
import io.github.losslane.simd.FloatScratch;
import io.github.losslane.simd.FloatSum;
import io.github.losslane.softmax.FloatSoftmaxKernels;
import io.github.losslane.softmax.SoftmaxLoss;

/** STUB: the reference in place of kernels being written. */
public interface FloatSoftmax extends FloatSoftmaxKernels {

    @Override
    default void logSumExp(FloatMatrix logits, float[] out, int outOffset) {
        io.github.losslane.Kernels.reference().softmax().logSumExp(logits, out, outOffset);
    }

    @Override
    default void softmax(FloatMatrix logits, FloatMatrix probabilities) {
        io.github.losslane.Kernels.reference().softmax().softmax(logits, probabilities);
    }

    @Override
    default void logSoftmax(FloatMatrix logits, FloatMatrix out) {
        io.github.losslane.Kernels.reference().softmax().logSoftmax(logits, out);
    }

    @Override
    default double loss(SoftmaxLoss loss, Reduction reduction, FloatMatrix logits, int[] labels, int labelsOffset) {
        return io.github.losslane.Kernels.reference().softmax().loss(loss, reduction, logits, labels, labelsOffset);
    }

    @Override
    default double loss(SoftmaxLoss loss, Reduction reduction, FloatMatrix logits, int[] labels, int labelsOffset, float[] weights, int weightsOffset) {
        return io.github.losslane.Kernels.reference().softmax().loss(loss, reduction, logits, labels, labelsOffset, weights, weightsOffset);
    }

    @Override
    default void losses(SoftmaxLoss loss, FloatMatrix logits, int[] labels, int labelsOffset, float[] losses, int lossesOffset) {
        io.github.losslane.Kernels.reference().softmax().losses(loss, logits, labels, labelsOffset, losses, lossesOffset);
    }

    @Override
    default double lossAndGradient(SoftmaxLoss loss, Reduction reduction, FloatMatrix logits, int[] labels, int labelsOffset, FloatMatrix gradient) {
        return io.github.losslane.Kernels.reference().softmax().lossAndGradient(loss, reduction, logits, labels, labelsOffset, gradient);
    }

    @Override
    default double lossAndGradient(SoftmaxLoss loss, Reduction reduction, FloatMatrix logits, int[] labels, int labelsOffset, float[] weights, int weightsOffset, FloatMatrix gradient) {
        return io.github.losslane.Kernels.reference().softmax().lossAndGradient(loss, reduction, logits, labels, labelsOffset, weights, weightsOffset, gradient);
    }

    @Override
    default double loss(SoftmaxLoss loss, Reduction reduction, FloatMatrix logits, FloatMatrix targets) {
        return io.github.losslane.Kernels.reference().softmax().loss(loss, reduction, logits, targets);
    }

    @Override
    default double loss(SoftmaxLoss loss, Reduction reduction, FloatMatrix logits, FloatMatrix targets, float[] weights, int weightsOffset) {
        return io.github.losslane.Kernels.reference().softmax().loss(loss, reduction, logits, targets, weights, weightsOffset);
    }

    @Override
    default void losses(SoftmaxLoss loss, FloatMatrix logits, FloatMatrix targets, float[] losses, int lossesOffset) {
        io.github.losslane.Kernels.reference().softmax().losses(loss, logits, targets, losses, lossesOffset);
    }

    @Override
    default double lossAndGradient(SoftmaxLoss loss, Reduction reduction, FloatMatrix logits, FloatMatrix targets, FloatMatrix gradient) {
        return io.github.losslane.Kernels.reference().softmax().lossAndGradient(loss, reduction, logits, targets, gradient);
    }

    @Override
    default double lossAndGradient(SoftmaxLoss loss, Reduction reduction, FloatMatrix logits, FloatMatrix targets, float[] weights, int weightsOffset, FloatMatrix gradient) {
        return io.github.losslane.Kernels.reference().softmax().lossAndGradient(loss, reduction, logits, targets, weights, weightsOffset, gradient);
    }

    /** The sum of the row losses over the divisor, and its gradient unless that is null; arguments are checked. */
    static double sum(
            SoftmaxLoss loss, double divisor, float[] logits, int z, int zStride, int[] labels, int y,
            float[] gradient, int g, int gStride, int rows, int classes) {
        FloatScratch scratch = FloatScratch.get();
        double sum = 0;
        for (int i = 0; rows - i > 0; i += FloatScratch.BLOCK) {
            int size = Math.min(rows - i, FloatScratch.BLOCK);
            rows(1 / divisor, logits, z + i * zStride, zStride, labels, y + i, scratch.losses, 0,
                    gradient, g + i * gStride, gStride, size, classes, scratch);
            sum += FloatSum.block(scratch.losses, 0, size, scratch.slots);
        }
        return sum / divisor;
    }

    private static void rows(
            double scale, float[] logits, int z, int zStride, int[] labels, int y,
            float[] losses, int l, float[] gradient, int g, int gStride, int rows, int classes, FloatScratch scratch) {
        FloatCrossEntropy.rows(
                scale, logits, z, zStride, labels, y, losses, l, gradient, g, gStride, rows, classes, scratch);
    }
}
