package io.github.losslane.internal;

import io.github.losslane.FloatMatrix;
import io.github.losslane.detection.RpnLoss;
import java.util.Objects;

/** What every detection method asks of its arrays and matrices. */
public final class FloatDetectionArguments {

    private FloatDetectionArguments() {}

    /** Inputs of every call. */
    public static void inputs(
            Object loss, float[] logits, int logitsOffset, int[] labels, int labelsOffset,
            FloatMatrix boxes, FloatMatrix boxTargets) {
        Objects.requireNonNull(loss, "loss");
        Objects.requireNonNull(boxes, "boxes");
        Objects.requireNonNull(boxTargets, "boxTargets");
        int anchors = boxes.rows();
        Arguments.equal("boxes.columns", boxes.columns(), "the number of deltas", RpnLoss.BOX_COLUMNS);
        Arguments.sameShape(
                "boxTargets", boxTargets.rows(), boxTargets.columns(), "boxes", anchors, boxes.columns());
        Arguments.range("logits", logits, logitsOffset, anchors);
        Arguments.objectLabels(labels, labelsOffset, anchors);
    }

    /** The gradients, which may be written over logits and boxes. */
    public static void gradients(
            float[] logitGradient, int logitGradientOffset, FloatMatrix boxGradient,
            float[] logits, int logitsOffset, FloatMatrix boxes, FloatMatrix boxTargets) {
        Objects.requireNonNull(boxGradient, "boxGradient");
        int anchors = boxes.rows();
        Arguments.range("logitGradient", logitGradient, logitGradientOffset, anchors);
        Arguments.sameShape(
                "boxGradient", boxGradient.rows(), boxGradient.columns(), "boxes", anchors, boxes.columns());
        Overlap.noneOrSame("logitGradient", logitGradient, logitGradientOffset, "logits", logits, logitsOffset, anchors);
        Overlap.noneOrSame("boxGradient", boxGradient, "boxes", boxes);
        Overlap.none("boxGradient", boxGradient, "boxTargets", boxTargets);
        Overlap.none("boxGradient", boxGradient, "logits", logits, logitsOffset, anchors);
        Overlap.none("boxes", boxes, "logitGradient", logitGradient, logitGradientOffset, anchors);
        Overlap.none("boxTargets", boxTargets, "logitGradient", logitGradient, logitGradientOffset, anchors);
        Overlap.none("boxGradient", boxGradient, "logitGradient", logitGradient, logitGradientOffset, anchors);
    }
}
