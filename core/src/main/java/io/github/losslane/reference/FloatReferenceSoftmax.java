package io.github.losslane.reference;

import io.github.losslane.FloatMatrix;
import io.github.losslane.Reduction;
import io.github.losslane.internal.FloatSoftmaxArguments;
import io.github.losslane.internal.SoftmaxRow;
import io.github.losslane.softmax.FloatSoftmaxKernels;
import io.github.losslane.softmax.SoftmaxLoss;
import java.util.Objects;

/** Checks arguments and makes batches of them. */
interface FloatReferenceSoftmax extends FloatSoftmaxKernels {

    @Override
    default void logSumExp(FloatMatrix logits, float[] out, int outOffset) {
        Objects.requireNonNull(logits, "logits");
        FloatSoftmaxArguments.perRow("out", out, outOffset, logits);
        for (int row = 0; row < logits.rows(); row++) {
            out[outOffset + row] = (float) new SoftmaxRow(row(logits, row)).logSumExp();
        }
    }

    @Override
    default void softmax(FloatMatrix logits, FloatMatrix probabilities) {
        Objects.requireNonNull(logits, "logits");
        FloatSoftmaxArguments.output("probabilities", probabilities, logits);
        for (int row = 0; row < logits.rows(); row++) {
            SoftmaxRow softmax = new SoftmaxRow(row(logits, row));
            for (int j = 0; j < logits.columns(); j++) {
                probabilities.data()[probabilities.rowOffset(row) + j] = (float) softmax.probability(j);
            }
        }
    }

    @Override
    default void logSoftmax(FloatMatrix logits, FloatMatrix out) {
        Objects.requireNonNull(logits, "logits");
        FloatSoftmaxArguments.output("out", out, logits);
        for (int row = 0; row < logits.rows(); row++) {
            SoftmaxRow softmax = new SoftmaxRow(row(logits, row));
            for (int j = 0; j < logits.columns(); j++) {
                out.data()[out.rowOffset(row) + j] = (float) softmax.logProbability(j);
            }
        }
    }

    @Override
    default double loss(
            SoftmaxLoss loss, Reduction reduction, FloatMatrix logits, int[] labels, int labelsOffset) {
        FloatSoftmaxArguments.inputs(loss, reduction, logits, labels, labelsOffset);
        return new FloatSoftmaxBatch(loss, logits, labels, labelsOffset, null, null, 0).loss(reduction);
    }

    @Override
    default double loss(
            SoftmaxLoss loss, Reduction reduction, FloatMatrix logits, int[] labels, int labelsOffset,
            float[] weights, int weightsOffset) {
        FloatSoftmaxArguments.inputs(loss, reduction, logits, labels, labelsOffset);
        FloatSoftmaxArguments.weights(weights, weightsOffset, logits);
        return new FloatSoftmaxBatch(loss, logits, labels, labelsOffset, null, weights, weightsOffset).loss(reduction);
    }

    @Override
    default void losses(
            SoftmaxLoss loss, FloatMatrix logits, int[] labels, int labelsOffset, float[] losses, int lossesOffset) {
        FloatSoftmaxArguments.inputs(loss, logits, labels, labelsOffset);
        FloatSoftmaxArguments.perRow("losses", losses, lossesOffset, logits);
        new FloatSoftmaxBatch(loss, logits, labels, labelsOffset, null, null, 0).losses(losses, lossesOffset);
    }

    @Override
    default double lossAndGradient(
            SoftmaxLoss loss, Reduction reduction, FloatMatrix logits, int[] labels, int labelsOffset,
            FloatMatrix gradient) {
        FloatSoftmaxArguments.inputs(loss, reduction, logits, labels, labelsOffset);
        FloatSoftmaxArguments.output("gradient", gradient, logits);
        return new FloatSoftmaxBatch(loss, logits, labels, labelsOffset, null, null, 0).lossAndGradient(reduction, gradient);
    }

    @Override
    default double lossAndGradient(
            SoftmaxLoss loss, Reduction reduction, FloatMatrix logits, int[] labels, int labelsOffset,
            float[] weights, int weightsOffset, FloatMatrix gradient) {
        FloatSoftmaxArguments.inputs(loss, reduction, logits, labels, labelsOffset);
        FloatSoftmaxArguments.output("gradient", gradient, logits);
        FloatSoftmaxArguments.weights(weights, weightsOffset, logits, gradient);
        return new FloatSoftmaxBatch(loss, logits, labels, labelsOffset, null, weights, weightsOffset)
                .lossAndGradient(reduction, gradient);
    }

    @Override
    default double loss(
            SoftmaxLoss loss, Reduction reduction, FloatMatrix logits, FloatMatrix targets) {
        FloatSoftmaxArguments.inputs(loss, reduction, logits, targets);
        return new FloatSoftmaxBatch(loss, logits, null, 0, targets, null, 0).loss(reduction);
    }

    @Override
    default double loss(
            SoftmaxLoss loss, Reduction reduction, FloatMatrix logits, FloatMatrix targets,
            float[] weights, int weightsOffset) {
        FloatSoftmaxArguments.inputs(loss, reduction, logits, targets);
        FloatSoftmaxArguments.weights(weights, weightsOffset, logits);
        return new FloatSoftmaxBatch(loss, logits, null, 0, targets, weights, weightsOffset).loss(reduction);
    }

    @Override
    default void losses(SoftmaxLoss loss, FloatMatrix logits, FloatMatrix targets, float[] losses, int lossesOffset) {
        FloatSoftmaxArguments.inputs(loss, logits, targets);
        FloatSoftmaxArguments.losses(losses, lossesOffset, logits, targets);
        new FloatSoftmaxBatch(loss, logits, null, 0, targets, null, 0).losses(losses, lossesOffset);
    }

    @Override
    default double lossAndGradient(
            SoftmaxLoss loss, Reduction reduction, FloatMatrix logits, FloatMatrix targets, FloatMatrix gradient) {
        FloatSoftmaxArguments.inputs(loss, reduction, logits, targets);
        FloatSoftmaxArguments.gradient(gradient, logits, targets);
        return new FloatSoftmaxBatch(loss, logits, null, 0, targets, null, 0).lossAndGradient(reduction, gradient);
    }

    @Override
    default double lossAndGradient(
            SoftmaxLoss loss, Reduction reduction, FloatMatrix logits, FloatMatrix targets,
            float[] weights, int weightsOffset, FloatMatrix gradient) {
        FloatSoftmaxArguments.inputs(loss, reduction, logits, targets);
        FloatSoftmaxArguments.gradient(gradient, logits, targets);
        FloatSoftmaxArguments.weights(weights, weightsOffset, logits, gradient);
        return new FloatSoftmaxBatch(loss, logits, null, 0, targets, weights, weightsOffset).lossAndGradient(reduction, gradient);
    }

    /** A row in double. */
    static double[] row(FloatMatrix matrix, int row) {
        double[] copy = new double[matrix.columns()];
        for (int j = 0; j < copy.length; j++) {
            copy[j] = matrix.get(row, j);
        }
        return copy;
    }
}
