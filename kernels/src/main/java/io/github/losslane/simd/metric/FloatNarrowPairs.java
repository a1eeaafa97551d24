package io.github.losslane.simd.metric;

import io.github.losslane.FloatMatrix;
import io.github.losslane.simd.FloatLanes;
import io.github.losslane.simd.FloatScratch;
import io.github.losslane.simd.FloatShortSums;
import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.VectorMask;
import jdk.incubator.vector.VectorSpecies;

/** {@link FloatContrastive} of a group of narrow rows. */
final class FloatNarrowPairs {

    private static final VectorSpecies<Float> SPECIES = FloatLanes.SPECIES;
    private static final int LANES = FloatLanes.LANES;

    private FloatNarrowPairs() {}

    /** Whether all matrices are narrow and without gaps. */
    static boolean fit(FloatMatrix left, FloatMatrix right, FloatMatrix leftGradient, FloatMatrix rightGradient) {
        return FloatShortSums.flat(left) && FloatShortSums.flat(right)
                && (leftGradient == null || (FloatShortSums.flat(leftGradient) && FloatShortSums.flat(rightGradient)));
    }

    /** Losses and gradients as for rows, up to a row out of the ordinary; how many rows are done. */
    static int group(
            double margin, double scale, FloatMatrix left, FloatMatrix right, int[] similar, int s, int row, int rows,
            float[] losses, int l, FloatMatrix leftGradient, FloatMatrix rightGradient, FloatScratch scratch) {
        int columns = left.columns();
        int length = rows * columns;
        int a = left.rowOffset(row);
        int b = right.rowOffset(row);
        terms(left.data(), a, right.data(), b, scratch.row, length);
        FloatShortSums.shorten(scratch.row, columns, rows, scratch.shifts);
        int done = losses(margin, scale, similar, s + row, scratch.row, columns, losses, l, rows, scratch.values);
        if (leftGradient != null) {
            gradients(scratch.values, left.data(), a, right.data(), b, leftGradient.data(), leftGradient.rowOffset(row),
                    rightGradient.data(), rightGradient.rowOffset(row), done * columns);
        }
        return done;
    }

    private static void terms(float[] left, int a, float[] right, int b, float[] out, int length) {
        int i = 0;
        for (; i < length && FloatLanes.fits(left, a + i) && FloatLanes.fits(right, b + i); i += LANES) {
            FloatVector difference =
                    FloatVector.fromArray(SPECIES, left, a + i).sub(FloatVector.fromArray(SPECIES, right, b + i));
            difference.mul(difference).intoArray(out, i);
        }
        for (; i < length; i++) {
            float difference = left[a + i] - right[b + i];
            out[i] = difference * difference;
        }
    }

    /** A slope that is too large for the type is out of the ordinary as well; none is too small, as a gap is not. */
    private static int losses(
            double margin, double scale, int[] similar, int s, float[] terms, int columns,
            float[] losses, int l, int rows, float[] slopes) {
        int width = FloatShortSums.width(columns);
        for (int i = 0; i < rows; i++) {
            double square = FloatShortSums.fold(terms, i * width, width);
            double distance = Math.sqrt(square);
            double gap = distance >= margin ? 0 : margin - distance;
            boolean near = similar[s + i] == 1;
            double slope = near ? scale : -scale * gap / distance;
            if (!FloatScaled.inRange(square) || Math.abs(slope) > Float.MAX_VALUE) {
                return i;
            }
            losses[l + i] = (float) (near ? 0.5 * square : 0.5 * gap * gap);
            FloatNarrow.spread((float) slope, slopes, i * columns, columns);
        }
        return rows;
    }

    /** +0 where the slope is 0. */
    private static void gradients(
            float[] slopes, float[] left, int a, float[] right, int b,
            float[] leftGradient, int ag, float[] rightGradient, int bg, int length) {
        FloatVector zero = FloatVector.zero(SPECIES);
        int whole = length - length % LANES;
        for (int i = 0; i < whole; i += LANES) {
            FloatVector slope = FloatVector.fromArray(SPECIES, slopes, i);
            VectorMask<Float> none = slope.eq(zero);
            FloatVector difference =
                    FloatVector.fromArray(SPECIES, left, a + i).sub(FloatVector.fromArray(SPECIES, right, b + i));
            difference.mul(slope).blend(zero, none).intoArray(leftGradient, ag + i);
            difference.mul(slope.neg()).blend(zero, none).intoArray(rightGradient, bg + i);
        }
        for (int i = whole; i < length; i++) {
            float slope = slopes[i];
            float difference = left[a + i] - right[b + i];
            leftGradient[ag + i] = slope == 0 ? 0 : difference * slope;
            rightGradient[bg + i] = slope == 0 ? 0 : difference * -slope;
        }
    }
}
