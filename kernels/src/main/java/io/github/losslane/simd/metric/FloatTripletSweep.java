package io.github.losslane.simd.metric;

import io.github.losslane.FloatMatrix;
import io.github.losslane.simd.FloatLanes;
import io.github.losslane.simd.FloatScratch;
import io.github.losslane.simd.FloatSum;
import io.github.losslane.simd.FloatSweep;
import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.VectorMask;
import jdk.incubator.vector.VectorSpecies;

/**
 * One sweep over a triplet that is likely active: the sum of {@link FloatSquares}, bit for bit, and the gradients that
 * hold if it is. Memory is then read and written at the same time, as by a plain loop, and not in turns.
 */
final class FloatTripletSweep {

    private static final VectorSpecies<Float> SPECIES = FloatLanes.SPECIES;
    private static final int LANES = FloatLanes.LANES;

    private FloatTripletSweep() {}

    /** Returns |a - p|^2 - |a - n|^2; writes factor (n - p), factor (p - a) and factor (a - n). */
    static double run(
            float factor, FloatMatrix anchors, FloatMatrix positives, FloatMatrix negatives, int row,
            FloatMatrix anchorGradient, FloatMatrix positiveGradient, FloatMatrix negativeGradient, float[] slots) {
        int columns = anchors.columns();
        double sum = 0;
        for (int j = 0; columns - j > 0; j += FloatScratch.BLOCK) {
            sum += block(factor, anchors.data(), anchors.rowOffset(row) + j, positives.data(), positives.rowOffset(row) + j,
                    negatives.data(), negatives.rowOffset(row) + j, anchorGradient.data(), anchorGradient.rowOffset(row) + j,
                    positiveGradient.data(), positiveGradient.rowOffset(row) + j,
                    negativeGradient.data(), negativeGradient.rowOffset(row) + j,
                    Math.min(columns - j, FloatScratch.BLOCK), slots);
        }
        return sum;
    }

    /** (a - p) + (a - n) is (a - n) - (p - a): the same roundings. */
    private static float block(
            float factor, float[] anchors, int a, float[] positives, int p, float[] negatives, int n,
            float[] anchorGradient, int ag, float[] positiveGradient, int pg, float[] negativeGradient, int ng,
            int length, float[] slots) {
        FloatVector factors = FloatVector.broadcast(SPECIES, factor);
        int whole = length & -FloatSum.SLOTS;
        for (int c = 0; c < FloatSum.SLOTS; c += FloatSweep.SLOTS) {
            FloatVector sum0 = FloatVector.zero(SPECIES);
            FloatVector sum1 = sum0;
            FloatVector sum2 = sum0;
            FloatVector sum3 = sum0;
            FloatVector next0 = sum0;
            FloatVector next1 = sum0;
            FloatVector next2 = sum0;
            FloatVector next3 = sum0;
            for (int i = c; i < whole; i += FloatSweep.STEP) {
                int ai = a + i;
                int pi = p + i;
                int ni = n + i;
                int agi = ag + i;
                int pgi = pg + i;
                int ngi = ng + i;
                FloatVector anchor0 = FloatVector.fromArray(SPECIES, anchors, ai);
                FloatVector positive0 = FloatVector.fromArray(SPECIES, positives, pi);
                FloatVector negative0 = FloatVector.fromArray(SPECIES, negatives, ni);
                FloatVector across0 = negative0.sub(positive0);
                FloatVector near0 = positive0.sub(anchor0);
                FloatVector far0 = anchor0.sub(negative0);
                across0.mul(factors).intoArray(anchorGradient, agi);
                near0.mul(factors).intoArray(positiveGradient, pgi);
                far0.mul(factors).intoArray(negativeGradient, ngi);
                sum0 = across0.fma(far0.sub(near0), sum0);
                FloatVector anchor1 = FloatVector.fromArray(SPECIES, anchors, ai + LANES);
                FloatVector positive1 = FloatVector.fromArray(SPECIES, positives, pi + LANES);
                FloatVector negative1 = FloatVector.fromArray(SPECIES, negatives, ni + LANES);
                FloatVector across1 = negative1.sub(positive1);
                FloatVector near1 = positive1.sub(anchor1);
                FloatVector far1 = anchor1.sub(negative1);
                across1.mul(factors).intoArray(anchorGradient, agi + LANES);
                near1.mul(factors).intoArray(positiveGradient, pgi + LANES);
                far1.mul(factors).intoArray(negativeGradient, ngi + LANES);
                sum1 = across1.fma(far1.sub(near1), sum1);
                FloatVector anchor2 = FloatVector.fromArray(SPECIES, anchors, ai + 2 * LANES);
                FloatVector positive2 = FloatVector.fromArray(SPECIES, positives, pi + 2 * LANES);
                FloatVector negative2 = FloatVector.fromArray(SPECIES, negatives, ni + 2 * LANES);
                FloatVector across2 = negative2.sub(positive2);
                FloatVector near2 = positive2.sub(anchor2);
                FloatVector far2 = anchor2.sub(negative2);
                across2.mul(factors).intoArray(anchorGradient, agi + 2 * LANES);
                near2.mul(factors).intoArray(positiveGradient, pgi + 2 * LANES);
                far2.mul(factors).intoArray(negativeGradient, ngi + 2 * LANES);
                sum2 = across2.fma(far2.sub(near2), sum2);
                FloatVector anchor3 = FloatVector.fromArray(SPECIES, anchors, ai + 3 * LANES);
                FloatVector positive3 = FloatVector.fromArray(SPECIES, positives, pi + 3 * LANES);
                FloatVector negative3 = FloatVector.fromArray(SPECIES, negatives, ni + 3 * LANES);
                FloatVector across3 = negative3.sub(positive3);
                FloatVector near3 = positive3.sub(anchor3);
                FloatVector far3 = anchor3.sub(negative3);
                across3.mul(factors).intoArray(anchorGradient, agi + 3 * LANES);
                near3.mul(factors).intoArray(positiveGradient, pgi + 3 * LANES);
                far3.mul(factors).intoArray(negativeGradient, ngi + 3 * LANES);
                sum3 = across3.fma(far3.sub(near3), sum3);
                if (FloatSweep.TURNS) {
                    FloatVector last0 = sum0;
                    FloatVector last1 = sum1;
                    FloatVector last2 = sum2;
                    FloatVector last3 = sum3;
                    sum0 = next0;
                    sum1 = next1;
                    sum2 = next2;
                    sum3 = next3;
                    next0 = last0;
                    next1 = last1;
                    next2 = last2;
                    next3 = last3;
                }
            }
            sum0.intoArray(slots, c);
            sum1.intoArray(slots, c + LANES);
            sum2.intoArray(slots, c + 2 * LANES);
            sum3.intoArray(slots, c + 3 * LANES);
            if (FloatSweep.TURNS) {
                next0.intoArray(slots, c + 4 * LANES);
                next1.intoArray(slots, c + 5 * LANES);
                next2.intoArray(slots, c + 6 * LANES);
                next3.intoArray(slots, c + 7 * LANES);
            }
        }
        rest(factor, anchors, a + whole, positives, p + whole, negatives, n + whole, anchorGradient, ag + whole,
                positiveGradient, pg + whole, negativeGradient, ng + whole, length - whole, slots);
        return FloatSum.fold(slots);
    }

