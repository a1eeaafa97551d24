// Derived from FloatCosines.java; edit that file, then run: java verification/src/test/java/io/github/losslane/verification/Twins.java
package io.github.losslane.simd.margin;

import static io.github.losslane.simd.DoubleParameter.limited;

import io.github.losslane.DoubleMatrix;
import io.github.losslane.Reduction;
import io.github.losslane.margin.MarginLoss;
import io.github.losslane.simd.DoubleScratch;
import io.github.losslane.simd.DoubleSum;
import io.github.losslane.simd.softmax.DoubleRow;
import io.github.losslane.simd.softmax.DoubleRows;

/**
 * Margins on given cosines, some rows at a time, in the memory of the gradient.
 *
 * <pre>{@code
 * 1. z_j = scale c_j, z_y = scale target(c_y) in double by the record's own formula
 * 2. loss and gradient of softmax cross-entropy, in place
 * 3. g_j *= scale, g_y *= targetSlope(c_y)
 * }</pre>
 *
 * <p>One instance a thread.
 */
final class DoubleCosines {

    /** Elements of rows that go through the three steps together, small enough for L1. */
    private static final int GROUP = 4096;

    private static final ThreadLocal<DoubleCosines> LOCAL = ThreadLocal.withInitial(DoubleCosines::new);

    private final double[] phis = new double[DoubleScratch.BLOCK];
    private final double[] slopes = new double[DoubleScratch.BLOCK];
    private final double[] losses = new double[DoubleScratch.BLOCK];

    private DoubleCosines() {}

    static DoubleCosines get() {
        return LOCAL.get();
    }

    double lossAndGradient(
            MarginLoss loss, Reduction reduction, DoubleMatrix cosines, int[] labels, int labelsOffset,
            DoubleMatrix gradient) {
        int rows = cosines.rows();
        double divisor = reduction.divisor(rows, rows);
        int group = Math.max(1, Math.min(GROUP / Math.max(1, cosines.columns()), DoubleScratch.BLOCK));
        double sum = 0;
        for (int i = 0; rows - i > 0; i += DoubleScratch.BLOCK) {
            int block = Math.min(rows - i, DoubleScratch.BLOCK);
            for (int k = 0; k < block; k += group) {
                rows(loss, (1 / divisor), cosines, labels, labelsOffset, gradient,
                        i + k, Math.min(block - k, group), k);
            }
            sum += DoubleSum.block(losses, 0, block, DoubleScratch.get().slots);
        }
        return sum / divisor;
    }

    /** The three steps of some rows; their losses go to an index of the block. */
    private void rows(
            MarginLoss loss, double share, DoubleMatrix cosines, int[] labels, int labelsOffset, DoubleMatrix gradient,
            int first, int rows, int losses) {
        int classes = cosines.columns();
        double[] g = gradient.data();
        double scale = limited(loss.scale());
        for (int i = 0; i < rows; i++) {
            double cosine = cosines.get(first + i, labels[labelsOffset + first + i]);
            phis[i] = loss.usesSine() ? Math.max(-1, Math.min(cosine, 1)) : cosine;
            slopes[i] = Math.sqrt(Math.max(0, (1 - phis[i]) * (1 + phis[i])));
        }
        loss.targets(phis, slopes, rows);
        for (int i = 0; i < rows; i++) {
            int row = gradient.rowOffset(first + i);
            DoubleRow.scale(scale, cosines.data(), cosines.rowOffset(first + i), g, row, classes);
            g[row + labels[labelsOffset + first + i]] = (loss.scale() * phis[i]);
        }
        DoubleRows.labels(share, g, gradient.rowOffset(first), gradient.stride(), labels, labelsOffset + first,
                this.losses, losses, g, gradient.rowOffset(first), gradient.stride(), rows, classes);
        for (int i = 0; i < rows; i++) {
            int row = gradient.rowOffset(first + i);
            DoubleRow.scale(scale, g, row, g, row, classes);
            g[row + labels[labelsOffset + first + i]] *= slopes[i];
        }
    }
}
