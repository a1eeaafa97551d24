// Derived from FloatNarrowTriplets.java; edit that file, then run: java verification/src/test/java/io/github/losslane/verification/Twins.java
package io.github.losslane.simd.metric;

import io.github.losslane.DoubleMatrix;
import io.github.losslane.simd.DoubleLanes;
import io.github.losslane.simd.DoubleScratch;
import io.github.losslane.simd.DoubleShortSums;
import jdk.incubator.vector.DoubleVector;
import jdk.incubator.vector.VectorMask;
import jdk.incubator.vector.VectorSpecies;

/** {@link DoubleTriplet} of a group of narrow rows. */
final class DoubleNarrowTriplets {

    private static final VectorSpecies<Double> SPECIES = DoubleLanes.SPECIES;
    private static final int LANES = DoubleLanes.LANES;

    private DoubleNarrowTriplets() {}

    /** Whether all matrices are narrow and without gaps. */
    static boolean fit(
            DoubleMatrix anchors, DoubleMatrix positives, DoubleMatrix negatives,
            DoubleMatrix anchorGradient, DoubleMatrix positiveGradient, DoubleMatrix negativeGradient) {
        return DoubleShortSums.flat(anchors) && DoubleShortSums.flat(positives) && DoubleShortSums.flat(negatives)
                && (anchorGradient == null || (DoubleShortSums.flat(anchorGradient)
                        && DoubleShortSums.flat(positiveGradient) && DoubleShortSums.flat(negativeGradient)));
    }

    /** Losses and gradients as for rows, up to a row out of the ordinary; how many rows are done. */
    static int group(
            double margin, double factor, DoubleMatrix anchors, DoubleMatrix positives, DoubleMatrix negatives,
            int row, int rows, double[] losses, int l,
            DoubleMatrix anchorGradient, DoubleMatrix positiveGradient, DoubleMatrix negativeGradient, DoubleScratch scratch) {
        int columns = anchors.columns();
        int length = rows * columns;
        int a = anchors.rowOffset(row);
        int p = positives.rowOffset(row);
        int n = negatives.rowOffset(row);
        terms(anchors.data(), a, positives.data(), p, negatives.data(), n, scratch.row, length);
        DoubleShortSums.shorten(scratch.row, columns, rows, scratch.shifts);
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
            double[] anchors, int a, double[] positives, int p, double[] negatives, int n, double[] out, int length) {
        DoubleVector zero = DoubleVector.zero(SPECIES);
        int i = 0;
        for (; i < length && DoubleTriplet.fit(anchors, a, positives, p, negatives, n, i); i += LANES) {
            DoubleVector anchor = DoubleVector.fromArray(SPECIES, anchors, a + i);
            DoubleVector positive = DoubleVector.fromArray(SPECIES, positives, p + i);
            DoubleVector negative = DoubleVector.fromArray(SPECIES, negatives, n + i);
            negative.sub(positive).fma(anchor.sub(positive).add(anchor.sub(negative)), zero).intoArray(out, i);
        }
        for (; i < length; i++) {
            double anchor = anchors[a + i];
            double positive = positives[p + i];
            double negative = negatives[n + i];
            out[i] = (negative - positive) * (anchor - positive + (anchor - negative)) + 0;
        }
    }

    private static int losses(
            double margin, double factor, double[] terms, int columns, double[] losses, int l, int rows, double[] slopes) {
        int width = DoubleShortSums.width(columns);
        for (int i = 0; i < rows; i++) {
            double difference = DoubleShortSums.fold(terms, i * width, width);
            double loss = difference + margin;
            if (!DoubleScaled.inRange(Math.abs(difference) + margin)) {
                return i;
            }
            losses[l + i] = loss <= 0 ? 0 : loss;
            DoubleNarrow.spread(loss > 0 ? factor : 0, slopes, i * columns, columns);
        }
        return rows;
    }

    /** +0 where the slope is 0. */
    private static void gradients(
            double[] slopes, double[] anchors, int a, double[] positives, int p, double[] negatives, int n,
            double[] anchorGradient, int ag, double[] positiveGradient, int pg, double[] negativeGradient, int ng, int length) {
        DoubleVector zero = DoubleVector.zero(SPECIES);
        int whole = length - length % LANES;
        for (int i = 0; i < whole; i += LANES) {
            DoubleVector slope = DoubleVector.fromArray(SPECIES, slopes, i);
            VectorMask<Double> none = slope.eq(zero);
            DoubleVector anchor = DoubleVector.fromArray(SPECIES, anchors, a + i);
            DoubleVector positive = DoubleVector.fromArray(SPECIES, positives, p + i);
            DoubleVector negative = DoubleVector.fromArray(SPECIES, negatives, n + i);
            negative.sub(positive).mul(slope).blend(zero, none).intoArray(anchorGradient, ag + i);
            positive.sub(anchor).mul(slope).blend(zero, none).intoArray(positiveGradient, pg + i);
            anchor.sub(negative).mul(slope).blend(zero, none).intoArray(negativeGradient, ng + i);
        }
        for (int i = whole; i < length; i++) {
            double slope = slopes[i];
            double anchor = anchors[a + i];
            double positive = positives[p + i];
            double negative = negatives[n + i];
            anchorGradient[ag + i] = slope == 0 ? 0 : (negative - positive) * slope;
            positiveGradient[pg + i] = slope == 0 ? 0 : (positive - anchor) * slope;
            negativeGradient[ng + i] = slope == 0 ? 0 : (anchor - negative) * slope;
        }
    }
}
