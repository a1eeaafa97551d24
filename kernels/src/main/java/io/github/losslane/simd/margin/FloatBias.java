package io.github.losslane.simd.margin;

/** The bias of a head: added to every row of logits, its gradient the sum of the rows. */
final class FloatBias {

    private FloatBias() {}

    /** logits[i][j] += bias[j]. */
    static void add(float[] bias, int b, float[] logits, int rows, int classes) {
        for (int i = 0; i < rows; i++) {
            for (int j = 0; j < classes; j++) {
                logits[i * classes + j] += bias[b + j];
            }
        }
    }

    /** out[j] += gradient[i][j] over the rows, in order. */
    static void addGradient(float[] gradient, float[] out, int o, int rows, int classes) {
        for (int i = 0; i < rows; i++) {
            for (int j = 0; j < classes; j++) {
                out[o + j] += gradient[i * classes + j];
            }
        }
    }
}
