package io.github.losslane.simd.metric;

import io.github.losslane.FloatMatrix;
import io.github.losslane.simd.FloatLanes;
import io.github.losslane.simd.FloatScratch;
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
        return FloatNarrow.flat(left) && FloatNarrow.flat(right)
                && (leftGradient == null || (FloatNarrow.flat(leftGradient) && FloatNarrow.flat(rightGradient)));
    }

    /** Losses and gradients as for rows; false, with no gradient written, if a row is out of the ordinary. */
    static boolean group(
            double margin, double scale, FloatMatrix left, FloatMatrix right, int[] similar, int s, int row, int rows,
            float[] losses, int l, FloatMatrix leftGradient, FloatMatrix rightGradient, FloatScratch scratch) {
        int columns = left.columns();
        int length = rows * columns;
        int a = left.rowOffset(row);
        int b = right.rowOffset(row);
        terms(left.data(), a, right.data(), b, scratch.row, length);
        if (!losses(margin, scale, similar, s + row, scratch.row, columns, losses, l, rows, scratch.values)) {
            return false;
        }
        if (leftGradient != null) {
            gradients(scratch.values, left.data(), a, right.data(), b, leftGradient.data(), leftGradient.rowOffset(row),
                    rightGradient.data(), rightGradient.rowOffset(row), length);
        }
        return true;
    }

    private static void terms(float[] left, int a, float[] right, int b, float[] out, int length) {
        for (int i = 0; i < length; i += LANES) {
            FloatVector difference =
                    FloatVector.fromArray(SPECIES, left, a + i).sub(FloatVector.fromArray(SPECIES, right, b + i));
            difference.mul(difference).intoArray(out, i);
        }
    }

    /** A slope that is too large for the type is out of the ordinary as well; none is too small, as a gap is not. */
    private static boolean losses(
            double margin, double scale, int[] similar, int s, float[] terms, int columns,
            float[] losses, int l, int rows, float[] slopes) {
        boolean ordinary = true;
        for (int i = 0; i < rows; i++) {
            double square = FloatNarrow.fold(terms, i * columns, columns);
            double distance = Math.sqrt(square);
            double gap = distance >= margin ? 0 : margin - distance;
            boolean near = similar[s + i] == 1;
            double slope = near ? scale : -scale * gap / distance;
            ordinary &= FloatScaled.inRange(square) && Math.abs(slope) <= Float.MAX_VALUE;
            losses[l + i] = (float) (near ? 0.5 * square : 0.5 * gap * gap);
            FloatNarrow.spread((float) slope, slopes, i * columns, columns);
        }
        return ordinary;
    }

    /** +0 where the slope is 0. */
    private static void gradients(
            float[] slopes, float[] left, int a, float[] right, int b,
            float[] leftGradient, int ag, float[] rightGradient, int bg, int length) {
        FloatVector zero = FloatVector.zero(SPECIES);
        for (int i = 0; i < length; i += LANES) {
            FloatVector slope = FloatVector.fromArray(SPECIES, slopes, i);
            VectorMask<Float> none = slope.eq(zero);
            FloatVector difference =
                    FloatVector.fromArray(SPECIES, left, a + i).sub(FloatVector.fromArray(SPECIES, right, b + i));
            difference.mul(slope).blend(zero, none).intoArray(leftGradient, ag + i);
            difference.mul(slope.neg()).blend(zero, none).intoArray(rightGradient, bg + i);
        }
    }
}
