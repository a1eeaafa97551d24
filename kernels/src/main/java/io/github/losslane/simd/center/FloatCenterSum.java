package io.github.losslane.simd.center;

import io.github.losslane.simd.FloatLanes;
import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.VectorMask;
import jdk.incubator.vector.VectorOperators;
import jdk.incubator.vector.VectorSpecies;

/**
 * The sweeps over columns that move one center.
 *
 * <pre>{@code
 * 1. d_i = p c - p x_i                  p a power of two, 1 / (4 (1 + n)) < p <= 1 / (2 (1 + n)): no sum of n overflows
 * 2. (s, e) = sum of all d_i            s as rounded, e the sum of what each rounding took (Knuth's TwoSum)
 * 3. c - (rate / (1 + n) / p) (s + e)   by one fma
 * }</pre>
 */
public final class FloatCenterSum {

    /**
     * Roundings of a moved center besides that of the result: of the difference, of s + e, of the factor. With n rows and
     * the unit roundoff u it is off by at most u |c'| + (3 u + (n u)^2) rate / (1 + n) sum |c - x_i|, and by 4 n + 1
     * times the smallest number where differences underflow.
     */
    public static final double ROUNDINGS = 3;

    private static final VectorSpecies<Float> SPECIES = FloatLanes.SPECIES;
    private static final int LANES = FloatLanes.LANES;

    private FloatCenterSum() {}

    /** The power of two for n rows: a multiplication by it is exact. */
    static float power(int n) {
        return 0.25f / Integer.highestOneBit(n);
    }

    /** Adds one row to the sums. */
    static void add(
            float power, float[] centers, int c, float[] features, int x, float[] sums, float[] errors, int s, int columns) {
        FloatVector scale = FloatVector.broadcast(SPECIES, power);
        FloatVector minus = FloatVector.broadcast(SPECIES, -power);
        int whole = columns - columns % LANES;
        for (int j = 0; j < whole; j += LANES) {
            FloatVector d = FloatVector.fromArray(SPECIES, features, x + j)
                    .fma(minus, FloatVector.fromArray(SPECIES, centers, c + j).mul(scale));
            FloatVector before = FloatVector.fromArray(SPECIES, sums, s + j);
            FloatVector sum = before.add(d);
            FloatVector part = sum.sub(before);
            FloatVector lost = before.sub(sum.sub(part)).add(d.sub(part));
            FloatVector.fromArray(SPECIES, errors, s + j).add(lost).intoArray(errors, s + j);
            sum.intoArray(sums, s + j);
        }
        if (whole < columns && FloatLanes.fits(centers, c + whole) && FloatLanes.fits(features, x + whole)
                && FloatLanes.fits(sums, s + whole)) {
            VectorMask<Float> inside = SPECIES.indexInRange(whole, columns);
            FloatVector d = FloatVector.fromArray(SPECIES, features, x + whole, inside)
                    .fma(minus, FloatVector.fromArray(SPECIES, centers, c + whole, inside).mul(scale));
            FloatVector before = FloatVector.fromArray(SPECIES, sums, s + whole, inside);
            FloatVector sum = before.add(d);
            FloatVector part = sum.sub(before);
            FloatVector lost = before.sub(sum.sub(part)).add(d.sub(part));
            FloatVector.fromArray(SPECIES, errors, s + whole, inside).add(lost).intoArray(errors, s + whole, inside);
            sum.intoArray(sums, s + whole, inside);
        } else {
            for (int j = whole; j < columns; j++) {
                float d = Math.fma(features[x + j], -power, centers[c + j] * power);
                float before = sums[s + j];
                float sum = before + d;
                float part = sum - before;
                errors[s + j] += before - (sum - part) + (d - part);
                sums[s + j] = sum;
            }
        }
    }

