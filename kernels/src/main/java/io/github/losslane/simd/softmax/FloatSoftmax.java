package io.github.losslane.simd.softmax;

import io.github.losslane.FloatMatrix;
import io.github.losslane.Reduction;
import io.github.losslane.internal.FloatSoftmaxArguments;
import io.github.losslane.simd.FloatScratch;
import io.github.losslane.simd.FloatSum;
import io.github.losslane.softmax.CrossEntropy;
import io.github.losslane.softmax.FloatSoftmaxKernels;
import io.github.losslane.softmax.SoftmaxLoss;
import java.util.Objects;

/** Driver of the softmax family: cuts a batch into blocks of rows and sums their losses. */
public interface FloatSoftmax extends FloatSoftmaxKernels {

    @Override
    default double loss(SoftmaxLoss loss, Reduction reduction, FloatMatrix logits, int[] labels, int labelsOffset) {
        Objects.requireNonNull(reduction, "reduction");
        FloatSoftmaxArguments.inputs(loss, logits, labels, labelsOffset);
        return sum(loss, reduction.divisor(logits.rows(), logits.rows()), logits.data(), logits.offset(), logits.stride(),
                labels, labelsOffset, null, 0, 0, logits.rows(), logits.columns());
    }

    @Override
    default void losses(
            SoftmaxLoss loss, FloatMatrix logits, int[] labels, int labelsOffset, float[] losses, int lossesOffset) {
        FloatSoftmaxArguments.inputs(loss, logits, labels, labelsOffset);
        FloatSoftmaxArguments.losses(losses, lossesOffset, logits);
        FloatScratch scratch = FloatScratch.get();
        for (int i = 0; logits.rows() - i > 0; i += FloatScratch.BLOCK) {
            rows(loss, 1, logits.data(), logits.offset() + i * logits.stride(), logits.stride(), labels, labelsOffset + i,
                    losses, lossesOffset + i, null, 0, 0,
                    Math.min(logits.rows() - i, FloatScratch.BLOCK), logits.columns(), scratch);
        }
    }

    @Override
    default double lossAndGradient(
            SoftmaxLoss loss, Reduction reduction, FloatMatrix logits, int[] labels, int labelsOffset,
            FloatMatrix gradient) {
        Objects.requireNonNull(reduction, "reduction");
        FloatSoftmaxArguments.inputs(loss, logits, labels, labelsOffset);
        FloatSoftmaxArguments.gradient(gradient, logits);
        return sum(loss, reduction.divisor(logits.rows(), logits.rows()), logits.data(), logits.offset(), logits.stride(),
                labels, labelsOffset, gradient.data(), gradient.offset(), gradient.stride(),
                logits.rows(), logits.columns());
    }

    /** The sum of the row losses over the divisor, and its gradient unless that is null; arguments are checked. */
    static double sum(
            SoftmaxLoss loss, double divisor, float[] logits, int z, int zStride, int[] labels, int y,
            float[] gradient, int g, int gStride, int rows, int classes) {
        FloatScratch scratch = FloatScratch.get();
        double sum = 0;
        for (int i = 0; rows - i > 0; i += FloatScratch.BLOCK) {
            int size = Math.min(rows - i, FloatScratch.BLOCK);
            rows(loss, 1 / divisor, logits, z + i * zStride, zStride, labels, y + i, scratch.losses, 0,
                    gradient, g + i * gStride, gStride, size, classes, scratch);
            sum += FloatSum.block(scratch.losses, 0, size, scratch.slots);
        }
        return sum / divisor;
    }

    private static void rows(
            SoftmaxLoss loss, double scale, float[] logits, int z, int zStride, int[] labels, int y,
            float[] losses, int l, float[] gradient, int g, int gStride, int rows, int classes, FloatScratch scratch) {
        switch (loss) {
            case CrossEntropy plain -> FloatCrossEntropy.rows(
                    scale, logits, z, zStride, labels, y, losses, l, gradient, g, gStride, rows, classes, scratch);
        }
    }
}
