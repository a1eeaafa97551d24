// Derived from FloatReferencePointwise.java; edit that file, then run: java verification/src/test/java/io/github/losslane/verification/Twins.java
package io.github.losslane.reference;

import io.github.losslane.Reduction;
import io.github.losslane.internal.Arguments;
import io.github.losslane.internal.DoublePointwiseArguments;
import io.github.losslane.pointwise.DoublePointwiseKernels;
import io.github.losslane.pointwise.PointwiseLoss;

/** Loops over the records' scalar definitions; sums in double, in order. */
interface DoubleReferencePointwise extends DoublePointwiseKernels {

    @Override
    default double loss(
            PointwiseLoss loss, Reduction reduction, double[] predictions, int predictionsOffset,
            double[] targets, int targetsOffset, int length) {
        DoublePointwiseArguments.inputs(
                loss, reduction, predictions, predictionsOffset, targets, targetsOffset, length);
        return sum(loss, predictions, predictionsOffset, targets, targetsOffset, null, 0, length)
                / reduction.divisor(length, length);
    }

    @Override
    default double loss(
            PointwiseLoss loss, Reduction reduction, double[] predictions, int predictionsOffset,
            double[] targets, int targetsOffset, double[] weights, int weightsOffset, int length) {
        DoublePointwiseArguments.inputs(
                loss, reduction, predictions, predictionsOffset, targets, targetsOffset, length);
        Arguments.range("weights", weights, weightsOffset, length);
        return sum(loss, predictions, predictionsOffset, targets, targetsOffset, weights, weightsOffset, length)
                / reduction.divisor(length, sum(weights, weightsOffset, length));
    }

    @Override
    default void losses(
            PointwiseLoss loss, double[] predictions, int predictionsOffset,
            double[] targets, int targetsOffset, double[] losses, int lossesOffset, int length) {
        DoublePointwiseArguments.inputs(loss, predictions, predictionsOffset, targets, targetsOffset, length);
        DoublePointwiseArguments.output(
                "losses", losses, lossesOffset, predictions, predictionsOffset, targets, targetsOffset, length);
        for (int i = 0; i < length; i++) {
            losses[lossesOffset + i] = loss.loss(predictions[predictionsOffset + i], targets[targetsOffset + i]);
        }
    }

    @Override
    default double lossAndGradient(
            PointwiseLoss loss, Reduction reduction, double[] predictions, int predictionsOffset,
            double[] targets, int targetsOffset, double[] gradient, int gradientOffset, int length) {
        DoublePointwiseArguments.inputs(
                loss, reduction, predictions, predictionsOffset, targets, targetsOffset, length);
        DoublePointwiseArguments.output(
                "gradient", gradient, gradientOffset, predictions, predictionsOffset, targets, targetsOffset, length);
        double divisor = reduction.divisor(length, length);
        double total = sum(loss, predictions, predictionsOffset, targets, targetsOffset, null, 0, length);
        for (int i = 0; i < length; i++) {
            double derivative = loss.gradient(predictions[predictionsOffset + i], targets[targetsOffset + i]);
            gradient[gradientOffset + i] = (derivative / divisor);
        }
        return total / divisor;
    }

    @Override
    default double lossAndGradient(
            PointwiseLoss loss, Reduction reduction, double[] predictions, int predictionsOffset,
            double[] targets, int targetsOffset, double[] weights, int weightsOffset,
            double[] gradient, int gradientOffset, int length) {
        DoublePointwiseArguments.inputs(
                loss, reduction, predictions, predictionsOffset, targets, targetsOffset, length);
        DoublePointwiseArguments.output(
                "gradient", gradient, gradientOffset, predictions, predictionsOffset, targets, targetsOffset, length);
        DoublePointwiseArguments.weights(weights, weightsOffset, gradient, gradientOffset, length);
        double divisor = reduction.divisor(length, sum(weights, weightsOffset, length));
        double total = sum(loss, predictions, predictionsOffset, targets, targetsOffset, weights, weightsOffset, length);
        for (int i = 0; i < length; i++) {
            double weight = weights[weightsOffset + i];
            double derivative = loss.gradient(predictions[predictionsOffset + i], targets[targetsOffset + i]);
            gradient[gradientOffset + i] = weight == 0 ? 0 : (weight * derivative / divisor);
        }
        return total / divisor;
    }

    @Override
    default void gradientAndHessian(
            PointwiseLoss loss, double[] predictions, int predictionsOffset, double[] targets, int targetsOffset,
            double[] gradient, int gradientOffset, double[] hessian, int hessianOffset, int length) {
        DoublePointwiseArguments.inputs(loss, predictions, predictionsOffset, targets, targetsOffset, length);
        DoublePointwiseArguments.output(
                "gradient", gradient, gradientOffset, predictions, predictionsOffset, targets, targetsOffset, length);
        DoublePointwiseArguments.hessian(
                hessian, hessianOffset, gradient, gradientOffset, predictions, predictionsOffset, targets, targetsOffset,
                length);
        for (int i = 0; i < length; i++) {
            double prediction = predictions[predictionsOffset + i];
            double target = targets[targetsOffset + i];
            gradient[gradientOffset + i] = loss.gradient(prediction, target);
            hessian[hessianOffset + i] = loss.hessian(prediction, target);
        }
    }

    private static double sum(
            PointwiseLoss loss, double[] predictions, int p, double[] targets, int t, double[] weights, int w, int length) {
        double sum = 0;
        for (int i = 0; i < length; i++) {
            double weight = weights == null ? 1 : weights[w + i];
            sum += weight == 0 ? 0 : weight * loss.loss(predictions[p + i], targets[t + i]);
        }
        return sum;
    }

    private static double sum(double[] weights, int weightsOffset, int length) {
        double sum = 0;
        for (int i = 0; i < length; i++) {
            sum += weights[weightsOffset + i];
        }
        return sum;
    }
}
