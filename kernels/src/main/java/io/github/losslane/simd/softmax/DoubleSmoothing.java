// Derived from FloatSmoothing.java; edit that file, then run: java verification/src/test/java/io/github/losslane/verification/Twins.java
package io.github.losslane.simd.softmax;

import io.github.losslane.simd.DoubleLanes;
import io.github.losslane.simd.DoubleScratch;
import io.github.losslane.softmax.CrossEntropy;
import io.github.losslane.softmax.SoftmaxLoss;
import jdk.incubator.vector.DoubleVector;
import jdk.incubator.vector.VectorMask;
import jdk.incubator.vector.VectorSpecies;

/**
 * What smoothing by a, without class weights, adds to rows with labels: every class has the share h = a / C, the label 1 - a
 * more.
 *
 * <pre>{@code
 * L       = l_y + h sum_j (z_y - z_j)      l_y = -log p_y
 * dL/dz_j = p_j - h                        of the label a (1 - 1/C) p_y - (1 - a (1 - 1/C)) (1 - p_y)
 * }</pre>
 *
 * <p>Without the row's maximum, which other rows of several shares need, terms may have either sign, but they do not
 * cancel much: as s_y >= 1 - a, l_y is at most L / (1 - a); the positive z_y - z_j sum to at most L / h, and the negative
 * ones are no larger than l_y each. So the sum of all magnitudes is at most 2 / (1 - a) times L, and more smoothing than
 * {@link #MOST} is for {@link DoubleShareRows}. Nor do p_j and h, in ulps of the terms (1 - h) p_j and h (1 - p_j): these
 * sum to at least h where h is at most 1/2.
 */
final class DoubleSmoothing {

    /** Up to here the magnitudes are at most 8/3 of the loss. */
    private static final double MOST = 0.25;

    private static final VectorSpecies<Double> SPECIES = DoubleLanes.SPECIES;
    private static final int LANES = DoubleLanes.LANES;

    private DoubleSmoothing() {}

    /** Whether rows with labels are smoothed so that they can be done here. */
    static boolean suits(SoftmaxLoss loss, int classes) {
        return loss instanceof CrossEntropy entropy && entropy.labelSmoothing() <= MOST && entropy.classWeights().size() == 0
                && classes <= DoubleSoftmaxScratch.GROUP;
    }

    /** The sums of z_y - z_j of each row; returns whether all are finite, as they are not if a class is masked. */
    static boolean distances(
            double[] logits, int z, int zStride, int rows, int classes, DoubleSoftmaxScratch scratch, DoubleScratch blocks) {
        boolean copied = !DoubleFlatRows.flat(logits, z, zStride, rows, classes);
        double[] x = copied ? DoubleFlatRows.copy(logits, z, zStride, scratch.rows, rows, classes) : logits;
        int xo = copied ? 0 : z;
        for (int i = 0; i < rows; i++) {
            scratch.logits[i] = x[xo + i * classes + scratch.labels[i]];
        }
        if (classes <= LANES) {
            DoubleRowSums.narrowDistances(scratch.logits, x, xo, classes, scratch.productSums, rows);
        } else {
            differences(x, xo, scratch.logits, scratch.products, rows, classes);
            DoubleRowSums.sums(scratch.products, 0, classes, classes, scratch.productSums, rows, blocks.slots);
        }
        double zero = 0;
        for (int i = 0; i < rows; i++) {
            zero += 0 * scratch.productSums[i];
        }
        return zero == 0;
    }

    /** A number of each row less its elements; what stands behind a row is overwritten by the next. */
    private static void differences(double[] x, int o, double[] numbers, double[] out, int rows, int classes) {
        for (int i = 0; i < rows; i++) {
            DoubleVector number = DoubleVector.broadcast(SPECIES, numbers[i]);
            int row = i * classes;
            for (int j = 0; j < classes; j += LANES) {
                number.sub(DoubleVector.fromArray(SPECIES, x, o + row + j)).intoArray(out, row + j);
            }
        }
    }

    static void losses(double even, DoubleSoftmaxScratch scratch, int length) {
        for (int i = 0; i < length; i += LANES) {
            DoubleVector.fromArray(SPECIES, scratch.productSums, i)
                    .fma(DoubleVector.broadcast(SPECIES, even), DoubleVector.fromArray(SPECIES, scratch.logs, i))
                    .intoArray(scratch.losses, i);
        }
    }

