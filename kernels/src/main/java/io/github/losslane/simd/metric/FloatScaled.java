package io.github.losslane.simd.metric;

import io.github.losslane.FloatMatrix;
import io.github.losslane.simd.FloatScratch;
import io.github.losslane.simd.FloatSum;
import java.util.Arrays;

/**
 * Rows whose squares leave the range of the type: their differences are scaled by a power of two, which rounds nothing, and
 * then summed in the canonical order. Rare, hence scalar.
 */
final class FloatScaled {

    /** Far above what squares lose that underflow. */
    private static final float LEAST = Float.MIN_NORMAL * 0x1p40f;

    /** More digits than a number has. */
    private static final int DIGITS = 60;

    private FloatScaled() {}

    /** Whether a sum of products has neither overflowed nor lost digits to underflow. */
    static boolean inRange(double sum) {
        return sum >= LEAST && sum <= Double.MAX_VALUE;
    }

    /** Whether two rows have the same bits: then nothing is lost if their distance is 0. */
    static boolean equal(FloatMatrix left, FloatMatrix right, int row) {
        int a = left.rowOffset(row);
        int b = right.rowOffset(row);
        return Arrays.equals(left.data(), a, a + left.columns(), right.data(), b, b + right.columns());
    }

    /** The exponent of the largest difference of finite coordinates: divided by 2^exponent it is from 1 to 2, or 0. */
    static int exponent(FloatMatrix left, FloatMatrix right, int row) {
        int exponent = Float.MIN_EXPONENT - DIGITS;
        for (int j = 0; j < left.columns(); j++) {
            float x = left.get(row, j);
            float y = right.get(row, j);
            if (Float.isFinite(x) && Float.isFinite(y)) {
                exponent = Math.max(exponent, exponent(x - y));
            }
        }
        return exponent;
    }

    /** Also of subnormal numbers. */
    private static int exponent(float difference) {
        return Math.abs(difference) < Float.MIN_NORMAL
                ? Math.getExponent(Math.scalb(difference, DIGITS)) - DIGITS
                : Math.getExponent(difference);
    }

    /** |a - b|^2 / 4^exponent. */
    static double square(FloatMatrix left, FloatMatrix right, int row, int exponent, FloatScratch scratch) {
        double sum = 0;
        for (int j = 0; left.columns() - j > 0; j += FloatScratch.BLOCK) {
            int size = Math.min(left.columns() - j, FloatScratch.BLOCK);
            differences(left, right, row, j, exponent, scratch.row, size);
            sum += FloatSum.dot(scratch.row, 0, scratch.row, 0, size, scratch.slots);
        }
        return sum;
    }

    /** |a - p|^2 - |a - n|^2; where that underflows it keeps its sign, as the smallest number. */
    static double squareDifference(
            FloatMatrix anchors, FloatMatrix positives, FloatMatrix negatives, int row, FloatScratch scratch) {
        int exponent = Math.max(exponent(anchors, positives, row), exponent(anchors, negatives, row));
        double sum = 0;
        for (int j = 0; anchors.columns() - j > 0; j += FloatScratch.BLOCK) {
            int size = Math.min(anchors.columns() - j, FloatScratch.BLOCK);
            differences(anchors, positives, row, j, exponent, scratch.row, size);
            differences(anchors, negatives, row, j, exponent, scratch.shifts, size);
            for (int k = 0; k < size; k++) {
                scratch.row[k] += scratch.shifts[k];
            }
            differences(negatives, positives, row, j, exponent, scratch.shifts, size);
            sum += FloatSum.dot(scratch.shifts, 0, scratch.row, 0, size, scratch.slots);
        }
        if (!Double.isFinite(sum)) {        // a coordinate is no number
            return square(anchors, positives, row, exponent, scratch) - square(anchors, negatives, row, exponent, scratch);
        }
        double difference = Math.scalb(sum, 2 * exponent);
        return difference == 0 && sum != 0 ? Math.copySign(Double.MIN_VALUE, sum) : difference;
    }

    /** slope (a - b) 2^-exponent and its negative; the exponent is 0 or less. */
    static void gradients(
            float slope, int exponent, FloatMatrix left, FloatMatrix right, int row,
            FloatMatrix leftGradient, FloatMatrix rightGradient) {
        for (int j = 0; j < left.columns(); j++) {
            float x = left.get(row, j);
            float y = right.get(row, j);
            leftGradient.data()[leftGradient.rowOffset(row) + j] = product(slope, x, y, exponent);
            rightGradient.data()[rightGradient.rowOffset(row) + j] = product(-slope, x, y, exponent);
        }
    }

    /** factor (n - p), factor (p - a) and factor (a - n). */
    static void gradients(
            float factor, FloatMatrix anchors, FloatMatrix positives, FloatMatrix negatives, int row,
            FloatMatrix anchorGradient, FloatMatrix positiveGradient, FloatMatrix negativeGradient) {
        for (int j = 0; j < anchors.columns(); j++) {
            float a = anchors.get(row, j);
            float p = positives.get(row, j);
            float n = negatives.get(row, j);
            anchorGradient.data()[anchorGradient.rowOffset(row) + j] = product(factor, n, p, 0);
            positiveGradient.data()[positiveGradient.rowOffset(row) + j] = product(factor, p, a, 0);
            negativeGradient.data()[negativeGradient.rowOffset(row) + j] = product(factor, a, n, 0);
        }
    }

    /** Numbers whose difference overflows have different signs, so that nothing cancels between their products. */
    private static float product(float factor, float x, float y, int exponent) {
        float difference = x - y;
        return Float.isInfinite(difference) ? factor * x - factor * y : factor * Math.scalb(difference, -exponent);
    }

    /** Large coordinates are scaled before their difference overflows, differences of small ones afterwards. */
    private static void differences(
            FloatMatrix left, FloatMatrix right, int row, int column, int exponent, float[] out, int length) {
        for (int k = 0; k < length; k++) {
            float x = left.get(row, column + k);
            float y = right.get(row, column + k);
            out[k] = exponent > 0 ? Math.scalb(x, -exponent) - Math.scalb(y, -exponent) : Math.scalb(x - y, -exponent);
        }
    }
}
