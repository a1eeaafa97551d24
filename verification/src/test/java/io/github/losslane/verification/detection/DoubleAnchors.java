// Derived from FloatAnchors.java; edit that file, then run: java verification/src/test/java/io/github/losslane/verification/Twins.java
package io.github.losslane.verification.detection;

import io.github.losslane.DoubleMatrix;
import io.github.losslane.KernelProvider;
import io.github.losslane.detection.RpnLoss;
import java.util.Arrays;
import java.util.SplittableRandom;

/** Anchors with their labels, logits and boxes. */
record DoubleAnchors(double[] logits, int[] labels, DoubleMatrix boxes, DoubleMatrix targets) {

    /** What a call gives. */
    record Result(double loss, double[] logitGradient, DoubleMatrix boxGradient) {}

    /** Random anchors, of which about the given part is positive and the rest half background, half neither. */
    static DoubleAnchors random(int count, double positive) {
        return random(count, positive, 0.5);
    }

    /** Random anchors, of which about the given part is positive, and the given part of the rest counts for nothing. */
    static DoubleAnchors random(int count, double positive, double ignored) {
        SplittableRandom random = new SplittableRandom(count);
        DoubleAnchors anchors = of(new int[count]);
        for (int i = 0; i < count; i++) {
            anchors.labels[i] = random.nextDouble() < positive ? 1 : random.nextDouble() < ignored ? -1 : 0;
            anchors.logits[i] = random.nextDouble(-9, 9);
        }
        for (int i = 0; i < 4 * count; i++) {
            anchors.boxes.data()[i] = random.nextDouble(-2, 2);
            anchors.targets.data()[i] = random.nextDouble(-2, 2);
        }
        return anchors;
    }

    /** Anchors of these labels whose numbers are all 0. */
    static DoubleAnchors of(int... labels) {
        int count = labels.length;
        return new DoubleAnchors(new double[count], labels,
                DoubleMatrix.of(new double[4 * count], count, 4), DoubleMatrix.of(new double[4 * count], count, 4));
    }

    int count() {
        return labels.length;
    }

    double loss(KernelProvider provider, RpnLoss loss) {
        return provider.detection().loss(loss, logits, 0, labels, 0, boxes, targets);
    }

    Result gradients(KernelProvider provider, RpnLoss loss) {
        double[] logitGradient = new double[count()];
        DoubleMatrix boxGradient = DoubleMatrix.of(new double[4 * count()], count(), 4);
        Arrays.fill(logitGradient, Double.NaN);          // all of it is overwritten
        Arrays.fill(boxGradient.data(), Double.NaN);
        double value = provider.detection().lossAndGradients(
                loss, logits, 0, labels, 0, boxes, targets, logitGradient, 0, boxGradient);
        return new Result(value, logitGradient, boxGradient);
    }

    DoubleAnchors copy() {
        return new DoubleAnchors(logits.clone(), labels.clone(),
                DoubleMatrix.of(boxes.data().clone(), count(), 4), DoubleMatrix.of(targets.data().clone(), count(), 4));
    }
}
