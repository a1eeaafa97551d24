// Derived from FloatDetection.java; edit that file, then run: java verification/src/test/java/io/github/losslane/verification/Twins.java
package io.github.losslane.simd.detection;

import io.github.losslane.DoubleMatrix;
import io.github.losslane.detection.DoubleDetectionKernels;
import io.github.losslane.detection.RpnLoss;
import io.github.losslane.internal.DoubleDetectionArguments;
import io.github.losslane.pointwise.Logistic;
import io.github.losslane.simd.DoubleScratch;
import io.github.losslane.simd.pointwise.DoublePointwise;

/** Driver of the detection losses: logistic losses of all anchors, weighted by 0 or 1, then the boxes of positive ones. */
public interface DoubleDetection extends DoubleDetectionKernels {

    /** The log loss of the objectness. */
    Logistic LOGISTIC = new Logistic();

    @Override
    default double loss(
            RpnLoss loss, double[] logits, int logitsOffset, int[] labels, int labelsOffset,
            DoubleMatrix boxes, DoubleMatrix boxTargets) {
        DoubleDetectionArguments.inputs(loss, logits, logitsOffset, labels, labelsOffset, boxes, boxTargets);
        return objectness(loss, logits, logitsOffset, labels, labelsOffset, null, 0, boxes.rows())
                + DoubleBoxes.loss(loss, labels, labelsOffset, boxes, boxTargets, null);
    }

    @Override
    default double lossAndGradients(
            RpnLoss loss, double[] logits, int logitsOffset, int[] labels, int labelsOffset,
            DoubleMatrix boxes, DoubleMatrix boxTargets,
            double[] logitGradient, int logitGradientOffset, DoubleMatrix boxGradient) {
        DoubleDetectionArguments.inputs(loss, logits, logitsOffset, labels, labelsOffset, boxes, boxTargets);
        DoubleDetectionArguments.gradients(
                logitGradient, logitGradientOffset, boxGradient, logits, logitsOffset, boxes, boxTargets);
        return objectness(
                        loss, logits, logitsOffset, labels, labelsOffset, logitGradient, logitGradientOffset, boxes.rows())
                + DoubleBoxes.loss(loss, labels, labelsOffset, boxes, boxTargets, boxGradient);
    }

    /** The classification term; the gradient may be null. */
    private static double objectness(
            RpnLoss loss, double[] logits, int z, int[] labels, int y, double[] gradient, int g, int anchors) {
        DoubleScratch scratch = DoubleScratch.get();
        double[] targets = scratch.shifts;
        double[] weights = scratch.row;
        double sum = 0;
        for (int i = 0; anchors - i > 0; i += DoubleScratch.BLOCK) {
            int size = Math.min(anchors - i, DoubleScratch.BLOCK);
            for (int k = 0; k < size; k++) {
                int label = labels[y + i + k];
                targets[k] = label;
                weights[k] = 1 + (label >> 31);         // 0 for a negative label
            }
            sum += DoublePointwise.reduce(LOGISTIC, loss.nCls(), logits, z + i, targets, 0, 1, weights, 0,
                    gradient, g + i, size);
        }
        return sum;
    }
}
