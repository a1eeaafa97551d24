// Derived from FloatSquares.java; edit that file, then run: java verification/src/test/java/io/github/losslane/verification/Twins.java
package io.github.losslane.simd.metric;

import io.github.losslane.DoubleMatrix;
import io.github.losslane.simd.DoubleLanes;
import io.github.losslane.simd.DoubleScratch;
import io.github.losslane.simd.DoubleSum;
import io.github.losslane.simd.DoubleSweep;
import java.util.Arrays;
import jdk.incubator.vector.DoubleVector;
import jdk.incubator.vector.VectorMask;
import jdk.incubator.vector.VectorSpecies;

/**
 * |a - p|^2 - |a - n|^2 of one row as sum (n - p) ((a - p) + (a - n)), in the canonical order.
 *
 * <p>One sum instead of two: the terms of either sign keep the partial sums small, so that at 512 columns the error of
 * independent rows is an eighth of that of two sums of squares, and nothing cancels where p and n are near each other.
 */
final class DoubleSquares {

    private static final VectorSpecies<Double> SPECIES = DoubleLanes.SPECIES;
    private static final int LANES = DoubleLanes.LANES;

    private DoubleSquares() {}

    static double difference(
            DoubleMatrix anchors, DoubleMatrix positives, DoubleMatrix negatives, int row, double[] slots) {
        int a = anchors.rowOffset(row);
        int p = positives.rowOffset(row);
        int n = negatives.rowOffset(row);
        int columns = anchors.columns();
        if (columns <= DoubleSum.FEW) {
            few(anchors.data(), a, positives.data(), p, negatives.data(), n, columns, slots);
            return DoubleSum.foldFew(slots);
        }
        double sum = 0;
        for (int j = 0; columns - j > 0; j += DoubleScratch.BLOCK) {
            int size = Math.min(columns - j, DoubleScratch.BLOCK);
            int whole = size & -DoubleSum.SLOTS;
            block(anchors.data(), a + j, positives.data(), p + j, negatives.data(), n + j, whole, slots);
            int k = j + whole;
            rest(anchors.data(), a + k, positives.data(), p + k, negatives.data(), n + k, size - whole, slots);
            sum += DoubleSum.fold(slots);
        }
        return sum;
    }

