package io.github.losslane.internal;

import io.github.losslane.FloatMatrix;
import io.github.losslane.Reduction;
import io.github.losslane.center.CenterLoss;
import io.github.losslane.center.FloatCenterKernels;
import io.github.losslane.center.FloatCenterWorkspace;
import io.github.losslane.margin.FloatHeadKernels;
import io.github.losslane.margin.FloatHeadWorkspace;
import io.github.losslane.margin.MarginLoss;

/** Joint training with center loss: the parts of one step, from the kernels of head and centers, after all their checks. */
public final class FloatJointStep {

    private FloatJointStep() {}

    /** A step of a head with bias. */
    public static double run(
            FloatHeadKernels head, FloatCenterKernels center, MarginLoss loss, CenterLoss centerLoss, Reduction reduction,
            FloatMatrix features, FloatMatrix weights, float[] bias, int biasOffset, int[] labels, int labelsOffset,
            FloatMatrix centers, FloatMatrix featureGradient, FloatMatrix weightGradient,
            float[] biasGradient, int biasGradientOffset,
            FloatHeadWorkspace headWorkspace, FloatCenterWorkspace centerWorkspace) {
        check(loss, centerLoss, reduction, features, weights, labels, labelsOffset, centers, featureGradient,
                weightGradient, headWorkspace, centerWorkspace);
        int classes = weights.rows();
        FloatHeadArguments.bias(loss, bias, biasOffset, weights, featureGradient, weightGradient);
        FloatHeadArguments.biasGradient(
                biasGradient, biasGradientOffset, bias, biasOffset, features, weights, featureGradient, weightGradient);
        Overlap.none("centers", centers, "bias", bias, biasOffset, classes);
        Overlap.none("centers", centers, "biasGradient", biasGradient, biasGradientOffset, classes);
        double softmax = head.lossAndGradients(loss, reduction, features, weights, bias, biasOffset, labels, labelsOffset,
                featureGradient, weightGradient, biasGradient, biasGradientOffset, headWorkspace);
        return softmax + addCenterLoss(
                center, centerLoss, reduction, features, labels, labelsOffset, centers, featureGradient, centerWorkspace);
    }

    /** A step of a head without bias. */
    public static double run(
            FloatHeadKernels head, FloatCenterKernels center, MarginLoss loss, CenterLoss centerLoss, Reduction reduction,
            FloatMatrix features, FloatMatrix weights, int[] labels, int labelsOffset,
            FloatMatrix centers, FloatMatrix featureGradient, FloatMatrix weightGradient,
            FloatHeadWorkspace headWorkspace, FloatCenterWorkspace centerWorkspace) {
        check(loss, centerLoss, reduction, features, weights, labels, labelsOffset, centers, featureGradient,
                weightGradient, headWorkspace, centerWorkspace);
        double softmax = head.lossAndGradients(
                loss, reduction, features, weights, labels, labelsOffset, featureGradient, weightGradient, headWorkspace);
        return softmax + addCenterLoss(
                center, centerLoss, reduction, features, labels, labelsOffset, centers, featureGradient, centerWorkspace);
    }

    private static void check(
            MarginLoss loss, CenterLoss centerLoss, Reduction reduction, FloatMatrix features, FloatMatrix weights,
            int[] labels, int labelsOffset, FloatMatrix centers, FloatMatrix featureGradient, FloatMatrix weightGradient,
            FloatHeadWorkspace headWorkspace, FloatCenterWorkspace centerWorkspace) {
        FloatCenterArguments.joint(
                centerLoss, weights, centers, featureGradient, weightGradient, headWorkspace, centerWorkspace);
        FloatHeadArguments.inputs(loss, reduction, features, weights, labels, labelsOffset, headWorkspace);
        FloatHeadArguments.gradients(featureGradient, weightGradient, features, weights);
        FloatCenterArguments.update(centers, features, centerWorkspace);
    }

    /** The weighted center loss, its gradient added; then the centers move. */
    private static double addCenterLoss(
            FloatCenterKernels center, CenterLoss loss, Reduction reduction, FloatMatrix features,
            int[] labels, int labelsOffset, FloatMatrix centers, FloatMatrix featureGradient,
            FloatCenterWorkspace workspace) {
        double value = center.lossAndAddGradient(loss, reduction, features, labels, labelsOffset, centers, featureGradient);
        center.updateCenters(loss, features, labels, labelsOffset, centers, workspace);
        return value;
    }
}
