// Derived from FloatNarrowPairs.java; edit that file, then run: java verification/src/test/java/io/github/losslane/verification/Twins.java
package io.github.losslane.simd.metric;

import io.github.losslane.DoubleMatrix;
import io.github.losslane.simd.DoubleLanes;
import io.github.losslane.simd.DoubleScratch;
import io.github.losslane.simd.DoubleShortSums;
import jdk.incubator.vector.DoubleVector;
import jdk.incubator.vector.VectorMask;
import jdk.incubator.vector.VectorSpecies;

/** {@link DoubleContrastive} of a group of narrow rows. */
final class DoubleNarrowPairs {

    private static final VectorSpecies<Double> SPECIES = DoubleLanes.SPECIES;
    private static final int LANES = DoubleLanes.LANES;

    private DoubleNarrowPairs() {}

    /** Whether all matrices are narrow and without gaps. */
    static boolean fit(DoubleMatrix left, DoubleMatrix right, DoubleMatrix leftGradient, DoubleMatrix rightGradient) {
        return DoubleShortSums.flat(left) && DoubleShortSums.flat(right)
                && (leftGradient == null || (DoubleShortSums.flat(leftGradient) && DoubleShortSums.flat(rightGradient)));
    }

    /** Losses and gradients as for rows, up to a row out of the ordinary; how many rows are done. */
    static int group(
            double margin, double scale, DoubleMatrix left, DoubleMatrix right, int[] similar, int s, int row, int rows,
            double[] losses, int l, DoubleMatrix leftGradient, DoubleMatrix rightGradient, DoubleScratch scratch) {
        int columns = left.columns();
        int length = rows * columns;
        int a = left.rowOffset(row);
        int b = right.rowOffset(row);
        terms(left.data(), a, right.data(), b, scratch.row, length);
        DoubleShortSums.shorten(scratch.row, columns, rows, scratch.shifts);
        int done = losses(margin, scale, similar, s + row, scratch.row, columns, losses, l, rows, scratch.values);
        if (leftGradient != null) {
            gradients(scratch.values, left.data(), a, right.data(), b, leftGradient.data(), leftGradient.rowOffset(row),
                    rightGradient.data(), rightGradient.rowOffset(row), done * columns);
        }
        return done;
    }

    private static void terms(double[] left, int a, double[] right, int b, double[] out, int length) {
        int i = 0;
        for (; i < length && DoubleLanes.fits(left, a + i) && DoubleLanes.fits(right, b + i); i += LANES) {
            DoubleVector difference =
                    DoubleVector.fromArray(SPECIES, left, a + i).sub(DoubleVector.fromArray(SPECIES, right, b + i));
            difference.mul(difference).intoArray(out, i);
        }
        for (; i < length; i++) {
            double difference = left[a + i] - right[b + i];
            out[i] = difference * difference;
        }
    }

    /** A slope that is too large for the type is out of the ordinary as well; none is too small, as a gap is not. */
    private static int losses(
            double margin, double scale, int[] similar, int s, double[] terms, int columns,
            double[] losses, int l, int rows, double[] slopes) {
        int width = DoubleShortSums.width(columns);
        for (int i = 0; i < rows; i++) {
            double square = DoubleShortSums.fold(terms, i * width, width);
            double distance = Math.sqrt(square);
            double gap = distance >= margin ? 0 : margin - distance;
            boolean near = similar[s + i] == 1;
            double slope = near ? scale : -scale * gap / distance;
            if (!DoubleScaled.inRange(square) || Math.abs(slope) > Double.MAX_VALUE) {
                return i;
            }
            losses[l + i] = (near ? 0.5 * square : 0.5 * gap * gap);
            DoubleNarrow.spread(slope, slopes, i * columns, columns);
        }
        return rows;
    }

    /** +0 where the slope is 0. */
    private static void gradients(
            double[] slopes, double[] left, int a, double[] right, int b,
            double[] leftGradient, int ag, double[] rightGradient, int bg, int length) {
        DoubleVector zero = DoubleVector.zero(SPECIES);
        int whole = length - length % LANES;
        for (int i = 0; i < whole; i += LANES) {
            DoubleVector slope = DoubleVector.fromArray(SPECIES, slopes, i);
            VectorMask<Double> none = slope.eq(zero);
            DoubleVector difference =
                    DoubleVector.fromArray(SPECIES, left, a + i).sub(DoubleVector.fromArray(SPECIES, right, b + i));
            difference.mul(slope).blend(zero, none).intoArray(leftGradient, ag + i);
            difference.mul(slope.neg()).blend(zero, none).intoArray(rightGradient, bg + i);
        }
        for (int i = whole; i < length; i++) {
            double slope = slopes[i];
            double difference = left[a + i] - right[b + i];
            leftGradient[ag + i] = slope == 0 ? 0 : difference * slope;
            rightGradient[bg + i] = slope == 0 ? 0 : difference * -slope;
        }
    }
}
