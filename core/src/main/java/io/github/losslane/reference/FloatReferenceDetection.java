package io.github.losslane.reference;

import io.github.losslane.FloatMatrix;
import io.github.losslane.detection.FloatDetectionKernels;
import io.github.losslane.detection.RpnLoss;
import io.github.losslane.internal.FloatDetectionArguments;

/** Loops over the record's scalar definition anchor by anchor; sums in double, in order. */
interface FloatReferenceDetection extends FloatDetectionKernels {

    @Override
    default double loss(
            RpnLoss loss, float[] logits, int logitsOffset, int[] labels, int labelsOffset,
            FloatMatrix boxes, FloatMatrix boxTargets) {
        FloatDetectionArguments.inputs(loss, logits, logitsOffset, labels, labelsOffset, boxes, boxTargets);
        return sum(loss, logits, logitsOffset, labels, labelsOffset, boxes, boxTargets);
    }

    @Override
    default double lossAndGradients(
            RpnLoss loss, float[] logits, int logitsOffset, int[] labels, int labelsOffset,
            FloatMatrix boxes, FloatMatrix boxTargets,
            float[] logitGradient, int logitGradientOffset, FloatMatrix boxGradient) {
        FloatDetectionArguments.inputs(loss, logits, logitsOffset, labels, labelsOffset, boxes, boxTargets);
        FloatDetectionArguments.gradients(
                logitGradient, logitGradientOffset, boxGradient, logits, logitsOffset, boxes, boxTargets);
        double sum = sum(loss, logits, logitsOffset, labels, labelsOffset, boxes, boxTargets);
        for (int i = 0; i < boxes.rows(); i++) {
            int label = labels[labelsOffset + i];
            logitGradient[logitGradientOffset + i] = (float) loss.objectnessGradient(logits[logitsOffset + i], label);
            for (int k = 0; k < boxes.columns(); k++) {
                boxGradient.data()[boxGradient.rowOffset(i) + k] =
                        (float) loss.boxGradient(boxes.get(i, k), boxTargets.get(i, k), label);
            }
        }
        return sum;
    }

    private static double sum(
            RpnLoss loss, float[] logits, int logitsOffset, int[] labels, int labelsOffset,
            FloatMatrix boxes, FloatMatrix boxTargets) {
        double sum = 0;
        for (int i = 0; i < boxes.rows(); i++) {
            int label = labels[labelsOffset + i];
            sum += loss.objectness(logits[logitsOffset + i], label);
            for (int k = 0; k < boxes.columns(); k++) {
                sum += loss.box(boxes.get(i, k), boxTargets.get(i, k), label);
            }
        }
        return sum;
    }
}