    /** The slots of a block whose length is a multiple of 64. */
    private static void block(
            double[] anchors, int a, double[] positives, int p, double[] negatives, int n, int length, double[] slots) {
        for (int c = 0; c < DoubleSum.SLOTS; c += DoubleSweep.SLOTS) {
            DoubleVector sum0 = DoubleVector.zero(SPECIES);
            DoubleVector sum1 = sum0;
            DoubleVector sum2 = sum0;
            DoubleVector sum3 = sum0;
            DoubleVector next0 = sum0;
            DoubleVector next1 = sum0;
            DoubleVector next2 = sum0;
            DoubleVector next3 = sum0;
            for (int i = c; i < length; i += DoubleSweep.STEP) {
                int ai = a + i;
                int pi = p + i;
                int ni = n + i;
                DoubleVector anchor0 = DoubleVector.fromArray(SPECIES, anchors, ai);
                DoubleVector positive0 = DoubleVector.fromArray(SPECIES, positives, pi);
                DoubleVector negative0 = DoubleVector.fromArray(SPECIES, negatives, ni);
                sum0 = negative0.sub(positive0).fma(anchor0.sub(positive0).add(anchor0.sub(negative0)), sum0);
                DoubleVector anchor1 = DoubleVector.fromArray(SPECIES, anchors, ai + LANES);
                DoubleVector positive1 = DoubleVector.fromArray(SPECIES, positives, pi + LANES);
                DoubleVector negative1 = DoubleVector.fromArray(SPECIES, negatives, ni + LANES);
                sum1 = negative1.sub(positive1).fma(anchor1.sub(positive1).add(anchor1.sub(negative1)), sum1);
                DoubleVector anchor2 = DoubleVector.fromArray(SPECIES, anchors, ai + 2 * LANES);
                DoubleVector positive2 = DoubleVector.fromArray(SPECIES, positives, pi + 2 * LANES);
                DoubleVector negative2 = DoubleVector.fromArray(SPECIES, negatives, ni + 2 * LANES);
                sum2 = negative2.sub(positive2).fma(anchor2.sub(positive2).add(anchor2.sub(negative2)), sum2);
                DoubleVector anchor3 = DoubleVector.fromArray(SPECIES, anchors, ai + 3 * LANES);
                DoubleVector positive3 = DoubleVector.fromArray(SPECIES, positives, pi + 3 * LANES);
                DoubleVector negative3 = DoubleVector.fromArray(SPECIES, negatives, ni + 3 * LANES);
                sum3 = negative3.sub(positive3).fma(anchor3.sub(positive3).add(anchor3.sub(negative3)), sum3);
                if (DoubleSweep.TURNS) {
                    DoubleVector last0 = sum0;
                    DoubleVector last1 = sum1;
                    DoubleVector last2 = sum2;
                    DoubleVector last3 = sum3;
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
            if (DoubleSweep.TURNS) {
                next0.intoArray(slots, c + 4 * LANES);
                next1.intoArray(slots, c + 5 * LANES);
                next2.intoArray(slots, c + 6 * LANES);
                next3.intoArray(slots, c + 7 * LANES);
            }
        }
    }

    /** Adds fewer than 64 columns to their slots. */
    private static void rest(
            double[] anchors, int a, double[] positives, int p, double[] negatives, int n, int length, double[] slots) {
        for (int i = 0; i < length; i += LANES) {
            if (DoubleTriplet.fit(anchors, a, positives, p, negatives, n, i)) {
                VectorMask<Double> inside = SPECIES.indexInRange(i, length);
                DoubleVector anchor = DoubleVector.fromArray(SPECIES, anchors, a + i, inside);
                DoubleVector positive = DoubleVector.fromArray(SPECIES, positives, p + i, inside);
                DoubleVector negative = DoubleVector.fromArray(SPECIES, negatives, n + i, inside);
                negative.sub(positive)
                        .fma(anchor.sub(positive).add(anchor.sub(negative)), DoubleVector.fromArray(SPECIES, slots, i))
                        .intoArray(slots, i);
            } else {
                elements(anchors, a, positives, p, negatives, n, i, Math.min(i + LANES, length), slots);
            }
        }
    }

    /** Element by element, to a whole vector. */
    private static void elements(
            double[] anchors, int a, double[] positives, int p, double[] negatives, int n, int from, int to, double[] slots) {
        for (int i = from; i < to; i++) {
            double anchor = anchors[a + i];
            double positive = positives[p + i];
            double negative = negatives[n + i];
            slots[i] = Math.fma(negative - positive, anchor - positive + (anchor - negative), slots[i]);
        }
        for (int i = to; i < from + LANES; i++) {
            slots[i] += 0;      // a missing lane adds the product of zeros, and no slot keeps a negative zero
        }
    }

    /** The slots of a row of at most 16 columns, where a row costs little more than its fold. */
    private static void few(
            double[] anchors, int a, double[] positives, int p, double[] negatives, int n, int columns, double[] slots) {
        int last = DoubleSum.FEW - LANES;
        if (!DoubleTriplet.fit(anchors, a, positives, p, negatives, n, last)) {
            Arrays.fill(slots, 0, DoubleSum.FEW, 0);
            elements(anchors, a, positives, p, negatives, n, 0, columns, slots);
            return;
        }
        for (int i = 0; i < DoubleSum.FEW; i += LANES) {
            VectorMask<Double> inside = SPECIES.indexInRange(i, columns);
            DoubleVector anchor = DoubleVector.fromArray(SPECIES, anchors, a + i, inside);
            DoubleVector positive = DoubleVector.fromArray(SPECIES, positives, p + i, inside);
            DoubleVector negative = DoubleVector.fromArray(SPECIES, negatives, n + i, inside);
            negative.sub(positive)
                    .fma(anchor.sub(positive).add(anchor.sub(negative)), DoubleVector.zero(SPECIES))
                    .intoArray(slots, i);
        }
    }
}
