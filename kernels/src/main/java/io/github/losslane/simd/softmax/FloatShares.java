package io.github.losslane.simd.softmax;

import io.github.losslane.simd.FloatLanes;
import io.github.losslane.simd.FloatScratch;
import io.github.losslane.softmax.CrossEntropy;
import java.util.Arrays;
import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.VectorSpecies;

/**
 * Shares s_j of any kind: dense targets, smoothed or with class weights, and smoothed labels with class weights.
 *
 * <pre>{@code
 * A       = sum_j s_j
 * L       = A log + sum_j s_j (max - z_j)
 * dL/dz_j = (A - s_j) p_j - s_j (1 - p_j)      in FloatShareGradient
 * }</pre>
 */
final class FloatShares {

    private static final VectorSpecies<Float> SPECIES = FloatLanes.SPECIES;
    private static final int LANES = FloatLanes.LANES;

    private FloatShares() {}

    /**
     * Rows whose logits are flat and whose exponentials, their maximum's being 0, are in the scratch, as are labels,
     * weights, and of each row maximum, sums and log. Labels or targets are null.
     */
    static void rows(
            CrossEntropy loss, float scale, float[] logits, int z, int[] labels, float[] targets, int t, int tStride,
            float[] gradient, int g, int gStride, int rows, int classes,
            FloatSoftmaxScratch scratch, FloatScratch blocks) {
        int padded = (rows + LANES - 1) / LANES * LANES;
        boolean own = loss.labelSmoothing() > 0 || loss.classWeights().size() > 0
                || !FloatFlatRows.flat(targets, t, tStride, rows, classes);
        if (own && labels == null) {
            FloatFlatRows.copy(targets, t, tStride, scratch.groupShares, rows, classes);
        }
        if (loss.labelSmoothing() > 0) {
            smooth(loss.labelSmoothing(), labels == null, rows, classes, scratch, blocks);
        }
        if (loss.classWeights().size() > 0) {
            loss.classWeights().copy(0, scratch.perClass, 0, classes);
            weigh(scratch.perClass, scratch.groupShares, rows, classes);
        }
        float[] shares = own ? scratch.groupShares : targets;
        int s = own ? 0 : t;
        if (classes <= LANES) {
            FloatRowSums.narrowProducts(shares, s, scratch.maxima, logits, z, classes,
                    scratch.shareSums, scratch.productSums, rows);
        } else {
            products(logits, z, shares, s, scratch.maxima, scratch.products, rows, classes);
            FloatRowSums.sums(shares, s, classes, classes, scratch.shareSums, rows, blocks.slots);
            FloatRowSums.sums(scratch.products, 0, classes, classes, scratch.productSums, rows, blocks.slots);
        }
        losses(scratch, padded);
        if (gradient != null) {
            for (int i = 0; i < rows; i++) {
                scratch.shares[i] = shares[s + i * classes + scratch.largest[i]];
            }
            FloatShareGradient.rows(scale, shares, s, gradient, g, gStride, rows, classes, scratch);
        }
    }

    /** Targets in the scratch, or labels, and what smoothing gives to every class. */
    private static void smooth(
            double smoothing, boolean targets, int rows, int classes, FloatSoftmaxScratch scratch, FloatScratch blocks) {
        float[] shares = scratch.groupShares;
        float keep = (float) (1 - smoothing);
        if (targets) {
            FloatRowSums.sums(shares, 0, classes, classes, scratch.shareSums, rows, blocks.slots);
            for (int i = 0; i < rows; i++) {
                float even = (float) (smoothing / classes * scratch.shareSums[i]);
                for (int j = i * classes; j < (i + 1) * classes; j++) {
                    shares[j] = Math.fma(shares[j], keep, even);
                }
            }
        } else {
            float even = (float) (smoothing / classes);
            Arrays.fill(shares, 0, rows * classes, even);
            for (int i = 0; i < rows; i++) {
                shares[i * classes + scratch.labels[i]] = keep + even;
            }
        }
    }

    /** Shares times the weights of their classes; what stands behind a row stays. */
    private static void weigh(float[] weights, float[] shares, int rows, int classes) {
        for (int i = 0; i < rows; i++) {
            int row = i * classes;
            for (int j = 0; j < classes; j++) {
                shares[row + j] *= weights[j];
            }
        }
    }

    /** shares (max - z); what stands behind a row is overwritten by the next. */
    private static void products(
            float[] logits, int z, float[] shares, int s, float[] maxima, float[] out, int rows, int classes) {
        for (int i = 0; i < rows; i++) {
            FloatVector max = FloatVector.broadcast(SPECIES, maxima[i]);
            int row = i * classes;
            for (int j = 0; j < classes; j += LANES) {
                max.sub(FloatVector.fromArray(SPECIES, logits, z + row + j))
                        .mul(FloatVector.fromArray(SPECIES, shares, s + row + j))
                        .intoArray(out, row + j);
            }
        }
    }

    /** Row losses; adding +0 leaves no sign of a zero, which would depend on where a row's sum started. */
    private static void losses(FloatSoftmaxScratch scratch, int length) {
        for (int i = 0; i < length; i += LANES) {
            FloatVector.fromArray(SPECIES, scratch.shareSums, i)
                    .mul(FloatVector.fromArray(SPECIES, scratch.logs, i))
                    .add(FloatVector.fromArray(SPECIES, scratch.productSums, i))
                    .add(FloatVector.zero(SPECIES))
                    .intoArray(scratch.losses, i);
        }
    }
}
