package io.github.losslane.internal;

import io.github.losslane.DoubleMatrix;
import io.github.losslane.FloatMatrix;
import io.github.losslane.Reduction;
import io.github.losslane.softmax.CrossEntropy;
import io.github.losslane.softmax.SoftmaxKernels;
import io.github.losslane.softmax.SoftmaxLoss;
import java.util.List;
import java.util.stream.Stream;

/** Small batches of one width for the kernels of the softmax family. */
final class SoftmaxWarmUp {

    /** Less than a vector. */
    private static final int NARROW = 10;

    /** Whole vectors, but fewer than the 64 slots of a sum: what is left out there is else thrown away with the rest. */
    private static final int FEWER_THAN_SLOTS = 48;

    /** Rows of so many times as many classes fill all slots of a sum. */
    private static final int MORE = 4;

    private static final int ELEMENTS = 8192;

    /** Rows of logits so large or small need a shift; so do others with a label that is so small. */
    private static final float LARGE = 100;

    private final SoftmaxKernels kernels;
    private final FloatMatrix logits;
    private final FloatMatrix rare;
    private final FloatMatrix targets;
    private final FloatMatrix single;
    private final FloatMatrix out;
    private final FloatMatrix apart;
    private final DoubleMatrix dLogits;
    private final DoubleMatrix dRare;
    private final DoubleMatrix dTargets;
    private final DoubleMatrix dSingle;
    private final DoubleMatrix dOut;
    private final DoubleMatrix dApart;
    private final float[] weights;
    private final float[] losses;
    private final double[] dWeights;
    private final double[] dLosses;
    private final int[] labels;

    private SoftmaxWarmUp(SoftmaxKernels kernels, int mostRows, int classes) {
        int rows = Math.max(1, Math.min(mostRows, ELEMENTS / classes));
        this.kernels = kernels;
        this.logits = FloatMatrix.of(new float[rows * classes], rows, classes);
        this.targets = FloatMatrix.of(new float[rows * classes], rows, classes);
        this.out = FloatMatrix.of(new float[rows * classes], rows, classes);
        this.rare = apart(rows, classes);
        this.single = apart(rows, classes);
        this.apart = apart(rows, classes);
        this.dLogits = DoubleMatrix.of(new double[rows * classes], rows, classes);
        this.dTargets = DoubleMatrix.of(new double[rows * classes], rows, classes);
        this.dOut = DoubleMatrix.of(new double[rows * classes], rows, classes);
        this.dRare = dApart(rows, classes);
        this.dSingle = dApart(rows, classes);
        this.dApart = dApart(rows, classes);
        this.weights = new float[rows];
        this.losses = new float[rows];
        this.dWeights = new double[rows];
        this.dLosses = new double[rows];
        this.labels = new int[rows];
        for (int i = 0; i < rows * classes; i++) {
            logits.data()[i] = (i % 17 - 8) / 2f;
            targets.data()[i] = i % 3 / 2f;
            dTargets.data()[i] = targets.data()[i];
        }
        for (int i = 0; i < rows; i++) {
            labels[i] = i % classes;
            boolean far = i % 7 == 6;           // the largest logit is anywhere, in some rows far above the label's
            logits.data()[i * classes + i * 29 % classes] = far ? 25 : 5;
            logits.data()[i * classes + labels[i]] -= far ? 45 : 0;
            weights[i] = 0.5f + i % 2;
            dWeights[i] = weights[i];
        }
        for (int i = 0; i < rows; i++) {
            for (int j = 0; j < classes; j++) {
                dLogits.data()[i * classes + j] = logits.get(i, j);
                boolean label = j == labels[i];
                boolean small = i == 1 || (i == 2 && label);
                float number = logits.get(i, j) + (i == 0 ? LARGE : 0) - (small ? LARGE : 0);
                boolean masked = (i * classes + j) % 31 == 30 && !label;
                int index = rare.rowOffset(i) + j;
                rare.data()[index] = masked ? Float.NEGATIVE_INFINITY : number;
                dRare.data()[index] = masked ? Double.NEGATIVE_INFINITY : LARGE * number;
                single.data()[index] = label ? 1 : 0;
                dSingle.data()[index] = label ? 1 : 0;
            }
        }
    }

    /** Rows with a gap between them, so that none of them lies as the usual do. */
    private static FloatMatrix apart(int rows, int classes) {
        return new FloatMatrix(new float[rows * (classes + 1)], 1, rows, classes, classes + 1);
    }

    private static DoubleMatrix dApart(int rows, int classes) {
        return new DoubleMatrix(new double[rows * (classes + 1)], 1, rows, classes, classes + 1);
    }

    /** The calls of the functions, with narrow rows and with others. */
    static Runnable functions(SoftmaxKernels kernels, int rows, int columns) {
        List<SoftmaxWarmUp> shapes = shapes(kernels, rows, columns);
        return () -> shapes.forEach(SoftmaxWarmUp::callFunctions);
    }

    /** The calls of a loss, as wide as its class weights ask for. */
    static Runnable losses(SoftmaxKernels kernels, SoftmaxLoss loss, int rows, int columns) {
        int classes = loss instanceof CrossEntropy entropy ? entropy.classWeights().size() : 0;
        List<SoftmaxWarmUp> shapes =
                classes > 0 ? shapes(kernels, rows, columns, classes) : shapes(kernels, rows, columns);
        return () -> shapes.forEach(shape -> shape.call(loss));
    }

