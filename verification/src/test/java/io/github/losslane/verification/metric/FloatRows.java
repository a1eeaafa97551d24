package io.github.losslane.verification.metric;

import io.github.losslane.FloatMatrix;
import java.util.SplittableRandom;
import java.util.function.DoubleUnaryOperator;
import java.util.stream.IntStream;

/** Feature rows and what can be done to all of them at once. */
final class FloatRows {

    private FloatRows() {}

    /** Widths around vectors, slots and blocks. */
    static IntStream widths() {
        return IntStream.of(1, 2, 3, 7, 15, 16, 17, 64, 65, 100, 512, 1000, 1024, 1025, 2500);
    }

    /** Multiples of 1/8 up to 1: all differences and sums of their squares are exact, of turned rows as well. */
    static FloatMatrix onGrid(SplittableRandom random, int rows, int columns) {
        return fill(rows, columns, zero -> random.nextInt(-8, 9) / 8.0);
    }

    /** Numbers of all digits around a centre. */
    static FloatMatrix around(SplittableRandom random, double centre, double spread, int rows, int columns) {
        return fill(rows, columns, zero -> centre + spread * random.nextGaussian());
    }

    static FloatMatrix zeros(int rows, int columns) {
        return FloatMatrix.of(new float[rows * columns], rows, columns);
    }

    private static FloatMatrix fill(int rows, int columns, DoubleUnaryOperator numbers) {
        return each(zeros(rows, columns), numbers);
    }

    /** A function of every element. */
    static FloatMatrix each(FloatMatrix matrix, DoubleUnaryOperator function) {
        float[] data = new float[matrix.data().length];
        for (int i = 0; i < data.length; i++) {
            data[i] = (float) function.applyAsDouble(matrix.data()[i]);
        }
        return FloatMatrix.of(data, matrix.rows(), matrix.columns());
    }

    /** Every element times 2^exponent. */
    static FloatMatrix scaled(FloatMatrix matrix, int exponent) {
        return each(matrix, x -> Math.scalb(x, exponent));
    }

    /** Five times a rotation, without a rounding error: neighbouring columns turn by the angle of the triangle 3, 4, 5. */
    static FloatMatrix turned(FloatMatrix matrix) {
        FloatMatrix turned = each(matrix, x -> 5 * x);
        for (int row = 0; row < matrix.rows(); row++) {
            for (int j = 0; j + 1 < matrix.columns(); j += 2) {
                float x = matrix.get(row, j);
                float y = matrix.get(row, j + 1);
                turned.data()[turned.rowOffset(row) + j] = 3 * x - 4 * y;
                turned.data()[turned.rowOffset(row) + j + 1] = 4 * x + 3 * y;
            }
        }
        return turned;
    }

    /** A row in double. */
    static double[] wide(FloatMatrix matrix, int row) {
        return IntStream.range(0, matrix.columns()).mapToDouble(j -> matrix.get(row, j)).toArray();
    }
}
