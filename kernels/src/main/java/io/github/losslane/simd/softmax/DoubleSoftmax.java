// Derived from FloatSoftmax.java; edit that file, then run: java verification/src/test/java/io/github/losslane/verification/Twins.java
package io.github.losslane.simd.softmax;

import io.github.losslane.DoubleMatrix;
import io.github.losslane.Reduction;
import io.github.losslane.internal.DoubleSoftmaxArguments;
import io.github.losslane.simd.DoubleScratch;
import io.github.losslane.simd.DoubleSum;
import io.github.losslane.softmax.CrossEntropy;
import io.github.losslane.softmax.DoubleSoftmaxKernels;
import io.github.losslane.softmax.SoftmaxLoss;
import java.util.Objects;

/** Driver of the softmax family: cuts a batch into blocks of rows and sums their losses. */
public interface DoubleSoftmax extends DoubleSoftmaxKernels {

    @Override
    default double loss(SoftmaxLoss loss, Reduction reduction, DoubleMatrix logits, int[] labels, int labelsOffset) {
        Objects.requireNonNull(reduction, "reduction");
        DoubleSoftmaxArguments.inputs(loss, logits, labels, labelsOffset);
        return sum(loss, reduction.divisor(logits.rows(), logits.rows()), logits.data(), logits.offset(), logits.stride(),
                labels, labelsOffset, null, 0, 0, logits.rows(), logits.columns());
    }

    @Override
    default void losses(
            SoftmaxLoss loss, DoubleMatrix logits, int[] labels, int labelsOffset, double[] losses, int lossesOffset) {
        DoubleSoftmaxArguments.inputs(loss, logits, labels, labelsOffset);
        DoubleSoftmaxArguments.losses(losses, lossesOffset, logits);
        DoubleScratch scratch = DoubleScratch.get();
        for (int i = 0; logits.rows() - i > 0; i += DoubleScratch.BLOCK) {
            rows(loss, 1, logits.data(), logits.offset() + i * logits.stride(), logits.stride(), labels, labelsOffset + i,
                    losses, lossesOffset + i, null, 0, 0,
                    Math.min(logits.rows() - i, DoubleScratch.BLOCK), logits.columns(), scratch);
        }
    }

    @Override
    default double lossAndGradient(
            SoftmaxLoss loss, Reduction reduction, DoubleMatrix logits, int[] labels, int labelsOffset,
            DoubleMatrix gradient) {
        Objects.requireNonNull(reduction, "reduction");
        DoubleSoftmaxArguments.inputs(loss, logits, labels, labelsOffset);
        DoubleSoftmaxArguments.gradient(gradient, logits);
        return sum(loss, reduction.divisor(logits.rows(), logits.rows()), logits.data(), logits.offset(), logits.stride(),
                labels, labelsOffset, gradient.data(), gradient.offset(), gradient.stride(),
                logits.rows(), logits.columns());
    }

    /** The sum of the row losses over the divisor, and its gradient unless that is null; arguments are checked. */
    static double sum(
            SoftmaxLoss loss, double divisor, double[] logits, int z, int zStride, int[] labels, int y,
            double[] gradient, int g, int gStride, int rows, int classes) {
        DoubleScratch scratch = DoubleScratch.get();
        double sum = 0;
        for (int i = 0; rows - i > 0; i += DoubleScratch.BLOCK) {
            int size = Math.min(rows - i, DoubleScratch.BLOCK);
            rows(loss, 1 / divisor, logits, z + i * zStride, zStride, labels, y + i, scratch.losses, 0,
                    gradient, g + i * gStride, gStride, size, classes, scratch);
            sum += DoubleSum.block(scratch.losses, 0, size, scratch.slots);
        }
        return sum / divisor;
    }

    private static void rows(
            SoftmaxLoss loss, double scale, double[] logits, int z, int zStride, int[] labels, int y,
            double[] losses, int l, double[] gradient, int g, int gStride, int rows, int classes, DoubleScratch scratch) {
        switch (loss) {
            case CrossEntropy plain -> DoubleCrossEntropy.rows(
                    scale, logits, z, zStride, labels, y, losses, l, gradient, g, gStride, rows, classes, scratch);
        }
    }
}