    /** From exponentials, that of the label being 0; they may be in the gradient where rows are longer than a vector. */
    static void gradient(
            double smoothing, double scale, double[] e, int eo, int eStride, double[] gradient, int g, int gStride,
            int rows, int padded, int classes, DoubleSoftmaxScratch scratch) {
        double even = smoothing / classes;
        factors((smoothing - even), (1 - smoothing + even), scale, scratch, padded);
        int loose = DoubleFlatRows.loose(classes, gStride, rows);
        narrow(even, scratch, e, eo, eStride, gradient, g, gStride, loose);
        wide(even, scratch, e, eo, eStride, gradient, g, gStride, loose, rows, classes);
        for (int i = 0; i < rows; i++) {
            gradient[g + i * gStride + scratch.labels[i]] = scratch.targets[i];
        }
    }

    /**
     * What exponentials are multiplied by, and in the end everything, which may be infinite; and the label's element, from
     * its share and the others'.
     */
    private static void factors(double others, double own, double scale, DoubleSoftmaxScratch scratch, int length) {
        for (int i = 0; i < length; i += LANES) {
            DoubleVector factor =
                    DoubleVector.broadcast(SPECIES, 1).div(DoubleVector.fromArray(SPECIES, scratch.totals, i));
            DoubleVector last =
                    DoubleVector.fromArray(SPECIES, scratch.weights, i).mul(DoubleVector.broadcast(SPECIES, scale));
            factor.intoArray(scratch.factors, i);
            last.intoArray(scratch.scales, i);
            DoubleVector below =
                    DoubleVector.fromArray(SPECIES, scratch.others, i).mul(DoubleVector.broadcast(SPECIES, -own));
            DoubleVector.fromArray(SPECIES, scratch.own, i)
                    .fma(DoubleVector.broadcast(SPECIES, others), below)
                    .mul(factor)
                    .mul(last)
                    .intoArray(scratch.targets, i);
        }
    }

    /** (p - even) scale of rows of one vector; what is written behind a shorter row is overwritten by the next rows. */
    private static void narrow(
            double even, DoubleSoftmaxScratch scratch, double[] e, int eo, int eStride,
            double[] gradient, int g, int gStride, int rows) {
        DoubleVector low = DoubleVector.broadcast(SPECIES, -even);
        for (int i = 0; i < rows; i++) {
            DoubleVector.fromArray(SPECIES, e, eo + i * eStride)
                    .fma(DoubleVector.broadcast(SPECIES, scratch.factors[i]), low)
                    .mul(DoubleVector.broadcast(SPECIES, scratch.scales[i]))
                    .intoArray(gradient, g + i * gStride);
        }
    }

    private static void wide(
            double even, DoubleSoftmaxScratch scratch, double[] e, int eo, int eStride,
            double[] gradient, int g, int gStride, int first, int rows, int classes) {
        DoubleVector low = DoubleVector.broadcast(SPECIES, -even);
        int whole = classes - classes % LANES;
        VectorMask<Double> inside = SPECIES.indexInRange(0, classes - whole);
        for (int i = first; i < rows; i++) {
            DoubleVector factor = DoubleVector.broadcast(SPECIES, scratch.factors[i]);
            DoubleVector scale = DoubleVector.broadcast(SPECIES, scratch.scales[i]);
            int from = eo + i * eStride;
            int to = g + i * gStride;
            for (int j = 0; j < whole; j += LANES) {
                DoubleVector.fromArray(SPECIES, e, from + j).fma(factor, low).mul(scale).intoArray(gradient, to + j);
            }
            if (whole < classes && DoubleLanes.fits(e, from + whole) && DoubleLanes.fits(gradient, to + whole)) {
                DoubleVector.fromArray(SPECIES, e, from + whole).fma(factor, low).mul(scale)
                        .intoArray(gradient, to + whole, inside);
            } else {
                for (int j = whole; j < classes; j++) {
                    gradient[to + j] = Math.fma(e[from + j], scratch.factors[i], -even) * scratch.scales[i];
                }
            }
        }
    }
}
