// Derived from FloatReferenceSoftmax.java; edit that file, then run: java verification/src/test/java/io/github/losslane/verification/Twins.java
package io.github.losslane.reference;

import io.github.losslane.DoubleMatrix;
import io.github.losslane.Reduction;
import io.github.losslane.internal.DoubleSoftmaxArguments;
import io.github.losslane.internal.SoftmaxRow;
import io.github.losslane.softmax.DoubleSoftmaxKernels;
import io.github.losslane.softmax.SoftmaxLoss;
import java.util.Objects;

/** Checks arguments and makes batches of them. */
interface DoubleReferenceSoftmax extends DoubleSoftmaxKernels {

    @Override
    default void logSumExp(DoubleMatrix logits, double[] out, int outOffset) {
        Objects.requireNonNull(logits, "logits");
        DoubleSoftmaxArguments.perRow("out", out, outOffset, logits);
        for (int row = 0; row < logits.rows(); row++) {
            out[outOffset + row] = new SoftmaxRow(row(logits, row)).logSumExp();
        }
    }

    @Override
    default void softmax(DoubleMatrix logits, DoubleMatrix probabilities) {
        Objects.requireNonNull(logits, "logits");
        DoubleSoftmaxArguments.output("probabilities", probabilities, logits);
        for (int row = 0; row < logits.rows(); row++) {
            SoftmaxRow softmax = new SoftmaxRow(row(logits, row));
            for (int j = 0; j < logits.columns(); j++) {
                probabilities.data()[probabilities.rowOffset(row) + j] = softmax.probability(j);
            }
        }
    }

    @Override
    default void logSoftmax(DoubleMatrix logits, DoubleMatrix out) {
        Objects.requireNonNull(logits, "logits");
        DoubleSoftmaxArguments.output("out", out, logits);
        for (int row = 0; row < logits.rows(); row++) {
            SoftmaxRow softmax = new SoftmaxRow(row(logits, row));
            for (int j = 0; j < logits.columns(); j++) {
                out.data()[out.rowOffset(row) + j] = softmax.logProbability(j);
            }
        }
    }

    @Override
    default double loss(
            SoftmaxLoss loss, Reduction reduction, DoubleMatrix logits, int[] labels, int labelsOffset) {
        DoubleSoftmaxArguments.inputs(loss, reduction, logits, labels, labelsOffset);
        return new DoubleSoftmaxBatch(loss, logits, labels, labelsOffset, null, null, 0).loss(reduction);
    }

    @Override
    default double loss(
            SoftmaxLoss loss, Reduction reduction, DoubleMatrix logits, int[] labels, int labelsOffset,
            double[] weights, int weightsOffset) {
        DoubleSoftmaxArguments.inputs(loss, reduction, logits, labels, labelsOffset);
        DoubleSoftmaxArguments.weights(weights, weightsOffset, logits);
        return new DoubleSoftmaxBatch(loss, logits, labels, labelsOffset, null, weights, weightsOffset).loss(reduction);
    }

    @Override
    default void losses(
            SoftmaxLoss loss, DoubleMatrix logits, int[] labels, int labelsOffset, double[] losses, int lossesOffset) {
        DoubleSoftmaxArguments.inputs(loss, logits, labels, labelsOffset);
        DoubleSoftmaxArguments.perRow("losses", losses, lossesOffset, logits);
        new DoubleSoftmaxBatch(loss, logits, labels, labelsOffset, null, null, 0).losses(losses, lossesOffset);
    }

    @Override
    default double lossAndGradient(
            SoftmaxLoss loss, Reduction reduction, DoubleMatrix logits, int[] labels, int labelsOffset,
            DoubleMatrix gradient) {
        DoubleSoftmaxArguments.inputs(loss, reduction, logits, labels, labelsOffset);
        DoubleSoftmaxArguments.output("gradient", gradient, logits);
        return new DoubleSoftmaxBatch(loss, logits, labels, labelsOffset, null, null, 0).lossAndGradient(reduction, gradient);
    }

    @Override
    default double lossAndGradient(
            SoftmaxLoss loss, Reduction reduction, DoubleMatrix logits, int[] labels, int labelsOffset,
            double[] weights, int weightsOffset, DoubleMatrix gradient) {
        DoubleSoftmaxArguments.inputs(loss, reduction, logits, labels, labelsOffset);
        DoubleSoftmaxArguments.output("gradient", gradient, logits);
        DoubleSoftmaxArguments.weights(weights, weightsOffset, logits, gradient);
        return new DoubleSoftmaxBatch(loss, logits, labels, labelsOffset, null, weights, weightsOffset)
                .lossAndGradient(reduction, gradient);
    }

    @Override
    default double loss(
            SoftmaxLoss loss, Reduction reduction, DoubleMatrix logits, DoubleMatrix targets) {
        DoubleSoftmaxArguments.inputs(loss, reduction, logits, targets);
        return new DoubleSoftmaxBatch(loss, logits, null, 0, targets, null, 0).loss(reduction);
    }

    @Override
    default double loss(
            SoftmaxLoss loss, Reduction reduction, DoubleMatrix logits, DoubleMatrix targets,
            double[] weights, int weightsOffset) {
        DoubleSoftmaxArguments.inputs(loss, reduction, logits, targets);
        DoubleSoftmaxArguments.weights(weights, weightsOffset, logits);
        return new DoubleSoftmaxBatch(loss, logits, null, 0, targets, weights, weightsOffset).loss(reduction);
    }

    @Override
    default void losses(SoftmaxLoss loss, DoubleMatrix logits, DoubleMatrix targets, double[] losses, int lossesOffset) {
        DoubleSoftmaxArguments.inputs(loss, logits, targets);
        DoubleSoftmaxArguments.losses(losses, lossesOffset, logits, targets);
        new DoubleSoftmaxBatch(loss, logits, null, 0, targets, null, 0).losses(losses, lossesOffset);
    }

    @Override
    default double lossAndGradient(
            SoftmaxLoss loss, Reduction reduction, DoubleMatrix logits, DoubleMatrix targets, DoubleMatrix gradient) {
        DoubleSoftmaxArguments.inputs(loss, reduction, logits, targets);
        DoubleSoftmaxArguments.gradient(gradient, logits, targets);
        return new DoubleSoftmaxBatch(loss, logits, null, 0, targets, null, 0).lossAndGradient(reduction, gradient);
    }

    @Override
    default double lossAndGradient(
            SoftmaxLoss loss, Reduction reduction, DoubleMatrix logits, DoubleMatrix targets,
            double[] weights, int weightsOffset, DoubleMatrix gradient) {
        DoubleSoftmaxArguments.inputs(loss, reduction, logits, targets);
        DoubleSoftmaxArguments.gradient(gradient, logits, targets);
        DoubleSoftmaxArguments.weights(weights, weightsOffset, logits, gradient);
        return new DoubleSoftmaxBatch(loss, logits, null, 0, targets, weights, weightsOffset).lossAndGradient(reduction, gradient);
    }

    /** A row in double. */
    static double[] row(DoubleMatrix matrix, int row) {
        double[] copy = new double[matrix.columns()];
        for (int j = 0; j < copy.length; j++) {
            copy[j] = matrix.get(row, j);
        }
        return copy;
    }
}
