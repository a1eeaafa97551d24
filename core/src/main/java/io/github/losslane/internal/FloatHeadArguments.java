package io.github.losslane.internal;

import io.github.losslane.FloatMatrix;
import io.github.losslane.margin.FloatHeadWorkspace;
import io.github.losslane.margin.MarginLoss;
import java.util.Objects;

/** What every head method asks of its matrices. */
public final class FloatHeadArguments {

    private FloatHeadArguments() {}

    /** Inputs of every call. */
    public static void inputs(
            Object loss, Object reduction, FloatMatrix features, FloatMatrix weights, int[] labels, int labelsOffset,
            FloatHeadWorkspace workspace) {
        Objects.requireNonNull(loss, "loss");
        Objects.requireNonNull(reduction, "reduction");
        Objects.requireNonNull(features, "features");
        Objects.requireNonNull(weights, "weights");
        Objects.requireNonNull(workspace, "workspace");
        Arguments.equal("features.columns", features.columns(), "weights.columns", weights.columns());
        Arguments.labels(labels, labelsOffset, features.rows(), weights.rows());
        workspace.check(features.rows(), features.columns(), weights.rows());
    }

    /** Gradients of features and weights. */
    public static void gradients(
            FloatMatrix featureGradient, FloatMatrix weightGradient, FloatMatrix features, FloatMatrix weights) {
        gradient("featureGradient", featureGradient, "features", features);
        gradient("weightGradient", weightGradient, "weights", weights);
        Overlap.none("featureGradient", featureGradient, "features", features);
        Overlap.none("featureGradient", featureGradient, "weights", weights);
        Overlap.none("weightGradient", weightGradient, "features", features);
        Overlap.none("weightGradient", weightGradient, "weights", weights);
        Overlap.none("weightGradient", weightGradient, "featureGradient", featureGradient);
    }

    /** The bias of a loss that has one. */
    public static void bias(MarginLoss loss, float[] bias, int biasOffset, FloatMatrix weights) {
        if (!loss.hasBias()) {
            throw new IllegalArgumentException(loss + " has no bias");
        }
        Arguments.range("bias", bias, biasOffset, weights.rows());
    }

    /** The bias, which the gradients must leave alone. */
    public static void bias(
            MarginLoss loss, float[] bias, int biasOffset, FloatMatrix weights,
            FloatMatrix featureGradient, FloatMatrix weightGradient) {
        bias(loss, bias, biasOffset, weights);
        Overlap.none("featureGradient", featureGradient, "bias", bias, biasOffset, weights.rows());
        Overlap.none("weightGradient", weightGradient, "bias", bias, biasOffset, weights.rows());
    }

    /** The gradient of the bias, which must be memory of its own. */
    public static void biasGradient(
            float[] biasGradient, int offset, float[] bias, int biasOffset, FloatMatrix features, FloatMatrix weights,
            FloatMatrix featureGradient, FloatMatrix weightGradient) {
        int classes = weights.rows();
        Arguments.range("biasGradient", biasGradient, offset, classes);
        Overlap.none("biasGradient", biasGradient, offset, "bias", bias, biasOffset, classes);
        Overlap.none("features", features, "biasGradient", biasGradient, offset, classes);
        Overlap.none("weights", weights, "biasGradient", biasGradient, offset, classes);
        Overlap.none("featureGradient", featureGradient, "biasGradient", biasGradient, offset, classes);
        Overlap.none("weightGradient", weightGradient, "biasGradient", biasGradient, offset, classes);
    }

    /** The gradient of a scale, one element of memory of its own. */
    public static void scaleGradient(
            MarginLoss loss, float[] scaleGradient, int offset, FloatMatrix features, FloatMatrix weights,
            FloatMatrix featureGradient, FloatMatrix weightGradient) {
        if (!loss.unitFeatures()) {
            throw new IllegalArgumentException(loss + " has no scale");
        }
        Arguments.range("scaleGradient", scaleGradient, offset, 1);
        Overlap.none("features", features, "scaleGradient", scaleGradient, offset, 1);
        Overlap.none("weights", weights, "scaleGradient", scaleGradient, offset, 1);
        Overlap.none("featureGradient", featureGradient, "scaleGradient", scaleGradient, offset, 1);
        Overlap.none("weightGradient", weightGradient, "scaleGradient", scaleGradient, offset, 1);
    }

    private static void gradient(String name, FloatMatrix gradient, String otherName, FloatMatrix other) {
        Objects.requireNonNull(gradient, name);
        Arguments.sameShape(name, gradient.rows(), gradient.columns(), otherName, other.rows(), other.columns());
    }
}
