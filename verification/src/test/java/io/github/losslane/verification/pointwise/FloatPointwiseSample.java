package io.github.losslane.verification.pointwise;

import io.github.losslane.KernelProvider;
import io.github.losslane.Reduction;
import io.github.losslane.pointwise.PointwiseLoss;
import java.util.SplittableRandom;

/** Rows for a loss: more than two blocks, the last vector not full. Edges of the number format come first. */
record FloatPointwiseSample(float[] predictions, float[] targets, float[] weights) {

    private static final int ROWS = 2500;

    private static final float[] EDGES = {
        0, -0.0f, 1, -1, 0.5f, Float.MIN_VALUE, -Float.MIN_VALUE, Float.MIN_NORMAL, -Float.MIN_NORMAL, 1e-20f, -1e-20f,
        16.5f, -16.5f, 17.4f, -17.4f, 36.8f, -36.8f, 87.3f, -87.3f, 88.8f, -88.8f, 103.9f, -103.9f, 104.1f, -104.1f,
        708.3f, -708.3f, 745.1f, -745.1f, 746, -746, 1e6f, -1e6f, 1e30f, -1e30f, Float.MAX_VALUE, -Float.MAX_VALUE
    };

    static FloatPointwiseSample of(PointwiseLoss loss) {
        return of(loss, ROWS, 42);
    }

    static FloatPointwiseSample of(PointwiseLoss loss, int rows, long seed) {
        SplittableRandom random = new SplittableRandom(seed);
        double[] choice = PointwiseFacts.targets(loss);
        FloatPointwiseSample sample = new FloatPointwiseSample(new float[rows], new float[rows], new float[rows]);
        for (int i = 0; i < rows; i++) {
            double range = i % 2 == 0 ? 6 : 110;
            double any = i / choice.length < EDGES.length
                    ? EDGES[i / choice.length]
                    : random.nextDouble(-range, range);
            sample.predictions[i] = (float) PointwiseFacts.prediction(loss, any);
            sample.targets[i] = (float) choice[i % choice.length];
            sample.weights[i] = i % 7 == 0 ? 0 : (float) random.nextDouble(0, 3);
        }
        return sample;
    }

    int rows() {
        return predictions.length;
    }

    /** A single row of weight 1. */
    static FloatPointwiseSample row(float prediction, float target) {
        return new FloatPointwiseSample(new float[] {prediction}, new float[] {target}, new float[] {1});
    }

    /** The same without the edges, so that sums stay finite; 0 and 1 are edges of a probability. */
    FloatPointwiseSample ordinary() {
        FloatPointwiseSample ordinary =
                new FloatPointwiseSample(predictions.clone(), targets.clone(), weights.clone());
        for (int i = 0; i < rows(); i++) {
            float size = Math.abs(predictions[i]);
            ordinary.predictions[i] = size > 80 || size < 1e-30f || size == 1 ? 0.75f : predictions[i];
        }
        return ordinary;
    }

    double loss(KernelProvider provider, PointwiseLoss loss, Reduction reduction) {
        return provider.pointwise().loss(loss, reduction, predictions, 0, targets, 0, rows());
    }

    double weightedLoss(KernelProvider provider, PointwiseLoss loss, Reduction reduction) {
        return provider.pointwise().loss(loss, reduction, predictions, 0, targets, 0, weights, 0, rows());
    }

    float[] losses(KernelProvider provider, PointwiseLoss loss) {
        float[] losses = new float[rows()];
        provider.pointwise().losses(loss, predictions, 0, targets, 0, losses, 0, rows());
        return losses;
    }

    float[] gradient(KernelProvider provider, PointwiseLoss loss, Reduction reduction) {
        float[] gradient = new float[rows()];
        provider.pointwise().lossAndGradient(loss, reduction, predictions, 0, targets, 0, gradient, 0, rows());
        return gradient;
    }

    float[] weightedGradient(KernelProvider provider, PointwiseLoss loss, Reduction reduction) {
        float[] gradient = new float[rows()];
        provider.pointwise().lossAndGradient(
                loss, reduction, predictions, 0, targets, 0, weights, 0, gradient, 0, rows());
        return gradient;
    }

    float[] gradientWithHessian(KernelProvider provider, PointwiseLoss loss) {
        float[] gradient = new float[rows()];
        provider.pointwise().gradientAndHessian(
                loss, predictions, 0, targets, 0, gradient, 0, new float[rows()], 0, rows());
        return gradient;
    }

    float[] hessian(KernelProvider provider, PointwiseLoss loss) {
        float[] hessian = new float[rows()];
        provider.pointwise().gradientAndHessian(loss, predictions, 0, targets, 0, new float[rows()], 0, hessian, 0, rows());
        return hessian;
    }
}
