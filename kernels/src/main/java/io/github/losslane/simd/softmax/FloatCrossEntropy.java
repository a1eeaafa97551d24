package io.github.losslane.simd.softmax;

import static io.github.losslane.simd.FloatParameter.limited;

import io.github.losslane.simd.FloatLanes;
import io.github.losslane.softmax.ClassWeights;
import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.VectorSpecies;

/** SIMD {@link io.github.losslane.softmax.CrossEntropy}: what is its own once the exponentials are there. */
public final class FloatCrossEntropy {

    /**
     * Bounds in ulps, whatever the spread of a row: the worst seen, 9.2 and 11.4, and a tenth. Those are rows of a thousand
     * classes and few different logits, whose sums round the same way again and again; others stay below 8. For gradients
     * with several shares in ulps of the two terms of an element, which may cancel. In double, every further block of 1,024
     * classes may add half an ulp.
     */
    public static final double MAX_ULP_LOSS = 10.5;

    public static final double MAX_ULP_GRADIENT = 13;

    private static final VectorSpecies<Float> SPECIES = FloatLanes.SPECIES;

    private FloatCrossEntropy() {}

    /** The weight of each label's class times its amount. */
    static void shares(ClassWeights classWeights, FloatSoftmaxScratch scratch, int rows) {
        if (classWeights.size() == 0) {
            System.arraycopy(scratch.amounts, 0, scratch.shares, 0, rows);
        } else {
            for (int i = 0; i < rows; i++) {
                scratch.shares[i] = scratch.amounts[i] * limited(classWeights.get(scratch.labels[i]));
            }
        }
    }

    /** Row losses: share times -log p; a share of 0 counts for 0, where that is infinite too. */
    static void losses(FloatSoftmaxScratch scratch, int length) {
        FloatVector zero = FloatVector.zero(SPECIES);
        FloatVector infinity = FloatVector.broadcast(SPECIES, Float.POSITIVE_INFINITY);
        for (int i = 0; i < length; i += SPECIES.length()) {
            FloatVector share = FloatVector.fromArray(SPECIES, scratch.shares, i);
            FloatVector log = FloatVector.fromArray(SPECIES, scratch.logs, i);
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
    static void smooth(float keep, float even, float[] logits, float[] shares, int length) {
        FloatVector zero = FloatVector.zero(SPECIES);
        for (int i = 0; i < length; i += SPECIES.length()) {
            FloatVector logit = FloatVector.fromArray(SPECIES, logits, i);
            FloatVector evens = FloatVector.broadcast(SPECIES, even)
                    .blend(zero, logit.eq(FloatVector.broadcast(SPECIES, Float.NEGATIVE_INFINITY)));
            FloatVector.fromArray(SPECIES, shares, i)
                    .fma(FloatVector.broadcast(SPECIES, keep), evens)
                    .intoArray(shares, i);
        }
    }

    /** shares[j] *= weights[j], for a length that is a multiple of the lanes. */
    static void weigh(float[] weights, float[] shares, int length) {
        for (int i = 0; i < length; i += SPECIES.length()) {
            FloatVector.fromArray(SPECIES, shares, i)
                    .mul(FloatVector.fromArray(SPECIES, weights, i))
                    .intoArray(shares, i);
        }
    }
}
