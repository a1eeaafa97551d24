package io.github.losslane.simd.metric;

import io.github.losslane.FloatMatrix;
import io.github.losslane.simd.FloatLanes;
import io.github.losslane.simd.FloatScratch;
import io.github.losslane.simd.FloatSum;
import java.util.Arrays;
import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.VectorMask;
import jdk.incubator.vector.VectorSpecies;

/**
 * SIMD {@link io.github.losslane.metric.Triplet}, row by row.
 *
 * <pre>{@code
 * 1. t = |a - p|^2 - |a - n|^2 = sum (n - p) ((a - p) + (a - n)), in the canonical order
 * 2. loss = max(t + margin, 0)
 * 3. gradients, while the rows are in cache
 * }</pre>
 *
 * <p>One sum instead of two: the terms of either sign keep the partial sums small, so that at 512 columns the error of
 * independent rows is an eighth of that of two sums of squares, and nothing cancels where p and n are near each other.
 */
public final class FloatTriplet {

    /**
     * Bound of a loss in ulps of sum |n - p| (|a - p| + |a - n|) + margin, which is at most 2 |a - p|^2 + 2 |a - n|^2 + margin:
     * three roundings of a term, sixteen additions in a slot, six folds, the sums of up to four blocks, the margin. The worst
     * that ordinary rows meet is about 2.
     */
    public static final double MAX_ULP_LOSS = 29;

    /** Bound in ulps for a sum: the difference is rounded, its double is exact. */
    public static final double MAX_ULP_GRADIENT = 0.5;

    private static final VectorSpecies<Float> SPECIES = FloatLanes.SPECIES;
    private static final int LANES = FloatLanes.LANES;

    private FloatTriplet() {}

    /** Losses of some rows, and scale times their gradients unless those are null. */
    static void rows(
            double margin, double scale, FloatMatrix anchors, FloatMatrix positives, FloatMatrix negatives,
            int first, int rows, float[] losses, int l,
            FloatMatrix anchorGradient, FloatMatrix positiveGradient, FloatMatrix negativeGradient, FloatScratch scratch) {
        float factor = (float) (2 * scale);
        for (int i = 0; i < rows; i++) {
            int row = first + i;
            double difference = difference(anchors, positives, negatives, row, scratch.slots);
            boolean ordinary = FloatScaled.inRange(Math.abs(difference) + margin);
            if (!ordinary) {
                difference = FloatScaled.squareDifference(anchors, positives, negatives, row, scratch);
            }
            double loss = difference + margin;
            losses[l + i] = loss <= 0 ? 0 : (float) loss;
            if (anchorGradient != null && loss > 0 && ordinary) {
                gradients(factor, anchors, positives, negatives, row, anchorGradient, positiveGradient, negativeGradient);
            } else if (anchorGradient != null && loss > 0) {
                FloatScaled.gradients(
                        factor, anchors, positives, negatives, row, anchorGradient, positiveGradient, negativeGradient);
            } else if (anchorGradient != null) {
                float same = loss <= 0 ? 0 : Float.NaN;
                fill(anchorGradient, row, same);
                fill(positiveGradient, row, same);
                fill(negativeGradient, row, same);
            }
        }
    }

    /** Step 1. */
    private static double difference(
            FloatMatrix anchors, FloatMatrix positives, FloatMatrix negatives, int row, float[] slots) {
        int columns = anchors.columns();
        int a = anchors.rowOffset(row);
        int p = positives.rowOffset(row);
        int n = negatives.rowOffset(row);
        double sum = 0;
        for (int j = 0; columns - j > 0; j += FloatScratch.BLOCK) {
            int size = Math.min(columns - j, FloatScratch.BLOCK);
            int whole = size & -FloatSum.SLOTS;
            block(anchors.data(), a + j, positives.data(), p + j, negatives.data(), n + j, whole, slots);
            int rest = j + whole;
            rest(anchors.data(), a + rest, positives.data(), p + rest, negatives.data(), n + rest, size - whole, slots);
            sum += FloatSum.fold(slots);
        }
        return sum;
    }

