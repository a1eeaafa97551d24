package io.github.losslane.verification.margin;

import io.github.losslane.internal.Angle;
import io.github.losslane.internal.Direction;
import io.github.losslane.margin.MarginLoss;
import io.github.losslane.simd.FloatSum;
import io.github.losslane.simd.margin.FloatDirections;
import io.github.losslane.simd.margin.FloatProjection;
import io.github.losslane.simd.margin.FloatTargets;
import io.github.losslane.simd.softmax.FloatCrossEntropy;
import java.util.Arrays;
import java.util.stream.IntStream;

/**
 * Error bounds of a head, carried through its steps, n = dimension, C = classes, N = rows, u = unit roundoff of the lanes:
 *
 * <pre>{@code
 * 1. norms and directions, n roundings halved by the root and D more each; a chain of n fma    cosines: e = (2n + 2D) u
 * 2. z_j                                             |u| |v_j| (e + u) + u |b_j|
 *    z_y                                             |u| |v_y| (error of phi + u |phi|) + u |b_y|
 * 3. loss: sum |g_j| (error of z_j); and the kernel's ulps, and those of the sum of the rows
 *    g_j, relative to it: error of z_j + sum p_k (error of z_k)
 *    g_y = p_y - 1: p_y times the error of z_y and the mean of those of the others; and the kernel's ulps
 * 4. dx, a chain of C; dW_j, a chain of N            (C + 2n + 2D + P) u, (N + 2n + 2D + P) u of the sum of the terms' sizes
 * 5. the target's part of dx and dW_y                its sizes: slope; a steep slope times the sine, as that difference is
 *                                                    to be taken in double; and the errors of phi and phi'
 * }</pre>
 *
 * <p>D and P are the roundings that {@link FloatDirections} and {@link FloatProjection} state. Of first order, times what
 * the largest error of a logit makes of an exponential.
 */
final class HeadErrors {

    private static final double DOUBLE = 0x1p-53;
    private static final int DIRECTIONS = 2 * FloatDirections.ROUNDINGS;
    private static final int GRADIENT = DIRECTIONS + FloatProjection.ROUNDINGS;

    private final MarginLoss loss;
    private final double u;
    private final double least;
    private final double[] losses;
    private final double[] features;
    private final double[] weights;
    private final double[] bias;
    private double scale;

    /** Bounds of the sum of the rows; the least number is what may be lost to underflow. */
    HeadErrors(
            MarginLoss loss, double[][] x, double[][] w, double[] b, int[] labels, double u, double least) {
        this.loss = loss;
        this.u = u;
        this.least = least;
        this.losses = new double[x.length];
        this.features = new double[x.length];
        this.weights = new double[w.length];
        this.bias = new double[w.length];
        Direction[] directions = Arrays.stream(w).map(row -> Direction.of(row, loss.epsilon())).toArray(Direction[]::new);
        for (int i = 0; i < x.length; i++) {
            addRow(i, x[i], w, directions, b, labels[i], x.length);
        }
    }

    double loss(int row) {
        return losses[row];
    }

    double feature(int row) {
        return features[row];
    }

    double weight(int row) {
        return weights[row];
    }

    double bias(int row) {
        return bias[row];
    }

    /** Of the derivative in the scale times the scale. */
    double scale() {
        return scale;
    }

