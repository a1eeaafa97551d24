package io.github.losslane.simd.metric;

import static jdk.incubator.vector.VectorOperators.GT;
import static jdk.incubator.vector.VectorOperators.IS_FINITE;
import static jdk.incubator.vector.VectorOperators.MAX;

import io.github.losslane.FloatMatrix;
import io.github.losslane.simd.FloatLanes;
import io.github.losslane.simd.FloatScratch;
import io.github.losslane.simd.FloatSum;
import java.util.Arrays;
import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.VectorSpecies;

/**
 * Rows whose squares leave the range of the type: their differences are scaled by a power of two, which rounds nothing, and
 * then summed in the canonical order.
 */
final class FloatScaled {

    private static final VectorSpecies<Float> SPECIES = FloatLanes.SPECIES;
    private static final int LANES = FloatLanes.LANES;

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
        int a = left.rowOffset(row);
        int b = right.rowOffset(row);
        FloatVector most = FloatVector.zero(SPECIES);
        int j = 0;
        for (; j <= left.columns() - LANES; j += LANES) {
            FloatVector x = FloatVector.fromArray(SPECIES, left.data(), a + j);
            FloatVector y = FloatVector.fromArray(SPECIES, right.data(), b + j);
            FloatVector difference = x.sub(y).abs();
            most = most.blend(difference, difference.compare(GT, most).and(x.test(IS_FINITE)).and(y.test(IS_FINITE)));
        }
        float largest = most.reduceLanes(MAX);
        for (; j < left.columns(); j++) {
            float x = left.data()[a + j];
            float y = right.data()[b + j];
            if (Float.isFinite(x) && Float.isFinite(y)) {
                largest = Math.max(largest, Math.abs(x - y));
            }
        }
        return Math.max(Float.MIN_EXPONENT - DIGITS, exponent(largest));
    }

    /** Also of subnormal numbers. */
    private static int exponent(float difference) {
        return difference < Float.MIN_NORMAL
                ? Math.getExponent(Math.scalb(difference, DIGITS)) - DIGITS
                : Math.getExponent(difference);
    }

    /**
     * 2^-exponent, or the largest power of two, and then {@link #rest} is left of it. A product with both is rounded as by
     * scalb, as only numbers so small that none is rounded need the rest.
     */
    private static float power(int exponent) {
        float one = 1;
        return Math.scalb(one, Math.min(-exponent, Float.MAX_EXPONENT));
    }

    private static float rest(int exponent) {
        float one = 1;
        return Math.scalb(one, Math.max(0, -exponent - Float.MAX_EXPONENT));
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
        float power = power(exponent);
        float rest = rest(exponent);
        int a = left.rowOffset(row);
        int b = right.rowOffset(row);
        int da = leftGradient.rowOffset(row);
        int db = rightGradient.rowOffset(row);
        for (int j = 0; j < left.columns(); j++) {
            float x = left.data()[a + j];
            float y = right.data()[b + j];
            leftGradient.data()[da + j] = product(slope, x, y, power, rest);
            rightGradient.data()[db + j] = product(-slope, x, y, power, rest);
        }
    }

    /** factor (n - p), factor (p - a) and factor (a - n). */
    static void gradients(
            float factor, FloatMatrix anchors, FloatMatrix positives, FloatMatrix negatives, int row,
            FloatMatrix anchorGradient, FloatMatrix positiveGradient, FloatMatrix negativeGradient) {
        int ao = anchors.rowOffset(row);
        int po = positives.rowOffset(row);
        int no = negatives.rowOffset(row);
        int da = anchorGradient.rowOffset(row);
        int dp = positiveGradient.rowOffset(row);
        int dn = negativeGradient.rowOffset(row);
        for (int j = 0; j < anchors.columns(); j++) {
            float a = anchors.data()[ao + j];
            float p = positives.data()[po + j];
            float n = negatives.data()[no + j];
            anchorGradient.data()[da + j] = product(factor, n, p, 1, 1);
            positiveGradient.data()[dp + j] = product(factor, p, a, 1, 1);
            negativeGradient.data()[dn + j] = product(factor, a, n, 1, 1);
        }
    }

    /** Numbers whose difference overflows have different signs, so that nothing cancels between their products. */
    private static float product(float factor, float x, float y, float power, float rest) {
        float difference = x - y;
        return Float.isInfinite(difference) ? factor * x - factor * y : factor * (difference * power * rest);
    }

    /** Large coordinates are scaled before their difference overflows, differences of small ones afterwards. */
    private static void differences(
            FloatMatrix left, FloatMatrix right, int row, int column, int exponent, float[] out, int length) {
        float power = power(exponent);
        float rest = rest(exponent);
        float[] x = left.data();
        float[] y = right.data();
        int a = left.rowOffset(row) + column;
        int b = right.rowOffset(row) + column;
        for (int k = 0; k < length; k++) {
            out[k] = exponent > 0 ? x[a + k] * power - y[b + k] * power : (x[a + k] - y[b + k]) * power * rest;
        }
    }
}
