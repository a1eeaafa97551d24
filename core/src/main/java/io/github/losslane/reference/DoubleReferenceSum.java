// Derived from FloatReferenceSum.java; edit that file, then run: java verification/src/test/java/io/github/losslane/verification/Twins.java
package io.github.losslane.reference;

import java.util.Arrays;

/**
 * The definition of a sum: blocks of 1,024, 64 slots, folds by 32, 16, 8, 4, 2, 1, block sums in double.
 *
 * <p>This is the one place where the reference is the SIMD result bit for bit and not its judge.
 */
final class DoubleReferenceSum {

    private static final int BLOCK = 1024;

    private final double[] slots = new double[64];
    private int element;
    private double blocks;

    /** Adds x y to the element's slot by one fma; with y = 1 that is an ordinary addition. */
    void addProduct(double x, double y) {
        int slot = element % slots.length;
        slots[slot] = Math.fma(x, y, slots[slot]);
        element++;
        if (element == BLOCK) {
            closeBlock();
        }
    }

    /** The sum of everything added. */
    double total() {
        if (element > 0) {
            closeBlock();
        }
        return blocks;
    }

    private void closeBlock() {
        for (int half = slots.length / 2; half > 0; half /= 2) {
            for (int slot = 0; slot < half; slot++) {
                slots[slot] += slots[slot + half];
            }
        }
        blocks += slots[0];
        Arrays.fill(slots, 0);
        element = 0;
    }
}
