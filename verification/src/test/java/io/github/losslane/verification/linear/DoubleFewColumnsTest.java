// Derived from FloatFewColumnsTest.java; edit that file, then run: java verification/src/test/java/io/github/losslane/verification/Twins.java
package io.github.losslane.verification.linear;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.losslane.DoubleMatrix;
import io.github.losslane.Kernels;
import java.util.Arrays;
import java.util.SplittableRandom;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Rows of few columns are scored by code of their own, with the bits of the same rows in a wider matrix. */
class DoubleFewColumnsTest {

    /** More than any number of columns that has code of its own. */
    private static final int WIDE = 19;

    private static final double[] SPECIALS = {
        0, -0.0, Double.MIN_VALUE, Double.MAX_VALUE, Double.NaN, Double.POSITIVE_INFINITY, Double.NEGATIVE_INFINITY
    };

    @ParameterizedTest
    @ValueSource(ints = {0, 1, 2, 3, 4, 5, 6, 7, 8, 9})
    void columnsOfWeightZeroChangeNoBit(int columns) {
        for (int rows : new int[] {1, 2, 5, 16, 33, 1025}) {
            for (double bias : new double[] {0.25, 0, -0.0}) {
                check(rows, columns, bias);
            }
        }
    }

    private static void check(int rows, int columns, double bias) {
        SplittableRandom random = new SplittableRandom(columns);
        DoubleMatrix narrow = new DoubleMatrix(new double[2 + rows * columns], 2, rows, columns, columns);
        DoubleMatrix gaps = new DoubleMatrix(new double[1 + rows * (columns + 3)], 1, rows, columns, columns + 3);
        DoubleMatrix wide = DoubleMatrix.of(new double[rows * WIDE], rows, WIDE);
        Arrays.fill(gaps.data(), Double.NaN);
        double[] weights = new double[WIDE];
        for (int j = 0; j < columns; j++) {
            weights[j] = random.nextInt(9) == 0 ? -0.0 : random.nextDouble(-2, 2);
        }
        for (int i = 0; i < rows; i++) {
            for (int j = 0; j < WIDE; j++) {
                boolean special = j < columns && random.nextInt(20) == 0;
                double number = special ? SPECIALS[random.nextInt(SPECIALS.length)] : random.nextDouble(-3, 3);
                wide.data()[wide.rowOffset(i) + j] = number;
                if (j < columns) {
                    narrow.data()[narrow.rowOffset(i) + j] = number;
                    gaps.data()[gaps.rowOffset(i) + j] = number;
                }
            }
        }
        double[] expected = scores(wide, weights, bias);
        assertThat(scores(narrow, Arrays.copyOf(weights, columns), bias)).isEqualTo(expected);
        assertThat(scores(gaps, Arrays.copyOf(weights, columns), bias)).isEqualTo(expected);
    }

    private static double[] scores(DoubleMatrix x, double[] weights, double bias) {
        double[] scores = new double[x.rows()];
        Kernels.simd().linear().scores(x, weights, 0, bias, scores, 0);
        return scores;
    }
}
