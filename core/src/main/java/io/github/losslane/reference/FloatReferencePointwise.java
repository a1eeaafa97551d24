package io.github.losslane.reference;

import io.github.losslane.Reduction;
import io.github.losslane.internal.Arguments;
import io.github.losslane.internal.FloatPointwiseArguments;
import io.github.losslane.pointwise.FloatPointwiseKernels;
import io.github.losslane.pointwise.PointwiseLoss;

/** Loops over the records' scalar definitions; sums in double, in order. */
interface FloatReferencePointwise extends FloatPointwiseKernels {

    @Override
    default double loss(
            PointwiseLoss loss, Reduction reduction, float[] predictions, int predictionsOffset,
            float[] targets, int targetsOffset, int length) {
        FloatPointwiseArguments.inputs(
                loss, reduction, predictions, predictionsOffset, targets, targetsOffset, length);
        return sum(loss, predictions, predictionsOffset, targets, targetsOffset, null, 0, length)
                / reduction.divisor(length, length);
    }

    @Override
    default double loss(
            PointwiseLoss loss, Reduction reduction, float[] predictions, int predictionsOffset,
            float[] targets, int targetsOffset, float[] weights, int weightsOffset, int length) {
        FloatPointwiseArguments.inputs(
                loss, reduction, predictions, predictionsOffset, targets, targetsOffset, length);
        Arguments.range("weights", weights, weightsOffset, length);
        return sum(loss, predictions, predictionsOffset, targets, targetsOffset, weights, weightsOffset, length)
                / reduction.divisor(length, sum(weights, weightsOffset, length));
    }

    @Override
    default void losses(
            PointwiseLoss loss, float[] predictions, int predictionsOffset,
            float[] targets, int targetsOffset, float[] losses, int lossesOffset, int length) {
        FloatPointwiseArguments.inputs(loss, predictions, predictionsOffset, targets, targetsOffset, length);
        FloatPointwiseArguments.output(
                "losses", losses, lossesOffset, predictions, predictionsOffset, targets, targetsOffset, length);
        for (int i = 0; i < length; i++) {
            losses[lossesOffset + i] = (float) loss.loss(predictions[predictionsOffset + i], targets[targetsOffset + i]);
        }
    }

    @Override
    default double lossAndGradient(
            PointwiseLoss loss, Reduction reduction, float[] predictions, int predictionsOffset,
            float[] targets, int targetsOffset, float[] gradient, int gradientOffset, int length) {
        FloatPointwiseArguments.inputs(
                loss, reduction, predictions, predictionsOffset, targets, targetsOffset, length);
        FloatPointwiseArguments.output(
                "gradient", gradient, gradientOffset, predictions, predictionsOffset, targets, targetsOffset, length);
        double divisor = reduction.divisor(length, length);
        double total = sum(loss, predictions, predictionsOffset, targets, targetsOffset, null, 0, length);
        for (int i = 0; i < length; i++) {
            double derivative = loss.gradient(predictions[predictionsOffset + i], targets[targetsOffset + i]);
            gradient[gradientOffset + i] = (float) (derivative / divisor);
        }
        return total / divisor;
    }

    @Override
    default double lossAndGradient(
            PointwiseLoss loss, Reduction reduction, float[] predictions, int predictionsOffset,
            float[] targets, int targetsOffset, float[] weights, int weightsOffset,
            float[] gradient, int gradientOffset, int length) {
        FloatPointwiseArguments.inputs(
                loss, reduction, predictions, predictionsOffset, targets, targetsOffset, length);
        FloatPointwiseArguments.output(
                "gradient", gradient, gradientOffset, predictions, predictionsOffset, targets, targetsOffset, length);
        FloatPointwiseArguments.weights(weights, weightsOffset, gradient, gradientOffset, length);
        double divisor = reduction.divisor(length, sum(weights, weightsOffset, length));
        double total = sum(loss, predictions, predictionsOffset, targets, targetsOffset, weights, weightsOffset, length);
        for (int i = 0; i < length; i++) {
            double weight = weights[weightsOffset + i];
            double derivative = loss.gradient(predictions[predictionsOffset + i], targets[targetsOffset + i]);
            gradient[gradientOffset + i] = weight == 0 ? 0 : (float) (weight * derivative / divisor);
        }
        return total / divisor;
    }

    @Override
    default void gradientAndHessian(
            PointwiseLoss loss, float[] predictions, int predictionsOffset, float[] targets, int targetsOffset,
            float[] gradient, int gradientOffset, float[] hessian, int hessianOffset, int length) {
        FloatPointwiseArguments.inputs(loss, predictions, predictionsOffset, targets, targetsOffset, length);
        FloatPointwiseArguments.output(
                "gradient", gradient, gradientOffset, predictions, predictionsOffset, targets, targetsOffset, length);
        FloatPointwiseArguments.hessian(
                hessian, hessianOffset, gradient, gradientOffset, predictions, predictionsOffset, targets, targetsOffset,
                length);
        for (int i = 0; i < length; i++) {
            double prediction = predictions[predictionsOffset + i];
            double target = targets[targetsOffset + i];
            gradient[gradientOffset + i] = (float) loss.gradient(prediction, target);
            hessian[hessianOffset + i] = (float) loss.hessian(prediction, target);
        }
    }

    private static double sum(
            PointwiseLoss loss, float[] predictions, int p, float[] targets, int t, float[] weights, int w, int length) {
        double sum = 0;
        for (int i = 0; i < length; i++) {
            double weight = weights == null ? 1 : weights[w + i];
            sum += weight == 0 ? 0 : weight * loss.loss(predictions[p + i], targets[t + i]);
        }
        return sum;
    }

    private static double sum(float[] weights, int weightsOffset, int length) {
        double sum = 0;
        for (int i = 0; i < length; i++) {
            sum += weights[weightsOffset + i];
        }
        return sum;
    }
}
