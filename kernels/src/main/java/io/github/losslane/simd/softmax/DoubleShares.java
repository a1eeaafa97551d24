// Derived from FloatShares.java; edit that file, then run: java verification/src/test/java/io/github/losslane/verification/Twins.java
package io.github.losslane.simd.softmax;

import io.github.losslane.simd.DoubleLanes;
import io.github.losslane.simd.DoubleScratch;
import io.github.losslane.softmax.CrossEntropy;
import java.util.Arrays;
import jdk.incubator.vector.DoubleVector;
import jdk.incubator.vector.VectorSpecies;

/**
 * Shares s_j of any kind: dense targets, smoothed or with class weights, and smoothed labels with class weights.
 *
 * <pre>{@code
 * A       = sum_j s_j
 * L       = A log + sum_j s_j (max - z_j)
 * dL/dz_j = (A - s_j) p_j - s_j (1 - p_j)      in DoubleShareGradient
 * }</pre>
 */
final class DoubleShares {

    private static final VectorSpecies<Double> SPECIES = DoubleLanes.SPECIES;
    private static final int LANES = DoubleLanes.LANES;

    private DoubleShares() {}

    /**
     * Rows whose logits are flat and whose exponentials, their maximum's being 0, are in the scratch, as are labels,
     * weights, and of each row maximum, sums and log. Labels or targets are null.
     */
    static void rows(
            CrossEntropy loss, double scale, double[] logits, int z, int[] labels, double[] targets, int t, int tStride,
            double[] gradient, int g, int gStride, int rows, int classes,
            DoubleSoftmaxScratch scratch, DoubleScratch blocks) {
        int padded = (rows + LANES - 1) / LANES * LANES;
        boolean own = loss.labelSmoothing() > 0 || loss.classWeights().size() > 0
                || !DoubleFlatRows.flat(targets, t, tStride, rows, classes);
        if (own && labels == null) {
            DoubleFlatRows.copy(targets, t, tStride, scratch.groupShares, rows, classes);
        }
        if (loss.labelSmoothing() > 0) {
            smooth(loss.labelSmoothing(), labels == null, rows, classes, scratch, blocks);
        }
        if (loss.classWeights().size() > 0) {
            loss.classWeights().copy(0, scratch.perClass, 0, classes);
            weigh(scratch.perClass, scratch.groupShares, rows, classes);
        }
        double[] shares = own ? scratch.groupShares : targets;
        int s = own ? 0 : t;
        if (classes <= LANES) {
            DoubleRowSums.narrowProducts(shares, s, scratch.maxima, logits, z, classes,
                    scratch.shareSums, scratch.productSums, rows);
        } else {
            products(logits, z, shares, s, scratch.maxima, scratch.products, rows, classes);
            DoubleRowSums.sums(shares, s, classes, classes, scratch.shareSums, rows, blocks.slots);
            DoubleRowSums.sums(scratch.products, 0, classes, classes, scratch.productSums, rows, blocks.slots);
        }
        losses(scratch, padded);
        if (gradient != null) {
            for (int i = 0; i < rows; i++) {
                scratch.shares[i] = shares[s + i * classes + scratch.largest[i]];
            }
            DoubleShareGradient.rows(scale, shares, s, gradient, g, gStride, rows, classes, scratch);
        }
    }

    /** Targets in the scratch, or labels, and what smoothing gives to every class. */
    private static void smooth(
            double smoothing, boolean targets, int rows, int classes, DoubleSoftmaxScratch scratch, DoubleScratch blocks) {
        double[] shares = scratch.groupShares;
        double keep = (1 - smoothing);
        if (targets) {
            DoubleRowSums.sums(shares, 0, classes, classes, scratch.shareSums, rows, blocks.slots);
            for (int i = 0; i < rows; i++) {
                double even = (smoothing / classes * scratch.shareSums[i]);
                for (int j = i * classes; j < (i + 1) * classes; j++) {
                    shares[j] = Math.fma(shares[j], keep, even);
                }
            }
        } else {
            double even = (smoothing / classes);
            Arrays.fill(shares, 0, rows * classes, even);
            for (int i = 0; i < rows; i++) {
                shares[i * classes + scratch.labels[i]] = keep + even;
            }
        }
    }

    /** Shares times the weights of their classes; what stands behind a row stays. */
    private static void weigh(double[] weights, double[] shares, int rows, int classes) {
        for (int i = 0; i < rows; i++) {
            int row = i * classes;
            for (int j = 0; j < classes; j++) {
                shares[row + j] *= weights[j];
            }
        }
    }

    /** shares (max - z); what stands behind a row is overwritten by the next. */
    private static void products(
            double[] logits, int z, double[] shares, int s, double[] maxima, double[] out, int rows, int classes) {
        for (int i = 0; i < rows; i++) {
            DoubleVector max = DoubleVector.broadcast(SPECIES, maxima[i]);
            int row = i * classes;
            for (int j = 0; j < classes; j += LANES) {
                max.sub(DoubleVector.fromArray(SPECIES, logits, z + row + j))
                        .mul(DoubleVector.fromArray(SPECIES, shares, s + row + j))
                        .intoArray(out, row + j);
            }
        }
    }

    /** Row losses; adding +0 leaves no sign of a zero, which would depend on where a row's sum started. */
    private static void losses(DoubleSoftmaxScratch scratch, int length) {
        for (int i = 0; i < length; i += LANES) {
            DoubleVector.fromArray(SPECIES, scratch.shareSums, i)
                    .mul(DoubleVector.fromArray(SPECIES, scratch.logs, i))
                    .add(DoubleVector.fromArray(SPECIES, scratch.productSums, i))
                    .add(DoubleVector.zero(SPECIES))
                    .intoArray(scratch.losses, i);
        }
    }
}
