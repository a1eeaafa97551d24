package io.github.losslane.jmh.pointwise;

import io.github.losslane.pointwise.AbsoluteError;
import io.github.losslane.pointwise.BinaryCrossEntropy;
import io.github.losslane.pointwise.Exponential;
import io.github.losslane.pointwise.Focal;
import io.github.losslane.pointwise.HalfSquaredError;
import io.github.losslane.pointwise.Hinge;
import io.github.losslane.pointwise.Huber;
import io.github.losslane.pointwise.LogCosh;
import io.github.losslane.pointwise.Logistic;
import io.github.losslane.pointwise.Perceptron;
import io.github.losslane.pointwise.PointwiseLoss;
import io.github.losslane.pointwise.Quantile;
import io.github.losslane.pointwise.SmoothL1;
import io.github.losslane.pointwise.SoftMargin;
import io.github.losslane.pointwise.SquaredError;
import io.github.losslane.pointwise.SquaredHinge;
import io.github.losslane.pointwise.WeightedLogistic;
import io.github.losslane.pointwise.ZeroOne;

/**
 * Pointwise losses as one writes them without the Vector API: a loop an element, java.lang.Math, the choice of the loss
 * outside. The compiler may vectorise what it can.
 */
public final class FloatPointwiseLoops {

    private FloatPointwiseLoops() {}

    /** The mean loss; g becomes its gradient in f. */
    public static double lossAndGradient(PointwiseLoss loss, float[] f, float[] y, float[] g) {
        float scale = 1.0f / f.length;
        double sum = switch (loss) {
            case SquaredError _ -> squaredError(1, scale, f, y, g);
            case HalfSquaredError _ -> squaredError(0.5f, scale, f, y, g);
            case AbsoluteError _ -> absoluteError(1, 1, scale, f, y, g);
            case Quantile(double q) -> absoluteError((float) (1 - q), (float) q, scale, f, y, g);
            case SmoothL1(double beta) -> huber((float) beta, (float) (1 / beta), scale, f, y, g);
            case Huber(double delta) -> huber((float) delta, 1, scale, f, y, g);
            case Hinge _ -> hinge(1, scale, f, y, g);
            case Perceptron _ -> hinge(0, scale, f, y, g);
            case SquaredHinge _ -> squaredHinge(scale, f, y, g);
            case ZeroOne _ -> zeroOne(f, y, g);
            case Exponential _ -> exponential(scale, f, y, g);
            case Logistic _ -> logistic(1, 1, scale, f, y, g);
            case WeightedLogistic(double positive, double negative) ->
                logistic((float) positive, (float) negative, scale, f, y, g);
            case SoftMargin _ -> softMargin(scale, f, y, g);
            case LogCosh _ -> logCosh(scale, f, y, g);
            case BinaryCrossEntropy _ -> binaryCrossEntropy(scale, f, y, g);
            case Focal(double alpha, double gamma) -> focal((float) alpha, gamma, scale, f, y, g);
        };
        return sum / f.length;
    }

    private static double squaredError(float factor, float scale, float[] f, float[] y, float[] g) {
        double sum = 0;
        for (int i = 0; i < f.length; i++) {
            float d = f[i] - y[i];
            sum += factor * d * d;
            g[i] = 2 * factor * scale * d;
        }
        return sum;
    }

    private static double absoluteError(float up, float down, float scale, float[] f, float[] y, float[] g) {
        double sum = 0;
        for (int i = 0; i < f.length; i++) {
            float d = f[i] - y[i];
            sum += d > 0 ? up * d : -down * d;
            g[i] = d > 0 ? up * scale : d < 0 ? -down * scale : 0;
        }
        return sum;
    }

    private static double huber(float delta, float curvature, float scale, float[] f, float[] y, float[] g) {
        float slope = curvature * delta;
        double sum = 0;
        for (int i = 0; i < f.length; i++) {
            float d = f[i] - y[i];
            float size = Math.abs(d);
            if (size < delta) {
                sum += 0.5f * curvature * d * d;
                g[i] = curvature * scale * d;
            } else {
                sum += slope * (size - 0.5f * delta);
                g[i] = Math.copySign(slope * scale, d);
            }
        }
        return sum;
    }

