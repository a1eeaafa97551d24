package io.github.losslane.simd.margin;

import static io.github.losslane.simd.FloatParameter.limited;

import io.github.losslane.FloatMatrix;
import io.github.losslane.Reduction;
import io.github.losslane.margin.MarginLoss;
import io.github.losslane.simd.FloatScratch;
import io.github.losslane.simd.FloatSum;
import io.github.losslane.simd.softmax.FloatRow;
import io.github.losslane.simd.softmax.FloatRows;

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
final class FloatCosines {

    /** Elements of rows that go through the three steps together, small enough for L1. */
    private static final int GROUP = 4096;

    private static final ThreadLocal<FloatCosines> LOCAL = ThreadLocal.withInitial(FloatCosines::new);

    private final double[] phis = new double[FloatScratch.BLOCK];
    private final double[] slopes = new double[FloatScratch.BLOCK];
    private final float[] losses = new float[FloatScratch.BLOCK];

    private FloatCosines() {}

    static FloatCosines get() {
        return LOCAL.get();
    }

    double lossAndGradient(
            MarginLoss loss, Reduction reduction, FloatMatrix cosines, int[] labels, int labelsOffset,
            FloatMatrix gradient) {
        int rows = cosines.rows();
        double divisor = reduction.divisor(rows, rows);
        int group = Math.max(1, Math.min(GROUP / Math.max(1, cosines.columns()), FloatScratch.BLOCK));
        double sum = 0;
        for (int i = 0; rows - i > 0; i += FloatScratch.BLOCK) {
            int block = Math.min(rows - i, FloatScratch.BLOCK);
            for (int k = 0; k < block; k += group) {
                rows(loss, (float) (1 / divisor), cosines, labels, labelsOffset, gradient,
                        i + k, Math.min(block - k, group), k);
            }
            sum += FloatSum.block(losses, 0, block, FloatScratch.get().slots);
        }
        return sum / divisor;
    }

    /** The three steps of some rows; their losses go to an index of the block. */
    private void rows(
            MarginLoss loss, float share, FloatMatrix cosines, int[] labels, int labelsOffset, FloatMatrix gradient,
            int first, int rows, int losses) {
        int classes = cosines.columns();
        float[] g = gradient.data();
        float scale = limited(loss.scale());
        for (int i = 0; i < rows; i++) {
            double cosine = cosines.get(first + i, labels[labelsOffset + first + i]);
            phis[i] = loss.usesSine() ? Math.max(-1, Math.min(cosine, 1)) : cosine;
            slopes[i] = Math.sqrt(Math.max(0, (1 - phis[i]) * (1 + phis[i])));
        }
        loss.targets(phis, slopes, rows);
        for (int i = 0; i < rows; i++) {
            int row = gradient.rowOffset(first + i);
            FloatRow.scale(scale, cosines.data(), cosines.rowOffset(first + i), g, row, classes);
            g[row + labels[labelsOffset + first + i]] = (float) (loss.scale() * phis[i]);
        }
        FloatRows.labels(share, g, gradient.rowOffset(first), gradient.stride(), labels, labelsOffset + first,
                this.losses, losses, g, gradient.rowOffset(first), gradient.stride(), rows, classes);
        for (int i = 0; i < rows; i++) {
            int row = gradient.rowOffset(first + i);
            FloatRow.scale(scale, g, row, g, row, classes);
            g[row + labels[labelsOffset + first + i]] *= (float) slopes[i];
        }
    }
}
