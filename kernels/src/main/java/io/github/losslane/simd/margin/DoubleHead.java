// Derived from FloatHead.java; edit that file, then run: java verification/src/test/java/io/github/losslane/verification/Twins.java
package io.github.losslane.simd.margin;

import io.github.losslane.DoubleMatrix;
import io.github.losslane.Reduction;
import io.github.losslane.internal.Arguments;
import io.github.losslane.internal.DoubleHeadArguments;
import io.github.losslane.margin.DoubleHeadKernels;
import io.github.losslane.margin.DoubleHeadWorkspace;
import io.github.losslane.margin.MarginLoss;
import io.github.losslane.simd.softmax.DoubleRows;
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
public interface DoubleHead extends DoubleHeadKernels {

    @Override
    default double loss(
            MarginLoss loss, Reduction reduction, DoubleMatrix features, DoubleMatrix weights,
            int[] labels, int labelsOffset, DoubleHeadWorkspace workspace) {
        DoubleHeadArguments.inputs(loss, reduction, features, weights, labels, labelsOffset, workspace);
        logits(features, weights, workspace);
        return softmax(reduction, features.rows(), weights.rows(), labels, labelsOffset, null, workspace.logits());
    }

    @Override
    default double loss(
            MarginLoss loss, Reduction reduction, DoubleMatrix features, DoubleMatrix weights, double[] bias, int biasOffset,
            int[] labels, int labelsOffset, DoubleHeadWorkspace workspace) {
        DoubleHeadArguments.inputs(loss, reduction, features, weights, labels, labelsOffset, workspace);
        Arguments.range("bias", bias, biasOffset, weights.rows());
        logits(features, weights, workspace);
        DoubleBias.add(bias, biasOffset, workspace.logits(), features.rows(), weights.rows());
        return softmax(reduction, features.rows(), weights.rows(), labels, labelsOffset, null, workspace.logits());
    }

    @Override
    default double lossAndGradients(
            MarginLoss loss, Reduction reduction, DoubleMatrix features, DoubleMatrix weights,
            int[] labels, int labelsOffset,
            DoubleMatrix featureGradient, DoubleMatrix weightGradient, DoubleHeadWorkspace workspace) {
        DoubleHeadArguments.inputs(loss, reduction, features, weights, labels, labelsOffset, workspace);
        DoubleHeadArguments.gradients(featureGradient, weightGradient, features, weights);
        logits(features, weights, workspace);
        double[] logits = workspace.logits();
        double value = softmax(reduction, features.rows(), weights.rows(), labels, labelsOffset, logits, logits);
        gradients(features, weights, featureGradient, weightGradient, workspace);
        return value;
    }

    @Override
    default double lossAndGradients(
            MarginLoss loss, Reduction reduction, DoubleMatrix features, DoubleMatrix weights, double[] bias, int biasOffset,
            int[] labels, int labelsOffset, DoubleMatrix featureGradient, DoubleMatrix weightGradient,
            double[] biasGradient, int biasGradientOffset, DoubleHeadWorkspace workspace) {
        DoubleHeadArguments.inputs(loss, reduction, features, weights, labels, labelsOffset, workspace);
        DoubleHeadArguments.gradients(featureGradient, weightGradient, features, weights);
        DoubleHeadArguments.bias(bias, biasOffset, weights.rows(), featureGradient, weightGradient);
        DoubleHeadArguments.biasGradient(
                biasGradient, biasGradientOffset, bias, biasOffset, features, weights, featureGradient, weightGradient);
        logits(features, weights, workspace);
        double[] logits = workspace.logits();
        DoubleBias.add(bias, biasOffset, logits, features.rows(), weights.rows());
        double value = softmax(reduction, features.rows(), weights.rows(), labels, labelsOffset, logits, logits);
        gradients(features, weights, featureGradient, weightGradient, workspace);
        DoubleBias.gradient(logits, biasGradient, biasGradientOffset, features.rows(), weights.rows());
        return value;
    }

    /** Z = X W^T, rows x classes without gaps. */
    private static void logits(DoubleMatrix features, DoubleMatrix weights, DoubleHeadWorkspace workspace) {
        DoubleProduct.multiply(false, features.rows(), weights.rows(), weights.columns(),
                features.data(), features.offset(), features.stride(), 1,
                weights.data(), weights.offset(), 1, weights.stride(),
                workspace.logits(), 0, weights.rows(), workspace.panels());
    }

    /** The loss and, unless null, its gradient in the logits. */
    private static double softmax(
            Reduction reduction, int rows, int classes, int[] labels, int labelsOffset, double[] gradient, double[] logits) {
        return DoubleRows.reduce(CrossEntropy.PLAIN, reduction, logits, 0, classes, labels, labelsOffset, null, 0, 0,
                null, 0, gradient, 0, classes, rows, classes);
    }

    /** dX = G W and dW = G^T X. */
    private static void gradients(
            DoubleMatrix features, DoubleMatrix weights, DoubleMatrix featureGradient, DoubleMatrix weightGradient,
            DoubleHeadWorkspace workspace) {
        int rows = features.rows();
        int classes = weights.rows();
        int dimension = weights.columns();
        double[] g = workspace.logits();
        DoubleProduct.multiply(false, rows, dimension, classes, g, 0, classes, 1,
                weights.data(), weights.offset(), weights.stride(), 1,
                featureGradient.data(), featureGradient.offset(), featureGradient.stride(), workspace.panels());
        DoubleProduct.multiply(false, classes, dimension, rows, g, 0, 1, classes,
                features.data(), features.offset(), features.stride(), 1,
                weightGradient.data(), weightGradient.offset(), weightGradient.stride(), workspace.panels());
    }
}
