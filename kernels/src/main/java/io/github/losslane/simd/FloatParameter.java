package io.github.losslane.simd;

/** Parameters, which are doubles, as kernels take them. */
public final class FloatParameter {

    private FloatParameter() {}

    /** The number as a float, the largest float of its sign where it is beyond: infinity times 0 would be NaN. */
    public static float limited(double number) {
        return (float) Math.max(-Float.MAX_VALUE, Math.min(number, Float.MAX_VALUE));
    }
}
