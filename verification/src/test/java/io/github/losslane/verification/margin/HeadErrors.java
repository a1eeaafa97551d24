package io.github.losslane.verification.margin;

import io.github.losslane.internal.Angle;
import io.github.losslane.internal.Direction;
import io.github.losslane.margin.MarginLoss;
import io.github.losslane.simd.softmax.FloatCrossEntropy;
import java.util.Arrays;

/**
 * Error bounds of a head, carried through its steps, n = dimension, C = classes, N = rows, u = unit roundoff of the lanes:
 *
 * <pre>{@code
 * 1. norms and directions, a chain of n fma          cosines: e = (2n + 16) u
 * 2. z_j                                             |u| |v_j| (e + u) + u |b_j|
 *    z_y                                             |u| |v_y| (error of phi + u |phi|) + u |b_y|
 * 3. loss, g: twice the largest error of a logit, relative to g; and the kernel's ulps
 * 4. dx, a chain of C; dW_j, a chain of N            (C + 2n + 16) u, (N + 2n + 16) u of the sum of the terms' sizes
 * 5. the target's part of dx and dW_y                its sizes: slope; a steep slope times the sine, as that difference is
 *                                                    to be taken in double; and the errors of phi and phi'
 * }</pre>
 *
 * <p>All first order terms, taken twice.
 */
final class HeadErrors {

    /** A slope may cost six bits of the lanes' difference w^ - c x^. */
    private static final double STEEP = 64;

    private static final double DOUBLE = 0x1p-53;

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
        double[] norms = Arrays.stream(w).mapToDouble(row -> Direction.of(row, loss.epsilon()).norm()).toArray();
        for (int i = 0; i < x.length; i++) {
            addRow(i, x[i], w, norms, b, labels[i], x.length);
        }
    }

    double loss(int row) {
        return 2 * losses[row];
    }

    double feature(int row) {
        return 2 * features[row];
    }

    double weight(int row) {
        return 2 * weights[row];
    }

    double bias(int row) {
        return 2 * bias[row];
    }

    /** Of the derivative in the scale times the scale. */
    double scale() {
        return 2 * scale;
    }

    private void addRow(int i, double[] x, double[][] w, double[] norms, double[] b, int label, int rows) {
        int n = x.length;
        Direction feature = Direction.of(x, loss.epsilon());
        Direction own = Direction.of(w[label], loss.epsilon());
        Angle angle = Angle.between(feature, own);
        double radius = loss.unitFeatures() ? loss.scale() : feature.norm();
        double e = (2 * n + 16) * u;
        double precise = (2 * n + 16) * DOUBLE;
        boolean margin = loss.hasMargin();
        double phi = margin ? Math.abs(loss.target(angle.cosine(), angle.sine())) : 1;
        double slope = margin ? Math.abs(loss.targetSlope(angle.cosine(), angle.sine())) : 1;
        MarginError error = margin ? MarginError.of(loss, slope, angle.sine(), e, precise) : new MarginError(e, 0);
        double[] z = new double[w.length];
        double[] lengths = new double[w.length];
        double worst = 0;
        for (int j = 0; j < w.length; j++) {
            lengths[j] = loss.unitWeights() ? 1 : norms[j];
            double toUnit = loss.unitWeights() ? 1 / Math.max(norms[j], Double.MIN_NORMAL) : 1;
            z[j] = j == label ? loss.targetLogit(x, w[j], b[j]) : radius * feature.dot(w[j]) * toUnit + b[j];
            double off = j == label ? error.target() + u * phi : e + u;
            worst = Math.max(worst, radius * lengths[j] * off + u * Math.abs(b[j]));
        }
        double[] g = sizes(z, label);
        double value = Math.log1p(g[label] / Math.max(1 - g[label], Double.MIN_NORMAL));
        losses[i] = 2 * worst + (FloatCrossEntropy.MAX_ULP_LOSS + 25) * 2 * u * value + least;
        double relative = 2 * worst + FloatCrossEntropy.MAX_ULP_GRADIENT * 2 * u;
        double perFeature = loss.unitFeatures() ? radius / Math.max(feature.norm(), Double.MIN_NORMAL) : 1;
        double steep = slope <= STEEP ? slope : slope * (angle.sine() + precise / u);
        double target = margin ? steep + phi + slope * Math.abs(angle.cosine()) * (ownNorms() ? 1 : 0) : 1;
        double targetError = error.slope() * angle.sine() + (margin && ownNorms() ? error.target() + error.slope() + e * slope : 0);
        for (int j = 0; j < w.length; j++) {
            double size = (g[j] + least) * (j == label ? target : 1);
            double more = j == label ? (g[j] + least) * targetError : 0;
            double norm = Math.max(norms[j], Double.MIN_NORMAL);
            double inFeature = size * (relative + (w.length + 2 * n + 16) * u) + more;
            features[i] += perFeature * lengths[j] * inFeature;
            double inWeight = size * (relative + (rows + 2 * n + 16) * u) + more;
            weights[j] += radius * inWeight / (loss.unitWeights() ? norm : 1);
            bias[j] += (g[j] + least) * (relative + rows * u);
            double inScale = (g[j] + least) * (relative + (w.length + 2 * n + 16 + rows) * u);
            scale += radius * lengths[j] * (j == label
                    ? inScale * (phi + steep) + g[j] * (error.target() + e * steep)
                    : inScale);
        }
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
