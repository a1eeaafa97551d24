// Derived from FloatHead.java; edit that file, then run: java verification/src/test/java/io/github/losslane/verification/Twins.java
package io.github.losslane.simd.margin;

import io.github.losslane.DoubleMatrix;
import io.github.losslane.Reduction;
import io.github.losslane.internal.DoubleHeadArguments;
import io.github.losslane.margin.DoubleHeadKernels;
import io.github.losslane.margin.DoubleHeadWorkspace;
import io.github.losslane.margin.MarginLoss;

/** Driver of the heads: checks arguments; {@link DoubleHeadStep} does the work. */
public interface DoubleHead extends DoubleHeadKernels {

    @Override
    default double loss(
            MarginLoss loss, Reduction reduction, DoubleMatrix features, DoubleMatrix weights,
            int[] labels, int labelsOffset, DoubleHeadWorkspace workspace) {
        DoubleHeadArguments.inputs(loss, reduction, features, weights, labels, labelsOffset, workspace);
        return DoubleHeadStep.get().run(loss, reduction, features, weights, null, 0, labels, labelsOffset,
                null, null, null, 0, null, 0, workspace);
    }

    @Override
    default double loss(
            MarginLoss loss, Reduction reduction, DoubleMatrix features, DoubleMatrix weights, double[] bias, int biasOffset,
            int[] labels, int labelsOffset, DoubleHeadWorkspace workspace) {
        DoubleHeadArguments.inputs(loss, reduction, features, weights, labels, labelsOffset, workspace);
        DoubleHeadArguments.bias(loss, bias, biasOffset, weights);
        return DoubleHeadStep.get().run(loss, reduction, features, weights, bias, biasOffset, labels, labelsOffset,
                null, null, null, 0, null, 0, workspace);
    }

    @Override
    default double lossAndGradients(
            MarginLoss loss, Reduction reduction, DoubleMatrix features, DoubleMatrix weights,
            int[] labels, int labelsOffset,
            DoubleMatrix featureGradient, DoubleMatrix weightGradient, DoubleHeadWorkspace workspace) {
        DoubleHeadArguments.inputs(loss, reduction, features, weights, labels, labelsOffset, workspace);
        DoubleHeadArguments.gradients(featureGradient, weightGradient, features, weights);
        return DoubleHeadStep.get().run(loss, reduction, features, weights, null, 0, labels, labelsOffset,
                featureGradient, weightGradient, null, 0, null, 0, workspace);
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
        return DoubleHeadStep.get().run(loss, reduction, features, weights, bias, biasOffset, labels, labelsOffset,
                featureGradient, weightGradient, biasGradient, biasGradientOffset, null, 0, workspace);
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
        return DoubleHeadStep.get().run(loss, reduction, features, weights, null, 0, labels, labelsOffset,
                featureGradient, weightGradient, null, 0, scaleGradient, scaleGradientOffset, workspace);
    }
}
