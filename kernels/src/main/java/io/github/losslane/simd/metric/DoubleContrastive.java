// Derived from FloatContrastive.java; edit that file, then run: java verification/src/test/java/io/github/losslane/verification/Twins.java
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
 * SIMD {@link io.github.losslane.metric.Contrastive}, row by row.
 *
 * <pre>{@code
 * 1. d^2 = sum (a - b)^2, in the canonical order; d
 * 2. loss = d^2 / 2 or (margin - d)^2 / 2
 * 3. gradients k (a - b) and -k (a - b), k = 1 or -(margin - d) / d, while the rows are in cache
 * }</pre>
 *
 * <p>What there is once a row is computed in double. A margin beyond the largest double is that number.
 */
public final class DoubleContrastive {

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

    private static final VectorSpecies<Double> SPECIES = DoubleLanes.SPECIES;
    private static final int LANES = DoubleLanes.LANES;

    private DoubleContrastive() {}

    /** Losses of some rows, and scale times their gradients unless those are null. */
    static void rows(
            double anyMargin, double scale, DoubleMatrix left, DoubleMatrix right, int[] similar, int s, int first, int rows,
            double[] losses, int l, DoubleMatrix leftGradient, DoubleMatrix rightGradient, DoubleScratch scratch) {
        double margin = Math.min(anyMargin, Double.MAX_VALUE);
        boolean narrow = DoubleNarrowPairs.fit(left, right, leftGradient, rightGradient);
        int alone = 1;
        int size;
        for (int i = 0; i < rows; i += size) {
            size = narrow ? DoubleShortSums.rows(rows - i, left.columns()) : rows - i;
            int done = narrow
                    ? DoubleNarrowPairs.group(margin, scale, left, right, similar, s, first + i, size,
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
            double margin, double scale, DoubleMatrix left, DoubleMatrix right, int[] similar, int s, int first, int rows,
            double[] losses, int l, DoubleMatrix leftGradient, DoubleMatrix rightGradient, DoubleScratch scratch) {
        boolean apart = leftGradient != null && left.columns() > DoubleSum.FEW
                && !leftGradient.equals(left) && !rightGradient.equals(right);
        for (int i = 0; i < rows; i++) {
            int row = first + i;
            boolean near = similar[s + row] == 1;
            boolean swept = near && apart;
            double square = swept
                    ? DoublePairSweep.run(scale, left, right, row, leftGradient, rightGradient, scratch.slots)
                    : DoubleSum.squaredDistance(left.data(), left.rowOffset(row),
                            right.data(), right.rowOffset(row), left.columns(), scratch.slots);
            double half = 0.5 * square;
            double distance = Math.sqrt(square);
            boolean ordinary = DoubleScaled.inRange(square) || (square == 0 && DoubleScaled.equal(left, right, row));
            if (!ordinary) {
                int exponent = DoubleScaled.exponent(left, right, row);
                square = DoubleScaled.square(left, right, row, exponent, scratch);
                half = Math.scalb(square, 2 * exponent - 1);
                distance = Math.scalb(Math.sqrt(square), exponent);
            }
            double gap = distance >= margin ? 0 : margin - distance;
            losses[l + i] = (near ? half : 0.5 * gap * gap);
            if (leftGradient != null && !(swept && ordinary)) {
                double slope = near ? scale : distance == 0 ? 0 : -scale * gap / distance;
                if (slope == 0 || Double.isNaN(slope)) {
                    fill(leftGradient, row, Math.abs(slope));
                    fill(rightGradient, row, Math.abs(slope));
                } else if (ordinary && Math.abs(slope) <= Double.MAX_VALUE) {
                    gradients(slope, left.data(), left.rowOffset(row), right.data(), right.rowOffset(row),
                            leftGradient.data(), leftGradient.rowOffset(row),
                            rightGradient.data(), rightGradient.rowOffset(row), left.columns());
                } else {
                    int exponent = near ? 0 : Math.min(DoubleScaled.exponent(left, right, row), 0);
                    double steep = near ? scale : -scale * gap / Math.scalb(distance, -exponent);
                    DoubleScaled.gradients(steep, exponent, left, right, row, leftGradient, rightGradient);
                }
            }
        }
    }

    private static void gradients(
            double slope, double[] left, int a, double[] right, int b,
            double[] leftGradient, int ag, double[] rightGradient, int bg, int columns) {
        DoubleVector forth = DoubleVector.broadcast(SPECIES, slope);
        DoubleVector back = DoubleVector.broadcast(SPECIES, -slope);
        int whole = columns - columns % LANES;
        for (int i = 0; i < whole; i += LANES) {
            DoubleVector difference =
                    DoubleVector.fromArray(SPECIES, left, a + i).sub(DoubleVector.fromArray(SPECIES, right, b + i));
            difference.mul(forth).intoArray(leftGradient, ag + i);
            difference.mul(back).intoArray(rightGradient, bg + i);
        }
        if (whole < columns && DoubleLanes.fits(left, a + whole) && DoubleLanes.fits(right, b + whole)
                && DoubleLanes.fits(leftGradient, ag + whole) && DoubleLanes.fits(rightGradient, bg + whole)) {
            VectorMask<Double> inside = SPECIES.indexInRange(whole, columns);
            DoubleVector difference = DoubleVector.fromArray(SPECIES, left, a + whole, inside)
                    .sub(DoubleVector.fromArray(SPECIES, right, b + whole, inside));
            difference.mul(forth).intoArray(leftGradient, ag + whole, inside);
            difference.mul(back).intoArray(rightGradient, bg + whole, inside);
        } else {
            for (int i = whole; i < columns; i++) {
                double difference = left[a + i] - right[b + i];
                leftGradient[ag + i] = difference * slope;
                rightGradient[bg + i] = difference * -slope;
            }
        }
    }

    private static void fill(DoubleMatrix gradient, int row, double value) {
        int start = gradient.rowOffset(row);
        Arrays.fill(gradient.data(), start, start + gradient.columns(), value);
    }
}
