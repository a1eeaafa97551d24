package io.github.losslane.simd.margin;

import io.github.losslane.FloatMatrix;
import io.github.losslane.Reduction;
import io.github.losslane.internal.FloatHeadArguments;
import io.github.losslane.margin.FloatHeadKernels;
import io.github.losslane.margin.FloatHeadWorkspace;
import io.github.losslane.margin.MarginLoss;

/** Driver of the heads: checks arguments; {@link FloatHeadStep} does the work. */
public interface FloatHead extends FloatHeadKernels {

    @Override
    default double loss(
            MarginLoss loss, Reduction reduction, FloatMatrix features, FloatMatrix weights,
            int[] labels, int labelsOffset, FloatHeadWorkspace workspace) {
        FloatHeadArguments.inputs(loss, reduction, features, weights, labels, labelsOffset, workspace);
        return FloatHeadStep.get().run(loss, reduction, features, weights, null, 0, labels, labelsOffset,
                null, null, null, 0, null, 0, workspace);
    }

    @Override
    default double loss(
            MarginLoss loss, Reduction reduction, FloatMatrix features, FloatMatrix weights, float[] bias, int biasOffset,
            int[] labels, int labelsOffset, FloatHeadWorkspace workspace) {
        FloatHeadArguments.inputs(loss, reduction, features, weights, labels, labelsOffset, workspace);
        FloatHeadArguments.bias(loss, bias, biasOffset, weights);
        return FloatHeadStep.get().run(loss, reduction, features, weights, bias, biasOffset, labels, labelsOffset,
                null, null, null, 0, null, 0, workspace);
    }

    @Override
    default double lossAndGradients(
            MarginLoss loss, Reduction reduction, FloatMatrix features, FloatMatrix weights,
            int[] labels, int labelsOffset,
            FloatMatrix featureGradient, FloatMatrix weightGradient, FloatHeadWorkspace workspace) {
        FloatHeadArguments.inputs(loss, reduction, features, weights, labels, labelsOffset, workspace);
        FloatHeadArguments.gradients(featureGradient, weightGradient, features, weights);
        return FloatHeadStep.get().run(loss, reduction, features, weights, null, 0, labels, labelsOffset,
                featureGradient, weightGradient, null, 0, null, 0, workspace);
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
        return FloatHeadStep.get().run(loss, reduction, features, weights, bias, biasOffset, labels, labelsOffset,
                featureGradient, weightGradient, biasGradient, biasGradientOffset, null, 0, workspace);
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
        return FloatHeadStep.get().run(loss, reduction, features, weights, null, 0, labels, labelsOffset,
                featureGradient, weightGradient, null, 0, scaleGradient, scaleGradientOffset, workspace);
    }
}
