package io.github.losslane.simd.linear;

/**
 * {@link FloatScores} of rows of at most 8 columns: each column is alone in its chain, so a row is a product for each and
 * the last folds, which scalar code does faster than vectors can be stored and read again. The bits are those of any row.
 */
final class FloatFewScores {

    /** Columns at most. */
    static final int COLUMNS = 8;

    private FloatFewScores() {}

    /** scores[s + i] = row i times weights, plus bias; rows begin a stride apart, the first at start. */
    static void of(
            float[] x, int start, int stride, int columns, int rows, float[] weights, int w, float bias,
            float[] scores, int s) {
        float w0 = columns > 0 ? weights[w] : 0;            // the compiler does not know that scores are not weights
        float w1 = columns > 1 ? weights[w + 1] : 0;
        float w2 = columns > 2 ? weights[w + 2] : 0;
        float w3 = columns > 3 ? weights[w + 3] : 0;
        if (columns > 4) {
            more(x, start, stride, columns, rows, weights, w, w0, w1, w2, w3, bias, scores, s);
            return;
        }
        for (int i = 0; i < rows; i++) {
            int row = start + i * stride;
            float sum0 = columns > 0 ? Math.fma(x[row], w0, 0) : 0;
            float sum1 = columns > 1 ? Math.fma(x[row + 1], w1, 0) : 0;
            float sum2 = columns > 2 ? Math.fma(x[row + 2], w2, 0) : 0;
            float sum3 = columns > 3 ? Math.fma(x[row + 3], w3, 0) : 0;
            scores[s + i] = sum0 + sum2 + (sum1 + sum3) + bias;
        }
    }

    /** Rows of five columns and more. */
    private static void more(
            float[] x, int start, int stride, int columns, int rows, float[] weights, int w,
            float w0, float w1, float w2, float w3, float bias, float[] scores, int s) {
        float w4 = weights[w + 4];
        float w5 = columns > 5 ? weights[w + 5] : 0;
        float w6 = columns > 6 ? weights[w + 6] : 0;
        float w7 = columns > 7 ? weights[w + 7] : 0;
        for (int i = 0; i < rows; i++) {
            int row = start + i * stride;
            float sum0 = Math.fma(x[row], w0, 0) + Math.fma(x[row + 4], w4, 0);
            float sum1 = Math.fma(x[row + 1], w1, 0) + (columns > 5 ? Math.fma(x[row + 5], w5, 0) : 0);
            float sum2 = Math.fma(x[row + 2], w2, 0) + (columns > 6 ? Math.fma(x[row + 6], w6, 0) : 0);
            float sum3 = Math.fma(x[row + 3], w3, 0) + (columns > 7 ? Math.fma(x[row + 7], w7, 0) : 0);
            scores[s + i] = sum0 + sum2 + (sum1 + sum3) + bias;
        }
    }
}
