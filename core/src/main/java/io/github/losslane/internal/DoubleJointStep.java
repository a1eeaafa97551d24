// Derived from FloatJointStep.java; edit that file, then run: java verification/src/test/java/io/github/losslane/verification/Twins.java
package io.github.losslane.internal;

import io.github.losslane.DoubleMatrix;
import io.github.losslane.Reduction;
import io.github.losslane.center.CenterLoss;
import io.github.losslane.center.DoubleCenterKernels;
import io.github.losslane.center.DoubleCenterWorkspace;
import io.github.losslane.margin.DoubleHeadKernels;
import io.github.losslane.margin.DoubleHeadWorkspace;
import io.github.losslane.margin.MarginLoss;

/** Joint training with center loss: the parts of one step, from the kernels of head and centers, after all their checks. */
public final class DoubleJointStep {

    private DoubleJointStep() {}

    /** A step of a head with bias. */
    public static double run(
            DoubleHeadKernels head, DoubleCenterKernels center, MarginLoss loss, CenterLoss centerLoss, Reduction reduction,
            DoubleMatrix features, DoubleMatrix weights, double[] bias, int biasOffset, int[] labels, int labelsOffset,
            DoubleMatrix centers, DoubleMatrix featureGradient, DoubleMatrix weightGradient,
            double[] biasGradient, int biasGradientOffset,
            DoubleHeadWorkspace headWorkspace, DoubleCenterWorkspace centerWorkspace) {
        check(loss, centerLoss, reduction, features, weights, labels, labelsOffset, centers, featureGradient,
                weightGradient, headWorkspace, centerWorkspace);
        int classes = weights.rows();
        DoubleHeadArguments.bias(loss, bias, biasOffset, weights, featureGradient, weightGradient);
        DoubleHeadArguments.biasGradient(
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
            DoubleHeadKernels head, DoubleCenterKernels center, MarginLoss loss, CenterLoss centerLoss, Reduction reduction,
            DoubleMatrix features, DoubleMatrix weights, int[] labels, int labelsOffset,
            DoubleMatrix centers, DoubleMatrix featureGradient, DoubleMatrix weightGradient,
            DoubleHeadWorkspace headWorkspace, DoubleCenterWorkspace centerWorkspace) {
        check(loss, centerLoss, reduction, features, weights, labels, labelsOffset, centers, featureGradient,
                weightGradient, headWorkspace, centerWorkspace);
        double softmax = head.lossAndGradients(
                loss, reduction, features, weights, labels, labelsOffset, featureGradient, weightGradient, headWorkspace);
        return softmax + addCenterLoss(
                center, centerLoss, reduction, features, labels, labelsOffset, centers, featureGradient, centerWorkspace);
    }

    private static void check(
            MarginLoss loss, CenterLoss centerLoss, Reduction reduction, DoubleMatrix features, DoubleMatrix weights,
            int[] labels, int labelsOffset, DoubleMatrix centers, DoubleMatrix featureGradient, DoubleMatrix weightGradient,
            DoubleHeadWorkspace headWorkspace, DoubleCenterWorkspace centerWorkspace) {
        DoubleCenterArguments.joint(
                centerLoss, weights, centers, featureGradient, weightGradient, headWorkspace, centerWorkspace);
        DoubleHeadArguments.inputs(loss, reduction, features, weights, labels, labelsOffset, headWorkspace);
        DoubleHeadArguments.gradients(featureGradient, weightGradient, features, weights);
        DoubleCenterArguments.update(centers, features, centerWorkspace);
    }

    /** The weighted center loss, its gradient added; then the centers move. */
    private static double addCenterLoss(
            DoubleCenterKernels center, CenterLoss loss, Reduction reduction, DoubleMatrix features,
            int[] labels, int labelsOffset, DoubleMatrix centers, DoubleMatrix featureGradient,
            DoubleCenterWorkspace workspace) {
        double value = center.lossAndAddGradient(loss, reduction, features, labels, labelsOffset, centers, featureGradient);
        center.updateCenters(loss, features, labels, labelsOffset, centers, workspace);
        return value;
    }
}
