// Derived from FloatStream.java; edit that file, then run: java verification/src/test/java/io/github/losslane/verification/Twins.java
package io.github.losslane.simd.margin;

import io.github.losslane.simd.DoubleScratch;
import io.github.losslane.simd.DoubleSum;
import io.github.losslane.simd.softmax.DoubleRow;

/**
 * Softmax cross-entropy of rows whose logits come a tile of classes at a time, twice.
 *
 * <pre>{@code
 * 1. of each tile: m = largest logit so far; others = sum of exp(z_j - m), j other than the label, in double over tiles
 * 2. L = log1p(others / exp(z_y - m)); where that overflows (m - z_y) + log(others + exp(z_y - m))
 * 3. of each tile again: g_j = exp(z_j - m) scale / (others + exp(z_y - m)), g_y = -others scale / (...)
 * }</pre>
 */
final class DoubleStream {

    /** Further below the maximum the label's exponential is of no use to divide by. */
    private static final double FAR = 600;

    private DoubleStream() {}

    /** Step 1 of row i of a tile, at most a block, whose logits are overwritten; that of the label is -Inf. */
    static void add(double[] z, int o, int classes, double[] maxima, double[] others, int i, DoubleScratch scratch) {
        double max = DoubleRow.maximum(z, o, classes);
        raise(max, maxima, others, i);
        DoubleRow.exponentials(maxima[i], z, o, z, o, classes, scratch);
        others[i] += DoubleSum.sum(z, o, classes, scratch.slots);
    }

    private static void raise(double max, double[] maxima, double[] others, int i) {
        if (max > maxima[i]) {
            others[i] *= maxima[i] == Double.NEGATIVE_INFINITY ? 1 : StrictMath.exp(maxima[i] - max);
            maxima[i] = max;
        }
    }

    /** Step 2, with the label's logit. */
    static double loss(double own, double[] maxima, double[] others, int i) {
        raise(own, maxima, others, i);
        double distance = maxima[i] - own;
        double exponential = StrictMath.exp(-distance);
        return (distance < FAR
                ? StrictMath.log1p(others[i] / exponential)
                : distance + StrictMath.log(others[i] + exponential));
    }

    /** Step 3 of row i of a tile, in place; the label's index in it is negative where it lies elsewhere. */
    static void gradient(
            double scale, double own, double[] z, int o, int classes, int label, double[] maxima, double[] others, int i,
            DoubleScratch scratch) {
        double share = scale / (others[i] + StrictMath.exp(own - maxima[i]));
        DoubleRow.exponentials(maxima[i], z, o, z, o, classes, scratch);
        DoubleRow.scale(share, z, o, z, o, classes);
        if (label >= 0) {
            z[o + label] = (0 - others[i] * share);
        }
    }
}
