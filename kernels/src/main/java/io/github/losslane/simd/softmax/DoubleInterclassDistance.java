// Derived from FloatInterclassDistance.java; edit that file, then run: java verification/src/test/java/io/github/losslane/verification/Twins.java
package io.github.losslane.simd.softmax;

import io.github.losslane.softmax.InterclassDistance;

/** SIMD {@link InterclassDistance}: cross-entropy whose shares are distances. */
public final class DoubleInterclassDistance {

    /** Bound in ulps: that of cross-entropy. */
    public static final double MAX_ULP = 13;

    private DoubleInterclassDistance() {}

    /** The distance of each label from the largest logit, times its amount. */
    static void shares(double[] logits, int z, int zStride, DoubleSoftmaxScratch scratch, int rows, int classes) {
        DoubleArgmax.find(logits, z, zStride, rows, classes, scratch.maxima, scratch.largest);
        for (int i = 0; i < rows; i++) {
            double distance = InterclassDistance.distance(scratch.largest[i], scratch.labels[i], classes);
            scratch.shares[i] = scratch.amounts[i] * distance;
        }
    }

    /** Multiplies targets, from a class on, by their distance from the largest logit. */
    static void shares(int argmax, int first, int classes, double[] targets, int length) {
        for (int j = 0; j < length; j++) {
            targets[j] *= InterclassDistance.distance(argmax, first + j, classes);
        }
    }
}
