// Derived from FloatNearAngle.java; edit that file, then run: java verification/src/test/java/io/github/losslane/verification/Twins.java
package io.github.losslane.simd.margin;

import io.github.losslane.internal.Angle;

/**
 * The angle between two rows that are nearly parallel, in double, where the lanes' cosine says nothing of the sine any more.
 * Scalar loops: few rows are so near, and none before training has gone far.
 *
 * <pre>{@code
 * 1. x^ = x / |x|, w^ = w / |w|      from sums of squares in double; the norms given only keep them in range, in a step of
 *                                    its own, as the reciprocal of a subnormal norm overflows
 * 2. c = x^ . w^
 * 3. sine = |w^ - c x^|              less than 2^-48 is rounding and counts as 0
 * }</pre>
 */
final class DoubleNearAngle {

    private DoubleNearAngle() {}

    /** Writes cosine and sine of two rows whose norms are not 0. */
    static void angle(
            double xNorm, double[] x, int xo, double wNorm, double[] w, int wo, int length,
            double[] cosines, double[] sines, int i) {
        double perX = perNorm(xNorm);
        double perW = perNorm(wNorm);
        double restX = rest(perX, x, xo, length);
        double restW = rest(perW, w, wo, length);
        double cosine = 0;
        for (int d = 0; d < length; d++) {
            cosine = Math.fma(x[xo + d] * perX * restX, w[wo + d] * perW * restW, cosine);
        }
        double squares = 0;
        for (int d = 0; d < length; d++) {
            double apart = Math.fma(-cosine, x[xo + d] * perX * restX, w[wo + d] * perW * restW);
            squares = Math.fma(apart, apart, squares);
        }
        double sine = Math.sqrt(squares);
        cosines[i] = sine < Angle.PARALLEL ? Math.signum(cosine) : Math.max(-1, Math.min(cosine, 1));
        sines[i] = sine < Angle.PARALLEL ? 0 : sine;
    }

    /** g += factor (w^ - cosine x^). */
    static void addApart(
            double factor, double cosine, double xNorm, double[] x, int xo, double wNorm, double[] w, int wo,
            double[] g, int o, int length) {
        double perX = perNorm(xNorm);
        double perW = perNorm(wNorm);
        double restX = rest(perX, x, xo, length);
        double restW = rest(perW, w, wo, length);
        for (int d = 0; d < length; d++) {
            double apart = Math.fma(-cosine, x[xo + d] * perX * restX, w[wo + d] * perW * restW);
            g[o + d] = Math.fma(factor, apart, g[o + d]);
        }
    }

    private static double perNorm(double norm) {
        return Math.min(1 / norm, Double.MAX_VALUE);
    }

    /** 1 / |x perNorm|. */
    private static double rest(double perNorm, double[] x, int o, int length) {
        double squares = 0;
        for (int d = 0; d < length; d++) {
            double scaled = x[o + d] * perNorm;
            squares = Math.fma(scaled, scaled, squares);
        }
        return 1 / Math.sqrt(squares);
    }
}
