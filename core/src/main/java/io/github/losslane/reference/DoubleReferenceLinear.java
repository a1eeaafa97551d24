// Derived from FloatReferenceLinear.java; edit that file, then run: java verification/src/test/java/io/github/losslane/verification/Twins.java
package io.github.losslane.reference;

import io.github.losslane.DoubleMatrix;
import io.github.losslane.Reduction;
import io.github.losslane.internal.DoubleLinearArguments;
import io.github.losslane.linear.DoubleLinearKernels;
import io.github.losslane.linear.Regularizer;
import io.github.losslane.pointwise.PointwiseLoss;

/** Linear models by their definition: loops over the records' scalar methods, all sums in double and in order. */
interface DoubleReferenceLinear extends DoubleLinearKernels {

    @Override
    default void scores(DoubleMatrix x, double[] weights, int weightsOffset, double bias, double[] scores, int scoresOffset) {
        DoubleLinearArguments.model(x, weights, weightsOffset);
        DoubleLinearArguments.scores(scores, scoresOffset, x, weights, weightsOffset);
        for (int i = 0; i < x.rows(); i++) {
            scores[scoresOffset + i] = score(x, i, weights, weightsOffset, bias);
        }
    }

    @Override
    default double loss(
            PointwiseLoss loss, Regularizer regularizer, Reduction reduction, DoubleMatrix x,
            double[] targets, int targetsOffset, double[] weights, int weightsOffset, double bias) {
        DoubleLinearArguments.inputs(loss, regularizer, reduction, x, targets, targetsOffset, weights, weightsOffset);
        double total = 0;
        for (int i = 0; i < x.rows(); i++) {
            total += loss.loss(score(x, i, weights, weightsOffset, bias), targets[targetsOffset + i]);
        }
        return total / reduction.divisor(x.rows(), x.rows()) + penalty(regularizer, weights, weightsOffset, x.columns());
    }

    @Override
    default double lossAndGradient(
            PointwiseLoss loss, Regularizer regularizer, Reduction reduction, DoubleMatrix x,
            double[] targets, int targetsOffset, double[] weights, int weightsOffset, double bias,
            double[] weightGradient, int weightGradientOffset, double[] biasGradient, int biasGradientOffset) {
        DoubleLinearArguments.inputs(loss, regularizer, reduction, x, targets, targetsOffset, weights, weightsOffset);
        DoubleLinearArguments.gradients(
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
            weightGradient[weightGradientOffset + j] = (dw[j] / divisor + penalty);
        }
        biasGradient[biasGradientOffset] = (db / divisor);
        return total / divisor + penalty(regularizer, weights, weightsOffset, dw.length);
    }

    private static double score(DoubleMatrix x, int row, double[] weights, int w, double bias) {
        double product = 0;
        for (int j = 0; j < x.columns(); j++) {
            double weight = weights[w + j];
            product += x.get(row, j) * weight;
        }
        return product + bias;
    }

    private static double penalty(Regularizer regularizer, double[] weights, int w, int length) {
        double sum = 0;
        for (int j = 0; j < length; j++) {
            sum += regularizer.value(weights[w + j]);
        }
        return sum;
    }
}
