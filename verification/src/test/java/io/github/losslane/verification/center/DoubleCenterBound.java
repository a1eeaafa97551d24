// Derived from FloatCenterBound.java; edit that file, then run: java verification/src/test/java/io/github/losslane/verification/Twins.java
package io.github.losslane.verification.center;

import io.github.losslane.simd.center.DoubleCenterSum;
import java.math.BigDecimal;

/** What a moved center may be off, as {@link DoubleCenterSum#ROUNDINGS} says. */
final class DoubleCenterBound {

    private static final double UNIT_ROUNDOFF = (Math.nextUp(1.0) - 1) / 2;

    private DoubleCenterBound() {}

    static BigDecimal moved(double rate, double center, double[] features) {
        int n = features.length;
        return CenterOracle.moved(rate, center, features).abs().multiply(new BigDecimal(UNIT_ROUNDOFF))
                .add(CenterOracle.size(rate, center, features)
                        .multiply(new BigDecimal(DoubleCenterSum.ROUNDINGS * UNIT_ROUNDOFF + Math.pow(n * UNIT_ROUNDOFF, 2))))
                .multiply(new BigDecimal(1 + 8 * UNIT_ROUNDOFF))        // products of errors
                .add(new BigDecimal(Double.MIN_VALUE).multiply(new BigDecimal(4 * n + 1)));
    }
}
