// Derived from FloatScaled.java; edit that file, then run: java verification/src/test/java/io/github/losslane/verification/Twins.java
package io.github.losslane.simd.metric;

import static jdk.incubator.vector.VectorOperators.GT;
import static jdk.incubator.vector.VectorOperators.IS_FINITE;
import static jdk.incubator.vector.VectorOperators.MAX;

import io.github.losslane.DoubleMatrix;
import io.github.losslane.simd.DoubleLanes;
import io.github.losslane.simd.DoubleScratch;
import io.github.losslane.simd.DoubleSum;
import java.util.Arrays;
import jdk.incubator.vector.DoubleVector;
import jdk.incubator.vector.VectorSpecies;

/**
 * Rows whose squares leave the range of the type: their differences are scaled by a power of two, which rounds nothing, and
 * then summed in the canonical order.
 */
final class DoubleScaled {

    private static final VectorSpecies<Double> SPECIES = DoubleLanes.SPECIES;
    private static final int LANES = DoubleLanes.LANES;

    /** Far above what squares lose that underflow. */
    private static final double LEAST = Double.MIN_NORMAL * 0x1p40;

    /** More digits than a number has. */
    private static final int DIGITS = 60;

    private DoubleScaled() {}

    /** Whether a sum of products has neither overflowed nor lost digits to underflow. */
    static boolean inRange(double sum) {
        return sum >= LEAST && sum <= Double.MAX_VALUE;
    }

    /** Whether two rows have the same bits: then nothing is lost if their distance is 0. */
    static boolean equal(DoubleMatrix left, DoubleMatrix right, int row) {
        int a = left.rowOffset(row);
        int b = right.rowOffset(row);
        return Arrays.equals(left.data(), a, a + left.columns(), right.data(), b, b + right.columns());
    }

    /** The exponent of the largest difference of finite coordinates: divided by 2^exponent it is from 1 to 2, or 0. */
    static int exponent(DoubleMatrix left, DoubleMatrix right, int row) {
        int a = left.rowOffset(row);
        int b = right.rowOffset(row);
        DoubleVector most = DoubleVector.zero(SPECIES);
        int j = 0;
        for (; j <= left.columns() - LANES; j += LANES) {
            DoubleVector x = DoubleVector.fromArray(SPECIES, left.data(), a + j);
            DoubleVector y = DoubleVector.fromArray(SPECIES, right.data(), b + j);
            DoubleVector difference = x.sub(y).abs();
            most = most.blend(difference, difference.compare(GT, most).and(x.test(IS_FINITE)).and(y.test(IS_FINITE)));
        }
        double largest = most.reduceLanes(MAX);
        for (; j < left.columns(); j++) {
            double x = left.data()[a + j];
            double y = right.data()[b + j];
            if (Double.isFinite(x) && Double.isFinite(y)) {
                largest = Math.max(largest, Math.abs(x - y));
            }
        }
        return Math.max(Double.MIN_EXPONENT - DIGITS, exponent(largest));
    }

    /** Also of subnormal numbers. */
    private static int exponent(double difference) {
        return difference < Double.MIN_NORMAL
                ? Math.getExponent(Math.scalb(difference, DIGITS)) - DIGITS
                : Math.getExponent(difference);
    }

    /**
     * 2^-exponent, or the largest power of two, and then {@link #rest} is left of it. A product with both is rounded as by
     * scalb, as only numbers so small that none is rounded need the rest.
     */
    private static double power(int exponent) {
        double one = 1;
        return Math.scalb(one, Math.min(-exponent, Double.MAX_EXPONENT));
    }

    private static double rest(int exponent) {
        double one = 1;
        return Math.scalb(one, Math.max(0, -exponent - Double.MAX_EXPONENT));
    }

    /** |a - b|^2 / 4^exponent. */
    static double square(DoubleMatrix left, DoubleMatrix right, int row, int exponent, DoubleScratch scratch) {
        double sum = 0;
        for (int j = 0; left.columns() - j > 0; j += DoubleScratch.BLOCK) {
            int size = Math.min(left.columns() - j, DoubleScratch.BLOCK);
            differences(left, right, row, j, exponent, scratch.row, size);
            sum += DoubleSum.dot(scratch.row, 0, scratch.row, 0, size, scratch.slots);
        }
        return sum;
    }

