package io.github.losslane.simd.detection;

import io.github.losslane.FloatMatrix;
import io.github.losslane.detection.FloatDetectionKernels;
import io.github.losslane.detection.RpnLoss;
import io.github.losslane.internal.FloatDetectionArguments;

/** Driver of the detection losses: logistic losses of the anchors that count, then the boxes of positive ones. */
public interface FloatDetection extends FloatDetectionKernels {

    @Override
    default double loss(
            RpnLoss loss, float[] logits, int logitsOffset, int[] labels, int labelsOffset,
            FloatMatrix boxes, FloatMatrix boxTargets) {
        FloatDetectionArguments.inputs(loss, logits, logitsOffset, labels, labelsOffset, boxes, boxTargets);
        return FloatObjectness.loss(loss, logits, logitsOffset, labels, labelsOffset, null, 0, boxes.rows())
                + FloatBoxes.loss(loss, labels, labelsOffset, boxes, boxTargets, null);
    }

    @Override
    default double lossAndGradients(
            RpnLoss loss, float[] logits, int logitsOffset, int[] labels, int labelsOffset,
            FloatMatrix boxes, FloatMatrix boxTargets,
            float[] logitGradient, int logitGradientOffset, FloatMatrix boxGradient) {
        FloatDetectionArguments.inputs(loss, logits, logitsOffset, labels, labelsOffset, boxes, boxTargets);
        FloatDetectionArguments.gradients(
                logitGradient, logitGradientOffset, boxGradient, logits, logitsOffset, boxes, boxTargets);
        return FloatObjectness.loss(
                        loss, logits, logitsOffset, labels, labelsOffset, logitGradient, logitGradientOffset, boxes.rows())
                + FloatBoxes.loss(loss, labels, labelsOffset, boxes, boxTargets, boxGradient);
    }
}
