// Derived from FloatCenterSum.java; edit that file, then run: java verification/src/test/java/io/github/losslane/verification/Twins.java
package io.github.losslane.simd.center;

import io.github.losslane.simd.DoubleLanes;
import jdk.incubator.vector.DoubleVector;
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
public final class DoubleCenterSum {

    /**
     * Roundings of a moved center besides that of the result: of the difference, of s + e, of the factor. With n rows and
     * the unit roundoff u it is off by at most u |c'| + (3 u + (n u)^2) rate / (1 + n) sum |c - x_i|, and by 4 n + 1
     * times the smallest number where differences underflow.
     */
    public static final double ROUNDINGS = 3;

    private static final VectorSpecies<Double> SPECIES = DoubleLanes.SPECIES;
    private static final int LANES = DoubleLanes.LANES;

    private DoubleCenterSum() {}

    /** The power of two for n rows: a multiplication by it is exact. */
    static double power(int n) {
        return 0.25 / Integer.highestOneBit(n);
    }

    /** Adds one row to the sums. */
    static void add(
            double power, double[] centers, int c, double[] features, int x, double[] sums, double[] errors, int s, int columns) {
        DoubleVector scale = DoubleVector.broadcast(SPECIES, power);
        DoubleVector minus = DoubleVector.broadcast(SPECIES, -power);
        int whole = columns - columns % LANES;
        for (int j = 0; j < whole; j += LANES) {
            DoubleVector d = DoubleVector.fromArray(SPECIES, features, x + j)
                    .fma(minus, DoubleVector.fromArray(SPECIES, centers, c + j).mul(scale));
            DoubleVector before = DoubleVector.fromArray(SPECIES, sums, s + j);
            DoubleVector sum = before.add(d);
            DoubleVector part = sum.sub(before);
            DoubleVector lost = before.sub(sum.sub(part)).add(d.sub(part));
            DoubleVector.fromArray(SPECIES, errors, s + j).add(lost).intoArray(errors, s + j);
            sum.intoArray(sums, s + j);
        }
        if (whole < columns && DoubleLanes.fits(centers, c + whole) && DoubleLanes.fits(features, x + whole)
                && DoubleLanes.fits(sums, s + whole)) {
            VectorMask<Double> inside = SPECIES.indexInRange(whole, columns);
            DoubleVector d = DoubleVector.fromArray(SPECIES, features, x + whole, inside)
                    .fma(minus, DoubleVector.fromArray(SPECIES, centers, c + whole, inside).mul(scale));
            DoubleVector before = DoubleVector.fromArray(SPECIES, sums, s + whole, inside);
            DoubleVector sum = before.add(d);
            DoubleVector part = sum.sub(before);
            DoubleVector lost = before.sub(sum.sub(part)).add(d.sub(part));
            DoubleVector.fromArray(SPECIES, errors, s + whole, inside).add(lost).intoArray(errors, s + whole, inside);
            sum.intoArray(sums, s + whole, inside);
        } else {
            for (int j = whole; j < columns; j++) {
                double d = Math.fma(features[x + j], -power, centers[c + j] * power);
                double before = sums[s + j];
                double sum = before + d;
                double part = sum - before;
                errors[s + j] += before - (sum - part) + (d - part);
                sums[s + j] = sum;
            }
        }
    }

