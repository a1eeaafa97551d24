package io.github.losslane.verification.detection;

import io.github.losslane.FloatMatrix;
import io.github.losslane.KernelProvider;
import io.github.losslane.detection.RpnLoss;
import java.util.Arrays;
import java.util.SplittableRandom;

/** Anchors with their labels, logits and boxes. */
record FloatAnchors(float[] logits, int[] labels, FloatMatrix boxes, FloatMatrix targets) {

    /** What a call gives. */
    record Result(double loss, float[] logitGradient, FloatMatrix boxGradient) {}

    /** Random anchors, of which about the given part is positive and the rest half background, half neither. */
    static FloatAnchors random(int count, double positive) {
        return random(count, positive, 0.5);
    }

    /** Random anchors, of which about the given part is positive, and the given part of the rest counts for nothing. */
    static FloatAnchors random(int count, double positive, double ignored) {
        SplittableRandom random = new SplittableRandom(count);
        FloatAnchors anchors = of(new int[count]);
        for (int i = 0; i < count; i++) {
            anchors.labels[i] = random.nextDouble() < positive ? 1 : random.nextDouble() < ignored ? -1 : 0;
            anchors.logits[i] = (float) random.nextDouble(-9, 9);
        }
        for (int i = 0; i < 4 * count; i++) {
            anchors.boxes.data()[i] = (float) random.nextDouble(-2, 2);
            anchors.targets.data()[i] = (float) random.nextDouble(-2, 2);
        }
        return anchors;
    }

    /** Anchors of these labels whose numbers are all 0. */
    static FloatAnchors of(int... labels) {
        int count = labels.length;
        return new FloatAnchors(new float[count], labels,
                FloatMatrix.of(new float[4 * count], count, 4), FloatMatrix.of(new float[4 * count], count, 4));
    }

    int count() {
        return labels.length;
    }

    double loss(KernelProvider provider, RpnLoss loss) {
        return provider.detection().loss(loss, logits, 0, labels, 0, boxes, targets);
    }

    Result gradients(KernelProvider provider, RpnLoss loss) {
        float[] logitGradient = new float[count()];
        FloatMatrix boxGradient = FloatMatrix.of(new float[4 * count()], count(), 4);
        Arrays.fill(logitGradient, Float.NaN);          // all of it is overwritten
        Arrays.fill(boxGradient.data(), Float.NaN);
        double value = provider.detection().lossAndGradients(
                loss, logits, 0, labels, 0, boxes, targets, logitGradient, 0, boxGradient);
        return new Result(value, logitGradient, boxGradient);
    }

    FloatAnchors copy() {
        return new FloatAnchors(logits.clone(), labels.clone(),
                FloatMatrix.of(boxes.data().clone(), count(), 4), FloatMatrix.of(targets.data().clone(), count(), 4));
    }
}
