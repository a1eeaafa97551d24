package io.github.losslane.simd.metric;

import io.github.losslane.FloatMatrix;
import io.github.losslane.simd.FloatLanes;
import io.github.losslane.simd.FloatScratch;
import io.github.losslane.simd.FloatShortSums;
import io.github.losslane.simd.FloatSum;
import java.util.Arrays;
import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.VectorMask;
import jdk.incubator.vector.VectorSpecies;

/**
 * SIMD {@link io.github.losslane.metric.Triplet}, row by row.
 *
 * <pre>{@code
 * 1. t = |a - p|^2 - |a - n|^2
 * 2. loss = max(t + margin, 0)
 * 3. gradients; with 1 in one sweep where the triplet before was active, otherwise while the rows are in cache
 * }</pre>
 */
public final class FloatTriplet {

    /**
     * Bound of a loss in ulps of sum |n - p| (|a - p| + |a - n|) + margin, at most 2 |a - p|^2 + 2 |a - n|^2 + margin; where
     * squares leave the range of the type, of the latter. It counts three roundings of a term, sixteen additions in a slot,
     * six folds, the sums of up to four blocks (every further one adds half a double's ulp), the margin and the result. The
     * worst of 25 million random rows is 2.6, of rows made to round upwards 17.9.
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
        boolean narrow = FloatNarrowTriplets.fit(
                anchors, positives, negatives, anchorGradient, positiveGradient, negativeGradient);
        int alone = 1;
        int size;
        for (int i = 0; i < rows; i += size) {
            size = narrow ? FloatShortSums.rows(rows - i, anchors.columns()) : rows - i;
            int done = narrow
                    ? FloatNarrowTriplets.group(margin, factor, anchors, positives, negatives, first + i, size,
                            losses, l + i, anchorGradient, positiveGradient, negativeGradient, scratch)
                    : 0;
            if (done < size) {          // twice as many rows alone where one follows the other
                alone = !narrow ? size : done == 0 ? Math.min(2 * alone, size) : 1;
                size = done + alone;
                oneByOne(margin, factor, anchors, positives, negatives, first + i + done, alone, losses, l + i + done,
                        anchorGradient, positiveGradient, negativeGradient, scratch);
            }
        }
    }

    private static void oneByOne(
            double margin, float factor, FloatMatrix anchors, FloatMatrix positives, FloatMatrix negatives,
            int first, int rows, float[] losses, int l,
            FloatMatrix anchorGradient, FloatMatrix positiveGradient, FloatMatrix negativeGradient, FloatScratch scratch) {
        boolean apart = anchorGradient != null && anchors.columns() > FloatSum.FEW && !anchorGradient.equals(anchors)
                && !positiveGradient.equals(positives) && !negativeGradient.equals(negatives);
        boolean likely = apart;
        for (int i = 0; i < rows; i++) {
            int row = first + i;
            boolean swept = likely;
            double difference = swept
                    ? FloatTripletSweep.run(factor, anchors, positives, negatives, row,
                            anchorGradient, positiveGradient, negativeGradient, scratch.slots)
                    : FloatSquares.difference(anchors, positives, negatives, row, scratch.slots);
            boolean ordinary = FloatScaled.inRange(Math.abs(difference) + margin);
            if (!ordinary) {
                difference = FloatScaled.squareDifference(anchors, positives, negatives, row, scratch);
            }
            double loss = difference + margin;
            losses[l + i] = loss <= 0 ? 0 : (float) loss;
            likely = apart && loss > 0;
            if (swept && loss > 0 && ordinary) {
                continue;
            }
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
        if (whole < columns && fit(anchors, a, positives, p, negatives, n, whole)
                && fit(anchorGradient, ag, positiveGradient, pg, negativeGradient, ng, whole)) {
            VectorMask<Float> inside = SPECIES.indexInRange(whole, columns);
            FloatVector anchor = FloatVector.fromArray(SPECIES, anchors, a + whole, inside);
            FloatVector positive = FloatVector.fromArray(SPECIES, positives, p + whole, inside);
            FloatVector negative = FloatVector.fromArray(SPECIES, negatives, n + whole, inside);
            negative.sub(positive).mul(factors).intoArray(anchorGradient, ag + whole, inside);
            positive.sub(anchor).mul(factors).intoArray(positiveGradient, pg + whole, inside);
            anchor.sub(negative).mul(factors).intoArray(negativeGradient, ng + whole, inside);
        } else {
            for (int i = whole; i < columns; i++) {
                float anchor = anchors[a + i];
                float positive = positives[p + i];
                float negative = negatives[n + i];
                anchorGradient[ag + i] = (negative - positive) * factor;
                positiveGradient[pg + i] = (positive - anchor) * factor;
                negativeGradient[ng + i] = (anchor - negative) * factor;
            }
        }
    }

    private static void fill(FloatMatrix gradient, int row, float value) {
        int start = gradient.rowOffset(row);
        Arrays.fill(gradient.data(), start, start + gradient.columns(), value);
    }

    /** Whether vectors {@code i} behind these places end within their arrays. */
    static boolean fit(float[] x, int xo, float[] y, int yo, float[] z, int zo, int i) {
        return FloatLanes.fits(x, xo + i) && FloatLanes.fits(y, yo + i) && FloatLanes.fits(z, zo + i);
    }
}
