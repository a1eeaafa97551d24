package io.github.losslane.simd.detection;

import io.github.losslane.FloatMatrix;
import io.github.losslane.detection.FloatDetectionKernels;
import io.github.losslane.detection.RpnLoss;
import io.github.losslane.internal.FloatDetectionArguments;
import io.github.losslane.pointwise.Logistic;
import io.github.losslane.simd.FloatScratch;
import io.github.losslane.simd.pointwise.FloatPointwise;

/** Driver of the detection losses: logistic losses of all anchors, weighted by 0 or 1, then the boxes of positive ones. */
public interface FloatDetection extends FloatDetectionKernels {

    /** The log loss of the objectness. */
    Logistic LOGISTIC = new Logistic();

    @Override
    default double loss(
            RpnLoss loss, float[] logits, int logitsOffset, int[] labels, int labelsOffset,
            FloatMatrix boxes, FloatMatrix boxTargets) {
        FloatDetectionArguments.inputs(loss, logits, logitsOffset, labels, labelsOffset, boxes, boxTargets);
        return objectness(loss, logits, logitsOffset, labels, labelsOffset, null, 0, boxes.rows())
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
        return objectness(
                        loss, logits, logitsOffset, labels, labelsOffset, logitGradient, logitGradientOffset, boxes.rows())
                + FloatBoxes.loss(loss, labels, labelsOffset, boxes, boxTargets, boxGradient);
    }

    /** The classification term; the gradient may be null. */
    private static double objectness(
            RpnLoss loss, float[] logits, int z, int[] labels, int y, float[] gradient, int g, int anchors) {
        FloatScratch scratch = FloatScratch.get();
        float[] targets = scratch.shifts;
        float[] weights = scratch.row;
        double sum = 0;
        for (int i = 0; anchors - i > 0; i += FloatScratch.BLOCK) {
            int size = Math.min(anchors - i, FloatScratch.BLOCK);
            for (int k = 0; k < size; k++) {
                int label = labels[y + i + k];
                targets[k] = label;
                weights[k] = 1 + (label >> 31);         // 0 for a negative label
            }
            sum += FloatPointwise.reduce(LOGISTIC, loss.nCls(), logits, z + i, targets, 0, 1, weights, 0,
                    gradient, g + i, size);
        }
        return sum;
    }
}
