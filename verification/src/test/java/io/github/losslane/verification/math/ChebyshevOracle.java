package io.github.losslane.verification.math;

import java.math.BigDecimal;
import java.math.MathContext;

/** Chebyshev polynomials to about 50 digits. */
final class ChebyshevOracle {

    private static final MathContext DIGITS = new MathContext(50);

    private ChebyshevOracle() {}

    /** T_m(c) by its recurrence. */
    static BigDecimal firstKind(int m, double cosine) {
        return recurrence(m - 1, new BigDecimal(cosine), BigDecimal.ONE, new BigDecimal(cosine));
    }

    /** U_n(c) by its recurrence. */
    static BigDecimal secondKind(int n, double cosine) {
        return recurrence(n, new BigDecimal(cosine), BigDecimal.ZERO, BigDecimal.ONE);
    }

    private static BigDecimal recurrence(int steps, BigDecimal cosine, BigDecimal before, BigDecimal first) {
        BigDecimal last = before;
        BigDecimal current = first;
        for (int n = 0; n < steps; n++) {
            BigDecimal next = cosine.add(cosine).multiply(current).subtract(last).round(DIGITS);
            last = current;
            current = next;
        }
        return current;
    }
}
