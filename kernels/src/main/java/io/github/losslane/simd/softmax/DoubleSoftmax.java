// Derived from FloatSoftmax.java; edit that file, then run: java verification/src/test/java/io/github/losslane/verification/Twins.java
package io.github.losslane.simd.softmax;

import io.github.losslane.DoubleMatrix;
import io.github.losslane.Reduction;
import io.github.losslane.internal.DoubleSoftmaxArguments;
import io.github.losslane.softmax.DoubleSoftmaxKernels;
import io.github.losslane.softmax.SoftmaxLoss;
import java.util.Objects;

/** Driver of the softmax family: checks arguments and hands rows over. */
public interface DoubleSoftmax extends DoubleSoftmaxKernels {

    @Override
    default void logSumExp(DoubleMatrix logits, double[] out, int outOffset) {
        Objects.requireNonNull(logits, "logits");
        DoubleSoftmaxArguments.perRow("out", out, outOffset, logits);
        DoubleProbabilities.logSumExp(
                logits.data(), logits.offset(), logits.stride(), out, outOffset, logits.rows(), logits.columns());
    }

    @Override
    default void softmax(DoubleMatrix logits, DoubleMatrix probabilities) {
        Objects.requireNonNull(logits, "logits");
        DoubleSoftmaxArguments.output("probabilities", probabilities, logits);
        DoubleProbabilities.softmax(logits.data(), logits.offset(), logits.stride(),
                probabilities.data(), probabilities.offset(), probabilities.stride(), logits.rows(), logits.columns());
    }

    @Override
    default void logSoftmax(DoubleMatrix logits, DoubleMatrix out) {
        Objects.requireNonNull(logits, "logits");
        DoubleSoftmaxArguments.output("out", out, logits);
        DoubleProbabilities.logSoftmax(logits.data(), logits.offset(), logits.stride(),
                out.data(), out.offset(), out.stride(), logits.rows(), logits.columns());
    }

    @Override
    default double loss(
            SoftmaxLoss loss, Reduction reduction, DoubleMatrix logits, int[] labels, int labelsOffset) {
        DoubleSoftmaxArguments.inputs(loss, reduction, logits, labels, labelsOffset);
        return DoubleRows.reduce(loss, reduction, logits.data(), logits.offset(), logits.stride(),
                labels, labelsOffset, null, 0, 0, null, 0,
                null, 0, 0, logits.rows(), logits.columns());
    }

    @Override
    default double loss(
            SoftmaxLoss loss, Reduction reduction, DoubleMatrix logits, int[] labels, int labelsOffset,
            double[] weights, int weightsOffset) {
        DoubleSoftmaxArguments.inputs(loss, reduction, logits, labels, labelsOffset);
        DoubleSoftmaxArguments.weights(weights, weightsOffset, logits);
        return DoubleRows.reduce(loss, reduction, logits.data(), logits.offset(), logits.stride(),
                labels, labelsOffset, null, 0, 0, weights, weightsOffset,
                null, 0, 0, logits.rows(), logits.columns());
    }

    @Override
    default void losses(
            SoftmaxLoss loss, DoubleMatrix logits, int[] labels, int labelsOffset, double[] losses, int lossesOffset) {
        DoubleSoftmaxArguments.inputs(loss, logits, labels, labelsOffset);
        DoubleSoftmaxArguments.perRow("losses", losses, lossesOffset, logits);
        DoubleRows.losses(loss, logits.data(), logits.offset(), logits.stride(), labels, labelsOffset, null, 0, 0,
                losses, lossesOffset, logits.rows(), logits.columns());
    }

    @Override
    default double lossAndGradient(
            SoftmaxLoss loss, Reduction reduction, DoubleMatrix logits, int[] labels, int labelsOffset,
            DoubleMatrix gradient) {
        DoubleSoftmaxArguments.inputs(loss, reduction, logits, labels, labelsOffset);
        DoubleSoftmaxArguments.output("gradient", gradient, logits);
        return DoubleRows.reduce(loss, reduction, logits.data(), logits.offset(), logits.stride(),
                labels, labelsOffset, null, 0, 0, null, 0,
                gradient.data(), gradient.offset(), gradient.stride(), logits.rows(), logits.columns());
    }

