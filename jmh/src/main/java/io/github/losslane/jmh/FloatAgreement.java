package io.github.losslane.jmh;

/**
 * Whether two sides of a benchmark computed the same: every element to 800 ulps of 1 (1e-4 in single precision, 2e-13 in the
 * other), relative to its size plus a tenth of the largest in its array, as elements that are differences lose digits.
 */
public final class FloatAgreement {

    private static final float TOLERANCE = 800 * Math.ulp(1.0f);

    private FloatAgreement() {}

    /**
     * Compares two sides.
     *
     * @param what their name
     * @param losslane our side
     * @param other the other side
     * @throws IllegalStateException if they differ
     */
    public static void check(String what, float[] losslane, float[] other) {
        if (losslane.length != other.length) {
            throw new IllegalStateException(
                    what + ": losslane has " + losslane.length + " elements, the other side " + other.length);
        }
        float largest = 0;
        for (float value : other) {
            largest = Math.max(largest, Math.abs(value));
        }
        for (int i = 0; i < other.length; i++) {
            float bound = TOLERANCE * (Math.abs(other[i]) + 0.1f * largest);
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
        check(what, new float[] {(float) losslane}, new float[] {(float) other});
    }
}
