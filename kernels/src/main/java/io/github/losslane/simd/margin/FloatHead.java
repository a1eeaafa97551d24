package io.github.losslane.simd.margin;

import io.github.losslane.FloatMatrix;
import io.github.losslane.Reduction;
import io.github.losslane.internal.Arguments;
import io.github.losslane.internal.FloatHeadArguments;
import io.github.losslane.margin.FloatHeadKernels;
import io.github.losslane.margin.FloatHeadWorkspace;
import io.github.losslane.margin.MarginLoss;
import io.github.losslane.simd.softmax.FloatRows;
import io.github.losslane.softmax.CrossEntropy;

/**
 * Driver of the heads. One step is four sweeps:
 *
 * <pre>{@code
 * 1. Z = X W^T + b
 * 2. G = dL/dZ, in place     the softmax family's kernel
 * 3. dX = G W, dW = G^T X
 * 4. db = sum of the rows of G, in order
 * }</pre>
 */
public interface FloatHead extends FloatHeadKernels {

    @Override
    default double loss(
            MarginLoss loss, Reduction reduction, FloatMatrix features, FloatMatrix weights,
            int[] labels, int labelsOffset, FloatHeadWorkspace workspace) {
        FloatHeadArguments.inputs(loss, reduction, features, weights, labels, labelsOffset, workspace);
        logits(features, weights, workspace);
        return softmax(reduction, features.rows(), weights.rows(), labels, labelsOffset, null, workspace.logits());
    }

    @Override
    default double loss(
            MarginLoss loss, Reduction reduction, FloatMatrix features, FloatMatrix weights, float[] bias, int biasOffset,
            int[] labels, int labelsOffset, FloatHeadWorkspace workspace) {
        FloatHeadArguments.inputs(loss, reduction, features, weights, labels, labelsOffset, workspace);
        Arguments.range("bias", bias, biasOffset, weights.rows());
        logits(features, weights, workspace);
        FloatBias.add(bias, biasOffset, workspace.logits(), features.rows(), weights.rows());
        return softmax(reduction, features.rows(), weights.rows(), labels, labelsOffset, null, workspace.logits());
    }

    @Override
    default double lossAndGradients(
            MarginLoss loss, Reduction reduction, FloatMatrix features, FloatMatrix weights,
            int[] labels, int labelsOffset,
            FloatMatrix featureGradient, FloatMatrix weightGradient, FloatHeadWorkspace workspace) {
        FloatHeadArguments.inputs(loss, reduction, features, weights, labels, labelsOffset, workspace);
        FloatHeadArguments.gradients(featureGradient, weightGradient, features, weights);
        logits(features, weights, workspace);
        float[] logits = workspace.logits();
        double value = softmax(reduction, features.rows(), weights.rows(), labels, labelsOffset, logits, logits);
        gradients(features, weights, featureGradient, weightGradient, workspace);
        return value;
    }

    @Override
    default double lossAndGradients(
            MarginLoss loss, Reduction reduction, FloatMatrix features, FloatMatrix weights, float[] bias, int biasOffset,
            int[] labels, int labelsOffset, FloatMatrix featureGradient, FloatMatrix weightGradient,
            float[] biasGradient, int biasGradientOffset, FloatHeadWorkspace workspace) {
        FloatHeadArguments.inputs(loss, reduction, features, weights, labels, labelsOffset, workspace);
        FloatHeadArguments.gradients(featureGradient, weightGradient, features, weights);
        FloatHeadArguments.bias(bias, biasOffset, weights.rows(), featureGradient, weightGradient);
        FloatHeadArguments.biasGradient(
                biasGradient, biasGradientOffset, bias, biasOffset, features, weights, featureGradient, weightGradient);
        logits(features, weights, workspace);
        float[] logits = workspace.logits();
        FloatBias.add(bias, biasOffset, logits, features.rows(), weights.rows());
        double value = softmax(reduction, features.rows(), weights.rows(), labels, labelsOffset, logits, logits);
        gradients(features, weights, featureGradient, weightGradient, workspace);
        FloatBias.gradient(logits, biasGradient, biasGradientOffset, features.rows(), weights.rows());
        return value;
    }

    /** Z = X W^T, rows x classes without gaps. */
    private static void logits(FloatMatrix features, FloatMatrix weights, FloatHeadWorkspace workspace) {
        FloatProduct.multiply(false, features.rows(), weights.rows(), weights.columns(),
                features.data(), features.offset(), features.stride(), 1,
                weights.data(), weights.offset(), 1, weights.stride(),
                workspace.logits(), 0, weights.rows(), workspace.panels());
    }

    /** The loss and, unless null, its gradient in the logits. */
    private static double softmax(
            Reduction reduction, int rows, int classes, int[] labels, int labelsOffset, float[] gradient, float[] logits) {
        return FloatRows.reduce(CrossEntropy.PLAIN, reduction, logits, 0, classes, labels, labelsOffset, null, 0, 0,
                null, 0, gradient, 0, classes, rows, classes);
    }

    /** dX = G W and dW = G^T X. */
    private static void gradients(
            FloatMatrix features, FloatMatrix weights, FloatMatrix featureGradient, FloatMatrix weightGradient,
            FloatHeadWorkspace workspace) {
        int rows = features.rows();
        int classes = weights.rows();
        int dimension = weights.columns();
        float[] g = workspace.logits();
        FloatProduct.multiply(false, rows, dimension, classes, g, 0, classes, 1,
                weights.data(), weights.offset(), weights.stride(), 1,
                featureGradient.data(), featureGradient.offset(), featureGradient.stride(), workspace.panels());
        FloatProduct.multiply(false, classes, dimension, rows, g, 0, 1, classes,
                features.data(), features.offset(), features.stride(), 1,
                weightGradient.data(), weightGradient.offset(), weightGradient.stride(), workspace.panels());
    }
}
