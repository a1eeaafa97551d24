// Derived from FloatCrossEntropy.java; edit that file, then run: java verification/src/test/java/io/github/losslane/verification/Twins.java
package io.github.losslane.simd.softmax;

import static io.github.losslane.simd.DoubleParameter.limited;

import io.github.losslane.simd.DoubleLanes;
import io.github.losslane.softmax.ClassWeights;
import jdk.incubator.vector.DoubleVector;
import jdk.incubator.vector.VectorSpecies;

/** SIMD {@link io.github.losslane.softmax.CrossEntropy}: what is its own once the exponentials are there. */
public final class DoubleCrossEntropy {

    /**
     * Bounds in ulps, whatever the spread of a row: the worst seen, 9.2 and 11.4, and a tenth. Those are rows of a thousand
     * classes and few different logits, whose sums round the same way again and again; others stay below 8. For gradients
     * with several shares in ulps of the two terms of an element, which may cancel. In double, every further block of 1,024
     * classes may add half an ulp.
     */
    public static final double MAX_ULP_LOSS = 10.5;

    public static final double MAX_ULP_GRADIENT = 13;

    private static final VectorSpecies<Double> SPECIES = DoubleLanes.SPECIES;

    private DoubleCrossEntropy() {}

    /** The weight of each label's class times its amount. */
    static void shares(ClassWeights classWeights, DoubleSoftmaxScratch scratch, int rows) {
        if (classWeights.size() == 0) {
            System.arraycopy(scratch.amounts, 0, scratch.shares, 0, rows);
        } else {
            for (int i = 0; i < rows; i++) {
                scratch.shares[i] = scratch.amounts[i] * limited(classWeights.get(scratch.labels[i]));
            }
        }
    }

    /** Row losses: share times -log p; a share of 0 counts for 0, where that is infinite too. */
    static void losses(DoubleSoftmaxScratch scratch, int length) {
        DoubleVector zero = DoubleVector.zero(SPECIES);
        DoubleVector infinity = DoubleVector.broadcast(SPECIES, Double.POSITIVE_INFINITY);
        for (int i = 0; i < length; i += SPECIES.length()) {
            DoubleVector share = DoubleVector.fromArray(SPECIES, scratch.shares, i);
            DoubleVector log = DoubleVector.fromArray(SPECIES, scratch.logs, i);
            share.mul(log)
                    .blend(zero, share.eq(zero).and(log.eq(infinity)))
                    .intoArray(scratch.losses, i);
        }
    }

    /**
     * Shares of a block of one row: keep t_j + even, but keep t_j where the class is masked, in place of t_j.
     *
     * @param length a multiple of the lanes
     */
    static void smooth(double keep, double even, double[] logits, double[] shares, int length) {
        DoubleVector zero = DoubleVector.zero(SPECIES);
        for (int i = 0; i < length; i += SPECIES.length()) {
            DoubleVector logit = DoubleVector.fromArray(SPECIES, logits, i);
            DoubleVector evens = DoubleVector.broadcast(SPECIES, even)
                    .blend(zero, logit.eq(DoubleVector.broadcast(SPECIES, Double.NEGATIVE_INFINITY)));
            DoubleVector.fromArray(SPECIES, shares, i)
                    .fma(DoubleVector.broadcast(SPECIES, keep), evens)
                    .intoArray(shares, i);
        }
    }

    /** shares[j] *= weights[j], for a length that is a multiple of the lanes. */
    static void weigh(double[] weights, double[] shares, int length) {
        for (int i = 0; i < length; i += SPECIES.length()) {
            DoubleVector.fromArray(SPECIES, shares, i)
                    .mul(DoubleVector.fromArray(SPECIES, weights, i))
                    .intoArray(shares, i);
        }
    }
}
