package io.github.losslane.simd.metric;

import io.github.losslane.FloatMatrix;
import io.github.losslane.simd.FloatLanes;
import io.github.losslane.simd.FloatScratch;
import io.github.losslane.simd.FloatSum;
import io.github.losslane.simd.FloatSweep;
import java.util.Arrays;
import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.VectorMask;
import jdk.incubator.vector.VectorSpecies;

/**
 * |a - p|^2 - |a - n|^2 of one row as sum (n - p) ((a - p) + (a - n)), in the canonical order.
 *
 * <p>One sum instead of two: the terms of either sign keep the partial sums small, so that at 512 columns the error of
 * independent rows is an eighth of that of two sums of squares, and nothing cancels where p and n are near each other.
 */
final class FloatSquares {

    private static final VectorSpecies<Float> SPECIES = FloatLanes.SPECIES;
    private static final int LANES = FloatLanes.LANES;

    private FloatSquares() {}

    static double difference(
            FloatMatrix anchors, FloatMatrix positives, FloatMatrix negatives, int row, float[] slots) {
        int a = anchors.rowOffset(row);
        int p = positives.rowOffset(row);
        int n = negatives.rowOffset(row);
        int columns = anchors.columns();
        if (columns <= FloatSum.FEW) {
            few(anchors.data(), a, positives.data(), p, negatives.data(), n, columns, slots);
            return FloatSum.foldFew(slots);
        }
        double sum = 0;
        for (int j = 0; columns - j > 0; j += FloatScratch.BLOCK) {
            int size = Math.min(columns - j, FloatScratch.BLOCK);
            int whole = size & -FloatSum.SLOTS;
            block(anchors.data(), a + j, positives.data(), p + j, negatives.data(), n + j, whole, slots);
            int k = j + whole;
            rest(anchors.data(), a + k, positives.data(), p + k, negatives.data(), n + k, size - whole, slots);
            sum += FloatSum.fold(slots);
        }
        return sum;
    }

    /** The slots of a block whose length is a multiple of 64. */
    private static void block(
            float[] anchors, int a, float[] positives, int p, float[] negatives, int n, int length, float[] slots) {
        for (int c = 0; c < FloatSum.SLOTS; c += FloatSweep.SLOTS) {
            FloatVector sum0 = FloatVector.zero(SPECIES);
            FloatVector sum1 = sum0;
            FloatVector sum2 = sum0;
            FloatVector sum3 = sum0;
            FloatVector next0 = sum0;
            FloatVector next1 = sum0;
            FloatVector next2 = sum0;
            FloatVector next3 = sum0;
            for (int i = c; i < length; i += FloatSweep.STEP) {
                int ai = a + i;
                int pi = p + i;
                int ni = n + i;
                FloatVector anchor0 = FloatVector.fromArray(SPECIES, anchors, ai);
                FloatVector positive0 = FloatVector.fromArray(SPECIES, positives, pi);
                FloatVector negative0 = FloatVector.fromArray(SPECIES, negatives, ni);
                sum0 = negative0.sub(positive0).fma(anchor0.sub(positive0).add(anchor0.sub(negative0)), sum0);
                FloatVector anchor1 = FloatVector.fromArray(SPECIES, anchors, ai + LANES);
                FloatVector positive1 = FloatVector.fromArray(SPECIES, positives, pi + LANES);
                FloatVector negative1 = FloatVector.fromArray(SPECIES, negatives, ni + LANES);
                sum1 = negative1.sub(positive1).fma(anchor1.sub(positive1).add(anchor1.sub(negative1)), sum1);
                FloatVector anchor2 = FloatVector.fromArray(SPECIES, anchors, ai + 2 * LANES);
                FloatVector positive2 = FloatVector.fromArray(SPECIES, positives, pi + 2 * LANES);
                FloatVector negative2 = FloatVector.fromArray(SPECIES, negatives, ni + 2 * LANES);
                sum2 = negative2.sub(positive2).fma(anchor2.sub(positive2).add(anchor2.sub(negative2)), sum2);
                FloatVector anchor3 = FloatVector.fromArray(SPECIES, anchors, ai + 3 * LANES);
                FloatVector positive3 = FloatVector.fromArray(SPECIES, positives, pi + 3 * LANES);
                FloatVector negative3 = FloatVector.fromArray(SPECIES, negatives, ni + 3 * LANES);
                sum3 = negative3.sub(positive3).fma(anchor3.sub(positive3).add(anchor3.sub(negative3)), sum3);
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
    }

    /** Adds fewer than 64 columns to their slots. */
    private static void rest(
            float[] anchors, int a, float[] positives, int p, float[] negatives, int n, int length, float[] slots) {
        for (int i = 0; i < length; i += LANES) {
            if (FloatTriplet.fit(anchors, a, positives, p, negatives, n, i)) {
                VectorMask<Float> inside = SPECIES.indexInRange(i, length);
                FloatVector anchor = FloatVector.fromArray(SPECIES, anchors, a + i, inside);
                FloatVector positive = FloatVector.fromArray(SPECIES, positives, p + i, inside);
                FloatVector negative = FloatVector.fromArray(SPECIES, negatives, n + i, inside);
                negative.sub(positive)
                        .fma(anchor.sub(positive).add(anchor.sub(negative)), FloatVector.fromArray(SPECIES, slots, i))
                        .intoArray(slots, i);
            } else {
                elements(anchors, a, positives, p, negatives, n, i, Math.min(i + LANES, length), slots);
            }
        }
    }

    /** Element by element, to a whole vector. */
    private static void elements(
            float[] anchors, int a, float[] positives, int p, float[] negatives, int n, int from, int to, float[] slots) {
        for (int i = from; i < to; i++) {
            float anchor = anchors[a + i];
            float positive = positives[p + i];
            float negative = negatives[n + i];
            slots[i] = Math.fma(negative - positive, anchor - positive + (anchor - negative), slots[i]);
        }
        for (int i = to; i < from + LANES; i++) {
            slots[i] += 0;      // a missing lane adds the product of zeros, and no slot keeps a negative zero
        }
    }

    /** The slots of a row of at most 16 columns, where a row costs little more than its fold. */
    private static void few(
            float[] anchors, int a, float[] positives, int p, float[] negatives, int n, int columns, float[] slots) {
        int last = FloatSum.FEW - LANES;
        if (!FloatTriplet.fit(anchors, a, positives, p, negatives, n, last)) {
            Arrays.fill(slots, 0, FloatSum.FEW, 0);
            elements(anchors, a, positives, p, negatives, n, 0, columns, slots);
            return;
        }
        for (int i = 0; i < FloatSum.FEW; i += LANES) {
            VectorMask<Float> inside = SPECIES.indexInRange(i, columns);
            FloatVector anchor = FloatVector.fromArray(SPECIES, anchors, a + i, inside);
            FloatVector positive = FloatVector.fromArray(SPECIES, positives, p + i, inside);
            FloatVector negative = FloatVector.fromArray(SPECIES, negatives, n + i, inside);
            negative.sub(positive)
                    .fma(anchor.sub(positive).add(anchor.sub(negative)), FloatVector.zero(SPECIES))
                    .intoArray(slots, i);
        }
    }
}
