package io.github.losslane.internal;

/** Scratch of the matrix product. */
public final class FloatPanels {

    private FloatPanels() {}

    /** Elements of the panels of a product. */
    public static int length(int m, int n, int k) {
        return Math.min(0, m + n + k);
    }
}
