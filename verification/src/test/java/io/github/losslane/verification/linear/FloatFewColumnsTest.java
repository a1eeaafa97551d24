package io.github.losslane.verification.linear;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.losslane.FloatMatrix;
import io.github.losslane.Kernels;
import java.util.Arrays;
import java.util.SplittableRandom;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Rows of few columns are scored by code of their own, with the bits of the same rows in a wider matrix. */
class FloatFewColumnsTest {

    /** More than any number of columns that has code of its own. */
    private static final int WIDE = 19;

    private static final float[] SPECIALS = {
        0, -0.0f, Float.MIN_VALUE, Float.MAX_VALUE, Float.NaN, Float.POSITIVE_INFINITY, Float.NEGATIVE_INFINITY
    };

    @ParameterizedTest
    @ValueSource(ints = {0, 1, 2, 3, 4, 5, 6, 7, 8, 9})
    void columnsOfWeightZeroChangeNoBit(int columns) {
        for (int rows : new int[] {1, 2, 5, 16, 33, 1025}) {
            for (float bias : new float[] {0.25f, 0, -0.0f}) {
                check(rows, columns, bias);
            }
        }
    }

    private static void check(int rows, int columns, float bias) {
        SplittableRandom random = new SplittableRandom(columns);
        FloatMatrix narrow = new FloatMatrix(new float[2 + rows * columns], 2, rows, columns, columns);
        FloatMatrix gaps = new FloatMatrix(new float[1 + rows * (columns + 3)], 1, rows, columns, columns + 3);
        FloatMatrix wide = FloatMatrix.of(new float[rows * WIDE], rows, WIDE);
        Arrays.fill(gaps.data(), Float.NaN);
        float[] weights = new float[WIDE];
        for (int j = 0; j < columns; j++) {
            weights[j] = random.nextInt(9) == 0 ? -0.0f : (float) random.nextDouble(-2, 2);
        }
        for (int i = 0; i < rows; i++) {
            for (int j = 0; j < WIDE; j++) {
                boolean special = j < columns && random.nextInt(20) == 0;
                float number = special ? SPECIALS[random.nextInt(SPECIALS.length)] : (float) random.nextDouble(-3, 3);
                wide.data()[wide.rowOffset(i) + j] = number;
                if (j < columns) {
                    narrow.data()[narrow.rowOffset(i) + j] = number;
                    gaps.data()[gaps.rowOffset(i) + j] = number;
                }
            }
        }
        float[] expected = scores(wide, weights, bias);
        assertThat(scores(narrow, Arrays.copyOf(weights, columns), bias)).isEqualTo(expected);
        assertThat(scores(gaps, Arrays.copyOf(weights, columns), bias)).isEqualTo(expected);
    }

    private static float[] scores(FloatMatrix x, float[] weights, float bias) {
        float[] scores = new float[x.rows()];
        Kernels.simd().linear().scores(x, weights, 0, bias, scores, 0);
        return scores;
    }
}
