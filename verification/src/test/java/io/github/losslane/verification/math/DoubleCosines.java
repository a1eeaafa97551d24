// Derived from FloatCosines.java; edit that file, then run: java verification/src/test/java/io/github/losslane/verification/Twins.java
package io.github.losslane.verification.math;

import ch.obermuhlner.math.big.BigDecimalMath;
import io.github.losslane.math.Scalar;
import java.math.BigDecimal;
import java.math.MathContext;
import java.util.Arrays;
import java.util.SplittableRandom;
import java.util.stream.IntStream;

/** Cosines to try Chebyshev polynomials on. */
final class DoubleCosines {

    private static final MathContext DIGITS = new MathContext(50);
    private static final int RANDOM = 1500;
    private static final double[][] KNOTS = knots();

    private DoubleCosines() {}

    /** The number nearest to cos(j pi / m). */
    static double knot(int j, int m) {
        return KNOTS[m][j];
    }

    /** The number of knots in 1..m-1, as the definition rounds them, that are not less than the cosine. */
    static int segment(int m, double cosine) {
        return (int) IntStream.range(1, m).filter(j -> cosine <= Scalar.knot(j, m)).count();
    }

    private static double[][] knots() {
        BigDecimal pi = BigDecimalMath.pi(DIGITS);
        double[][] knots = new double[17][17];
        for (int m = 1; m <= 16; m++) {
            for (int j = 0; j <= m; j++) {
                BigDecimal angle = pi.multiply(new BigDecimal(j)).divide(new BigDecimal(m), DIGITS);
                knots[m][j] = 2 * j == m ? 0 : Double.parseDouble(BigDecimalMath.cos(angle, DIGITS).toString());
            }
        }
        return knots;
    }

    /** Random cosines, the ends, the knots and their neighbours, and tiny ones. */
    static double[] some(int m) {
        SplittableRandom random = new SplittableRandom(m);
        double[] cosines = new double[RANDOM + 7 * (m + 1) + 4];
        int filled = 0;
        while (filled < RANDOM) {
            cosines[filled++] = random.nextDouble(-1, 1);
        }
        for (int j = 0; j <= m; j++) {
            double cosine = knot(j, m);
            for (int steps = -3; steps <= 3; steps++) {
                cosines[filled++] = Math.max(-1, Math.min(1, cosine + steps * Math.ulp(cosine)));
            }
        }
        cosines[filled++] = -0.0;
        cosines[filled++] = Double.MIN_VALUE;
        cosines[filled++] = -Double.MIN_NORMAL;
        cosines[filled] = 1e-20;
        return cosines;
    }

    /** Sorted: an even grid, and every number within 500 of a knot. */
    static double[] dense(int m) {
        int grid = 50_000;
        int run = 500;
        double[] cosines = new double[grid + (m + 1) * (2 * run + 1)];
        int filled = 0;
        for (int i = 0; i < grid; i++) {
            cosines[filled++] = (2.0 * i / (grid - 1) - 1);
        }
        for (int j = 0; j <= m; j++) {
            for (int steps = -run; steps <= run; steps++) {
                double cosine = knot(j, m) + steps * Math.ulp(knot(j, m));
                cosines[filled++] = Math.max(-1, Math.min(1, cosine));
            }
        }
        Arrays.sort(cosines);
        return cosines;
    }
}
