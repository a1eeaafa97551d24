package io.github.losslane.jmh.softmax;

import io.github.losslane.FloatMatrix;
import io.github.losslane.softmax.CrossEntropy;
import io.github.losslane.softmax.InterclassDistance;
import io.github.losslane.softmax.SoftmaxFocal;
import io.github.losslane.softmax.SoftmaxLoss;

/**
 * Softmax losses as one writes them without the Vector API: for each row a loop for the maximum, one for exponentials and
 * their sum, one for the gradient. The compiler may vectorise what it can.
 */
final class FloatSoftmaxLoops {

    private FloatSoftmaxLoops() {}

    /** The mean loss; the gradient is that in the logits. */
    static double lossAndGradient(SoftmaxLoss loss, FloatMatrix logits, int[] labels, FloatMatrix gradient) {
        int classes = logits.columns();
        double sum = 0;
        for (int i = 0; i < labels.length; i++) {
            int z = i * classes;
            sum += loss instanceof CrossEntropy smoothed && smoothed.labelSmoothing() > 0
                    ? smoothed(smoothed, labels.length, logits.data(), z, labels[i], gradient.data(), classes)
                    : onLabel(loss, labels.length, logits.data(), z, labels[i], gradient.data(), classes);
        }
        return sum / labels.length;
    }

    private static double onLabel(SoftmaxLoss loss, int rows, float[] z, int o, int label, float[] g, int classes) {
        int top = argmax(z, o, classes);
        double sum = exponentials(z, o, z[o + top], g, classes);
        double p = g[o + label] / sum;
        double l = Math.log(sum) - (z[o + label] - z[o + top]);
        double lossOfRow;
        double share;
        switch (loss) {
            case CrossEntropy weighted -> {
                share = weighted.weight(label);
                lossOfRow = share * l;
            }
            case SoftmaxFocal(double alpha, double gamma) -> {
                double faded = alpha * Math.pow(1 - p, gamma);
                share = faded * (1 + gamma * p * l / (1 - p));
                lossOfRow = faded * l;
            }
            case InterclassDistance _ -> {
                share = InterclassDistance.distance(top, label, classes);
                lossOfRow = share * l;
            }
        }
        scale(g, o, (float) (share / sum / rows), 0, classes);
        g[o + label] -= (float) (share / rows);
        return lossOfRow;
    }

    private static double smoothed(CrossEntropy loss, int rows, float[] z, int o, int label, float[] g, int classes) {
        double even = loss.labelSmoothing() / classes;
        float max = z[o + argmax(z, o, classes)];
        double sum = exponentials(z, o, max, g, classes);
        double differences = 0;
        for (int j = 0; j < classes; j++) {
            differences += z[o + j] - max;
        }
        scale(g, o, (float) (1 / sum / rows), (float) (even / rows), classes);
        g[o + label] -= (float) ((1 - loss.labelSmoothing()) / rows);
        return Math.log(sum) - (1 - loss.labelSmoothing()) * (z[o + label] - max) - even * differences;
    }

    private static int argmax(float[] z, int o, int classes) {
        int top = 0;
        for (int j = 1; j < classes; j++) {
            if (z[o + j] > z[o + top]) {
                top = j;
            }
        }
        return top;
    }

    private static double exponentials(float[] z, int o, float max, float[] g, int classes) {
        double sum = 0;
        for (int j = 0; j < classes; j++) {
            float e = (float) Math.exp(z[o + j] - max);
            g[o + j] = e;
            sum += e;
        }
        return sum;
    }

    private static void scale(float[] g, int o, float factor, float less, int classes) {
        for (int j = 0; j < classes; j++) {
            g[o + j] = factor * g[o + j] - less;
        }
    }
}
