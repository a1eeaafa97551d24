package io.github.losslane.internal;

import io.github.losslane.FloatMatrix;
import java.util.Objects;

/** What every method of a linear model asks of its arrays. */
public final class FloatLinearArguments {

    private FloatLinearArguments() {}

    /** Inputs of a call that makes one number of the rows' losses. */
    public static void inputs(
            Object loss, Object regularizer, Object reduction, FloatMatrix x, float[] targets, int t, float[] weights, int w) {
        Objects.requireNonNull(loss, "loss");
        Objects.requireNonNull(regularizer, "regularizer");
        Objects.requireNonNull(reduction, "reduction");
        model(x, weights, w);
        Arguments.range("targets", targets, t, x.rows());
    }

    /** Rows, and a weight for each column. */
    public static void model(FloatMatrix x, float[] weights, int w) {
        Objects.requireNonNull(x, "x");
        Arguments.range("weights", weights, w, x.columns());
    }

    /** Scores, memory of their own. */
    public static void scores(float[] scores, int s, FloatMatrix x, float[] weights, int w) {
        Arguments.range("scores", scores, s, x.rows());
        Overlap.none("x", x, "scores", scores, s, x.rows());
        Overlap.none("scores", scores, s, x.rows(), "weights", weights, w, x.columns());
    }

    /** Gradients, memory of their own. */
    public static void gradients(
            float[] weightGradient, int g, float[] biasGradient, int b,
            FloatMatrix x, float[] targets, int t, float[] weights, int w) {
        Arguments.range("weightGradient", weightGradient, g, x.columns());
        Arguments.range("biasGradient", biasGradient, b, 1);
        gradient("weightGradient", weightGradient, g, x.columns(), x, targets, t, weights, w);
        gradient("biasGradient", biasGradient, b, 1, x, targets, t, weights, w);
        Overlap.none("biasGradient", biasGradient, b, 1, "weightGradient", weightGradient, g, x.columns());
    }

    private static void gradient(
            String name, float[] gradient, int g, int length, FloatMatrix x, float[] targets, int t, float[] weights, int w) {
        Overlap.none("x", x, name, gradient, g, length);
        Overlap.none(name, gradient, g, length, "targets", targets, t, x.rows());
        Overlap.none(name, gradient, g, length, "weights", weights, w, x.columns());
    }
}