    /** The slots of a block whose length is a multiple of 64. */
    private static void block(
            float[] anchors, int a, float[] positives, int p, float[] negatives, int n, int length, float[] slots) {
        for (int c = 0; c < FloatSum.SLOTS; c += 4 * LANES) {
            FloatVector sum0 = FloatVector.zero(SPECIES);
            FloatVector sum1 = FloatVector.zero(SPECIES);
            FloatVector sum2 = FloatVector.zero(SPECIES);
            FloatVector sum3 = FloatVector.zero(SPECIES);
            for (int i = c; i < length; i += FloatSum.SLOTS) {
                FloatVector anchor0 = FloatVector.fromArray(SPECIES, anchors, a + i);
                FloatVector positive0 = FloatVector.fromArray(SPECIES, positives, p + i);
                FloatVector negative0 = FloatVector.fromArray(SPECIES, negatives, n + i);
                sum0 = negative0.sub(positive0).fma(anchor0.sub(positive0).add(anchor0.sub(negative0)), sum0);
                FloatVector anchor1 = FloatVector.fromArray(SPECIES, anchors, a + i + LANES);
                FloatVector positive1 = FloatVector.fromArray(SPECIES, positives, p + i + LANES);
                FloatVector negative1 = FloatVector.fromArray(SPECIES, negatives, n + i + LANES);
                sum1 = negative1.sub(positive1).fma(anchor1.sub(positive1).add(anchor1.sub(negative1)), sum1);
                FloatVector anchor2 = FloatVector.fromArray(SPECIES, anchors, a + i + 2 * LANES);
                FloatVector positive2 = FloatVector.fromArray(SPECIES, positives, p + i + 2 * LANES);
                FloatVector negative2 = FloatVector.fromArray(SPECIES, negatives, n + i + 2 * LANES);
                sum2 = negative2.sub(positive2).fma(anchor2.sub(positive2).add(anchor2.sub(negative2)), sum2);
                FloatVector anchor3 = FloatVector.fromArray(SPECIES, anchors, a + i + 3 * LANES);
                FloatVector positive3 = FloatVector.fromArray(SPECIES, positives, p + i + 3 * LANES);
                FloatVector negative3 = FloatVector.fromArray(SPECIES, negatives, n + i + 3 * LANES);
                sum3 = negative3.sub(positive3).fma(anchor3.sub(positive3).add(anchor3.sub(negative3)), sum3);
            }
            sum0.intoArray(slots, c);
            sum1.intoArray(slots, c + LANES);
            sum2.intoArray(slots, c + 2 * LANES);
            sum3.intoArray(slots, c + 3 * LANES);
        }
    }

    /** Adds fewer than 64 columns to their slots. */
    private static void rest(
            float[] anchors, int a, float[] positives, int p, float[] negatives, int n, int length, float[] slots) {
        for (int i = 0; i < length; i += LANES) {
            VectorMask<Float> inside = SPECIES.indexInRange(i, length);
            FloatVector anchor = FloatVector.fromArray(SPECIES, anchors, a + i, inside);
            FloatVector positive = FloatVector.fromArray(SPECIES, positives, p + i, inside);
            FloatVector negative = FloatVector.fromArray(SPECIES, negatives, n + i, inside);
            negative.sub(positive)
                    .fma(anchor.sub(positive).add(anchor.sub(negative)), FloatVector.fromArray(SPECIES, slots, i))
                    .intoArray(slots, i);
        }
    }

    private static void gradients(
            float factor, FloatMatrix anchors, FloatMatrix positives, FloatMatrix negatives, int row,
            FloatMatrix anchorGradient, FloatMatrix positiveGradient, FloatMatrix negativeGradient) {
        gradients(factor, anchors.data(), anchors.rowOffset(row), positives.data(), positives.rowOffset(row),
                negatives.data(), negatives.rowOffset(row), anchorGradient.data(), anchorGradient.rowOffset(row),
                positiveGradient.data(), positiveGradient.rowOffset(row),
                negativeGradient.data(), negativeGradient.rowOffset(row), anchors.columns());
    }

    private static void gradients(
            float factor, float[] anchors, int a, float[] positives, int p, float[] negatives, int n,
            float[] anchorGradient, int ag, float[] positiveGradient, int pg, float[] negativeGradient, int ng,
            int columns) {
        FloatVector factors = FloatVector.broadcast(SPECIES, factor);
        int whole = columns - columns % LANES;
        for (int i = 0; i < whole; i += LANES) {
            FloatVector anchor = FloatVector.fromArray(SPECIES, anchors, a + i);
            FloatVector positive = FloatVector.fromArray(SPECIES, positives, p + i);
            FloatVector negative = FloatVector.fromArray(SPECIES, negatives, n + i);
            negative.sub(positive).mul(factors).intoArray(anchorGradient, ag + i);
            positive.sub(anchor).mul(factors).intoArray(positiveGradient, pg + i);
            anchor.sub(negative).mul(factors).intoArray(negativeGradient, ng + i);
        }
        if (whole < columns) {
            VectorMask<Float> inside = SPECIES.indexInRange(whole, columns);
            FloatVector anchor = FloatVector.fromArray(SPECIES, anchors, a + whole, inside);
            FloatVector positive = FloatVector.fromArray(SPECIES, positives, p + whole, inside);
            FloatVector negative = FloatVector.fromArray(SPECIES, negatives, n + whole, inside);
            negative.sub(positive).mul(factors).intoArray(anchorGradient, ag + whole, inside);
            positive.sub(anchor).mul(factors).intoArray(positiveGradient, pg + whole, inside);
            anchor.sub(negative).mul(factors).intoArray(negativeGradient, ng + whole, inside);
        }
    }

    private static void fill(FloatMatrix gradient, int row, float value) {
        int start = gradient.rowOffset(row);
        Arrays.fill(gradient.data(), start, start + gradient.columns(), value);
    }
}
