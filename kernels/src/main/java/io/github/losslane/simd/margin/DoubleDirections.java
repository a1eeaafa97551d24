// Derived from FloatDirections.java; edit that file, then run: java verification/src/test/java/io/github/losslane/verification/Twins.java
package io.github.losslane.simd.margin;

import static io.github.losslane.simd.DoubleParameter.limited;
import static jdk.incubator.vector.VectorOperators.MAX;

import io.github.losslane.simd.DoubleLanes;
import io.github.losslane.simd.DoubleSum;
import io.github.losslane.simd.softmax.DoubleRow;
import java.util.Arrays;
import jdk.incubator.vector.DoubleVector;
import jdk.incubator.vector.VectorSpecies;

/**
 * Norms of rows, and rows divided by them. Norms beyond 2^50 or below 2^-50 go by scalar loops that scale by a power of two
 * first, so that no finite row overflows or underflows. A row of zeros has norm 0 and stays as it is.
 */
public final class DoubleDirections {

    /**
     * Roundings of an element of a unit row besides those of the sum of squares, at most one for each element, of which the
     * root leaves half: three of the type (norm, scale / norm, product), and two for all that is done in double.
     */
    public static final int ROUNDINGS = 5;

    private static final VectorSpecies<Double> SPECIES = DoubleLanes.SPECIES;
    private static final int LANES = DoubleLanes.LANES;

    private static final double LEAST = 0x1p-50;
    private static final double MOST = 0x1p50;

    /** The exponent of a row of zeros. */
    private static final int NONE = Integer.MIN_VALUE;

    private DoubleDirections() {}

    /** sqrt(|x|^2 + epsilon), 0 for a row of zeros; the squares in the canonical order. */
    static double norm(double epsilon, double[] x, int o, int length, double[] slots) {
        double norm = Math.sqrt(DoubleSum.dot(x, o, x, o, length, slots));
        return limited(ordinary(norm) ? Math.sqrt(norm * norm + epsilon) : scaledNorm(epsilon, x, o, length));
    }

    /** out = scale x / norm. */
    static void unit(
            double scale, double epsilon, double norm, double[] x, int o, double[] out, int to, int length) {
        if (!ordinary(norm)) {
            scaledUnit(scale, epsilon, x, o, out, to, length);
            return;
        }
        DoubleRow.scale((scale / norm), x, o, out, to, length);
    }

    /** Whether squares of numbers of this size neither overflow nor lose bits, also in the sums of an angle. */
    static boolean ordinary(double norm) {
        return norm >= LEAST && norm <= MOST;
    }

    private static double scaledNorm(double epsilon, double[] x, int o, int length) {
        int exponent = exponent(epsilon, x, o, length);
        return exponent == NONE ? 0 : Math.scalb(root(exponent, epsilon, x, o, length), exponent);
    }

    private static void scaledUnit(double scale, double epsilon, double[] x, int o, double[] out, int to, int length) {
        int exponent = exponent(epsilon, x, o, length);
        if (exponent == NONE) {
            Arrays.fill(out, to, to + length, 0);
            return;
        }
        double power = Math.scalb(1.0, -exponent);
        double root = root(exponent, epsilon, x, o, length);
        for (int d = 0; d < length; d++) {
            out[to + d] = (scale * (x[o + d] * power / root));
        }
    }

    /**
     * That of the largest coordinate or of the root of epsilon. max, dear as it is, keeps NaN, which compare and blend would
     * pass over; such rows are rare.
     */
    private static int exponent(double epsilon, double[] x, int o, int length) {
        DoubleVector most = DoubleVector.zero(SPECIES);
        int d = 0;
        for (; d <= length - LANES; d += LANES) {
            most = most.max(DoubleVector.fromArray(SPECIES, x, o + d).abs());
        }
        double largest = most.reduceLanes(MAX);
        for (; d < length; d++) {
            largest = Math.max(largest, Math.abs(x[o + d]));
        }
        return largest == 0
                ? NONE
                : Math.max(Math.getExponent(largest), Math.getExponent(Math.sqrt(epsilon)));
    }

    /** A product with a power of two is rounded as by scalb. */
    private static double root(int exponent, double epsilon, double[] x, int o, int length) {
        double power = Math.scalb(1.0, -exponent);
        double squares = Math.scalb(Math.scalb(epsilon, -exponent), -exponent);
        for (int d = 0; d < length; d++) {
            double scaled = x[o + d] * power;
            squares += scaled * scaled;
        }
        return Math.sqrt(squares);
    }
}
