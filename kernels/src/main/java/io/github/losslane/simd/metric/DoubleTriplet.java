// Derived from FloatTriplet.java; edit that file, then run: java verification/src/test/java/io/github/losslane/verification/Twins.java
package io.github.losslane.simd.metric;

import io.github.losslane.DoubleMatrix;
import io.github.losslane.simd.DoubleLanes;
import io.github.losslane.simd.DoubleScratch;
import io.github.losslane.simd.DoubleShortSums;
import io.github.losslane.simd.DoubleSum;
import java.util.Arrays;
import jdk.incubator.vector.DoubleVector;
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
public final class DoubleTriplet {

    /**
     * Bound of a loss in ulps of sum |n - p| (|a - p| + |a - n|) + margin, at most 2 |a - p|^2 + 2 |a - n|^2 + margin; where
     * squares leave the range of the type, of the latter. It counts three roundings of a term, sixteen additions in a slot,
     * six folds, the sums of up to four blocks (every further one adds half a double's ulp), the margin and the result. The
     * worst of 25 million random rows is 2.6, of rows made to round upwards 17.9.
     */
    public static final double MAX_ULP_LOSS = 29;

    /** Bound in ulps for a sum: the difference is rounded, its double is exact. */
    public static final double MAX_ULP_GRADIENT = 0.5;

    private static final VectorSpecies<Double> SPECIES = DoubleLanes.SPECIES;
    private static final int LANES = DoubleLanes.LANES;

    private DoubleTriplet() {}

    /** Losses of some rows, and scale times their gradients unless those are null. */
    static void rows(
            double margin, double scale, DoubleMatrix anchors, DoubleMatrix positives, DoubleMatrix negatives,
            int first, int rows, double[] losses, int l,
            DoubleMatrix anchorGradient, DoubleMatrix positiveGradient, DoubleMatrix negativeGradient, DoubleScratch scratch) {
        double factor = (2 * scale);
        boolean narrow = DoubleNarrowTriplets.fit(
                anchors, positives, negatives, anchorGradient, positiveGradient, negativeGradient);
        int alone = 1;
        int size;
        for (int i = 0; i < rows; i += size) {
            size = narrow ? DoubleShortSums.rows(rows - i, anchors.columns()) : rows - i;
            int done = narrow
                    ? DoubleNarrowTriplets.group(margin, factor, anchors, positives, negatives, first + i, size,
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
            double margin, double factor, DoubleMatrix anchors, DoubleMatrix positives, DoubleMatrix negatives,
            int first, int rows, double[] losses, int l,
            DoubleMatrix anchorGradient, DoubleMatrix positiveGradient, DoubleMatrix negativeGradient, DoubleScratch scratch) {
        boolean apart = anchorGradient != null && anchors.columns() > DoubleSum.FEW && !anchorGradient.equals(anchors)
                && !positiveGradient.equals(positives) && !negativeGradient.equals(negatives);
        boolean likely = apart;
        for (int i = 0; i < rows; i++) {
            int row = first + i;
            boolean swept = likely;
            double difference = swept
                    ? DoubleTripletSweep.run(factor, anchors, positives, negatives, row,
                            anchorGradient, positiveGradient, negativeGradient, scratch.slots)
                    : DoubleSquares.difference(anchors, positives, negatives, row, scratch.slots);
            boolean ordinary = DoubleScaled.inRange(Math.abs(difference) + margin);
            if (!ordinary) {
                difference = DoubleScaled.squareDifference(anchors, positives, negatives, row, scratch);
            }
            double loss = difference + margin;
            losses[l + i] = loss <= 0 ? 0 : loss;
            likely = apart && loss > 0;
            if (swept && loss > 0 && ordinary) {
                continue;
            }
            if (anchorGradient != null && loss > 0 && ordinary) {
                gradients(factor, anchors, positives, negatives, row, anchorGradient, positiveGradient, negativeGradient);
            } else if (anchorGradient != null && loss > 0) {
                DoubleScaled.gradients(
                        factor, anchors, positives, negatives, row, anchorGradient, positiveGradient, negativeGradient);
            } else if (anchorGradient != null) {
                double same = loss <= 0 ? 0 : Double.NaN;
                fill(anchorGradient, row, same);
                fill(positiveGradient, row, same);
                fill(negativeGradient, row, same);
            }
        }
    }

    private static void gradients(
            double factor, DoubleMatrix anchors, DoubleMatrix positives, DoubleMatrix negatives, int row,
            DoubleMatrix anchorGradient, DoubleMatrix positiveGradient, DoubleMatrix negativeGradient) {
        gradients(factor, anchors.data(), anchors.rowOffset(row), positives.data(), positives.rowOffset(row),
                negatives.data(), negatives.rowOffset(row), anchorGradient.data(), anchorGradient.rowOffset(row),
                positiveGradient.data(), positiveGradient.rowOffset(row),
                negativeGradient.data(), negativeGradient.rowOffset(row), anchors.columns());
    }

    private static void gradients(
            double factor, double[] anchors, int a, double[] positives, int p, double[] negatives, int n,
            double[] anchorGradient, int ag, double[] positiveGradient, int pg, double[] negativeGradient, int ng,
            int columns) {
        DoubleVector factors = DoubleVector.broadcast(SPECIES, factor);
        int whole = columns - columns % LANES;
        for (int i = 0; i < whole; i += LANES) {
            DoubleVector anchor = DoubleVector.fromArray(SPECIES, anchors, a + i);
            DoubleVector positive = DoubleVector.fromArray(SPECIES, positives, p + i);
            DoubleVector negative = DoubleVector.fromArray(SPECIES, negatives, n + i);
            negative.sub(positive).mul(factors).intoArray(anchorGradient, ag + i);
            positive.sub(anchor).mul(factors).intoArray(positiveGradient, pg + i);
            anchor.sub(negative).mul(factors).intoArray(negativeGradient, ng + i);
        }
        if (whole < columns && fit(anchors, a, positives, p, negatives, n, whole)
                && fit(anchorGradient, ag, positiveGradient, pg, negativeGradient, ng, whole)) {
            VectorMask<Double> inside = SPECIES.indexInRange(whole, columns);
            DoubleVector anchor = DoubleVector.fromArray(SPECIES, anchors, a + whole, inside);
            DoubleVector positive = DoubleVector.fromArray(SPECIES, positives, p + whole, inside);
            DoubleVector negative = DoubleVector.fromArray(SPECIES, negatives, n + whole, inside);
            negative.sub(positive).mul(factors).intoArray(anchorGradient, ag + whole, inside);
            positive.sub(anchor).mul(factors).intoArray(positiveGradient, pg + whole, inside);
            anchor.sub(negative).mul(factors).intoArray(negativeGradient, ng + whole, inside);
        } else {
            for (int i = whole; i < columns; i++) {
                double anchor = anchors[a + i];
                double positive = positives[p + i];
                double negative = negatives[n + i];
                anchorGradient[ag + i] = (negative - positive) * factor;
                positiveGradient[pg + i] = (positive - anchor) * factor;
                negativeGradient[ng + i] = (anchor - negative) * factor;
            }
        }
    }

    private static void fill(DoubleMatrix gradient, int row, double value) {
        int start = gradient.rowOffset(row);
        Arrays.fill(gradient.data(), start, start + gradient.columns(), value);
    }

    /** Whether vectors {@code i} behind these places end within their arrays. */
    static boolean fit(double[] x, int xo, double[] y, int yo, double[] z, int zo, int i) {
        return DoubleLanes.fits(x, xo + i) && DoubleLanes.fits(y, yo + i) && DoubleLanes.fits(z, zo + i);
    }
}
