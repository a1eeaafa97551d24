package io.github.losslane.jmh.softmax;

import io.github.losslane.softmax.CrossEntropy;
import io.github.losslane.softmax.InterclassDistance;
import io.github.losslane.softmax.SoftmaxFocal;
import io.github.losslane.softmax.SoftmaxLoss;
import java.util.SplittableRandom;

/** The softmax losses that are measured, by the names of the benchmarks' parameter. */
public enum SoftmaxCase {
    /** Cross-entropy. */
    CrossEntropy,
    /** Cross-entropy with class weights. */
    WeightedCrossEntropy,
    /** Cross-entropy with label smoothing. */
    SmoothedCrossEntropy,
    SoftmaxFocal,
    InterclassDistance;

    /** The share that smoothing spreads. */
    public static final double SMOOTHING = 0.125;

    private static final CrossEntropy PLAIN = io.github.losslane.softmax.CrossEntropy.PLAIN;

    /** The loss for a number of classes. */
    public SoftmaxLoss loss(int classes) {
        return switch (this) {
            case CrossEntropy -> PLAIN;
            case WeightedCrossEntropy -> PLAIN.withClassWeights(classWeights(classes));
            case SmoothedCrossEntropy -> PLAIN.withLabelSmoothing(SMOOTHING);
            case SoftmaxFocal -> new SoftmaxFocal();
            case InterclassDistance -> new InterclassDistance();
        };
    }

    /** Weights that are floats. */
    public static double[] classWeights(int classes) {
        return new SplittableRandom(43).ints(classes, 4, 9).mapToDouble(eighths -> eighths / 8.0).toArray();
    }
}
