package io.github.losslane.simd.margin;

import io.github.losslane.simd.FloatScratch;
import io.github.losslane.simd.FloatSum;
import io.github.losslane.simd.softmax.FloatRow;

/**
 * Softmax cross-entropy of rows whose logits come a tile of classes at a time, twice.
 *
 * <pre>{@code
 * 1. of each tile: m = largest logit so far; others = sum of exp(z_j - m), j other than the label, in double over tiles
 * 2. L = log1p(others / exp(z_y - m)); where that overflows (m - z_y) + log(others + exp(z_y - m))
 * 3. of each tile again: g_j = exp(z_j - m) scale / (others + exp(z_y - m)), g_y = -others scale / (...)
 * }</pre>
 */
final class FloatStream {

    /** Further below the maximum the label's exponential is of no use to divide by. */
    private static final double FAR = 600;

    private FloatStream() {}

    /** Step 1 of row i of a tile, at most a block, whose logits are overwritten; that of the label is -Inf. */
    static void add(float[] z, int o, int classes, double[] maxima, double[] others, int i, FloatScratch scratch) {
        float max = FloatRow.maximum(z, o, classes);
        raise(max, maxima, others, i);
        FloatRow.exponentials((float) maxima[i], z, o, z, o, classes, scratch);
        others[i] += FloatSum.sum(z, o, classes, scratch.slots);
    }

    private static void raise(double max, double[] maxima, double[] others, int i) {
        if (max > maxima[i]) {
            others[i] *= maxima[i] == Double.NEGATIVE_INFINITY ? 1 : StrictMath.exp(maxima[i] - max);
            maxima[i] = max;
        }
    }

    /** Step 2, with the label's logit. */
    static float loss(double own, double[] maxima, double[] others, int i) {
        raise(own, maxima, others, i);
        double distance = maxima[i] - own;
        double exponential = StrictMath.exp(-distance);
        return (float) (distance < FAR
                ? StrictMath.log1p(others[i] / exponential)
                : distance + StrictMath.log(others[i] + exponential));
    }

    /** Step 3 of row i of a tile, in place; the label's index in it is negative where it lies elsewhere. */
    static void gradient(
            double scale, double own, float[] z, int o, int classes, int label, double[] maxima, double[] others, int i,
            FloatScratch scratch) {
        double share = scale / (others[i] + StrictMath.exp(own - maxima[i]));
        FloatRow.exponentials((float) maxima[i], z, o, z, o, classes, scratch);
        FloatRow.scale((float) share, z, o, z, o, classes);
        if (label >= 0) {
            z[o + label] = (float) (0 - others[i] * share);
        }
    }
}