    /** |a - p|^2 - |a - n|^2; where that underflows it keeps its sign, as the smallest number. */
    static double squareDifference(
            DoubleMatrix anchors, DoubleMatrix positives, DoubleMatrix negatives, int row, DoubleScratch scratch) {
        int exponent = Math.max(exponent(anchors, positives, row), exponent(anchors, negatives, row));
        double sum = 0;
        for (int j = 0; anchors.columns() - j > 0; j += DoubleScratch.BLOCK) {
            int size = Math.min(anchors.columns() - j, DoubleScratch.BLOCK);
            differences(anchors, positives, row, j, exponent, scratch.row, size);
            differences(anchors, negatives, row, j, exponent, scratch.shifts, size);
            for (int k = 0; k < size; k++) {
                scratch.row[k] += scratch.shifts[k];
            }
            differences(negatives, positives, row, j, exponent, scratch.shifts, size);
            sum += DoubleSum.dot(scratch.shifts, 0, scratch.row, 0, size, scratch.slots);
        }
        if (!Double.isFinite(sum)) {        // a coordinate is no number
            return square(anchors, positives, row, exponent, scratch) - square(anchors, negatives, row, exponent, scratch);
        }
        double difference = Math.scalb(sum, 2 * exponent);
        return difference == 0 && sum != 0 ? Math.copySign(Double.MIN_VALUE, sum) : difference;
    }

    /** slope (a - b) 2^-exponent and its negative; the exponent is 0 or less. */
    static void gradients(
            double slope, int exponent, DoubleMatrix left, DoubleMatrix right, int row,
            DoubleMatrix leftGradient, DoubleMatrix rightGradient) {
        double power = power(exponent);
        double rest = rest(exponent);
        int a = left.rowOffset(row);
        int b = right.rowOffset(row);
        int da = leftGradient.rowOffset(row);
        int db = rightGradient.rowOffset(row);
        for (int j = 0; j < left.columns(); j++) {
            double x = left.data()[a + j];
            double y = right.data()[b + j];
            leftGradient.data()[da + j] = product(slope, x, y, power, rest);
            rightGradient.data()[db + j] = product(-slope, x, y, power, rest);
        }
    }

    /** factor (n - p), factor (p - a) and factor (a - n). */
    static void gradients(
            double factor, DoubleMatrix anchors, DoubleMatrix positives, DoubleMatrix negatives, int row,
            DoubleMatrix anchorGradient, DoubleMatrix positiveGradient, DoubleMatrix negativeGradient) {
        int ao = anchors.rowOffset(row);
        int po = positives.rowOffset(row);
        int no = negatives.rowOffset(row);
        int da = anchorGradient.rowOffset(row);
        int dp = positiveGradient.rowOffset(row);
        int dn = negativeGradient.rowOffset(row);
        for (int j = 0; j < anchors.columns(); j++) {
            double a = anchors.data()[ao + j];
            double p = positives.data()[po + j];
            double n = negatives.data()[no + j];
            anchorGradient.data()[da + j] = product(factor, n, p, 1, 1);
            positiveGradient.data()[dp + j] = product(factor, p, a, 1, 1);
            negativeGradient.data()[dn + j] = product(factor, a, n, 1, 1);
        }
    }

    /** Numbers whose difference overflows have different signs, so that nothing cancels between their products. */
    private static double product(double factor, double x, double y, double power, double rest) {
        double difference = x - y;
        return Double.isInfinite(difference) ? factor * x - factor * y : factor * (difference * power * rest);
    }

    /** Large coordinates are scaled before their difference overflows, differences of small ones afterwards. */
    private static void differences(
            DoubleMatrix left, DoubleMatrix right, int row, int column, int exponent, double[] out, int length) {
        double power = power(exponent);
        double rest = rest(exponent);
        double[] x = left.data();
        double[] y = right.data();
        int a = left.rowOffset(row) + column;
        int b = right.rowOffset(row) + column;
        for (int k = 0; k < length; k++) {
            out[k] = exponent > 0 ? x[a + k] * power - y[b + k] * power : (x[a + k] - y[b + k]) * power * rest;
        }
    }
}