    /** Adds four rows to the sums, one after the other. */
    static void addFour(
            float power, float[] centers, int c, float[] features, int x0, int x1, int x2, int x3,
            float[] sums, float[] errors, int s, int columns) {
        FloatVector scale = FloatVector.broadcast(SPECIES, power);
        FloatVector minus = FloatVector.broadcast(SPECIES, -power);
        int whole = columns - columns % LANES;
        for (int j = 0; j < whole; j += LANES) {
            FloatVector center = FloatVector.fromArray(SPECIES, centers, c + j).mul(scale);
            FloatVector before = FloatVector.fromArray(SPECIES, sums, s + j);
            FloatVector error = FloatVector.fromArray(SPECIES, errors, s + j);
            FloatVector d = FloatVector.fromArray(SPECIES, features, x0 + j).fma(minus, center);
            FloatVector sum = before.add(d);
            FloatVector part = sum.sub(before);
            error = error.add(before.sub(sum.sub(part)).add(d.sub(part)));
            before = sum;
            d = FloatVector.fromArray(SPECIES, features, x1 + j).fma(minus, center);
            sum = before.add(d);
            part = sum.sub(before);
            error = error.add(before.sub(sum.sub(part)).add(d.sub(part)));
            before = sum;
            d = FloatVector.fromArray(SPECIES, features, x2 + j).fma(minus, center);
            sum = before.add(d);
            part = sum.sub(before);
            error = error.add(before.sub(sum.sub(part)).add(d.sub(part)));
            before = sum;
            d = FloatVector.fromArray(SPECIES, features, x3 + j).fma(minus, center);
            sum = before.add(d);
            part = sum.sub(before);
            error = error.add(before.sub(sum.sub(part)).add(d.sub(part)));
            error.intoArray(errors, s + j);
            sum.intoArray(sums, s + j);
        }
        if (whole < columns) {
            add(power, centers, c + whole, features, x0 + whole, sums, errors, s + whole, columns - whole);
            add(power, centers, c + whole, features, x1 + whole, sums, errors, s + whole, columns - whole);
            add(power, centers, c + whole, features, x2 + whole, sums, errors, s + whole, columns - whole);
            add(power, centers, c + whole, features, x3 + whole, sums, errors, s + whole, columns - whole);
        }
    }

    /** Moves a center by its sums; an infinite sum has no errors. */
    static void move(float factor, float[] centers, int c, float[] sums, float[] errors, int s, int columns) {
        FloatVector step = FloatVector.broadcast(SPECIES, -factor);
        FloatVector zero = FloatVector.zero(SPECIES);
        int whole = columns - columns % LANES;
        for (int j = 0; j < whole; j += LANES) {
            FloatVector error = FloatVector.fromArray(SPECIES, errors, s + j);
            FloatVector sum = FloatVector.fromArray(SPECIES, sums, s + j)
                    .add(error.blend(zero, error.compare(VectorOperators.NE, error)));
            sum.fma(step, FloatVector.fromArray(SPECIES, centers, c + j)).intoArray(centers, c + j);
        }
        if (whole < columns && FloatLanes.fits(centers, c + whole) && FloatLanes.fits(sums, s + whole)) {
            VectorMask<Float> inside = SPECIES.indexInRange(whole, columns);
            FloatVector error = FloatVector.fromArray(SPECIES, errors, s + whole, inside);
            FloatVector sum = FloatVector.fromArray(SPECIES, sums, s + whole, inside)
                    .add(error.blend(zero, error.compare(VectorOperators.NE, error)));
            sum.fma(step, FloatVector.fromArray(SPECIES, centers, c + whole, inside)).intoArray(centers, c + whole, inside);
        } else {
            for (int j = whole; j < columns; j++) {
                float sum = sums[s + j] + (Float.isNaN(errors[s + j]) ? 0 : errors[s + j]);
                centers[c + j] = Math.fma(sum, -factor, centers[c + j]);
            }
        }
    }

    /** Moves a center by the only row of its class, whose difference is the sum. */
    static void moveAlone(
            float power, float factor, float[] centers, int c, float[] features, int x, int columns) {
        FloatVector scale = FloatVector.broadcast(SPECIES, power);
        FloatVector minus = FloatVector.broadcast(SPECIES, -power);
        FloatVector step = FloatVector.broadcast(SPECIES, -factor);
        int whole = columns - columns % LANES;
        for (int j = 0; j < whole; j += LANES) {
            FloatVector center = FloatVector.fromArray(SPECIES, centers, c + j);
            FloatVector d = FloatVector.fromArray(SPECIES, features, x + j).fma(minus, center.mul(scale));
            d.fma(step, center).intoArray(centers, c + j);
        }
        if (whole < columns && FloatLanes.fits(centers, c + whole) && FloatLanes.fits(features, x + whole)) {
            VectorMask<Float> inside = SPECIES.indexInRange(whole, columns);
            FloatVector center = FloatVector.fromArray(SPECIES, centers, c + whole, inside);
            FloatVector d = FloatVector.fromArray(SPECIES, features, x + whole, inside).fma(minus, center.mul(scale));
            d.fma(step, center).intoArray(centers, c + whole, inside);
        } else {
            for (int j = whole; j < columns; j++) {
                float center = centers[c + j];
                centers[c + j] = Math.fma(Math.fma(features[x + j], -power, center * power), -factor, center);
            }
        }
    }
}