    @Override
    default double lossAndGradient(
            SoftmaxLoss loss, Reduction reduction, DoubleMatrix logits, int[] labels, int labelsOffset,
            double[] weights, int weightsOffset, DoubleMatrix gradient) {
        DoubleSoftmaxArguments.inputs(loss, reduction, logits, labels, labelsOffset);
        DoubleSoftmaxArguments.output("gradient", gradient, logits);
        DoubleSoftmaxArguments.weights(weights, weightsOffset, logits, gradient);
        return DoubleRows.reduce(loss, reduction, logits.data(), logits.offset(), logits.stride(),
                labels, labelsOffset, null, 0, 0, weights, weightsOffset,
                gradient.data(), gradient.offset(), gradient.stride(), logits.rows(), logits.columns());
    }

    @Override
    default double loss(
            SoftmaxLoss loss, Reduction reduction, DoubleMatrix logits, DoubleMatrix targets) {
        DoubleSoftmaxArguments.inputs(loss, reduction, logits, targets);
        return DoubleRows.reduce(loss, reduction, logits.data(), logits.offset(), logits.stride(),
                null, 0, targets.data(), targets.offset(), targets.stride(), null, 0,
                null, 0, 0, logits.rows(), logits.columns());
    }

    @Override
    default double loss(
            SoftmaxLoss loss, Reduction reduction, DoubleMatrix logits, DoubleMatrix targets,
            double[] weights, int weightsOffset) {
        DoubleSoftmaxArguments.inputs(loss, reduction, logits, targets);
        DoubleSoftmaxArguments.weights(weights, weightsOffset, logits);
        return DoubleRows.reduce(loss, reduction, logits.data(), logits.offset(), logits.stride(),
                null, 0, targets.data(), targets.offset(), targets.stride(), weights, weightsOffset,
                null, 0, 0, logits.rows(), logits.columns());
    }

    @Override
    default void losses(SoftmaxLoss loss, DoubleMatrix logits, DoubleMatrix targets, double[] losses, int lossesOffset) {
        DoubleSoftmaxArguments.inputs(loss, logits, targets);
        DoubleSoftmaxArguments.losses(losses, lossesOffset, logits, targets);
        DoubleRows.losses(loss, logits.data(), logits.offset(), logits.stride(),
                null, 0, targets.data(), targets.offset(), targets.stride(),
                losses, lossesOffset, logits.rows(), logits.columns());
    }

    @Override
    default double lossAndGradient(
            SoftmaxLoss loss, Reduction reduction, DoubleMatrix logits, DoubleMatrix targets, DoubleMatrix gradient) {
        DoubleSoftmaxArguments.inputs(loss, reduction, logits, targets);
        DoubleSoftmaxArguments.gradient(gradient, logits, targets);
        return DoubleRows.reduce(loss, reduction, logits.data(), logits.offset(), logits.stride(),
                null, 0, targets.data(), targets.offset(), targets.stride(), null, 0,
                gradient.data(), gradient.offset(), gradient.stride(), logits.rows(), logits.columns());
    }

    @Override
    default double lossAndGradient(
            SoftmaxLoss loss, Reduction reduction, DoubleMatrix logits, DoubleMatrix targets,
            double[] weights, int weightsOffset, DoubleMatrix gradient) {
        DoubleSoftmaxArguments.inputs(loss, reduction, logits, targets);
        DoubleSoftmaxArguments.gradient(gradient, logits, targets);
        DoubleSoftmaxArguments.weights(weights, weightsOffset, logits, gradient);
        return DoubleRows.reduce(loss, reduction, logits.data(), logits.offset(), logits.stride(),
                null, 0, targets.data(), targets.offset(), targets.stride(), weights, weightsOffset,
                gradient.data(), gradient.offset(), gradient.stride(), logits.rows(), logits.columns());
    }
}
