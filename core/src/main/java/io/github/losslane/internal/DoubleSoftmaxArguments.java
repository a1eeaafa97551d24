// Derived from FloatSoftmaxArguments.java; edit that file, then run: java verification/src/test/java/io/github/losslane/verification/Twins.java
package io.github.losslane.internal;

import io.github.losslane.DoubleMatrix;
import io.github.losslane.Reduction;
import io.github.losslane.softmax.SoftmaxLoss;
import java.util.Objects;

/** What every softmax method asks of its arguments. */
public final class DoubleSoftmaxArguments {

    private DoubleSoftmaxArguments() {}

    /** Inputs of a call with labels. */
    public static void inputs(SoftmaxLoss loss, DoubleMatrix logits, int[] labels, int labelsOffset) {
        Objects.requireNonNull(loss, "loss");
        Objects.requireNonNull(logits, "logits");
        SoftmaxArguments.classes(loss, logits.columns());
        SoftmaxArguments.labels(loss, labels, labelsOffset, logits.rows(), logits.columns());
    }

    /** Inputs of a reducing call with labels. */
    public static void inputs(
            SoftmaxLoss loss, Reduction reduction, DoubleMatrix logits, int[] labels, int labelsOffset) {
        Objects.requireNonNull(reduction, "reduction");
        inputs(loss, logits, labels, labelsOffset);
    }

    /** Inputs of a call with dense targets. */
    public static void inputs(SoftmaxLoss loss, DoubleMatrix logits, DoubleMatrix targets) {
        Objects.requireNonNull(loss, "loss");
        Objects.requireNonNull(logits, "logits");
        Objects.requireNonNull(targets, "targets");
        SoftmaxArguments.classes(loss, logits.columns());
        Arguments.sameShape("targets", targets.rows(), targets.columns(), "logits", logits.rows(), logits.columns());
    }

    /** Inputs of a reducing call with dense targets. */
    public static void inputs(SoftmaxLoss loss, Reduction reduction, DoubleMatrix logits, DoubleMatrix targets) {
        Objects.requireNonNull(reduction, "reduction");
        inputs(loss, logits, targets);
    }

    /** Row weights of a call that writes nothing. */
    public static void weights(double[] weights, int weightsOffset, DoubleMatrix logits) {
        Arguments.range("weights", weights, weightsOffset, logits.rows());
    }

    /** Row weights of a call that writes a gradient. */
    public static void weights(double[] weights, int weightsOffset, DoubleMatrix logits, DoubleMatrix gradient) {
        weights(weights, weightsOffset, logits);
        Overlap.none("gradient", gradient, "weights", weights, weightsOffset, logits.rows());
    }

    /** A gradient against dense targets. */
    public static void gradient(DoubleMatrix gradient, DoubleMatrix logits, DoubleMatrix targets) {
        output("gradient", gradient, logits);
        Overlap.none("gradient", gradient, "targets", targets);
    }

    /** Row losses against dense targets. */
    public static void losses(double[] losses, int lossesOffset, DoubleMatrix logits, DoubleMatrix targets) {
        perRow("losses", losses, lossesOffset, logits);
        Overlap.none("targets", targets, "losses", losses, lossesOffset, logits.rows());
    }

    /** An output as large as the logits, which may be written over them. */
    public static void output(String name, DoubleMatrix output, DoubleMatrix logits) {
        Objects.requireNonNull(output, name);
        Arguments.sameShape(name, output.rows(), output.columns(), "logits", logits.rows(), logits.columns());
        Overlap.noneOrSame(name, output, "logits", logits);
    }

    /** One number a row. */
    public static void perRow(String name, double[] output, int outputOffset, DoubleMatrix logits) {
        Arguments.range(name, output, outputOffset, logits.rows());
        Overlap.none("logits", logits, name, output, outputOffset, logits.rows());
    }
}
