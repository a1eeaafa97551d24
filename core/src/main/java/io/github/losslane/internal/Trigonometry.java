package io.github.losslane.internal;

/**
 * Sine and cosine for margins. StrictMath's allocate an array a call (JDK 25), and heads must not allocate; Math's depend on
 * the compiler.
 *
 * <pre>{@code
 * n = x / (pi / 2) rounded,  r = x - n pi / 2 in two steps of fma,  |r| <= pi / 4
 * sin r, cos r by their Taylor polynomials to r^17 and r^18, whose next terms are below 1e-19 of the result
 * }</pre>
 *
 * <p>Within 2 ulps and, as pi / 2 is taken to 106 bits, |x| 2^-106, for |x| up to a million, beyond that less and less; angles
 * of margins are a few radians.
 */
public final class Trigonometry {

    private static final double HALF_PI = Math.PI / 2;

    /** What rounding takes from pi / 2. */
    private static final double HALF_PI_REST = 6.123233995736766e-17;

    private Trigonometry() {}

    /** sin x; NaN for an x that is not finite. */
    public static double sin(double x) {
        double n = Math.rint(x / HALF_PI);
        return quadrant((long) n, reduced(x, n));
    }

    /** cos x; NaN for an x that is not finite. */
    public static double cos(double x) {
        double n = Math.rint(x / HALF_PI);
        return quadrant((long) n + 1, reduced(x, n));
    }

    private static double reduced(double x, double n) {
        return Math.fma(-n, HALF_PI_REST, Math.fma(-n, HALF_PI, x));
    }

    /** sin(n pi / 2 + r). */
    private static double quadrant(long n, double r) {
        double value = (n & 1) == 0 ? sine(r) : cosine(r);
        return (n & 2) == 0 ? value : -value;
    }

    private static double sine(double r) {
        double s = r * r;
        double p = 1 / 355687428096000.0;
        p = Math.fma(p, s, -1 / 1307674368000.0);
        p = Math.fma(p, s, 1 / 6227020800.0);
        p = Math.fma(p, s, -1 / 39916800.0);
        p = Math.fma(p, s, 1 / 362880.0);
        p = Math.fma(p, s, -1 / 5040.0);
        p = Math.fma(p, s, 1 / 120.0);
        p = Math.fma(p, s, -1 / 6.0);
        return Math.fma(r * s, p, r);
    }

    private static double cosine(double r) {
        double s = r * r;
        double p = -1 / 6402373705728000.0;
        p = Math.fma(p, s, 1 / 20922789888000.0);
        p = Math.fma(p, s, -1 / 87178291200.0);
        p = Math.fma(p, s, 1 / 479001600.0);
        p = Math.fma(p, s, -1 / 3628800.0);
        p = Math.fma(p, s, 1 / 40320.0);
        p = Math.fma(p, s, -1 / 720.0);
        p = Math.fma(p, s, 1 / 24.0);
        p = Math.fma(p, s, -0.5);
        return Math.fma(s, p, 1);
    }
}
