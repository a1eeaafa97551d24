// Derived from FloatRows.java; edit that file, then run: java verification/src/test/java/io/github/losslane/verification/Twins.java
package io.github.losslane.verification.metric;

import io.github.losslane.DoubleMatrix;
import java.util.SplittableRandom;
import java.util.function.DoubleUnaryOperator;
import java.util.stream.IntStream;

/** Feature rows and what can be done to all of them at once. */
final class DoubleRows {

    private DoubleRows() {}

    /** Widths around vectors, slots and blocks. */
    static IntStream widths() {
        return IntStream.of(1, 2, 3, 7, 15, 16, 17, 64, 65, 100, 512, 1000, 1024, 1025, 2500);
    }

    /** Multiples of 1/8 up to 1: all differences and sums of their squares are exact, of turned rows as well. */
    static DoubleMatrix onGrid(SplittableRandom random, int rows, int columns) {
        return fill(rows, columns, zero -> random.nextInt(-8, 9) / 8.0);
    }

    /** Numbers of all digits around a centre. */
    static DoubleMatrix around(SplittableRandom random, double centre, double spread, int rows, int columns) {
        return fill(rows, columns, zero -> centre + spread * random.nextGaussian());
    }

    static DoubleMatrix zeros(int rows, int columns) {
        return DoubleMatrix.of(new double[rows * columns], rows, columns);
    }

    private static DoubleMatrix fill(int rows, int columns, DoubleUnaryOperator numbers) {
        return each(zeros(rows, columns), numbers);
    }

    /** A function of every element. */
    static DoubleMatrix each(DoubleMatrix matrix, DoubleUnaryOperator function) {
        double[] data = new double[matrix.data().length];
        for (int i = 0; i < data.length; i++) {
            data[i] = function.applyAsDouble(matrix.data()[i]);
        }
        return DoubleMatrix.of(data, matrix.rows(), matrix.columns());
    }

    /** Every element times 2^exponent. */
    static DoubleMatrix scaled(DoubleMatrix matrix, int exponent) {
        return each(matrix, x -> Math.scalb(x, exponent));
    }

    /** Five times a rotation, without a rounding error: neighbouring columns turn by the angle of the triangle 3, 4, 5. */
    static DoubleMatrix turned(DoubleMatrix matrix) {
        DoubleMatrix turned = each(matrix, x -> 5 * x);
        for (int row = 0; row < matrix.rows(); row++) {
            for (int j = 0; j + 1 < matrix.columns(); j += 2) {
                double x = matrix.get(row, j);
                double y = matrix.get(row, j + 1);
                turned.data()[turned.rowOffset(row) + j] = 3 * x - 4 * y;
                turned.data()[turned.rowOffset(row) + j + 1] = 4 * x + 3 * y;
            }
        }
        return turned;
    }

    /** A row in double. */
    static double[] wide(DoubleMatrix matrix, int row) {
        return IntStream.range(0, matrix.columns()).mapToDouble(j -> matrix.get(row, j)).toArray();
    }
}
