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
 * SIMD {@link io.github.losslane.metric.Contrastive}, row by row.
 *
 * <pre>{@code
 * 1. d^2 = sum (a - b)^2, in the canonical order; d
 * 2. loss = d^2 / 2 or (margin - d)^2 / 2
 * 3. gradients k (a - b) and -k (a - b), k = 1 or -(margin - d) / d, while the rows are in cache
 * }</pre>
 *
 * <p>What there is once a row is computed in double. A margin beyond the largest float is that number.
 */
public final class FloatContrastive {

    /**
     * Bound of the loss of a similar pair, in ulps: two roundings of a difference in its square, sixteen additions in a
     * slot, six folds, the sums of up to four blocks (every further one adds half a double's ulp), the result. The worst of
     * 25 million random rows is 3.4; of those below 1.1 and 2.8; rows made to round upwards reach 17.9, 4.4 and 9.2.
     */
    public static final double MAX_ULP_LOSS = 29;

    /** Bound of the loss of a dissimilar pair, in ulps of margin^2 / 2: the error of d is half of that of its square. */
    public static final double MAX_ULP_LOSS_DISSIMILAR = 9;

    /** Bound for a similar pair and a sum, in ulps: the difference is rounded. */
    public static final double MAX_ULP_GRADIENT = 0.5;

    /** Bound for a dissimilar pair and a sum, in ulps of (margin / d) |a - b|: again the error of d, and six roundings. */
    public static final double MAX_ULP_GRADIENT_DISSIMILAR = 22;

    private static final VectorSpecies<Float> SPECIES = FloatLanes.SPECIES;
    private static final int LANES = FloatLanes.LANES;

    private FloatContrastive() {}

    /** Losses of some rows, and scale times their gradients unless those are null. */
    static void rows(
            double anyMargin, double scale, FloatMatrix left, FloatMatrix right, int[] similar, int s, int first, int rows,
            float[] losses, int l, FloatMatrix leftGradient, FloatMatrix rightGradient, FloatScratch scratch) {
        double margin = Math.min(anyMargin, Float.MAX_VALUE);
        boolean narrow = FloatNarrowPairs.fit(left, right, leftGradient, rightGradient);
        int alone = 1;
        int size;
        for (int i = 0; i < rows; i += size) {
            size = narrow ? FloatShortSums.rows(rows - i, left.columns()) : rows - i;
            int done = narrow
                    ? FloatNarrowPairs.group(margin, scale, left, right, similar, s, first + i, size,
                            losses, l + i, leftGradient, rightGradient, scratch)
                    : 0;
            if (done < size) {          // twice as many rows alone where one follows the other
                alone = !narrow ? size : done == 0 ? Math.min(2 * alone, size) : 1;
                size = done + alone;
                oneByOne(margin, scale, left, right, similar, s, first + i + done, alone,
                        losses, l + i + done, leftGradient, rightGradient, scratch);
            }
        }
    }

    private static void oneByOne(
            double margin, double scale, FloatMatrix left, FloatMatrix right, int[] similar, int s, int first, int rows,
            float[] losses, int l, FloatMatrix leftGradient, FloatMatrix rightGradient, FloatScratch scratch) {
        boolean apart = leftGradient != null && left.columns() > FloatSum.FEW
                && !leftGradient.equals(left) && !rightGradient.equals(right);
        for (int i = 0; i < rows; i++) {
            int row = first + i;
            boolean near = similar[s + row] == 1;
            boolean swept = near && apart;
            double square = swept
                    ? FloatPairSweep.run((float) scale, left, right, row, leftGradient, rightGradient, scratch.slots)
                    : FloatSum.squaredDistance(left.data(), left.rowOffset(row),
                            right.data(), right.rowOffset(row), left.columns(), scratch.slots);
            double half = 0.5 * square;
            double distance = Math.sqrt(square);
            boolean ordinary = FloatScaled.inRange(square) || (square == 0 && FloatScaled.equal(left, right, row));
            if (!ordinary) {
                int exponent = FloatScaled.exponent(left, right, row);
                square = FloatScaled.square(left, right, row, exponent, scratch);
                half = Math.scalb(square, 2 * exponent - 1);
                distance = Math.scalb(Math.sqrt(square), exponent);
            }
            double gap = distance >= margin ? 0 : margin - distance;
            losses[l + i] = (float) (near ? half : 0.5 * gap * gap);
            if (leftGradient != null && !(swept && ordinary)) {
                double slope = near ? scale : distance == 0 ? 0 : -scale * gap / distance;
                if (slope == 0 || Double.isNaN(slope)) {
                    fill(leftGradient, row, (float) Math.abs(slope));
                    fill(rightGradient, row, (float) Math.abs(slope));
                } else if (ordinary && Math.abs(slope) <= Float.MAX_VALUE) {
                    gradients((float) slope, left.data(), left.rowOffset(row), right.data(), right.rowOffset(row),
                            leftGradient.data(), leftGradient.rowOffset(row),
                            rightGradient.data(), rightGradient.rowOffset(row), left.columns());
                } else {
                    int exponent = near ? 0 : Math.min(FloatScaled.exponent(left, right, row), 0);
                    double steep = near ? scale : -scale * gap / Math.scalb(distance, -exponent);
                    FloatScaled.gradients((float) steep, exponent, left, right, row, leftGradient, rightGradient);
                }
            }
        }
    }

    private static void gradients(
            float slope, float[] left, int a, float[] right, int b,
            float[] leftGradient, int ag, float[] rightGradient, int bg, int columns) {
        FloatVector forth = FloatVector.broadcast(SPECIES, slope);
        FloatVector back = FloatVector.broadcast(SPECIES, -slope);
        int whole = columns - columns % LANES;
        for (int i = 0; i < whole; i += LANES) {
            FloatVector difference =
                    FloatVector.fromArray(SPECIES, left, a + i).sub(FloatVector.fromArray(SPECIES, right, b + i));
            difference.mul(forth).intoArray(leftGradient, ag + i);
            difference.mul(back).intoArray(rightGradient, bg + i);
        }
        if (whole < columns && FloatLanes.fits(left, a + whole) && FloatLanes.fits(right, b + whole)
                && FloatLanes.fits(leftGradient, ag + whole) && FloatLanes.fits(rightGradient, bg + whole)) {
            VectorMask<Float> inside = SPECIES.indexInRange(whole, columns);
            FloatVector difference = FloatVector.fromArray(SPECIES, left, a + whole, inside)
                    .sub(FloatVector.fromArray(SPECIES, right, b + whole, inside));
            difference.mul(forth).intoArray(leftGradient, ag + whole, inside);
            difference.mul(back).intoArray(rightGradient, bg + whole, inside);
        } else {
            for (int i = whole; i < columns; i++) {
                float difference = left[a + i] - right[b + i];
                leftGradient[ag + i] = difference * slope;
                rightGradient[bg + i] = difference * -slope;
            }
        }
    }

    private static void fill(FloatMatrix gradient, int row, float value) {
        int start = gradient.rowOffset(row);
        Arrays.fill(gradient.data(), start, start + gradient.columns(), value);
    }
}
