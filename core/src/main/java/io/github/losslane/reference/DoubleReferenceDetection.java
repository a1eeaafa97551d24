// Derived from FloatReferenceDetection.java; edit that file, then run: java verification/src/test/java/io/github/losslane/verification/Twins.java
package io.github.losslane.reference;

import io.github.losslane.DoubleMatrix;
import io.github.losslane.detection.DoubleDetectionKernels;
import io.github.losslane.detection.RpnLoss;
import io.github.losslane.internal.DoubleDetectionArguments;

/** Loops over the record's scalar definition anchor by anchor; sums in double, in order. */
interface DoubleReferenceDetection extends DoubleDetectionKernels {

    @Override
    default double loss(
            RpnLoss loss, double[] logits, int logitsOffset, int[] labels, int labelsOffset,
            DoubleMatrix boxes, DoubleMatrix boxTargets) {
        DoubleDetectionArguments.inputs(loss, logits, logitsOffset, labels, labelsOffset, boxes, boxTargets);
        return sum(loss, logits, logitsOffset, labels, labelsOffset, boxes, boxTargets);
    }

    @Override
    default double lossAndGradients(
            RpnLoss loss, double[] logits, int logitsOffset, int[] labels, int labelsOffset,
            DoubleMatrix boxes, DoubleMatrix boxTargets,
            double[] logitGradient, int logitGradientOffset, DoubleMatrix boxGradient) {
        DoubleDetectionArguments.inputs(loss, logits, logitsOffset, labels, labelsOffset, boxes, boxTargets);
        DoubleDetectionArguments.gradients(
                logitGradient, logitGradientOffset, boxGradient, logits, logitsOffset, boxes, boxTargets);
        double sum = sum(loss, logits, logitsOffset, labels, labelsOffset, boxes, boxTargets);
        for (int i = 0; i < boxes.rows(); i++) {
            int label = labels[labelsOffset + i];
            logitGradient[logitGradientOffset + i] = loss.objectnessGradient(logits[logitsOffset + i], label);
            for (int k = 0; k < boxes.columns(); k++) {
                boxGradient.data()[boxGradient.rowOffset(i) + k] =
                        loss.boxGradient(boxes.get(i, k), boxTargets.get(i, k), label);
            }
        }
        return sum;
    }

    private static double sum(
            RpnLoss loss, double[] logits, int logitsOffset, int[] labels, int labelsOffset,
            DoubleMatrix boxes, DoubleMatrix boxTargets) {
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