    /** Adds four rows to the sums, one after the other. */
    static void addFour(
            double power, double[] centers, int c, double[] features, int x0, int x1, int x2, int x3,
            double[] sums, double[] errors, int s, int columns) {
        DoubleVector scale = DoubleVector.broadcast(SPECIES, power);
        DoubleVector minus = DoubleVector.broadcast(SPECIES, -power);
        int whole = columns - columns % LANES;
        for (int j = 0; j < whole; j += LANES) {
            DoubleVector center = DoubleVector.fromArray(SPECIES, centers, c + j).mul(scale);
            DoubleVector before = DoubleVector.fromArray(SPECIES, sums, s + j);
            DoubleVector error = DoubleVector.fromArray(SPECIES, errors, s + j);
            DoubleVector d = DoubleVector.fromArray(SPECIES, features, x0 + j).fma(minus, center);
            DoubleVector sum = before.add(d);
            DoubleVector part = sum.sub(before);
            error = error.add(before.sub(sum.sub(part)).add(d.sub(part)));
            before = sum;
            d = DoubleVector.fromArray(SPECIES, features, x1 + j).fma(minus, center);
            sum = before.add(d);
            part = sum.sub(before);
            error = error.add(before.sub(sum.sub(part)).add(d.sub(part)));
            before = sum;
            d = DoubleVector.fromArray(SPECIES, features, x2 + j).fma(minus, center);
            sum = before.add(d);
            part = sum.sub(before);
            error = error.add(before.sub(sum.sub(part)).add(d.sub(part)));
            before = sum;
            d = DoubleVector.fromArray(SPECIES, features, x3 + j).fma(minus, center);
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
    static void move(double factor, double[] centers, int c, double[] sums, double[] errors, int s, int columns) {
        DoubleVector step = DoubleVector.broadcast(SPECIES, -factor);
        DoubleVector zero = DoubleVector.zero(SPECIES);
        int whole = columns - columns % LANES;
        for (int j = 0; j < whole; j += LANES) {
            DoubleVector error = DoubleVector.fromArray(SPECIES, errors, s + j);
            DoubleVector sum = DoubleVector.fromArray(SPECIES, sums, s + j)
                    .add(error.blend(zero, error.compare(VectorOperators.NE, error)));
            sum.fma(step, DoubleVector.fromArray(SPECIES, centers, c + j)).intoArray(centers, c + j);
        }
        if (whole < columns && DoubleLanes.fits(centers, c + whole) && DoubleLanes.fits(sums, s + whole)) {
            VectorMask<Double> inside = SPECIES.indexInRange(whole, columns);
            DoubleVector error = DoubleVector.fromArray(SPECIES, errors, s + whole, inside);
            DoubleVector sum = DoubleVector.fromArray(SPECIES, sums, s + whole, inside)
                    .add(error.blend(zero, error.compare(VectorOperators.NE, error)));
            sum.fma(step, DoubleVector.fromArray(SPECIES, centers, c + whole, inside)).intoArray(centers, c + whole, inside);
        } else {
            for (int j = whole; j < columns; j++) {
                double sum = sums[s + j] + (Double.isNaN(errors[s + j]) ? 0 : errors[s + j]);
                centers[c + j] = Math.fma(sum, -factor, centers[c + j]);
            }
        }
    }

    /** Moves a center by the only row of its class, whose difference is the sum. */
    static void moveAlone(
            double power, double factor, double[] centers, int c, double[] features, int x, int columns) {
        DoubleVector scale = DoubleVector.broadcast(SPECIES, power);
        DoubleVector minus = DoubleVector.broadcast(SPECIES, -power);
        DoubleVector step = DoubleVector.broadcast(SPECIES, -factor);
        int whole = columns - columns % LANES;
        for (int j = 0; j < whole; j += LANES) {
            DoubleVector center = DoubleVector.fromArray(SPECIES, centers, c + j);
            DoubleVector d = DoubleVector.fromArray(SPECIES, features, x + j).fma(minus, center.mul(scale));
            d.fma(step, center).intoArray(centers, c + j);
        }
        if (whole < columns && DoubleLanes.fits(centers, c + whole) && DoubleLanes.fits(features, x + whole)) {
            VectorMask<Double> inside = SPECIES.indexInRange(whole, columns);
            DoubleVector center = DoubleVector.fromArray(SPECIES, centers, c + whole, inside);
            DoubleVector d = DoubleVector.fromArray(SPECIES, features, x + whole, inside).fma(minus, center.mul(scale));
            d.fma(step, center).intoArray(centers, c + whole, inside);
        } else {
            for (int j = whole; j < columns; j++) {
                double center = centers[c + j];
                centers[c + j] = Math.fma(Math.fma(features[x + j], -power, center * power), -factor, center);
            }
        }
    }
}
