// Derived from FloatHeadLoops.java; edit that file, then run: java verification/src/test/java/io/github/losslane/verification/Twins.java
package io.github.losslane.jmh.margin;

import io.github.losslane.DoubleMatrix;
import io.github.losslane.margin.MarginLoss;
import java.util.Arrays;

/**
 * Heads as one writes them without the Vector API: an inner product for each logit, softmax a row, rows times gradients added
 * to gradients. The compiler may vectorise what it can.
 */
final class DoubleHeadLoops {

    private final MarginLoss loss;
    private final int dimension;
    private final int classes;
    private final double[] u;
    private final double[] v;
    private final double[] norms;
    private final double[] weightNorms;
    private final double[] logits;

    /** Room for the directions of features and weights, and for a row of logits. */
    DoubleHeadLoops(MarginLoss loss, int rows, int dimension, int classes) {
        this.loss = loss;
        this.dimension = dimension;
        this.classes = classes;
        u = new double[rows * dimension];
        v = new double[classes * dimension];
        norms = new double[rows];
        weightNorms = new double[classes];
        logits = new double[classes];
    }

    /** The mean loss; the gradients are overwritten. */
    double lossAndGradients(
            DoubleMatrix features, DoubleMatrix weights, double[] bias, int[] labels,
            DoubleMatrix featureGradient, DoubleMatrix weightGradient, double[] biasGradient) {
        double[] dx = featureGradient.data();
        double[] dw = weightGradient.data();
        Arrays.fill(dx, 0);
        Arrays.fill(dw, 0);
        Arrays.fill(biasGradient, 0);
        normalise(features.data(), loss.unitFeatures(), u, norms);
        normalise(weights.data(), loss.unitWeights(), v, weightNorms);
        double sum = 0;
        for (int i = 0; i < labels.length; i++) {
            sum += row(i, labels[i], bias, dx, dw, biasGradient, labels.length);
        }
        if (loss.unitFeatures()) {
            project(dx, u, norms);
        }
        if (loss.unitWeights()) {
            project(dw, v, weightNorms);
        }
        return sum / labels.length;
    }

    private double row(int i, int label, double[] bias, double[] dx, double[] dw, double[] biasGradient, int rows) {
        int x = i * dimension;
        double scale = loss.scale();
        for (int j = 0; j < classes; j++) {
            logits[j] = scale * dot(u, x, v, j * dimension) + bias[j];
        }
        double radius = loss.unitFeatures() ? 1 : norms[i];
        double length = loss.unitWeights() ? 1 : weightNorms[label];
        double cosine = Math.max(-1, Math.min(dot(u, x, v, label * dimension) / (radius * length), 1));
        double sine = Math.sqrt(1 - cosine * cosine);
        double target = loss.target(cosine, sine);
        double slope = loss.targetSlope(cosine, sine);
        if (loss.hasMargin()) {
            logits[label] = (scale * radius * length * target);
        }
        double max = Double.NEGATIVE_INFINITY;
        for (int j = 0; j < classes; j++) {
            max = Math.max(max, logits[j]);
        }
        double own = logits[label];
        double sum = 0;
        for (int j = 0; j < classes; j++) {
            logits[j] = Math.exp(logits[j] - max);
            sum += logits[j];
        }
        for (int j = 0; j < classes; j++) {
            double g = (logits[j] / sum - (j == label ? 1 : 0)) / rows;
            biasGradient[j] += g;
            int w = j * dimension;
            if (j == label && loss.hasMargin()) {
                double across = (scale * g * slope);
                double along = (scale * g * (target - cosine * slope));
                addTwo(dx, x, across, v, w, along * length / radius, u, x);
                addTwo(dw, w, across, u, x, along * radius / length, v, w);
            } else {
                add(dx, x, scale * g, v, w);
                add(dw, w, scale * g, u, x);
            }
        }
        return Math.log(sum) + max - own;
    }

    private void normalise(double[] rows, boolean unit, double[] out, double[] lengths) {
        for (int i = 0; i < lengths.length; i++) {
            int x = i * dimension;
            lengths[i] = Math.sqrt(dot(rows, x, rows, x) + loss.epsilon());
            double factor = unit ? 1 / lengths[i] : 1;
            for (int d = 0; d < dimension; d++) {
                out[x + d] = factor * rows[x + d];
            }
        }
    }

    /** A gradient in directions becomes one in rows. */
    private void project(double[] gradient, double[] directions, double[] lengths) {
        for (int i = 0; i < lengths.length; i++) {
            int x = i * dimension;
            double along = dot(gradient, x, directions, x);
            for (int d = 0; d < dimension; d++) {
                gradient[x + d] = (gradient[x + d] - along * directions[x + d]) / lengths[i];
            }
        }
    }

    private double dot(double[] a, int ao, double[] b, int bo) {
        double sum = 0;
        for (int d = 0; d < dimension; d++) {
            sum += a[ao + d] * b[bo + d];
        }
        return sum;
    }

    private void add(double[] sum, int o, double factor, double[] a, int ao) {
        for (int d = 0; d < dimension; d++) {
            sum[o + d] += factor * a[ao + d];
        }
    }

    private void addTwo(double[] sum, int o, double factor, double[] a, int ao, double other, double[] b, int bo) {
        for (int d = 0; d < dimension; d++) {
            sum[o + d] += factor * a[ao + d] + other * b[bo + d];
        }
    }
}
