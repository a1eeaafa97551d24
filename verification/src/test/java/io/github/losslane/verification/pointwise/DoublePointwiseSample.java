// Derived from FloatPointwiseSample.java; edit that file, then run: java verification/src/test/java/io/github/losslane/verification/Twins.java
package io.github.losslane.verification.pointwise;

import io.github.losslane.KernelProvider;
import io.github.losslane.Reduction;
import io.github.losslane.pointwise.PointwiseLoss;
import java.util.SplittableRandom;

/** Rows for a loss: more than two blocks, the last vector not full. Edges of the number format come first. */
record DoublePointwiseSample(double[] predictions, double[] targets, double[] weights) {

    private static final int ROWS = 2500;

    private static final double[] EDGES = {
        0, -0.0, 1, -1, 0.5, Double.MIN_VALUE, -Double.MIN_VALUE, Double.MIN_NORMAL, -Double.MIN_NORMAL, 1e-20, -1e-20,
        16.5, -16.5, 17.4, -17.4, 36.8, -36.8, 87.3, -87.3, 88.8, -88.8, 103.9, -103.9, 104.1, -104.1,
        708.3, -708.3, 745.1, -745.1, 746, -746, 1e6, -1e6, 1e30, -1e30, Double.MAX_VALUE, -Double.MAX_VALUE
    };

    static DoublePointwiseSample of(PointwiseLoss loss) {
        return of(loss, ROWS, 42);
    }

    static DoublePointwiseSample of(PointwiseLoss loss, int rows, long seed) {
        SplittableRandom random = new SplittableRandom(seed);
        double[] choice = PointwiseFacts.targets(loss);
        DoublePointwiseSample sample = new DoublePointwiseSample(new double[rows], new double[rows], new double[rows]);
        for (int i = 0; i < rows; i++) {
            double range = i % 2 == 0 ? 6 : 110;
            double any = i / choice.length < EDGES.length
                    ? EDGES[i / choice.length]
                    : random.nextDouble(-range, range);
            sample.predictions[i] = PointwiseFacts.prediction(loss, any);
            sample.targets[i] = choice[i % choice.length];
            sample.weights[i] = i % 7 == 0 ? 0 : random.nextDouble(0, 3);
        }
        return sample;
    }

    int rows() {
        return predictions.length;
    }

    /** A single row of weight 1. */
    static DoublePointwiseSample row(double prediction, double target) {
        return new DoublePointwiseSample(new double[] {prediction}, new double[] {target}, new double[] {1});
    }

    /** The same without the edges, so that sums stay finite; 0 and 1 are edges of a probability. */
    DoublePointwiseSample ordinary() {
        DoublePointwiseSample ordinary =
                new DoublePointwiseSample(predictions.clone(), targets.clone(), weights.clone());
        for (int i = 0; i < rows(); i++) {
            double size = Math.abs(predictions[i]);
            ordinary.predictions[i] = size > 80 || size < 1e-30 || size == 1 ? 0.75 : predictions[i];
        }
        return ordinary;
    }

    double loss(KernelProvider provider, PointwiseLoss loss, Reduction reduction) {
        return provider.pointwise().loss(loss, reduction, predictions, 0, targets, 0, rows());
    }

    double weightedLoss(KernelProvider provider, PointwiseLoss loss, Reduction reduction) {
        return provider.pointwise().loss(loss, reduction, predictions, 0, targets, 0, weights, 0, rows());
    }

    double[] losses(KernelProvider provider, PointwiseLoss loss) {
        double[] losses = new double[rows()];
        provider.pointwise().losses(loss, predictions, 0, targets, 0, losses, 0, rows());
        return losses;
    }

    double[] gradient(KernelProvider provider, PointwiseLoss loss, Reduction reduction) {
        double[] gradient = new double[rows()];
        provider.pointwise().lossAndGradient(loss, reduction, predictions, 0, targets, 0, gradient, 0, rows());
        return gradient;
    }

    double[] weightedGradient(KernelProvider provider, PointwiseLoss loss, Reduction reduction) {
        double[] gradient = new double[rows()];
        provider.pointwise().lossAndGradient(
                loss, reduction, predictions, 0, targets, 0, weights, 0, gradient, 0, rows());
        return gradient;
    }

    double[] gradientWithHessian(KernelProvider provider, PointwiseLoss loss) {
        double[] gradient = new double[rows()];
        provider.pointwise().gradientAndHessian(
                loss, predictions, 0, targets, 0, gradient, 0, new double[rows()], 0, rows());
        return gradient;
    }

    double[] hessian(KernelProvider provider, PointwiseLoss loss) {
        double[] hessian = new double[rows()];
        provider.pointwise().gradientAndHessian(loss, predictions, 0, targets, 0, new double[rows()], 0, hessian, 0, rows());
        return hessian;
    }
}
