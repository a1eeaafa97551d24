package io.github.losslane.math;

import io.github.losslane.internal.Arguments;

/** The elementwise functions in scalar double arithmetic: the definitions the kernels are checked against. */
public final class Scalar {

    /** Largest multiple of {@link #cosMultiple} and {@link #psi}. */
    public static final int LARGEST_MULTIPLE = 16;

    private static final double[][] KNOTS = knots();

    private Scalar() {}

    private static double[][] knots() {
        double[][] knots = new double[LARGEST_MULTIPLE + 1][];
        for (int m = 0; m < knots.length; m++) {
            knots[m] = new double[m];
            for (int j = 1; j < m; j++) {
                knots[m][j] = computedKnot(j, m);
            }
        }
        return knots;
    }

    /**
     * The logistic function.
     *
     * @param x any number
     * @return 1 / (1 + e^-x)
     */
    public static double sigmoid(double x) {
        double e = StrictMath.exp(-Math.abs(x));
        return (x < 0 ? e : 1) / (1 + e);
    }

    /**
     * log(1 + e^x), without overflow.
     *
     * @param x any number
     * @return max(x, 0) + log1p(e^-|x|)
     */
    public static double softplus(double x) {
        return Math.max(x, 0) + StrictMath.log1p(StrictMath.exp(-Math.abs(x)));
    }

    /**
     * log(sigmoid(x)), without overflow.
     *
     * @param x any number
     * @return -softplus(-x)
     */
    public static double logSigmoid(double x) {
        return -softplus(-x);
    }

    /**
     * The Chebyshev polynomial of the first kind, T_m(c) = cos(m acos(c)), by its recurrence.
     *
     * @param m the multiple, not negative
     * @param cosine c
     * @return T_m(c)
     * @throws IllegalArgumentException if m is negative
     */
    public static double cosMultiple(int m, double cosine) {
        Arguments.inRange("m", m, 0, Integer.MAX_VALUE);
        return m == 0 ? 1 : chebyshev(m - 1, cosine, 1, cosine);
    }

    /**
     * The Chebyshev polynomial of the second kind, U_n(c) = sin((n + 1) theta) / sin(theta), by its recurrence.
     *
     * @param n the degree, not negative
     * @param cosine c
     * @return U_n(c)
     */
    public static double sineRatio(int n, double cosine) {
        return chebyshev(n, cosine, 0, 1);
    }

    /** The recurrence P_(n+1) = 2 c P_n - P_(n-1); where it overflows, Inf - Inf, the infinity of the leading term. */
    private static double chebyshev(int steps, double cosine, double before, double first) {
        double current = first;
        for (int n = 0; n < steps; n++) {
            double next = 2 * cosine * current - before;
            before = current;
            current = next;
        }
        double sign = steps % 2 == 0 ? first : first * cosine;
        return Double.isNaN(current) && !Double.isNaN(cosine) ? sign * Double.POSITIVE_INFINITY : current;
    }

    /**
     * The segment of psi in which a cosine lies.
     *
     * @param m the margin, 1..16
     * @param cosine c
     * @return the number of knots cos(j pi / m), j in 1..m-1, that are not less than c
     * @throws IllegalArgumentException if m is not in [1, 16], also below
     */
    public static int segment(int m, double cosine) {
        Arguments.inRange("m", m, 1, LARGEST_MULTIPLE);
        int k = 0;
        for (int j = 1; j < m; j++) {
            k += cosine <= KNOTS[m][j] ? 1 : 0;
        }
        return k;
    }

    /**
     * The knot between segments j - 1 and j of psi.
     *
     * @param j number of the knot, 1..m-1
     * @param m the margin, 2..16
     * @return cos(j pi / m); exactly 0 in the middle and antisymmetric around it
     * @throws IllegalArgumentException if m or j is out of range
     */
    public static double knot(int j, int m) {
        Arguments.inRange("m", m, 2, LARGEST_MULTIPLE);
        Arguments.inRange("j", j, 1, m - 1);
        return KNOTS[m][j];
    }

    private static double computedKnot(int j, int m) {
        if (2 * j == m) {
            return 0;
        }
        return 2 * j < m ? StrictMath.cos(j * Math.PI / m) : -computedKnot(m - j, m);
    }

    /**
     * The monotone extension of cos(m theta).
     *
     * @param m the margin, 1..16
     * @param cosine c
     * @return (-1)^k T_m(c) - 2k, k the {@link #segment}
     */
    public static double psi(int m, double cosine) {
        int k = segment(m, cosine);
        return (k % 2 == 0 ? 1 : -1) * cosMultiple(m, cosine) - 2 * k;
    }

    /**
     * The derivative of {@link #psi} in the cosine.
     *
     * @param m the margin, 1..16
     * @param cosine c
     * @return (-1)^k m U_(m-1)(c), k the {@link #segment}
     */
    public static double psiSlope(int m, double cosine) {
        double slope = (segment(m, cosine) % 2 == 0 ? 1 : -1) * m * sineRatio(m - 1, cosine);
        return Math.max(slope, 0);      // never negative but for rounding at a knot
    }
}
