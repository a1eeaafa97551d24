// Derived from FloatReferenceHead.java; edit that file, then run: java verification/src/test/java/io/github/losslane/verification/Twins.java
package io.github.losslane.reference;

import io.github.losslane.DoubleMatrix;
import io.github.losslane.Reduction;
import io.github.losslane.internal.DoubleHeadArguments;
import io.github.losslane.margin.DoubleHeadKernels;
import io.github.losslane.margin.DoubleHeadWorkspace;
import io.github.losslane.margin.MarginLoss;

/** Heads by their definition: logits of the record, cross-entropy, and the sums of the gradients, all in double. */
interface DoubleReferenceHead extends DoubleHeadKernels {

    @Override
    default double loss(
            MarginLoss loss, Reduction reduction, DoubleMatrix features, DoubleMatrix weights,
            int[] labels, int labelsOffset, DoubleHeadWorkspace workspace) {
        DoubleHeadArguments.inputs(loss, reduction, features, weights, labels, labelsOffset, workspace);
        return new DoubleHeadBatch(loss, features, weights, null, 0, labels, labelsOffset).loss(reduction);
    }

    @Override
    default double loss(
            MarginLoss loss, Reduction reduction, DoubleMatrix features, DoubleMatrix weights, double[] bias, int biasOffset,
            int[] labels, int labelsOffset, DoubleHeadWorkspace workspace) {
        DoubleHeadArguments.inputs(loss, reduction, features, weights, labels, labelsOffset, workspace);
        DoubleHeadArguments.bias(loss, bias, biasOffset, weights);
        return new DoubleHeadBatch(loss, features, weights, bias, biasOffset, labels, labelsOffset).loss(reduction);
    }

    @Override
    default double lossAndGradients(
            MarginLoss loss, Reduction reduction, DoubleMatrix features, DoubleMatrix weights,
            int[] labels, int labelsOffset,
            DoubleMatrix featureGradient, DoubleMatrix weightGradient, DoubleHeadWorkspace workspace) {
        DoubleHeadArguments.inputs(loss, reduction, features, weights, labels, labelsOffset, workspace);
        DoubleHeadArguments.gradients(featureGradient, weightGradient, features, weights);
        DoubleHeadBatch batch = new DoubleHeadBatch(loss, features, weights, null, 0, labels, labelsOffset);
        double value = batch.lossAndGradients(reduction, featureGradient);
        batch.weightGradient(reduction, weightGradient);
        return value;
    }

    @Override
    default double lossAndGradients(
            MarginLoss loss, Reduction reduction, DoubleMatrix features, DoubleMatrix weights, double[] bias, int biasOffset,
            int[] labels, int labelsOffset, DoubleMatrix featureGradient, DoubleMatrix weightGradient,
            double[] biasGradient, int biasGradientOffset, DoubleHeadWorkspace workspace) {
        DoubleHeadArguments.inputs(loss, reduction, features, weights, labels, labelsOffset, workspace);
        DoubleHeadArguments.gradients(featureGradient, weightGradient, features, weights);
        DoubleHeadArguments.bias(loss, bias, biasOffset, weights, featureGradient, weightGradient);
        DoubleHeadArguments.biasGradient(
                biasGradient, biasGradientOffset, bias, biasOffset, features, weights, featureGradient, weightGradient);
        DoubleHeadBatch batch = new DoubleHeadBatch(loss, features, weights, bias, biasOffset, labels, labelsOffset);
        double value = batch.lossAndGradients(reduction, featureGradient);
        batch.weightGradient(reduction, weightGradient);
        batch.biasGradient(reduction, biasGradient, biasGradientOffset);
        return value;
    }

    @Override
    default double lossAndGradients(
            MarginLoss loss, Reduction reduction, DoubleMatrix features, DoubleMatrix weights,
            int[] labels, int labelsOffset, DoubleMatrix featureGradient, DoubleMatrix weightGradient,
            double[] scaleGradient, int scaleGradientOffset, DoubleHeadWorkspace workspace) {
        DoubleHeadArguments.inputs(loss, reduction, features, weights, labels, labelsOffset, workspace);
        DoubleHeadArguments.gradients(featureGradient, weightGradient, features, weights);
        DoubleHeadArguments.scaleGradient(
                loss, scaleGradient, scaleGradientOffset, features, weights, featureGradient, weightGradient);
        DoubleHeadBatch batch = new DoubleHeadBatch(loss, features, weights, null, 0, labels, labelsOffset);
        double value = batch.lossAndGradients(reduction, featureGradient);
        batch.weightGradient(reduction, weightGradient);
        batch.scaleGradient(reduction, scaleGradient, scaleGradientOffset);
        return value;
    }
}
