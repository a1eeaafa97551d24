// Derived from FloatPointwiseArguments.java; edit that file, then run: java verification/src/test/java/io/github/losslane/verification/Twins.java
package io.github.losslane.internal;

import java.util.Objects;

/** What every pointwise method asks of its arrays. */
public final class DoublePointwiseArguments {

    private DoublePointwiseArguments() {}

    /** Inputs of a call without outputs. */
    public static void inputs(
            Object loss, Object reduction, double[] predictions, int p, double[] targets, int t, int length) {
        Objects.requireNonNull(reduction, "reduction");
        inputs(loss, predictions, p, targets, t, length);
    }

    /** Inputs of a call that does not reduce. */
    public static void inputs(Object loss, double[] predictions, int p, double[] targets, int t, int length) {
        Objects.requireNonNull(loss, "loss");
        Arguments.range("predictions", predictions, p, length);
        Arguments.range("targets", targets, t, length);
    }

    /** An output that may be written over the predictions. */
    public static void output(
            String name, double[] output, int o, double[] predictions, int p, double[] targets, int t, int length) {
        Arguments.range(name, output, o, length);
        Overlap.noneOrSame(name, output, o, "predictions", predictions, p, length);
        Overlap.none(name, output, o, "targets", targets, t, length);
    }

    /** Row weights of a call that writes a gradient. */
    public static void weights(double[] weights, int w, double[] gradient, int g, int length) {
        Arguments.range("weights", weights, w, length);
        Overlap.none("gradient", gradient, g, "weights", weights, w, length);
    }

    /** Second derivatives, memory of their own. */
    public static void hessian(
            double[] hessian, int h, double[] gradient, int g, double[] predictions, int p, double[] targets, int t, int length) {
        Arguments.range("hessian", hessian, h, length);
        Overlap.none("hessian", hessian, h, "gradient", gradient, g, length);
        Overlap.none("hessian", hessian, h, "predictions", predictions, p, length);
        Overlap.none("hessian", hessian, h, "targets", targets, t, length);
    }
}