    private void addRow(int i, double[] x, double[][] w, Direction[] directions, double[] b, int label, int rows) {
        int n = x.length;
        Direction feature = Direction.of(x, loss.epsilon());
        Angle angle = Angle.between(feature, directions[label]);
        double radius = loss.unitFeatures() ? loss.scale() : feature.norm();
        double e = (2 * n + DIRECTIONS) * u;
        double precise = (2 * n + DIRECTIONS) * DOUBLE;
        boolean margin = loss.hasMargin();
        double phi = margin ? Math.abs(loss.target(angle.cosine(), angle.sine())) : 1;
        double slope = margin ? Math.abs(loss.targetSlope(angle.cosine(), angle.sine())) : 1;
        MarginError error = margin ? MarginError.of(loss, slope, angle.sine(), e, precise) : new MarginError(e, 0);
        double[] z = new double[w.length];
        double[] logitErrors = new double[w.length];
        double[] lengths = new double[w.length];
        for (int j = 0; j < w.length; j++) {
            lengths[j] = loss.unitWeights() ? 1 : directions[j].norm();
            z[j] = j == label
                    ? loss.targetLogit(x, w[j], b[j])
                    : radius * lengths[j] * feature.dot(directions[j].unit()) + b[j];
            double off = j == label ? error.target() + u * phi : e + u;
            logitErrors[j] = radius * lengths[j] * off + u * Math.abs(b[j]);
        }
        double[] g = sizes(z, label);
        double[] relative = relative(g, label, logitErrors);
        double growth = Math.exp(2 * Arrays.stream(logitErrors).max().orElse(0));
        double value = Math.log1p(g[label] / Math.max(1 - g[label], Double.MIN_NORMAL));
        double shift = IntStream.range(0, g.length).mapToDouble(j -> g[j] * logitErrors[j]).sum();
        double ulps = FloatCrossEntropy.MAX_ULP_LOSS + Math.min(rows, FloatSum.ROUNDINGS);
        losses[i] = growth * shift + ulps * 2 * u * value + least;
        double perFeature = loss.unitFeatures() ? radius / Math.max(feature.norm(), Double.MIN_NORMAL) : 1;
        double steep = slope <= FloatTargets.STEEP ? slope : slope * (angle.sine() + precise / u);
        double target = margin ? steep + phi + slope * Math.abs(angle.cosine()) * (ownNorms() ? 1 : 0) : 1;
        double targetError = error.slope() * angle.sine()
                + (margin && ownNorms() ? error.target() + error.slope() + e * slope : 0);
        for (int j = 0; j < w.length; j++) {
            double derivative = growth * (g[j] + least);
            double off = relative[j] + FloatCrossEntropy.MAX_ULP_GRADIENT * 2 * u;
            double size = derivative * (j == label ? target : 1);
            double more = j == label ? derivative * targetError : 0;
            double norm = Math.max(directions[j].norm(), Double.MIN_NORMAL);
            double inFeature = size * (off + (w.length + 2 * n + GRADIENT) * u) + more;
            features[i] += perFeature * lengths[j] * inFeature;
            double inWeight = size * (off + (rows + 2 * n + GRADIENT) * u) + more;
            weights[j] += radius * inWeight / (loss.unitWeights() ? norm : 1);
            bias[j] += derivative * (off + rows * u);
            double inScale = derivative * (off + (w.length + 2 * n + GRADIENT + rows) * u);
            scale += radius * lengths[j] * (j == label
                    ? inScale * (phi + steep) + derivative * (error.target() + e * steep)
                    : inScale);
        }
    }

    /** How far the elements of softmax(z) - onehot are off if the logits are. */
    private static double[] relative(double[] g, int label, double[] errors) {
        double others = IntStream.range(0, g.length).filter(j -> j != label).mapToDouble(j -> g[j] * errors[j]).sum();
        double mean = others + (1 - g[label]) * errors[label];
        double[] relative = Arrays.stream(errors).map(error -> error + mean).toArray();
        relative[label] = (1 - g[label]) * (errors[label] + (others == 0 ? 0 : others / g[label]));
        return relative;
    }

    /** Whether a part of the target is along a row that keeps its norm. */
    private boolean ownNorms() {
        return !loss.unitFeatures() || !loss.unitWeights();
    }

    /** |softmax(z) - onehot|, the label's from the sum of the others. */
    static double[] sizes(double[] z, int label) {
        double max = Double.NEGATIVE_INFINITY;
        for (double logit : z) {
            max = Math.max(max, logit);
        }
        double others = 0;
        double[] g = new double[z.length];
        for (int j = 0; j < z.length; j++) {
            g[j] = Math.exp(z[j] - max);
            others += j == label ? 0 : g[j];
        }
        double sum = others + g[label];
        g[label] = others;
        for (int j = 0; j < z.length; j++) {
            g[j] /= sum;
        }
        return g;
    }
}
