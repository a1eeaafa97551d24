package io.github.losslane.simd.softmax;

import io.github.losslane.FloatMatrix;
import io.github.losslane.Reduction;
import io.github.losslane.internal.FloatSoftmaxArguments;
import io.github.losslane.softmax.FloatSoftmaxKernels;
import io.github.losslane.softmax.SoftmaxLoss;
import java.util.Objects;

/** Driver of the softmax family: checks arguments and hands rows over. */
public interface FloatSoftmax extends FloatSoftmaxKernels {

    @Override
    default void logSumExp(FloatMatrix logits, float[] out, int outOffset) {
        Objects.requireNonNull(logits, "logits");
        FloatSoftmaxArguments.perRow("out", out, outOffset, logits);
        FloatProbabilities.logSumExp(
                logits.data(), logits.offset(), logits.stride(), out, outOffset, logits.rows(), logits.columns());
    }

    @Override
    default void softmax(FloatMatrix logits, FloatMatrix probabilities) {
        Objects.requireNonNull(logits, "logits");
        FloatSoftmaxArguments.output("probabilities", probabilities, logits);
        FloatProbabilities.softmax(logits.data(), logits.offset(), logits.stride(),
                probabilities.data(), probabilities.offset(), probabilities.stride(), logits.rows(), logits.columns());
    }

    @Override
    default void logSoftmax(FloatMatrix logits, FloatMatrix out) {
        Objects.requireNonNull(logits, "logits");
        FloatSoftmaxArguments.output("out", out, logits);
        FloatProbabilities.logSoftmax(logits.data(), logits.offset(), logits.stride(),
                out.data(), out.offset(), out.stride(), logits.rows(), logits.columns());
    }

    @Override
    default double loss(
            SoftmaxLoss loss, Reduction reduction, FloatMatrix logits, int[] labels, int labelsOffset) {
        FloatSoftmaxArguments.inputs(loss, reduction, logits, labels, labelsOffset);
        return FloatRows.reduce(loss, reduction, logits.data(), logits.offset(), logits.stride(),
                labels, labelsOffset, null, 0, 0, null, 0,
                null, 0, 0, logits.rows(), logits.columns());
    }

    @Override
    default double loss(
            SoftmaxLoss loss, Reduction reduction, FloatMatrix logits, int[] labels, int labelsOffset,
            float[] weights, int weightsOffset) {
        FloatSoftmaxArguments.inputs(loss, reduction, logits, labels, labelsOffset);
        FloatSoftmaxArguments.weights(weights, weightsOffset, logits);
        return FloatRows.reduce(loss, reduction, logits.data(), logits.offset(), logits.stride(),
                labels, labelsOffset, null, 0, 0, weights, weightsOffset,
                null, 0, 0, logits.rows(), logits.columns());
    }

    @Override
    default void losses(
            SoftmaxLoss loss, FloatMatrix logits, int[] labels, int labelsOffset, float[] losses, int lossesOffset) {
        FloatSoftmaxArguments.inputs(loss, logits, labels, labelsOffset);
        FloatSoftmaxArguments.perRow("losses", losses, lossesOffset, logits);
        FloatRows.losses(loss, logits.data(), logits.offset(), logits.stride(), labels, labelsOffset, null, 0, 0,
                losses, lossesOffset, logits.rows(), logits.columns());
    }

    @Override
    default double lossAndGradient(
            SoftmaxLoss loss, Reduction reduction, FloatMatrix logits, int[] labels, int labelsOffset,
            FloatMatrix gradient) {
        FloatSoftmaxArguments.inputs(loss, reduction, logits, labels, labelsOffset);
        FloatSoftmaxArguments.output("gradient", gradient, logits);
        return FloatRows.reduce(loss, reduction, logits.data(), logits.offset(), logits.stride(),
                labels, labelsOffset, null, 0, 0, null, 0,
                gradient.data(), gradient.offset(), gradient.stride(), logits.rows(), logits.columns());
    }

    @Override
    default double lossAndGradient(
            SoftmaxLoss loss, Reduction reduction, FloatMatrix logits, int[] labels, int labelsOffset,
            float[] weights, int weightsOffset, FloatMatrix gradient) {
        FloatSoftmaxArguments.inputs(loss, reduction, logits, labels, labelsOffset);
        FloatSoftmaxArguments.output("gradient", gradient, logits);
        FloatSoftmaxArguments.weights(weights, weightsOffset, logits, gradient);
        return FloatRows.reduce(loss, reduction, logits.data(), logits.offset(), logits.stride(),
                labels, labelsOffset, null, 0, 0, weights, weightsOffset,
                gradient.data(), gradient.offset(), gradient.stride(), logits.rows(), logits.columns());
    }

    @Override
    default double loss(
            SoftmaxLoss loss, Reduction reduction, FloatMatrix logits, FloatMatrix targets) {
        FloatSoftmaxArguments.inputs(loss, reduction, logits, targets);
        return FloatRows.reduce(loss, reduction, logits.data(), logits.offset(), logits.stride(),
                null, 0, targets.data(), targets.offset(), targets.stride(), null, 0,
                null, 0, 0, logits.rows(), logits.columns());
    }

    @Override
    default double loss(
            SoftmaxLoss loss, Reduction reduction, FloatMatrix logits, FloatMatrix targets,
            float[] weights, int weightsOffset) {
        FloatSoftmaxArguments.inputs(loss, reduction, logits, targets);
        FloatSoftmaxArguments.weights(weights, weightsOffset, logits);
        return FloatRows.reduce(loss, reduction, logits.data(), logits.offset(), logits.stride(),
                null, 0, targets.data(), targets.offset(), targets.stride(), weights, weightsOffset,
                null, 0, 0, logits.rows(), logits.columns());
    }

    @Override
    default void losses(SoftmaxLoss loss, FloatMatrix logits, FloatMatrix targets, float[] losses, int lossesOffset) {
        FloatSoftmaxArguments.inputs(loss, logits, targets);
        FloatSoftmaxArguments.losses(losses, lossesOffset, logits, targets);
        FloatRows.losses(loss, logits.data(), logits.offset(), logits.stride(),
                null, 0, targets.data(), targets.offset(), targets.stride(),
                losses, lossesOffset, logits.rows(), logits.columns());
    }

    @Override
    default double lossAndGradient(
            SoftmaxLoss loss, Reduction reduction, FloatMatrix logits, FloatMatrix targets, FloatMatrix gradient) {
        FloatSoftmaxArguments.inputs(loss, reduction, logits, targets);
        FloatSoftmaxArguments.gradient(gradient, logits, targets);
        return FloatRows.reduce(loss, reduction, logits.data(), logits.offset(), logits.stride(),
                null, 0, targets.data(), targets.offset(), targets.stride(), null, 0,
                gradient.data(), gradient.offset(), gradient.stride(), logits.rows(), logits.columns());
    }

    @Override
    default double lossAndGradient(
            SoftmaxLoss loss, Reduction reduction, FloatMatrix logits, FloatMatrix targets,
            float[] weights, int weightsOffset, FloatMatrix gradient) {
        FloatSoftmaxArguments.inputs(loss, reduction, logits, targets);
        FloatSoftmaxArguments.gradient(gradient, logits, targets);
        FloatSoftmaxArguments.weights(weights, weightsOffset, logits, gradient);
        return FloatRows.reduce(loss, reduction, logits.data(), logits.offset(), logits.stride(),
                null, 0, targets.data(), targets.offset(), targets.stride(), weights, weightsOffset,
                gradient.data(), gradient.offset(), gradient.stride(), logits.rows(), logits.columns());
    }
}
