package io.github.losslane.verification.softmax;

import java.math.BigDecimal;
import java.math.MathContext;
import java.util.Arrays;
import java.util.stream.IntStream;

/**
 * A loss on a row of logits, and the magnitudes its errors are measured by: the sum of those of the terms it is a sum of. A
 * derivative has the terms (sum of the other slopes) p and slope (1 - p). Where only one slope is not 0 the sum of the others is
 * exact and one of the terms is 0: the magnitude is that of the derivative itself. Otherwise rounding the sum of all slopes
 * already gives an error of an ulp of it times p.
 */
final class SoftmaxValue {

    private static final MathContext DIGITS = new MathContext(50);
    private static final BigDecimal ZERO = BigDecimal.ZERO;

    private final SoftmaxOracle row;
    private final BigDecimal[] shares;
    private final BigDecimal[] slopes;
    private final BigDecimal total;
    private final BigDecimal magnitude;

    /** Shares multiply the losses of the classes, slopes stand for them in the derivatives. */
    SoftmaxValue(SoftmaxOracle row, BigDecimal[] shares, BigDecimal[] slopes) {
        this.row = row;
        this.shares = shares;
        this.slopes = slopes;
        this.total = Arrays.stream(slopes).reduce(ZERO, BigDecimal::add);
        boolean single = Arrays.stream(slopes).filter(slope -> slope.signum() != 0).count() <= 1;
        this.magnitude = single ? null : Arrays.stream(slopes).map(BigDecimal::abs).reduce(ZERO, BigDecimal::add);
    }

    BigDecimal loss() {
        return loss(shares);
    }

    BigDecimal lossMagnitude() {
        return loss(Arrays.stream(shares).map(BigDecimal::abs).toArray(BigDecimal[]::new));
    }

    private BigDecimal loss(BigDecimal[] factors) {
        return IntStream.range(0, factors.length).filter(j -> factors[j].signum() != 0)
                .mapToObj(j -> factors[j].multiply(row.logProbability(j).negate(), DIGITS))
                .reduce(ZERO, (sum, term) -> sum.add(term, DIGITS));
    }

    BigDecimal gradient(int k) {
        return total.subtract(slopes[k]).multiply(row.probability(k), DIGITS)
                .subtract(slopes[k].multiply(row.complement(k), DIGITS), DIGITS);
    }

    BigDecimal gradientMagnitude(int k) {
        return magnitude == null
                ? gradient(k)
                : magnitude.multiply(row.probability(k)).add(slopes[k].abs().multiply(row.complement(k)), DIGITS);
    }
}
