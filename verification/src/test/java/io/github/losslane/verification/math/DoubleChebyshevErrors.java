// Derived from FloatChebyshevErrors.java; edit that file, then run: java verification/src/test/java/io/github/losslane/verification/Twins.java
package io.github.losslane.verification.math;

import io.github.losslane.Kernels;
import io.github.losslane.math.DoubleMathKernels;
import io.github.losslane.simd.math.DoubleChebyshev;
import io.github.losslane.verification.accuracy.Figure;
import io.github.losslane.verification.accuracy.Figures;
import java.math.BigDecimal;

/** Errors of cos(m theta), in halves of the distance of 1 from the number below it. */
public final class DoubleChebyshevErrors {

    private static final BigDecimal HALF_ULP_OF_ONE = new BigDecimal((1 - Math.nextDown(1.0)) / 2);

    private DoubleChebyshevErrors() {}

    /** Measures all multiples. */
    public static void measure(Figures figures) {
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
}
