// Derived from FloatReferenceHead.java; edit that file, then run: java verification/src/test/java/io/github/losslane/verification/Twins.java
package io.github.losslane.reference;

import io.github.losslane.DoubleMatrix;
import io.github.losslane.Reduction;
import io.github.losslane.internal.DoubleHeadArguments;
import io.github.losslane.internal.Arguments;
import io.github.losslane.margin.DoubleHeadKernels;
import io.github.losslane.margin.DoubleHeadWorkspace;
import io.github.losslane.margin.MarginLoss;
import io.github.losslane.softmax.CrossEntropy;

/** Heads by their definition: logits of the record, cross-entropy, and the sums of the gradients, all in double. */
interface DoubleReferenceHead extends DoubleHeadKernels {

    @Override
    default double loss(
            MarginLoss loss, Reduction reduction, DoubleMatrix features, DoubleMatrix weights,
            int[] labels, int labelsOffset, DoubleHeadWorkspace workspace) {
        DoubleHeadArguments.inputs(loss, reduction, features, weights, labels, labelsOffset, workspace);
        return loss(loss, reduction, features, weights, new double[weights.rows()], labels, labelsOffset);
    }

    @Override
    default double loss(
            MarginLoss loss, Reduction reduction, DoubleMatrix features, DoubleMatrix weights, double[] bias, int biasOffset,
            int[] labels, int labelsOffset, DoubleHeadWorkspace workspace) {
        DoubleHeadArguments.inputs(loss, reduction, features, weights, labels, labelsOffset, workspace);
        Arguments.range("bias", bias, biasOffset, weights.rows());
        return loss(loss, reduction, features, weights, widen(bias, biasOffset, weights.rows()), labels, labelsOffset);
    }

    @Override
    default double lossAndGradients(
            MarginLoss loss, Reduction reduction, DoubleMatrix features, DoubleMatrix weights,
            int[] labels, int labelsOffset,
            DoubleMatrix featureGradient, DoubleMatrix weightGradient, DoubleHeadWorkspace workspace) {
        DoubleHeadArguments.inputs(loss, reduction, features, weights, labels, labelsOffset, workspace);
        DoubleHeadArguments.gradients(featureGradient, weightGradient, features, weights);
        int classes = weights.rows();
        return lossAndGradients(loss, reduction, features, weights, new double[classes], labels, labelsOffset,
                featureGradient, weightGradient, new double[classes], 0);
    }

    @Override
    default double lossAndGradients(
            MarginLoss loss, Reduction reduction, DoubleMatrix features, DoubleMatrix weights, double[] bias, int biasOffset,
            int[] labels, int labelsOffset, DoubleMatrix featureGradient, DoubleMatrix weightGradient,
            double[] biasGradient, int biasGradientOffset, DoubleHeadWorkspace workspace) {
        DoubleHeadArguments.inputs(loss, reduction, features, weights, labels, labelsOffset, workspace);
        DoubleHeadArguments.gradients(featureGradient, weightGradient, features, weights);
        DoubleHeadArguments.bias(bias, biasOffset, weights.rows(), featureGradient, weightGradient);
        DoubleHeadArguments.biasGradient(
                biasGradient, biasGradientOffset, bias, biasOffset, features, weights, featureGradient, weightGradient);
        return lossAndGradients(loss, reduction, features, weights, widen(bias, biasOffset, weights.rows()),
                labels, labelsOffset, featureGradient, weightGradient, biasGradient, biasGradientOffset);
    }

    private static double loss(
            MarginLoss loss, Reduction reduction, DoubleMatrix features, DoubleMatrix weights, double[] bias,
            int[] labels, int labelsOffset) {
        double total = 0;
        for (int i = 0; i < features.rows(); i++) {
            double[] feature = DoubleReferenceSoftmax.row(features, i);
            total += CrossEntropy.PLAIN.loss(logits(loss, feature, weights, bias), labels[labelsOffset + i]);
        }
        return total / reduction.divisor(features.rows(), features.rows());
    }

    private static double lossAndGradients(
            MarginLoss loss, Reduction reduction, DoubleMatrix features, DoubleMatrix weights, double[] bias,
            int[] labels, int labelsOffset, DoubleMatrix featureGradient, DoubleMatrix weightGradient,
            double[] biasGradient, int biasGradientOffset) {
        int classes = weights.rows();
        int dimension = weights.columns();
        double divisor = reduction.divisor(features.rows(), features.rows());
        double total = 0;
        double[][] dW = new double[classes][dimension];
        double[] db = new double[classes];
        for (int i = 0; i < features.rows(); i++) {
            double[] x = DoubleReferenceSoftmax.row(features, i);
            double[] z = logits(loss, x, weights, bias);
            double[] g = CrossEntropy.PLAIN.gradient(z, labels[labelsOffset + i]);
            double[] dx = new double[dimension];
            for (int j = 0; j < classes; j++) {
                for (int d = 0; d < dimension; d++) {
                    dx[d] += g[j] * weights.get(j, d);
                    dW[j][d] += g[j] * x[d];
                }
                db[j] += g[j];
            }
            total += CrossEntropy.PLAIN.loss(z, labels[labelsOffset + i]);
            narrow(dx, divisor, featureGradient.data(), featureGradient.rowOffset(i));
        }
        for (int j = 0; j < classes; j++) {
            narrow(dW[j], divisor, weightGradient.data(), weightGradient.rowOffset(j));
        }
        narrow(db, divisor, biasGradient, biasGradientOffset);
        return total / divisor;
    }

    private static double[] logits(MarginLoss loss, double[] feature, DoubleMatrix weights, double[] bias) {
        double[] logits = new double[weights.rows()];
        for (int j = 0; j < logits.length; j++) {
            logits[j] = loss.logit(feature, DoubleReferenceSoftmax.row(weights, j), bias[j]);
        }
        return logits;
    }

    private static double[] widen(double[] values, int offset, int length) {
        double[] wide = new double[length];
        for (int i = 0; i < length; i++) {
            wide[i] = values[offset + i];
        }
        return wide;
    }

    private static void narrow(double[] values, double divisor, double[] out, int offset) {
        for (int i = 0; i < values.length; i++) {
            out[offset + i] = (values[i] / divisor);
        }
    }
}
