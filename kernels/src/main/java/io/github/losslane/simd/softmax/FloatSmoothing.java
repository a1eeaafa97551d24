package io.github.losslane.simd.softmax;

import io.github.losslane.simd.FloatLanes;
import io.github.losslane.simd.FloatScratch;
import io.github.losslane.softmax.CrossEntropy;
import io.github.losslane.softmax.SoftmaxLoss;
import jdk.incubator.vector.FloatVector;
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
 * {@link #MOST} is for {@link FloatShareRows}. Nor do p_j and h, in ulps of the terms (1 - h) p_j and h (1 - p_j): these
 * sum to at least h where h is at most 1/2.
 */
final class FloatSmoothing {

    /** Up to here the magnitudes are at most 8/3 of the loss. */
    private static final double MOST = 0.25;

    private static final VectorSpecies<Float> SPECIES = FloatLanes.SPECIES;
    private static final int LANES = FloatLanes.LANES;

    private FloatSmoothing() {}

    /** Whether rows with labels are smoothed so that they can be done here. */
    static boolean suits(SoftmaxLoss loss, int classes) {
        return loss instanceof CrossEntropy entropy && entropy.labelSmoothing() <= MOST && entropy.classWeights().size() == 0
                && classes <= FloatSoftmaxScratch.GROUP;
    }

    /** The sums of z_y - z_j of each row; returns whether all are finite, as they are not if a class is masked. */
    static boolean distances(
            float[] logits, int z, int zStride, int rows, int classes, FloatSoftmaxScratch scratch, FloatScratch blocks) {
        boolean copied = !FloatFlatRows.flat(logits, z, zStride, rows, classes);
        float[] x = copied ? FloatFlatRows.copy(logits, z, zStride, scratch.rows, rows, classes) : logits;
        int xo = copied ? 0 : z;
        for (int i = 0; i < rows; i++) {
            scratch.logits[i] = x[xo + i * classes + scratch.labels[i]];
        }
        if (classes <= LANES) {
            FloatRowSums.narrowDistances(scratch.logits, x, xo, classes, scratch.productSums, rows);
        } else {
            differences(x, xo, scratch.logits, scratch.products, rows, classes);
            FloatRowSums.sums(scratch.products, 0, classes, classes, scratch.productSums, rows, blocks.slots);
        }
        float zero = 0;
        for (int i = 0; i < rows; i++) {
            zero += 0 * scratch.productSums[i];
        }
        return zero == 0;
    }

    /** A number of each row less its elements; what stands behind a row is overwritten by the next. */
    private static void differences(float[] x, int o, float[] numbers, float[] out, int rows, int classes) {
        for (int i = 0; i < rows; i++) {
            FloatVector number = FloatVector.broadcast(SPECIES, numbers[i]);
            int row = i * classes;
            for (int j = 0; j < classes; j += LANES) {
                number.sub(FloatVector.fromArray(SPECIES, x, o + row + j)).intoArray(out, row + j);
            }
        }
    }

    static void losses(double even, FloatSoftmaxScratch scratch, int length) {
        for (int i = 0; i < length; i += LANES) {
            FloatVector.fromArray(SPECIES, scratch.productSums, i)
                    .fma(FloatVector.broadcast(SPECIES, (float) even), FloatVector.fromArray(SPECIES, scratch.logs, i))
                    .intoArray(scratch.losses, i);
        }
    }

    /** From exponentials, that of the label being 0; they may be in the gradient where rows are longer than a vector. */
    static void gradient(
            double smoothing, float scale, float[] e, int eo, int eStride, float[] gradient, int g, int gStride,
            int rows, int padded, int classes, FloatSoftmaxScratch scratch) {
        double even = smoothing / classes;
        factors((float) (smoothing - even), (float) (1 - smoothing + even), scale, scratch, padded);
        int loose = FloatFlatRows.loose(classes, gStride, rows);
        narrow((float) even, scratch, e, eo, eStride, gradient, g, gStride, loose);
        wide((float) even, scratch, e, eo, eStride, gradient, g, gStride, loose, rows, classes);
        for (int i = 0; i < rows; i++) {
            gradient[g + i * gStride + scratch.labels[i]] = scratch.targets[i];
        }
    }

    /**
     * What exponentials are multiplied by, and in the end everything, which may be infinite; and the label's element, from
     * its share and the others'.
     */
    private static void factors(float others, float own, float scale, FloatSoftmaxScratch scratch, int length) {
        for (int i = 0; i < length; i += LANES) {
            FloatVector factor =
                    FloatVector.broadcast(SPECIES, 1).div(FloatVector.fromArray(SPECIES, scratch.totals, i));
            FloatVector last =
                    FloatVector.fromArray(SPECIES, scratch.weights, i).mul(FloatVector.broadcast(SPECIES, scale));
            factor.intoArray(scratch.factors, i);
            last.intoArray(scratch.scales, i);
            FloatVector below =
                    FloatVector.fromArray(SPECIES, scratch.others, i).mul(FloatVector.broadcast(SPECIES, -own));
            FloatVector.fromArray(SPECIES, scratch.own, i)
                    .fma(FloatVector.broadcast(SPECIES, others), below)
                    .mul(factor)
                    .mul(last)
                    .intoArray(scratch.targets, i);
        }
    }

    /** (p - even) scale of rows of one vector; what is written behind a shorter row is overwritten by the next rows. */
    private static void narrow(
            float even, FloatSoftmaxScratch scratch, float[] e, int eo, int eStride,
            float[] gradient, int g, int gStride, int rows) {
        FloatVector low = FloatVector.broadcast(SPECIES, -even);
        for (int i = 0; i < rows; i++) {
            FloatVector.fromArray(SPECIES, e, eo + i * eStride)
                    .fma(FloatVector.broadcast(SPECIES, scratch.factors[i]), low)
                    .mul(FloatVector.broadcast(SPECIES, scratch.scales[i]))
                    .intoArray(gradient, g + i * gStride);
        }
    }

    private static void wide(
            float even, FloatSoftmaxScratch scratch, float[] e, int eo, int eStride,
            float[] gradient, int g, int gStride, int first, int rows, int classes) {
        FloatVector low = FloatVector.broadcast(SPECIES, -even);
        int whole = classes - classes % LANES;
        VectorMask<Float> inside = SPECIES.indexInRange(0, classes - whole);
        for (int i = first; i < rows; i++) {
            FloatVector factor = FloatVector.broadcast(SPECIES, scratch.factors[i]);
            FloatVector scale = FloatVector.broadcast(SPECIES, scratch.scales[i]);
            int from = eo + i * eStride;
            int to = g + i * gStride;
            for (int j = 0; j < whole; j += LANES) {
                FloatVector.fromArray(SPECIES, e, from + j).fma(factor, low).mul(scale).intoArray(gradient, to + j);
            }
            if (whole < classes && FloatLanes.fits(e, from + whole) && FloatLanes.fits(gradient, to + whole)) {
                FloatVector.fromArray(SPECIES, e, from + whole).fma(factor, low).mul(scale)
                        .intoArray(gradient, to + whole, inside);
            } else {
                for (int j = whole; j < classes; j++) {
                    gradient[to + j] = Math.fma(e[from + j], scratch.factors[i], -even) * scratch.scales[i];
                }
            }
        }
    }
}
