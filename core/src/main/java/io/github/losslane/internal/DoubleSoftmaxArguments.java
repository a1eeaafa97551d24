// Derived from FloatSoftmaxArguments.java; edit that file, then run: java verification/src/test/java/io/github/losslane/verification/Twins.java
package io.github.losslane.internal;

import io.github.losslane.DoubleMatrix;
import java.util.Objects;

/** What every softmax method asks of its matrices. */
public final class DoubleSoftmaxArguments {

    private DoubleSoftmaxArguments() {}

    /** Inputs of every call. */
    public static void inputs(Object loss, DoubleMatrix logits, int[] labels, int labelsOffset) {
        Objects.requireNonNull(loss, "loss");
        Objects.requireNonNull(logits, "logits");
        Arguments.labels(labels, labelsOffset, logits.rows(), logits.columns());
    }

    /** A gradient, which may be written over the logits. */
    public static void gradient(DoubleMatrix gradient, DoubleMatrix logits) {
        Objects.requireNonNull(gradient, "gradient");
        Arguments.sameShape("gradient", gradient.rows(), gradient.columns(), "logits", logits.rows(), logits.columns());
        Overlap.noneOrSame("gradient", gradient, "logits", logits);
    }

    /** Row losses. */
    public static void losses(double[] losses, int lossesOffset, DoubleMatrix logits) {
        Arguments.range("losses", losses, lossesOffset, logits.rows());
        Overlap.none("logits", logits, "losses", losses, lossesOffset, logits.rows());
    }
}
