// Derived from FloatShareGradient.java; edit that file, then run: java verification/src/test/java/io/github/losslane/verification/Twins.java
package io.github.losslane.simd.softmax;

import static jdk.incubator.vector.VectorOperators.NEG;

import io.github.losslane.simd.DoubleLanes;
import jdk.incubator.vector.DoubleVector;
import jdk.incubator.vector.VectorMask;
import jdk.incubator.vector.VectorSpecies;

/** The gradient of {@link DoubleShares}: (A - s_j) p_j - s_j (1 - p_j), where 1 - p_j = (total - e_j) / total. */
final class DoubleShareGradient {

    private static final VectorSpecies<Double> SPECIES = DoubleLanes.SPECIES;
    private static final int LANES = DoubleLanes.LANES;

    private DoubleShareGradient() {}

    /** Of rows whose exponentials, sums and weights are in the scratch, as is the share of each maximum. */
    static void rows(
            double scale, double[] shares, int s, double[] gradient, int g, int gStride, int rows, int classes,
            DoubleSoftmaxScratch scratch) {
        factors(scale, scratch, (rows + LANES - 1) / LANES * LANES);
        int loose = DoubleFlatRows.loose(classes, gStride, rows);
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
    private static void factors(double scale, DoubleSoftmaxScratch scratch, int length) {
        for (int i = 0; i < length; i += LANES) {
            DoubleVector factor =
                    DoubleVector.broadcast(SPECIES, 1).div(DoubleVector.fromArray(SPECIES, scratch.totals, i));
            DoubleVector last =
                    DoubleVector.fromArray(SPECIES, scratch.weights, i).mul(DoubleVector.broadcast(SPECIES, scale));
            factor.intoArray(scratch.factors, i);
            last.intoArray(scratch.scales, i);
            DoubleVector share = DoubleVector.fromArray(SPECIES, scratch.shares, i);
            DoubleVector rest = DoubleVector.fromArray(SPECIES, scratch.others, i).mul(factor).mul(share);
            DoubleVector.fromArray(SPECIES, scratch.own, i)
                    .mul(factor)
                    .fma(DoubleVector.fromArray(SPECIES, scratch.shareSums, i).sub(share), rest.lanewise(NEG))
                    .mul(last)
                    .intoArray(scratch.targets, i);
        }
    }

    /** Rows of one vector; what is written behind a shorter row is overwritten by the next rows. */
    private static void narrow(
            DoubleSoftmaxScratch scratch, double[] shares, int s, double[] gradient, int g, int gStride,
            int rows, int classes) {
        for (int i = 0; i < rows; i++) {
            DoubleVector factor = DoubleVector.broadcast(SPECIES, scratch.factors[i]);
            DoubleVector exponential = DoubleVector.fromArray(SPECIES, scratch.exponentials, i * classes);
            DoubleVector share = DoubleVector.fromArray(SPECIES, shares, s + i * classes);
            DoubleVector others = DoubleVector.broadcast(SPECIES, scratch.totals[i]).sub(exponential);
            exponential.mul(factor)
                    .fma(DoubleVector.broadcast(SPECIES, scratch.shareSums[i]).sub(share),
                            others.mul(factor).mul(share).lanewise(NEG))
                    .mul(DoubleVector.broadcast(SPECIES, scratch.scales[i]))
                    .intoArray(gradient, g + i * gStride);
        }
    }

    private static void wide(
            DoubleSoftmaxScratch scratch, double[] shares, int s, double[] gradient, int g, int gStride,
            int first, int rows, int classes) {
        double[] e = scratch.exponentials;
        int whole = classes - classes % LANES;
        VectorMask<Double> inside = SPECIES.indexInRange(0, classes - whole);
        for (int i = first; i < rows; i++) {
            DoubleVector factor = DoubleVector.broadcast(SPECIES, scratch.factors[i]);
            DoubleVector scale = DoubleVector.broadcast(SPECIES, scratch.scales[i]);
            DoubleVector total = DoubleVector.broadcast(SPECIES, scratch.totals[i]);
            DoubleVector sum = DoubleVector.broadcast(SPECIES, scratch.shareSums[i]);
            int from = i * classes;
            int to = g + i * gStride;
            for (int j = 0; j < whole; j += LANES) {
                DoubleVector exponential = DoubleVector.fromArray(SPECIES, e, from + j);
                DoubleVector share = DoubleVector.fromArray(SPECIES, shares, s + from + j);
                exponential.mul(factor)
                        .fma(sum.sub(share), total.sub(exponential).mul(factor).mul(share).lanewise(NEG))
                        .mul(scale)
                        .intoArray(gradient, to + j);
            }
            if (whole < classes && DoubleLanes.fits(gradient, to + whole)) {
                DoubleVector exponential = DoubleVector.fromArray(SPECIES, e, from + whole);
                DoubleVector share = DoubleVector.fromArray(SPECIES, shares, s + from + whole);
                exponential.mul(factor)
                        .fma(sum.sub(share), total.sub(exponential).mul(factor).mul(share).lanewise(NEG))
                        .mul(scale)
                        .intoArray(gradient, to + whole, inside);
            } else {
                for (int j = whole; j < classes; j++) {
                    double share = shares[s + from + j];
                    double q = (scratch.totals[i] - e[from + j]) * scratch.factors[i];
                    double p = e[from + j] * scratch.factors[i];
                    gradient[to + j] = Math.fma(p, scratch.shareSums[i] - share, -(q * share)) * scratch.scales[i];
                }
            }
        }
    }
}
