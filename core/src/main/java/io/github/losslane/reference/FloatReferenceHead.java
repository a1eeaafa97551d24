package io.github.losslane.reference;

import io.github.losslane.FloatMatrix;
import io.github.losslane.Reduction;
import io.github.losslane.internal.FloatHeadArguments;
import io.github.losslane.margin.FloatHeadKernels;
import io.github.losslane.margin.FloatHeadWorkspace;
import io.github.losslane.margin.MarginLoss;

/** Heads by their definition: logits of the record, cross-entropy, and the sums of the gradients, all in double. */
interface FloatReferenceHead extends FloatHeadKernels {

    @Override
    default double loss(
            MarginLoss loss, Reduction reduction, FloatMatrix features, FloatMatrix weights,
            int[] labels, int labelsOffset, FloatHeadWorkspace workspace) {
        FloatHeadArguments.inputs(loss, reduction, features, weights, labels, labelsOffset, workspace);
        return new FloatHeadBatch(loss, features, weights, null, 0, labels, labelsOffset).loss(reduction);
    }

    @Override
    default double loss(
            MarginLoss loss, Reduction reduction, FloatMatrix features, FloatMatrix weights, float[] bias, int biasOffset,
            int[] labels, int labelsOffset, FloatHeadWorkspace workspace) {
        FloatHeadArguments.inputs(loss, reduction, features, weights, labels, labelsOffset, workspace);
        FloatHeadArguments.bias(loss, bias, biasOffset, weights);
        return new FloatHeadBatch(loss, features, weights, bias, biasOffset, labels, labelsOffset).loss(reduction);
    }

    @Override
    default double lossAndGradients(
            MarginLoss loss, Reduction reduction, FloatMatrix features, FloatMatrix weights,
            int[] labels, int labelsOffset,
            FloatMatrix featureGradient, FloatMatrix weightGradient, FloatHeadWorkspace workspace) {
        FloatHeadArguments.inputs(loss, reduction, features, weights, labels, labelsOffset, workspace);
        FloatHeadArguments.gradients(featureGradient, weightGradient, features, weights);
        FloatHeadBatch batch = new FloatHeadBatch(loss, features, weights, null, 0, labels, labelsOffset);
        double value = batch.lossAndGradients(reduction, featureGradient);
        batch.weightGradient(reduction, weightGradient);
        return value;
    }

    @Override
    default double lossAndGradients(
            MarginLoss loss, Reduction reduction, FloatMatrix features, FloatMatrix weights, float[] bias, int biasOffset,
            int[] labels, int labelsOffset, FloatMatrix featureGradient, FloatMatrix weightGradient,
            float[] biasGradient, int biasGradientOffset, FloatHeadWorkspace workspace) {
        FloatHeadArguments.inputs(loss, reduction, features, weights, labels, labelsOffset, workspace);
        FloatHeadArguments.gradients(featureGradient, weightGradient, features, weights);
        FloatHeadArguments.bias(loss, bias, biasOffset, weights, featureGradient, weightGradient);
        FloatHeadArguments.biasGradient(
                biasGradient, biasGradientOffset, bias, biasOffset, features, weights, featureGradient, weightGradient);
        FloatHeadBatch batch = new FloatHeadBatch(loss, features, weights, bias, biasOffset, labels, labelsOffset);
        double value = batch.lossAndGradients(reduction, featureGradient);
        batch.weightGradient(reduction, weightGradient);
        batch.biasGradient(reduction, biasGradient, biasGradientOffset);
        return value;
    }

    @Override
    default double lossAndGradients(
            MarginLoss loss, Reduction reduction, FloatMatrix features, FloatMatrix weights,
            int[] labels, int labelsOffset, FloatMatrix featureGradient, FloatMatrix weightGradient,
            float[] scaleGradient, int scaleGradientOffset, FloatHeadWorkspace workspace) {
        FloatHeadArguments.inputs(loss, reduction, features, weights, labels, labelsOffset, workspace);
        FloatHeadArguments.gradients(featureGradient, weightGradient, features, weights);
        FloatHeadArguments.scaleGradient(
                loss, scaleGradient, scaleGradientOffset, features, weights, featureGradient, weightGradient);
        FloatHeadBatch batch = new FloatHeadBatch(loss, features, weights, null, 0, labels, labelsOffset);
        double value = batch.lossAndGradients(reduction, featureGradient);
        batch.weightGradient(reduction, weightGradient);
        batch.scaleGradient(reduction, scaleGradient, scaleGradientOffset);
        return value;
    }
}
