// Derived from FloatLinearArguments.java; edit that file, then run: java verification/src/test/java/io/github/losslane/verification/Twins.java
package io.github.losslane.internal;

import io.github.losslane.DoubleMatrix;
import java.util.Objects;

/** What every method of a linear model asks of its arrays. */
public final class DoubleLinearArguments {

    private DoubleLinearArguments() {}

    /** Inputs of a call that makes one number of the rows' losses. */
    public static void inputs(
            Object loss, Object regularizer, Object reduction, DoubleMatrix x, double[] targets, int t, double[] weights, int w) {
        Objects.requireNonNull(loss, "loss");
        Objects.requireNonNull(regularizer, "regularizer");
        Objects.requireNonNull(reduction, "reduction");
        model(x, weights, w);
        Arguments.range("targets", targets, t, x.rows());
    }

    /** Rows, and a weight for each column. */
    public static void model(DoubleMatrix x, double[] weights, int w) {
        Objects.requireNonNull(x, "x");
        Arguments.range("weights", weights, w, x.columns());
    }

    /** Scores, memory of their own. */
    public static void scores(double[] scores, int s, DoubleMatrix x, double[] weights, int w) {
        Arguments.range("scores", scores, s, x.rows());
        Overlap.none("x", x, "scores", scores, s, x.rows());
        Overlap.none("scores", scores, s, x.rows(), "weights", weights, w, x.columns());
    }

    /** Gradients, memory of their own. */
    public static void gradients(
            double[] weightGradient, int g, double[] biasGradient, int b,
            DoubleMatrix x, double[] targets, int t, double[] weights, int w) {
        Arguments.range("weightGradient", weightGradient, g, x.columns());
        Arguments.range("biasGradient", biasGradient, b, 1);
        gradient("weightGradient", weightGradient, g, x.columns(), x, targets, t, weights, w);
        gradient("biasGradient", biasGradient, b, 1, x, targets, t, weights, w);
        Overlap.none("biasGradient", biasGradient, b, 1, "weightGradient", weightGradient, g, x.columns());
    }

    private static void gradient(
            String name, double[] gradient, int g, int length, DoubleMatrix x, double[] targets, int t, double[] weights, int w) {
        Overlap.none("x", x, name, gradient, g, length);
        Overlap.none(name, gradient, g, length, "targets", targets, t, x.rows());
        Overlap.none(name, gradient, g, length, "weights", weights, w, x.columns());
    }
}
