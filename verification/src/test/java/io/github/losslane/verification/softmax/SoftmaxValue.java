package io.github.losslane.verification.softmax;

import java.math.BigDecimal;
import java.math.MathContext;
import java.util.Arrays;
import java.util.stream.IntStream;

/**
 * A loss on a row of logits, and the magnitudes its errors are measured by: sums of those of the terms, where a target is
 * taken without its sign. A derivative has the terms (sum of the other slopes) p and slope (1 - p). Where only one slope is
 * not 0, the sum of the others is exact and one of the terms is 0: the magnitude is that of the derivative itself, unless
 * the slope is a difference as well. Otherwise rounding the sum of all slopes already gives an error of an ulp of it times
 * p; and where p is subnormal, the rounding of p times the sum.
 */
final class SoftmaxValue {

    private static final MathContext DIGITS = new MathContext(60);
    private static final BigDecimal ZERO = BigDecimal.ZERO;

    private final SoftmaxOracle row;
    private final BigDecimal[] shares;
    private final BigDecimal[] slopes;
    private final BigDecimal[] shareMagnitudes;
    private final BigDecimal[] slopeMagnitudes;
    private final BigDecimal total;
    private final BigDecimal magnitude;
    private final boolean single;
    private final BigDecimal loss;

    /** Shares multiply the losses of the classes, slopes stand for them in the derivatives. */
    SoftmaxValue(
            SoftmaxOracle row, BigDecimal[] shares, BigDecimal[] slopes,
            BigDecimal[] shareMagnitudes, BigDecimal[] slopeMagnitudes) {
        this.row = row;
        this.shares = shares;
        this.slopes = slopes;
        this.shareMagnitudes = shareMagnitudes;
        this.slopeMagnitudes = slopeMagnitudes;
        this.total = Arrays.stream(slopes).reduce(ZERO, BigDecimal::add);
        this.magnitude = Arrays.stream(slopeMagnitudes).reduce(ZERO, BigDecimal::add);
        this.single = Arrays.stream(slopeMagnitudes).filter(slope -> slope.signum() != 0).count() <= 1;
        this.loss = loss(shares);
    }

    BigDecimal loss() {
        return loss;
    }

    BigDecimal lossMagnitude() {
        return shareMagnitudes == shares ? loss : loss(shareMagnitudes);
    }

    private BigDecimal loss(BigDecimal[] factors) {
        return IntStream.range(0, factors.length).filter(j -> factors[j].signum() != 0)
                .mapToObj(j -> factors[j].multiply(row.logProbability(j).negate(), DIGITS))
                .reduce(ZERO, (sum, term) -> sum.add(term, DIGITS));
    }

    BigDecimal gradient(int k) {
        if (slopes[k].signum() == 0) {
            return total.multiply(row.probability(k), DIGITS);
        }
        return total.subtract(slopes[k]).multiply(row.probability(k), DIGITS)
                .subtract(slopes[k].multiply(row.complement(k), DIGITS), DIGITS);
    }

    /** The magnitude for numbers of a type, whose smallest normal number is given. */
    BigDecimal gradientMagnitude(int k, double smallestNormal) {
        boolean other = slopeMagnitudes[k].signum() == 0;
        if (single) {
            return magnitude.multiply(other ? row.probability(k) : row.complement(k), DIGITS);
        }
        BigDecimal term = magnitude.multiply(row.probability(k).max(new BigDecimal(smallestNormal)), DIGITS);
        return other ? term : term.add(slopeMagnitudes[k].multiply(row.complement(k), DIGITS), DIGITS);
    }
}