    private static double hinge(float threshold, float scale, float[] f, float[] y, float[] g) {
        double sum = 0;
        for (int i = 0; i < f.length; i++) {
            float rest = threshold - y[i] * f[i];
            sum += Math.max(rest, 0);
            g[i] = rest > 0 ? -y[i] * scale : 0;
        }
        return sum;
    }

    private static double squaredHinge(float scale, float[] f, float[] y, float[] g) {
        double sum = 0;
        for (int i = 0; i < f.length; i++) {
            float rest = Math.max(1 - y[i] * f[i], 0);
            sum += rest * rest;
            g[i] = -2 * scale * y[i] * rest;
        }
        return sum;
    }

    private static double zeroOne(float[] f, float[] y, float[] g) {
        int wrong = 0;
        for (int i = 0; i < f.length; i++) {
            wrong += y[i] * f[i] < 0 ? 1 : 0;
            g[i] = 0;
        }
        return wrong;
    }

    private static double exponential(float scale, float[] f, float[] y, float[] g) {
        double sum = 0;
        for (int i = 0; i < f.length; i++) {
            double e = Math.exp(-y[i] * f[i]);
            sum += e;
            g[i] = (float) (-y[i] * e) * scale;
        }
        return sum;
    }

    private static double logistic(float positive, float negative, float scale, float[] f, float[] y, float[] g) {
        double sum = 0;
        for (int i = 0; i < f.length; i++) {
            double e = Math.exp(-Math.abs(f[i]));
            double rest = Math.log1p(e);
            double sigmoid = (f[i] < 0 ? e : 1) / (1 + e);
            double other = (f[i] < 0 ? 1 : e) / (1 + e);
            sum += positive * y[i] * (rest - Math.min(f[i], 0)) + negative * (1 - y[i]) * (rest + Math.max(f[i], 0));
            g[i] = (float) (negative * (1 - y[i]) * sigmoid - positive * y[i] * other) * scale;
        }
        return sum;
    }

    private static double softMargin(float scale, float[] f, float[] y, float[] g) {
        double sum = 0;
        for (int i = 0; i < f.length; i++) {
            float margin = y[i] * f[i];
            double e = Math.exp(-Math.abs(margin));
            sum += Math.max(-margin, 0) + Math.log1p(e);
            g[i] = (float) (-y[i] * (margin < 0 ? 1 : e) / (1 + e)) * scale;
        }
        return sum;
    }

    private static double logCosh(float scale, float[] f, float[] y, float[] g) {
        double ln2 = Math.log(2);
        double sum = 0;
        for (int i = 0; i < f.length; i++) {
            float d = f[i] - y[i];
            sum += Math.abs(d) + Math.log1p(Math.exp(-2 * Math.abs(d))) - ln2;
            g[i] = (float) Math.tanh(d) * scale;
        }
        return sum;
    }

    private static double binaryCrossEntropy(float scale, float[] f, float[] y, float[] g) {
        double sum = 0;
        for (int i = 0; i < f.length; i++) {
            sum -= y[i] * Math.log(f[i]) + (1 - y[i]) * Math.log1p(-f[i]);
            g[i] = ((1 - y[i]) / (1 - f[i]) - y[i] / f[i]) * scale;
        }
        return sum;
    }

    private static double focal(float alpha, double gamma, float scale, float[] f, float[] y, float[] g) {
        double sum = 0;
        for (int i = 0; i < f.length; i++) {
            float sign = 2 * y[i] - 1;
            float s = sign * f[i];
            float weight = alpha * y[i] + (1 - alpha) * (1 - y[i]);
            double e = Math.exp(-Math.abs(s));
            double p = (s < 0 ? e : 1) / (1 + e);
            double q = (s < 0 ? 1 : e) / (1 + e);
            double log = Math.max(-s, 0) + Math.log1p(e);
            double faded = weight * (gamma == 2 ? q * q : Math.pow(q, gamma));
            sum += faded * log;
            g[i] = (float) (-sign * faded * (gamma * p * log + q)) * scale;
        }
        return sum;
    }
}
