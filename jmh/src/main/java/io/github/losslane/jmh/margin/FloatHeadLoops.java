package io.github.losslane.jmh.margin;

import io.github.losslane.FloatMatrix;
import io.github.losslane.margin.MarginLoss;
import java.util.Arrays;

/**
 * Heads as one writes them without the Vector API: an inner product for each logit, softmax a row, rows times gradients added
 * to gradients. The compiler may vectorise what it can.
 */
final class FloatHeadLoops {

    private final MarginLoss loss;
    private final int dimension;
    private final int classes;
    private final float[] u;
    private final float[] v;
    private final float[] norms;
    private final float[] weightNorms;
    private final float[] logits;

    /** Room for the directions of features and weights, and for a row of logits. */
    FloatHeadLoops(MarginLoss loss, int rows, int dimension, int classes) {
        this.loss = loss;
        this.dimension = dimension;
        this.classes = classes;
        u = new float[rows * dimension];
        v = new float[classes * dimension];
        norms = new float[rows];
        weightNorms = new float[classes];
        logits = new float[classes];
    }

    /** The mean loss; the gradients are overwritten. */
    double lossAndGradients(
            FloatMatrix features, FloatMatrix weights, float[] bias, int[] labels,
            FloatMatrix featureGradient, FloatMatrix weightGradient, float[] biasGradient) {
        float[] dx = featureGradient.data();
        float[] dw = weightGradient.data();
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

    private double row(int i, int label, float[] bias, float[] dx, float[] dw, float[] biasGradient, int rows) {
        int x = i * dimension;
        float scale = (float) loss.scale();
        for (int j = 0; j < classes; j++) {
            logits[j] = scale * dot(u, x, v, j * dimension) + bias[j];
        }
        float radius = loss.unitFeatures() ? 1 : norms[i];
        float length = loss.unitWeights() ? 1 : weightNorms[label];
        double cosine = Math.max(-1, Math.min(dot(u, x, v, label * dimension) / (radius * length), 1));
        double sine = Math.sqrt(1 - cosine * cosine);
        double target = loss.target(cosine, sine);
        double slope = loss.targetSlope(cosine, sine);
        if (loss.hasMargin()) {
            logits[label] = (float) (scale * radius * length * target);
        }
        float max = Float.NEGATIVE_INFINITY;
        for (int j = 0; j < classes; j++) {
            max = Math.max(max, logits[j]);
        }
        double own = logits[label];
        double sum = 0;
        for (int j = 0; j < classes; j++) {
            logits[j] = (float) Math.exp(logits[j] - max);
            sum += logits[j];
        }
        for (int j = 0; j < classes; j++) {
            float g = (float) (logits[j] / sum - (j == label ? 1 : 0)) / rows;
            biasGradient[j] += g;
            int w = j * dimension;
            if (j == label && loss.hasMargin()) {
                float across = (float) (scale * g * slope);
                float along = (float) (scale * g * (target - cosine * slope));
                addTwo(dx, x, across, v, w, along * length / radius, u, x);
                addTwo(dw, w, across, u, x, along * radius / length, v, w);
            } else {
                add(dx, x, scale * g, v, w);
                add(dw, w, scale * g, u, x);
            }
        }
        return Math.log(sum) + max - own;
    }

    private void normalise(float[] rows, boolean unit, float[] out, float[] lengths) {
        for (int i = 0; i < lengths.length; i++) {
            int x = i * dimension;
            lengths[i] = (float) Math.sqrt(dot(rows, x, rows, x) + loss.epsilon());
            float factor = unit ? 1 / lengths[i] : 1;
            for (int d = 0; d < dimension; d++) {
                out[x + d] = factor * rows[x + d];
            }
        }
    }

    /** A gradient in directions becomes one in rows. */
    private void project(float[] gradient, float[] directions, float[] lengths) {
        for (int i = 0; i < lengths.length; i++) {
            int x = i * dimension;
            float along = dot(gradient, x, directions, x);
            for (int d = 0; d < dimension; d++) {
                gradient[x + d] = (gradient[x + d] - along * directions[x + d]) / lengths[i];
            }
        }
    }

    private float dot(float[] a, int ao, float[] b, int bo) {
        float sum = 0;
        for (int d = 0; d < dimension; d++) {
            sum += a[ao + d] * b[bo + d];
        }
        return sum;
    }

    private void add(float[] sum, int o, float factor, float[] a, int ao) {
        for (int d = 0; d < dimension; d++) {
            sum[o + d] += factor * a[ao + d];
        }
    }

    private void addTwo(float[] sum, int o, float factor, float[] a, int ao, float other, float[] b, int bo) {
        for (int d = 0; d < dimension; d++) {
            sum[o + d] += factor * a[ao + d] + other * b[bo + d];
        }
    }
}
