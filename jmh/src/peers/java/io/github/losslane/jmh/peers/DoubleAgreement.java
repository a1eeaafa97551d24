// Derived from FloatAgreement.java; edit that file, then run: java verification/src/test/java/io/github/losslane/verification/Twins.java
package io.github.losslane.jmh.peers;

/**
 * Whether two sides computed the same: every element to 800 ulps of 1 (1e-4 in single precision, 2e-13 in the other),
 * relative to its size plus a tenth of the largest in its array, as elements that are differences lose digits.
 */
final class DoubleAgreement {

    private static final double TOLERANCE = 800 * Math.ulp(1.0);

    private DoubleAgreement() {}

    static void check(String what, double[] losslane, double[] libtorch) {
        if (losslane.length != libtorch.length) {
            throw new IllegalStateException(
                    what + ": losslane has " + losslane.length + " elements, libtorch " + libtorch.length);
        }
        double largest = 0;
        for (double value : libtorch) {
            largest = Math.max(largest, Math.abs(value));
        }
        for (int i = 0; i < libtorch.length; i++) {
            double bound = TOLERANCE * (Math.abs(libtorch[i]) + 0.1 * largest);
            if (!(Math.abs(losslane[i] - libtorch[i]) <= bound)) {      // NaN disagrees
                throw new IllegalStateException(
                        what + "[" + i + "]: losslane has " + losslane[i] + ", libtorch " + libtorch[i]);
            }
        }
    }
}