    /** The calls of a loss with batches of every other shape, as far as its class weights allow. */
    static Stream<Runnable> shapes(SoftmaxKernels kernels, SoftmaxLoss loss) {
        return Shapes.EVERY.stream()
                .filter(shape -> shape.gap() == 0)              // every batch has rows with gaps as well
                .filter(shape -> fits(loss, shape.classes()))
                .map(shape -> new SoftmaxWarmUp(kernels, shape.rows(), shape.classes()))
                .map(shape -> () -> shape.call(loss));
    }

    private static boolean fits(SoftmaxLoss loss, int classes) {
        int given = loss instanceof CrossEntropy entropy ? entropy.classWeights().size() : 0;
        return given == 0 || given == classes;
    }

    private static List<SoftmaxWarmUp> shapes(SoftmaxKernels kernels, int rows, int columns) {
        return List.of(
                new SoftmaxWarmUp(kernels, rows, columns % 2 == 0 ? FEWER_THAN_SLOTS : NARROW),
                new SoftmaxWarmUp(kernels, rows, columns),
                new SoftmaxWarmUp(kernels, rows / 2 + 1, MORE * columns));
    }

    /** Where the width is given, a few rows, and as many as hold the elements of the wide ones. */
    private static List<SoftmaxWarmUp> shapes(SoftmaxKernels kernels, int rows, int columns, int classes) {
        return List.of(
                new SoftmaxWarmUp(kernels, rows, classes),
                new SoftmaxWarmUp(kernels, rows * columns / classes, classes),
                new SoftmaxWarmUp(kernels, MORE * rows * columns / classes, classes));
    }

    private void callFunctions() {
        callFunctions(logits, dLogits, out, dOut);
        callFunctions(rare, dRare, apart, dApart);
    }

    private void callFunctions(FloatMatrix floats, DoubleMatrix doubles, FloatMatrix out, DoubleMatrix dOut) {
        kernels.logSumExp(floats, losses, 0);
        kernels.logSumExp(doubles, dLosses, 0);
        kernels.softmax(floats, out);
        kernels.softmax(doubles, dOut);
        kernels.logSoftmax(floats, out);
        kernels.logSoftmax(doubles, dOut);
    }

    /** What rare logits take must not be thrown away with all else when the first of them comes. */
    private void call(SoftmaxLoss loss) {
        kernels.loss(loss, Reduction.MEAN, rare, labels, 0);
        kernels.loss(loss, Reduction.MEAN, dRare, labels, 0);
        kernels.lossAndGradient(loss, Reduction.MEAN, rare, labels, 0, apart);
        kernels.lossAndGradient(loss, Reduction.MEAN, dRare, labels, 0, dApart);
        kernels.lossAndGradient(loss, Reduction.MEAN, rare, targets, apart);
        kernels.lossAndGradient(loss, Reduction.MEAN, dRare, dTargets, dApart);
        kernels.lossAndGradient(loss, Reduction.MEAN, logits, single, apart);
        kernels.lossAndGradient(loss, Reduction.MEAN, dLogits, dSingle, dApart);
        kernels.lossAndGradient(loss, Reduction.MEAN, apart, labels, 0, apart);
        kernels.lossAndGradient(loss, Reduction.MEAN, dApart, labels, 0, dApart);
        kernels.loss(loss, Reduction.MEAN, logits, labels, 0);
        kernels.loss(loss, Reduction.MEAN, dLogits, labels, 0);
        kernels.loss(loss, Reduction.WEIGHTED_MEAN, logits, labels, 0, weights, 0);
        kernels.loss(loss, Reduction.WEIGHTED_MEAN, dLogits, labels, 0, dWeights, 0);
        kernels.losses(loss, logits, labels, 0, losses, 0);
        kernels.losses(loss, dLogits, labels, 0, dLosses, 0);
        kernels.lossAndGradient(loss, Reduction.MEAN, logits, labels, 0, out);
        kernels.lossAndGradient(loss, Reduction.MEAN, dLogits, labels, 0, dOut);
        kernels.lossAndGradient(loss, Reduction.WEIGHTED_MEAN, logits, labels, 0, weights, 0, out);
        kernels.lossAndGradient(loss, Reduction.WEIGHTED_MEAN, dLogits, labels, 0, dWeights, 0, dOut);
        kernels.loss(loss, Reduction.MEAN, logits, targets);
        kernels.loss(loss, Reduction.MEAN, dLogits, dTargets);
        kernels.loss(loss, Reduction.WEIGHTED_MEAN, logits, targets, weights, 0);
        kernels.loss(loss, Reduction.WEIGHTED_MEAN, dLogits, dTargets, dWeights, 0);
        kernels.losses(loss, logits, targets, losses, 0);
        kernels.losses(loss, dLogits, dTargets, dLosses, 0);
        kernels.lossAndGradient(loss, Reduction.MEAN, logits, targets, out);
        kernels.lossAndGradient(loss, Reduction.MEAN, dLogits, dTargets, dOut);
        kernels.lossAndGradient(loss, Reduction.WEIGHTED_MEAN, logits, targets, weights, 0, out);
        kernels.lossAndGradient(loss, Reduction.WEIGHTED_MEAN, dLogits, dTargets, dWeights, 0, dOut);
    }
}
