// Derived from FloatChebyshevErrors.java; edit that file, then run: java verification/src/test/java/io/github/losslane/verification/Twins.java
package io.github.losslane.verification.math;

import io.github.losslane.Kernels;
import io.github.losslane.math.DoubleMathKernels;
import io.github.losslane.simd.math.DoubleChebyshev;
import io.github.losslane.verification.accuracy.Figure;
import io.github.losslane.verification.accuracy.Figures;
import java.math.BigDecimal;

/** Errors of cos(m theta), in halves of the distance of 1 from the number below it; of psi and its slope in their bounds. */
public final class DoubleChebyshevErrors {

    private static final BigDecimal HALF_ULP_OF_ONE = new BigDecimal((1 - Math.nextDown(1.0)) / 2);

    private static final double UNIT_ROUNDOFF = 1 - Math.nextDown(1.0);

    private DoubleChebyshevErrors() {}

    /** Measures all multiples. */
    public static void measure(Figures figures) {
        cosines(figures);
        psi(figures);
    }

    private static void cosines(Figures figures) {
        DoubleMathKernels simd = Kernels.simd().math();
        Figure figure = figures.of(new Figures.Result(
                "Multiples m = 1..16 of an angle, cosines in [-1, 1], in halves of the distance of 1 from the number below",
                "`cosMultiple`", "value"), double.class, DoubleChebyshev.MAX_ERROR_IN_HALF_ULPS_OF_ONE);
        for (int m = 1; m <= 16; m++) {
            double[] cosines = DoubleCosines.some(m);
            double[] out = new double[cosines.length];
            simd.cosMultiple(m, cosines, 0, out, 0, out.length);
            for (int i = 0; i < out.length; i++) {
                BigDecimal distance = new BigDecimal(out[i]).subtract(ChebyshevOracle.firstKind(m, cosines[i])).abs();
                String where = "T_" + m + "(" + cosines[i] + ")";
                figure.see(distance.divide(HALF_ULP_OF_ONE).doubleValue(), () -> where);
            }
        }
    }

    /** As {@link DoubleChebyshevTest} allows: another rounding for the 2 k; two of the slope, and what the recurrence loses. */
    private static void psi(Figures figures) {
        String family = "The monotone extension of these multiples, as parts of the bound that is derived for each number:"
                + " that of `cosMultiple` and half an ulp of psi; two roundings of the slope and m^6 squares of one";
        Figure ofPsi = figures.of(new Figures.Result(family, "`psi`", "value"), double.class, 1);
        Figure ofSlope = figures.of(new Figures.Result(family, "`psi`", "slope"), double.class, 1);
        for (int m = 1; m <= 16; m++) {
            double[] cosines = DoubleCosines.some(m);
            double[] psi = new double[cosines.length];
            double[] slope = new double[cosines.length];
            Kernels.simd().math().psi(m, cosines, 0, psi, 0, slope, 0, cosines.length);
            for (int i = 0; i < psi.length; i++) {
                int k = DoubleCosines.segment(m, cosines[i]);
                String where = "m = " + m + ", cosine " + cosines[i];
                BigDecimal folded = ChebyshevOracle.firstKind(m, cosines[i]);
                BigDecimal exact = (k % 2 == 0 ? folded : folded.negate()).subtract(new BigDecimal(2 * k));
                double allowed = DoubleChebyshev.MAX_ERROR_IN_HALF_ULPS_OF_ONE * HALF_ULP_OF_ONE.doubleValue()
                        + Math.ulp(psi[i]) / 2;
                ofPsi.see(new BigDecimal(psi[i]).subtract(exact).abs().doubleValue() / allowed, () -> where);
                BigDecimal derivative = ChebyshevOracle.secondKind(m - 1, cosines[i]).multiply(new BigDecimal(m));
                BigDecimal steep = (k % 2 == 0 ? derivative : derivative.negate()).max(BigDecimal.ZERO);
                double most = 2.01 * UNIT_ROUNDOFF * Math.abs(derivative.doubleValue())
                        + StrictMath.pow(m, 6) * UNIT_ROUNDOFF * UNIT_ROUNDOFF;
                ofSlope.see(new BigDecimal(slope[i]).subtract(steep).abs().doubleValue() / most, () -> where);
            }
        }
    }
}
