package io.github.losslane.internal;

import io.github.losslane.FloatMatrix;
import java.util.Objects;

/** What every softmax method asks of its matrices. */
public final class FloatSoftmaxArguments {

    private FloatSoftmaxArguments() {}

    /** Inputs of every call. */
    public static void inputs(Object loss, FloatMatrix logits, int[] labels, int labelsOffset) {
        Objects.requireNonNull(loss, "loss");
        Objects.requireNonNull(logits, "logits");
        Arguments.labels(labels, labelsOffset, logits.rows(), logits.columns());
    }

    /** A gradient, which may be written over the logits. */
    public static void gradient(FloatMatrix gradient, FloatMatrix logits) {
        Objects.requireNonNull(gradient, "gradient");
        Arguments.sameShape("gradient", gradient.rows(), gradient.columns(), "logits", logits.rows(), logits.columns());
        Overlap.noneOrSame("gradient", gradient, "logits", logits);
    }

    /** Row losses. */
    public static void losses(float[] losses, int lossesOffset, FloatMatrix logits) {
        Arguments.range("losses", losses, lossesOffset, logits.rows());
        Overlap.none("logits", logits, "losses", losses, lossesOffset, logits.rows());
    }
}
