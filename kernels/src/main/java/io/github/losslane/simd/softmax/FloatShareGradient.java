package io.github.losslane.simd.softmax;

import static jdk.incubator.vector.VectorOperators.NEG;

import io.github.losslane.simd.FloatLanes;
import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.VectorMask;
import jdk.incubator.vector.VectorSpecies;

/** The gradient of {@link FloatShares}: (A - s_j) p_j - s_j (1 - p_j), where 1 - p_j = (total - e_j) / total. */
final class FloatShareGradient {

    private static final VectorSpecies<Float> SPECIES = FloatLanes.SPECIES;
    private static final int LANES = FloatLanes.LANES;

    private FloatShareGradient() {}

    /** Of rows whose exponentials, sums and weights are in the scratch, as is the share of each maximum. */
    static void rows(
            float scale, float[] shares, int s, float[] gradient, int g, int gStride, int rows, int classes,
            FloatSoftmaxScratch scratch) {
        factors(scale, scratch, (rows + LANES - 1) / LANES * LANES);
        int loose = FloatFlatRows.loose(classes, gStride, rows);
        narrow(scratch, shares, s, gradient, g, gStride, loose, classes);
        wide(scratch, shares, s, gradient, g, gStride, loose, rows, classes);
        for (int i = 0; i < rows; i++) {
            gradient[g + i * gStride + scratch.largest[i]] = scratch.targets[i];
        }
    }

    /**
     * What exponentials are multiplied by, and in the end everything, which may be infinite; and the element of the maximum,
     * whose 1 - p would cancel.
     */
    private static void factors(float scale, FloatSoftmaxScratch scratch, int length) {
        for (int i = 0; i < length; i += LANES) {
            FloatVector factor =
                    FloatVector.broadcast(SPECIES, 1).div(FloatVector.fromArray(SPECIES, scratch.totals, i));
            FloatVector last =
                    FloatVector.fromArray(SPECIES, scratch.weights, i).mul(FloatVector.broadcast(SPECIES, scale));
            factor.intoArray(scratch.factors, i);
            last.intoArray(scratch.scales, i);
            FloatVector share = FloatVector.fromArray(SPECIES, scratch.shares, i);
            FloatVector rest = FloatVector.fromArray(SPECIES, scratch.others, i).mul(factor).mul(share);
            FloatVector.fromArray(SPECIES, scratch.own, i)
                    .mul(factor)
                    .fma(FloatVector.fromArray(SPECIES, scratch.shareSums, i).sub(share), rest.lanewise(NEG))
                    .mul(last)
                    .intoArray(scratch.targets, i);
        }
    }

    /** Rows of one vector; what is written behind a shorter row is overwritten by the next rows. */
    private static void narrow(
            FloatSoftmaxScratch scratch, float[] shares, int s, float[] gradient, int g, int gStride,
            int rows, int classes) {
        for (int i = 0; i < rows; i++) {
            FloatVector factor = FloatVector.broadcast(SPECIES, scratch.factors[i]);
            FloatVector exponential = FloatVector.fromArray(SPECIES, scratch.exponentials, i * classes);
            FloatVector share = FloatVector.fromArray(SPECIES, shares, s + i * classes);
            FloatVector others = FloatVector.broadcast(SPECIES, scratch.totals[i]).sub(exponential);
            exponential.mul(factor)
                    .fma(FloatVector.broadcast(SPECIES, scratch.shareSums[i]).sub(share),
                            others.mul(factor).mul(share).lanewise(NEG))
                    .mul(FloatVector.broadcast(SPECIES, scratch.scales[i]))
                    .intoArray(gradient, g + i * gStride);
        }
    }

    private static void wide(
            FloatSoftmaxScratch scratch, float[] shares, int s, float[] gradient, int g, int gStride,
            int first, int rows, int classes) {
        float[] e = scratch.exponentials;
        int whole = classes - classes % LANES;
        VectorMask<Float> inside = SPECIES.indexInRange(0, classes - whole);
        for (int i = first; i < rows; i++) {
            FloatVector factor = FloatVector.broadcast(SPECIES, scratch.factors[i]);
            FloatVector scale = FloatVector.broadcast(SPECIES, scratch.scales[i]);
            FloatVector total = FloatVector.broadcast(SPECIES, scratch.totals[i]);
            FloatVector sum = FloatVector.broadcast(SPECIES, scratch.shareSums[i]);
            int from = i * classes;
            int to = g + i * gStride;
            for (int j = 0; j < whole; j += LANES) {
                FloatVector exponential = FloatVector.fromArray(SPECIES, e, from + j);
                FloatVector share = FloatVector.fromArray(SPECIES, shares, s + from + j);
                exponential.mul(factor)
                        .fma(sum.sub(share), total.sub(exponential).mul(factor).mul(share).lanewise(NEG))
                        .mul(scale)
                        .intoArray(gradient, to + j);
            }
            if (whole < classes && FloatLanes.fits(gradient, to + whole)) {
                FloatVector exponential = FloatVector.fromArray(SPECIES, e, from + whole);
                FloatVector share = FloatVector.fromArray(SPECIES, shares, s + from + whole);
                exponential.mul(factor)
                        .fma(sum.sub(share), total.sub(exponential).mul(factor).mul(share).lanewise(NEG))
                        .mul(scale)
                        .intoArray(gradient, to + whole, inside);
            } else {
                for (int j = whole; j < classes; j++) {
                    float share = shares[s + from + j];
                    float q = (scratch.totals[i] - e[from + j]) * scratch.factors[i];
                    float p = e[from + j] * scratch.factors[i];
                    gradient[to + j] = Math.fma(p, scratch.shareSums[i] - share, -(q * share)) * scratch.scales[i];
                }
            }
        }
    }
}
