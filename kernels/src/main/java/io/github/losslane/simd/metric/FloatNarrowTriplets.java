package io.github.losslane.simd.metric;

import io.github.losslane.FloatMatrix;
import io.github.losslane.simd.FloatLanes;
import io.github.losslane.simd.FloatScratch;
import io.github.losslane.simd.FloatShortSums;
import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.VectorMask;
import jdk.incubator.vector.VectorSpecies;

/** {@link FloatTriplet} of a group of narrow rows. */
final class FloatNarrowTriplets {

    private static final VectorSpecies<Float> SPECIES = FloatLanes.SPECIES;
    private static final int LANES = FloatLanes.LANES;

    private FloatNarrowTriplets() {}

    /** Whether all matrices are narrow and without gaps. */
    static boolean fit(
            FloatMatrix anchors, FloatMatrix positives, FloatMatrix negatives,
            FloatMatrix anchorGradient, FloatMatrix positiveGradient, FloatMatrix negativeGradient) {
        return FloatShortSums.flat(anchors) && FloatShortSums.flat(positives) && FloatShortSums.flat(negatives)
                && (anchorGradient == null || (FloatShortSums.flat(anchorGradient)
                        && FloatShortSums.flat(positiveGradient) && FloatShortSums.flat(negativeGradient)));
    }

    /** Losses and gradients as for rows, up to a row out of the ordinary; how many rows are done. */
    static int group(
            double margin, float factor, FloatMatrix anchors, FloatMatrix positives, FloatMatrix negatives,
            int row, int rows, float[] losses, int l,
            FloatMatrix anchorGradient, FloatMatrix positiveGradient, FloatMatrix negativeGradient, FloatScratch scratch) {
        int columns = anchors.columns();
        int length = rows * columns;
        int a = anchors.rowOffset(row);
        int p = positives.rowOffset(row);
        int n = negatives.rowOffset(row);
        terms(anchors.data(), a, positives.data(), p, negatives.data(), n, scratch.row, length);
        FloatShortSums.shorten(scratch.row, columns, rows, scratch.shifts);
        int done = losses(margin, factor, scratch.row, columns, losses, l, rows, scratch.values);
        if (anchorGradient != null) {
            gradients(scratch.values, anchors.data(), a, positives.data(), p, negatives.data(), n,
                    anchorGradient.data(), anchorGradient.rowOffset(row),
                    positiveGradient.data(), positiveGradient.rowOffset(row),
                    negativeGradient.data(), negativeGradient.rowOffset(row), done * columns);
        }
        return done;
    }

    private static void terms(
            float[] anchors, int a, float[] positives, int p, float[] negatives, int n, float[] out, int length) {
        FloatVector zero = FloatVector.zero(SPECIES);
        int i = 0;
        for (; i < length && FloatTriplet.fit(anchors, a, positives, p, negatives, n, i); i += LANES) {
            FloatVector anchor = FloatVector.fromArray(SPECIES, anchors, a + i);
            FloatVector positive = FloatVector.fromArray(SPECIES, positives, p + i);
            FloatVector negative = FloatVector.fromArray(SPECIES, negatives, n + i);
            negative.sub(positive).fma(anchor.sub(positive).add(anchor.sub(negative)), zero).intoArray(out, i);
        }
        for (; i < length; i++) {
            float anchor = anchors[a + i];
            float positive = positives[p + i];
            float negative = negatives[n + i];
            out[i] = (negative - positive) * (anchor - positive + (anchor - negative)) + 0;
        }
    }

    private static int losses(
            double margin, float factor, float[] terms, int columns, float[] losses, int l, int rows, float[] slopes) {
        int width = FloatShortSums.width(columns);
        for (int i = 0; i < rows; i++) {
            double difference = FloatShortSums.fold(terms, i * width, width);
            double loss = difference + margin;
            if (!FloatScaled.inRange(Math.abs(difference) + margin)) {
                return i;
            }
            losses[l + i] = loss <= 0 ? 0 : (float) loss;
            FloatNarrow.spread(loss > 0 ? factor : 0, slopes, i * columns, columns);
        }
        return rows;
    }

    /** +0 where the slope is 0. */
    private static void gradients(
            float[] slopes, float[] anchors, int a, float[] positives, int p, float[] negatives, int n,
            float[] anchorGradient, int ag, float[] positiveGradient, int pg, float[] negativeGradient, int ng, int length) {
        FloatVector zero = FloatVector.zero(SPECIES);
        int whole = length - length % LANES;
        for (int i = 0; i < whole; i += LANES) {
            FloatVector slope = FloatVector.fromArray(SPECIES, slopes, i);
            VectorMask<Float> none = slope.eq(zero);
            FloatVector anchor = FloatVector.fromArray(SPECIES, anchors, a + i);
            FloatVector positive = FloatVector.fromArray(SPECIES, positives, p + i);
            FloatVector negative = FloatVector.fromArray(SPECIES, negatives, n + i);
            negative.sub(positive).mul(slope).blend(zero, none).intoArray(anchorGradient, ag + i);
            positive.sub(anchor).mul(slope).blend(zero, none).intoArray(positiveGradient, pg + i);
            anchor.sub(negative).mul(slope).blend(zero, none).intoArray(negativeGradient, ng + i);
        }
        for (int i = whole; i < length; i++) {
            float slope = slopes[i];
            float anchor = anchors[a + i];
            float positive = positives[p + i];
            float negative = negatives[n + i];
            anchorGradient[ag + i] = slope == 0 ? 0 : (negative - positive) * slope;
            positiveGradient[pg + i] = slope == 0 ? 0 : (positive - anchor) * slope;
            negativeGradient[ng + i] = slope == 0 ? 0 : (anchor - negative) * slope;
        }
    }
}
