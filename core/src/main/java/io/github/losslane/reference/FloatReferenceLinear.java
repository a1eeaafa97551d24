package io.github.losslane.reference;

import io.github.losslane.FloatMatrix;
import io.github.losslane.Reduction;
import io.github.losslane.internal.FloatLinearArguments;
import io.github.losslane.linear.FloatLinearKernels;
import io.github.losslane.linear.Regularizer;
import io.github.losslane.pointwise.PointwiseLoss;

/** Linear models by their definition: loops over the records' scalar methods, all sums in double and in order. */
interface FloatReferenceLinear extends FloatLinearKernels {

    @Override
    default void scores(FloatMatrix x, float[] weights, int weightsOffset, float bias, float[] scores, int scoresOffset) {
        FloatLinearArguments.model(x, weights, weightsOffset);
        FloatLinearArguments.scores(scores, scoresOffset, x, weights, weightsOffset);
        for (int i = 0; i < x.rows(); i++) {
            scores[scoresOffset + i] = (float) score(x, i, weights, weightsOffset, bias);
        }
    }

    @Override
    default double loss(
            PointwiseLoss loss, Regularizer regularizer, Reduction reduction, FloatMatrix x,
            float[] targets, int targetsOffset, float[] weights, int weightsOffset, float bias) {
        FloatLinearArguments.inputs(loss, regularizer, reduction, x, targets, targetsOffset, weights, weightsOffset);
        double total = 0;
        for (int i = 0; i < x.rows(); i++) {
            total += loss.loss(score(x, i, weights, weightsOffset, bias), targets[targetsOffset + i]);
        }
        return total / reduction.divisor(x.rows(), x.rows()) + penalty(regularizer, weights, weightsOffset, x.columns());
    }

    @Override
    default double lossAndGradient(
            PointwiseLoss loss, Regularizer regularizer, Reduction reduction, FloatMatrix x,
            float[] targets, int targetsOffset, float[] weights, int weightsOffset, float bias,
            float[] weightGradient, int weightGradientOffset, float[] biasGradient, int biasGradientOffset) {
        FloatLinearArguments.inputs(loss, regularizer, reduction, x, targets, targetsOffset, weights, weightsOffset);
        FloatLinearArguments.gradients(
                weightGradient, weightGradientOffset, biasGradient, biasGradientOffset,
                x, targets, targetsOffset, weights, weightsOffset);
        double divisor = reduction.divisor(x.rows(), x.rows());
        double total = 0;
        double[] dw = new double[x.columns()];
        double db = 0;
        for (int i = 0; i < x.rows(); i++) {
            double score = score(x, i, weights, weightsOffset, bias);
            double target = targets[targetsOffset + i];
            double slope = loss.gradient(score, target);
            for (int j = 0; j < dw.length; j++) {
                dw[j] += slope * x.get(i, j);
            }
            db += slope;
            total += loss.loss(score, target);
        }
        for (int j = 0; j < dw.length; j++) {
            double penalty = regularizer.gradient(weights[weightsOffset + j]);
            weightGradient[weightGradientOffset + j] = (float) (dw[j] / divisor + penalty);
        }
        biasGradient[biasGradientOffset] = (float) (db / divisor);
        return total / divisor + penalty(regularizer, weights, weightsOffset, dw.length);
    }

    private static double score(FloatMatrix x, int row, float[] weights, int w, double bias) {
        double product = 0;
        for (int j = 0; j < x.columns(); j++) {
            double weight = weights[w + j];
            product += x.get(row, j) * weight;
        }
        return product + bias;
    }

    private static double penalty(Regularizer regularizer, float[] weights, int w, int length) {
        double sum = 0;
        for (int j = 0; j < length; j++) {
            sum += regularizer.value(weights[w + j]);
        }
        return sum;
    }
}
