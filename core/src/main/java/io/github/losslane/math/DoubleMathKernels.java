// Derived from FloatMathKernels.java; edit that file, then run: java verification/src/test/java/io/github/losslane/verification/Twins.java
package io.github.losslane.math;

/**
 * Elementwise functions and sums over double arrays.
 *
 * <p>Every elementwise method reads {@code x[xOffset .. xOffset + length)} and overwrites
 * {@code out[outOffset .. outOffset + length)}, which may be the very same range (in place). An element's result depends
 * on that element alone. Results are the same bits on every lane width and in every compiler tier; the error bounds are
 * those of the SIMD provider, measured against the exact value in units in the last place of the correctly rounded
 * result. The reference provider rounds a double computation once.
 *
 * <p>All methods throw {@link NullPointerException} naming an argument that is null, {@link IndexOutOfBoundsException}
 * for a range outside its array or a negative length, and {@link IllegalArgumentException} where an output shares some
 * but not all of its memory with another argument, each before anything is written. NaN gives NaN.
 */
public interface DoubleMathKernels {

    /**
     * e^x, within 1 ulp. Overflow gives +Inf, underflow is gradual, -Inf gives +0.
     *
     * @param x arguments
     * @param xOffset index of the first
     * @param out results
     * @param outOffset index of the first
     * @param length number of elements
     */
    void exp(double[] x, int xOffset, double[] out, int outOffset, int length);

    /**
     * Natural logarithm, within 1 ulp. A zero of either sign gives -Inf, a negative number NaN, +Inf itself.
     *
     * @param x arguments
     * @param xOffset index of the first
     * @param out results
     * @param outOffset index of the first
     * @param length number of elements
     */
    void log(double[] x, int xOffset, double[] out, int outOffset, int length);

    /**
     * e^x - 1, within 1 ulp, precise near 0. Keeps the sign of zero; -Inf gives -1.
     *
     * @param x arguments
     * @param xOffset index of the first
     * @param out results
     * @param outOffset index of the first
     * @param length number of elements
     */
    void expm1(double[] x, int xOffset, double[] out, int outOffset, int length);

    /**
     * log(1 + x), within 1 ulp, precise near 0. Keeps the sign of zero; -1 gives -Inf, less than -1 NaN.
     *
     * @param x arguments
     * @param xOffset index of the first
     * @param out results
     * @param outOffset index of the first
     * @param length number of elements
     */
    void log1p(double[] x, int xOffset, double[] out, int outOffset, int length);

    /**
     * 1 / (1 + e^-x), within 2 ulp, gradual underflow included.
     *
     * @param x arguments
     * @param xOffset index of the first
     * @param out results
     * @param outOffset index of the first
     * @param length number of elements
     */
    void sigmoid(double[] x, int xOffset, double[] out, int outOffset, int length);

    /**
     * log(sigmoid(x)) = -softplus(-x), within 2 ulp. +Inf gives -0, -Inf itself.
     *
     * @param x arguments
     * @param xOffset index of the first
     * @param out results
     * @param outOffset index of the first
     * @param length number of elements
     */
    void logSigmoid(double[] x, int xOffset, double[] out, int outOffset, int length);

    /**
     * log(1 + e^x) = max(x, 0) + log1p(e^-|x|), within 2 ulp. -Inf gives +0, +Inf itself.
     *
     * @param x arguments
     * @param xOffset index of the first
     * @param out results
     * @param outOffset index of the first
     * @param length number of elements
     */
    void softplus(double[] x, int xOffset, double[] out, int outOffset, int length);

    /**
     * Hyperbolic tangent, within 2 ulp, odd bit for bit, never beyond +-1.
     *
     * @param x arguments
     * @param xOffset index of the first
     * @param out results
     * @param outOffset index of the first
     * @param length number of elements
     */
    void tanh(double[] x, int xOffset, double[] out, int outOffset, int length);

    /**
     * The Chebyshev expansion of cos(m theta): the polynomial T_m(c) of c = cos(theta), for any finite c.
     *
     * <p>The recurrence T_n = 2 c T_(n-1) - T_(n-2) carries its rounding errors along, so that on [-1, 1] the result is
     * within 1 ulp of 1 of the exact polynomial, and exactly +-1 at the double nearest to an extremum.
     *
     * @param m the multiple, 1 to 16
     * @param cosines cosines c
     * @param cosinesOffset index of the first
     * @param out T_m(c), overwritten
     * @param outOffset index of the first
     * @param length number of elements
     * @throws IllegalArgumentException if m is not in 1..16
     * @see <a href="https://arxiv.org/abs/1612.02295">Liu et al., Large-Margin Softmax Loss, eq. 8</a>
     */
    void cosMultiple(int m, double[] cosines, int cosinesOffset, double[] out, int outOffset, int length);

    /**
     * The monotone extension of cos(m theta) that large-margin losses use, and its derivative in the cosine.
     *
     * <pre>{@code
     * k     = number of j in 1..m-1 with c <= cos(j pi / m)
     * psi   = (-1)^k T_m(c) - 2k
     * slope = (-1)^k m U_(m-1)(c)
     * }</pre>
     *
     * <p>psi falls from 1 at c = 1 to 1 - 2m at c = -1 as theta grows, and is exactly 1 - 2j at the knots cos(j pi / m);
     * the slope is never negative on [-1, 1]. Cosines outside [-1, 1] give the polynomials of the nearest segment.
     *
     * @param m the margin, 1 to 16; 1 is the plain cosine with slope 1
     * @param cosines cosines c
     * @param cosinesOffset index of the first
     * @param psi psi(c), overwritten; may be the cosines themselves
     * @param psiOffset index of the first
     * @param slope d psi / d c, overwritten
     * @param slopeOffset index of the first
     * @param length number of elements
     * @throws IllegalArgumentException if m is not in 1..16
     * @see <a href="https://arxiv.org/abs/1612.02295">Liu et al., Large-Margin Softmax Loss, eq. 7</a>
     */
    void psi(
            int m, double[] cosines, int cosinesOffset,
            double[] psi, int psiOffset, double[] slope, int slopeOffset, int length);

    /**
     * The sum, in the one order that every sum of the library uses.
     *
     * <p>A block is 1,024 consecutive elements; element i of a block goes to slot i mod 64; a slot, starting at +0, adds
     * its elements in order; the slots fold by 32, 16, 8, 4, 2, 1 (slot k += slot k + h); block sums are added in order,
     * in double.
     *
     * @param x summands
     * @param xOffset index of the first
     * @param length number of elements
     * @return the sum; 0 for no elements
     */
    double sum(double[] x, int xOffset, int length);

    /**
     * The inner product, in the order of {@link #sum(double[], int, int) sum}; a slot takes a product by one fma.
     *
     * @param x first factors
     * @param xOffset index of the first
     * @param y second factors
     * @param yOffset index of the first
     * @param length number of elements
     * @return the inner product; 0 for no elements
     */
    double dot(double[] x, int xOffset, double[] y, int yOffset, int length);

    /**
     * The sum of (x - y)^2, in the order of {@link #sum(double[], int, int) sum}; a slot takes a square by one fma.
     *
     * @param x first point
     * @param xOffset index of its first coordinate
     * @param y second point
     * @param yOffset index of its first coordinate
     * @param length number of coordinates
     * @return the squared distance; 0 for no elements
     */
    double squaredDistance(double[] x, int xOffset, double[] y, int yOffset, int length);
}
