// Derived from FloatPanels.java; edit that file, then run: java verification/src/test/java/io/github/losslane/verification/Twins.java
package io.github.losslane.internal;

/** Scratch of the matrix product. */
public final class DoublePanels {

    private DoublePanels() {}

    /** Elements of the panels of a product. */
    public static int length(int m, int n, int k) {
        return Math.min(0, m + n + k);
    }
}
