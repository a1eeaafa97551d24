// Derived from FloatParameter.java; edit that file, then run: java verification/src/test/java/io/github/losslane/verification/Twins.java
package io.github.losslane.simd;

/** Parameters, which are doubles, as kernels take them. */
public final class DoubleParameter {

    private DoubleParameter() {}

    /** The number as a double, the largest double of its sign where it is beyond: infinity times 0 would be NaN. */
    public static double limited(double number) {
        return Math.max(-Double.MAX_VALUE, Math.min(number, Double.MAX_VALUE));
    }
}
