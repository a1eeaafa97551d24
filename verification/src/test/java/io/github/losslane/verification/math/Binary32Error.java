package io.github.losslane.verification.math;

/**
 * The error of one result.
 *
 * @param x the argument
 * @param got the kernel's result
 * @param exact the judge's
 * @param ulps the distance of the two, in units in the last place of the exact value rounded to float; infinite where NaN,
 *     an infinity or the sign of a zero is wrong
 */
record Binary32Error(float x, float got, double exact, double ulps) {

    static final Binary32Error NONE = new Binary32Error(0, 0, 0, 0);

    /** The number after the largest, where results overflow. */
    private static final double BEYOND = 0x1p128;

    static double ulps(float got, double exact) {
        float rounded = (float) exact;
        boolean limit = Float.isNaN(got) || Double.isNaN(exact) || Double.isInfinite(exact) || (got == 0 && rounded == 0);
        if (limit && Float.floatToIntBits(got) != Float.floatToIntBits(rounded)) {
            return Double.POSITIVE_INFINITY;
        }
        if (!Double.isFinite(exact)) {
            return 0;
        }
        double value = Float.isInfinite(got) ? Math.copySign(BEYOND, got) : got;
        double limited = Math.clamp(exact, -BEYOND, BEYOND);
        return Math.abs(value - limited) / Math.ulp(Math.clamp(rounded, -Float.MAX_VALUE, Float.MAX_VALUE));
    }

    static Binary32Error worse(Binary32Error one, Binary32Error other) {
        return other.ulps > one.ulps ? other : one;
    }

    @Override
    public String toString() {
        return "%.4f ulp at %s (0x%08x): %s for %s".formatted(ulps, Float.toHexString(x), Float.floatToRawIntBits(x),
                Float.toHexString(got), Double.toHexString(exact));
    }
}
