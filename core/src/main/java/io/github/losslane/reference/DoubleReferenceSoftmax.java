// Derived from FloatReferenceSoftmax.java; edit that file, then run: java verification/src/test/java/io/github/losslane/verification/Twins.java
package io.github.losslane.reference;

import io.github.losslane.DoubleMatrix;
import io.github.losslane.Reduction;
import io.github.losslane.internal.DoubleSoftmaxArguments;
import io.github.losslane.softmax.DoubleSoftmaxKernels;
import io.github.losslane.softmax.SoftmaxLoss;
import java.util.Objects;

/** Loops over the records' scalar definitions row by row; sums in double, in order. */
interface DoubleReferenceSoftmax extends DoubleSoftmaxKernels {

    @Override
    default double loss(SoftmaxLoss loss, Reduction reduction, DoubleMatrix logits, int[] labels, int labelsOffset) {
        Objects.requireNonNull(reduction, "reduction");
        DoubleSoftmaxArguments.inputs(loss, logits, labels, labelsOffset);
        return sum(loss, logits, labels, labelsOffset) / reduction.divisor(logits.rows(), logits.rows());
    }

    @Override
    default void losses(
            SoftmaxLoss loss, DoubleMatrix logits, int[] labels, int labelsOffset, double[] losses, int lossesOffset) {
        DoubleSoftmaxArguments.inputs(loss, logits, labels, labelsOffset);
        DoubleSoftmaxArguments.losses(losses, lossesOffset, logits);
        for (int row = 0; row < logits.rows(); row++) {
            losses[lossesOffset + row] = loss.loss(row(logits, row), labels[labelsOffset + row]);
        }
    }

    @Override
    default double lossAndGradient(
            SoftmaxLoss loss, Reduction reduction, DoubleMatrix logits, int[] labels, int labelsOffset,
            DoubleMatrix gradient) {
        Objects.requireNonNull(reduction, "reduction");
        DoubleSoftmaxArguments.inputs(loss, logits, labels, labelsOffset);
        DoubleSoftmaxArguments.gradient(gradient, logits);
        double divisor = reduction.divisor(logits.rows(), logits.rows());
        double total = sum(loss, logits, labels, labelsOffset);
        for (int row = 0; row < logits.rows(); row++) {
            double[] derivatives = loss.gradient(row(logits, row), labels[labelsOffset + row]);
            for (int j = 0; j < derivatives.length; j++) {
                gradient.data()[gradient.rowOffset(row) + j] = (derivatives[j] / divisor);
            }
        }
        return total / divisor;
    }

    private static double sum(SoftmaxLoss loss, DoubleMatrix logits, int[] labels, int labelsOffset) {
        double sum = 0;
        for (int row = 0; row < logits.rows(); row++) {
            sum += loss.loss(row(logits, row), labels[labelsOffset + row]);
        }
        return sum;
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
