// Derived from FloatDetection.java; edit that file, then run: java verification/src/test/java/io/github/losslane/verification/Twins.java
package io.github.losslane.simd.detection;

import io.github.losslane.DoubleMatrix;
import io.github.losslane.detection.DoubleDetectionKernels;
import io.github.losslane.detection.RpnLoss;
import io.github.losslane.internal.DoubleDetectionArguments;

/** Driver of the detection losses: logistic losses of the anchors that count, then the boxes of positive ones. */
public interface DoubleDetection extends DoubleDetectionKernels {

    @Override
    default double loss(
            RpnLoss loss, double[] logits, int logitsOffset, int[] labels, int labelsOffset,
            DoubleMatrix boxes, DoubleMatrix boxTargets) {
        DoubleDetectionArguments.inputs(loss, logits, logitsOffset, labels, labelsOffset, boxes, boxTargets);
        return DoubleObjectness.loss(loss, logits, logitsOffset, labels, labelsOffset, null, 0, boxes.rows())
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
        return DoubleObjectness.loss(
                        loss, logits, logitsOffset, labels, labelsOffset, logitGradient, logitGradientOffset, boxes.rows())
                + DoubleBoxes.loss(loss, labels, labelsOffset, boxes, boxTargets, boxGradient);
    }
}
