// Derived from FloatAgreement.java; edit that file, then run: java verification/src/test/java/io/github/losslane/verification/Twins.java
package io.github.losslane.jmh;

/**
 * Whether two sides of a benchmark computed the same: every element to 800 ulps of 1 (1e-4 in single precision, 2e-13 in the
 * other), relative to its size plus a tenth of the largest in its array, as elements that are differences lose digits.
 */
public final class DoubleAgreement {

    private static final double TOLERANCE = 800 * Math.ulp(1.0);

    private DoubleAgreement() {}

    /**
     * Compares two sides.
     *
     * @param what their name
     * @param losslane our side
     * @param other the other side
     * @throws IllegalStateException if they differ
     */
    public static void check(String what, double[] losslane, double[] other) {
        if (losslane.length != other.length) {
            throw new IllegalStateException(
                    what + ": losslane has " + losslane.length + " elements, the other side " + other.length);
        }
        double largest = 0;
        for (double value : other) {
            largest = Math.max(largest, Math.abs(value));
        }
        for (int i = 0; i < other.length; i++) {
            double bound = TOLERANCE * (Math.abs(other[i]) + 0.1 * largest);
            if (!(Math.abs(losslane[i] - other[i]) <= bound)) {      // NaN disagrees
                throw new IllegalStateException(
                        what + "[" + i + "]: losslane has " + losslane[i] + ", the other side " + other[i]);
            }
        }
    }

    /**
     * Compares two numbers.
     *
     * @param what their name
     * @param losslane our side
     * @param other the other side
     * @throws IllegalStateException if they differ
     */
    public static void check(String what, double losslane, double other) {
        check(what, new double[] {losslane}, new double[] {other});
    }
}
