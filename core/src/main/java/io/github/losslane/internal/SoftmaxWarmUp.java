package io.github.losslane.internal;

import io.github.losslane.DoubleMatrix;
import io.github.losslane.FloatMatrix;
import io.github.losslane.Reduction;
import io.github.losslane.softmax.CrossEntropy;
import io.github.losslane.softmax.SoftmaxKernels;
import io.github.losslane.softmax.SoftmaxLoss;

/** Small batches of one width for the kernels of the softmax family. */
final class SoftmaxWarmUp {

    /** Less than a vector. */
    private static final int NARROW = 10;

    /** Rows of so many times as many classes fill all slots of a sum. */
    private static final int MORE = 4;

    private static final int ELEMENTS = 8192;

    private final SoftmaxKernels kernels;
    private final FloatMatrix logits;
    private final FloatMatrix targets;
    private final FloatMatrix out;
    private final DoubleMatrix dLogits;
    private final DoubleMatrix dTargets;
    private final DoubleMatrix dOut;
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
        this.dLogits = DoubleMatrix.of(new double[rows * classes], rows, classes);
        this.dTargets = DoubleMatrix.of(new double[rows * classes], rows, classes);
        this.dOut = DoubleMatrix.of(new double[rows * classes], rows, classes);
        this.weights = new float[rows];
        this.losses = new float[rows];
        this.dWeights = new double[rows];
        this.dLosses = new double[rows];
        this.labels = new int[rows];
        for (int i = 0; i < rows * classes; i++) {
            logits.data()[i] = (i % 17 - 8) / 2f;
            targets.data()[i] = i % 3 / 2f;
            dLogits.data()[i] = logits.data()[i];
            dTargets.data()[i] = targets.data()[i];
        }
        for (int i = 0; i < rows; i++) {
            labels[i] = i % classes;
            logits.data()[i * classes + i * 29 % classes] = 5;     // the largest logit is anywhere
            dLogits.data()[i * classes + i * 29 % classes] = 5;
            weights[i] = 0.5f + i % 2;
            dWeights[i] = weights[i];
        }
    }

    /** The calls of the functions, with narrow rows and with others. */
    static Runnable functions(SoftmaxKernels kernels, int rows, int columns) {
        SoftmaxWarmUp narrow = new SoftmaxWarmUp(kernels, rows, NARROW);
        SoftmaxWarmUp wide = new SoftmaxWarmUp(kernels, rows, columns);
        SoftmaxWarmUp wider = new SoftmaxWarmUp(kernels, rows / 2 + 1, MORE * columns);
        return () -> {
            narrow.callFunctions();
            wide.callFunctions();
            wider.callFunctions();
        };
    }

    /** The calls of a loss, as wide as its class weights ask for. */
    static Runnable losses(SoftmaxKernels kernels, SoftmaxLoss loss, int rows, int columns) {
        int classes = loss instanceof CrossEntropy entropy ? entropy.classWeights().size() : 0;
        SoftmaxWarmUp narrow = new SoftmaxWarmUp(kernels, rows, classes > 0 ? classes : NARROW);
        SoftmaxWarmUp wide = classes > 0 ? narrow : new SoftmaxWarmUp(kernels, rows, columns);
        SoftmaxWarmUp wider = classes > 0 ? narrow : new SoftmaxWarmUp(kernels, rows / 2 + 1, MORE * columns);
        return () -> {
            narrow.call(loss);
            wide.call(loss);
            wider.call(loss);
        };
    }

    private void callFunctions() {
        kernels.logSumExp(logits, losses, 0);
        kernels.logSumExp(dLogits, dLosses, 0);
        kernels.softmax(logits, out);
        kernels.softmax(dLogits, dOut);
        kernels.logSoftmax(logits, out);
        kernels.logSoftmax(dLogits, dOut);
    }

    private void call(SoftmaxLoss loss) {
        kernels.loss(loss, Reduction.MEAN, logits, labels, 0);
        kernels.loss(loss, Reduction.MEAN, dLogits, labels, 0);
        kernels.loss(loss, Reduction.MEAN, logits, labels, 0, weights, 0);
        kernels.loss(loss, Reduction.MEAN, dLogits, labels, 0, dWeights, 0);
        kernels.losses(loss, logits, labels, 0, losses, 0);
        kernels.losses(loss, dLogits, labels, 0, dLosses, 0);
        kernels.lossAndGradient(loss, Reduction.MEAN, logits, labels, 0, out);
        kernels.lossAndGradient(loss, Reduction.MEAN, dLogits, labels, 0, dOut);
        kernels.lossAndGradient(loss, Reduction.MEAN, logits, labels, 0, weights, 0, out);
        kernels.lossAndGradient(loss, Reduction.MEAN, dLogits, labels, 0, dWeights, 0, dOut);
        kernels.loss(loss, Reduction.MEAN, logits, targets);
        kernels.loss(loss, Reduction.MEAN, dLogits, dTargets);
        kernels.loss(loss, Reduction.MEAN, logits, targets, weights, 0);
        kernels.loss(loss, Reduction.MEAN, dLogits, dTargets, dWeights, 0);
        kernels.losses(loss, logits, targets, losses, 0);
        kernels.losses(loss, dLogits, dTargets, dLosses, 0);
        kernels.lossAndGradient(loss, Reduction.MEAN, logits, targets, out);
        kernels.lossAndGradient(loss, Reduction.MEAN, dLogits, dTargets, dOut);
        kernels.lossAndGradient(loss, Reduction.MEAN, logits, targets, weights, 0, out);
        kernels.lossAndGradient(loss, Reduction.MEAN, dLogits, dTargets, dWeights, 0, dOut);
    }
}
