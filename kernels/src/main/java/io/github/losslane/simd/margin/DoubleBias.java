// Derived from FloatBias.java; edit that file, then run: java verification/src/test/java/io/github/losslane/verification/Twins.java
package io.github.losslane.simd.margin;

/** The bias of a head: added to every row of logits, its gradient the sum of the rows. */
final class DoubleBias {

    private DoubleBias() {}

    /** logits[i][j] += bias[j]. */
    static void add(double[] bias, int b, double[] logits, int rows, int classes) {
        for (int i = 0; i < rows; i++) {
            for (int j = 0; j < classes; j++) {
                logits[i * classes + j] += bias[b + j];
            }
        }
    }

    /** out[j] += gradient[i][j] over the rows, in order. */
    static void addGradient(double[] gradient, double[] out, int o, int rows, int classes) {
        for (int i = 0; i < rows; i++) {
            for (int j = 0; j < classes; j++) {
                out[o + j] += gradient[i * classes + j];
            }
        }
    }
}