    /** Less than SLOTS elements, in a method of its own: the sweep is as large as the compiler's budget allows. */
    private static void rest(
            float factor, float[] anchors, int a, float[] positives, int p, float[] negatives, int n,
            float[] anchorGradient, int ag, float[] positiveGradient, int pg, float[] negativeGradient, int ng,
            int length, float[] slots) {
        FloatVector factors = FloatVector.broadcast(SPECIES, factor);
        for (int i = 0; i < length; i += LANES) {
            if (FloatTriplet.fit(anchors, a, positives, p, negatives, n, i)
                    && FloatTriplet.fit(anchorGradient, ag, positiveGradient, pg, negativeGradient, ng, i)) {
                VectorMask<Float> inside = SPECIES.indexInRange(i, length);
                FloatVector anchor = FloatVector.fromArray(SPECIES, anchors, a + i, inside);
                FloatVector positive = FloatVector.fromArray(SPECIES, positives, p + i, inside);
                FloatVector negative = FloatVector.fromArray(SPECIES, negatives, n + i, inside);
                FloatVector across = negative.sub(positive);
                FloatVector near = positive.sub(anchor);
                FloatVector far = anchor.sub(negative);
                across.mul(factors).intoArray(anchorGradient, ag + i, inside);
                near.mul(factors).intoArray(positiveGradient, pg + i, inside);
                far.mul(factors).intoArray(negativeGradient, ng + i, inside);
                across.fma(far.sub(near), FloatVector.fromArray(SPECIES, slots, i)).intoArray(slots, i);
            } else {
                elements(factor, anchors, a + i, positives, p + i, negatives, n + i, anchorGradient, ag + i,
                        positiveGradient, pg + i, negativeGradient, ng + i, Math.min(LANES, length - i), slots, i);
            }
        }
    }

    /** A vector element by element; those that are missing add the product of zeros, as in a vector. */
    private static void elements(
            float factor, float[] anchors, int a, float[] positives, int p, float[] negatives, int n,
            float[] anchorGradient, int ag, float[] positiveGradient, int pg, float[] negativeGradient, int ng,
            int count, float[] slots, int k) {
        for (int e = 0; e < count; e++) {
            float anchor = anchors[a + e];
            float positive = positives[p + e];
            float negative = negatives[n + e];
            float across = negative - positive;
            float near = positive - anchor;
            float far = anchor - negative;
            anchorGradient[ag + e] = across * factor;
            positiveGradient[pg + e] = near * factor;
            negativeGradient[ng + e] = far * factor;
            slots[k + e] = Math.fma(across, far - near, slots[k + e]);
        }
        for (int e = count; e < LANES; e++) {
            slots[k + e] += 0;
        }
    }
}
