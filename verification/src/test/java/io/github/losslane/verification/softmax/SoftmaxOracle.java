package io.github.losslane.verification.softmax;

import io.github.losslane.softmax.ClassWeights;
import io.github.losslane.softmax.CrossEntropy;
import io.github.losslane.softmax.InterclassDistance;
import io.github.losslane.softmax.SoftmaxFocal;
import io.github.losslane.softmax.SoftmaxLoss;
import io.github.losslane.verification.math.Oracle;
import java.math.BigDecimal;
import java.math.MathContext;
import java.util.Arrays;
import java.util.Map;
import java.util.Objects;
import java.util.OptionalInt;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/**
 * A row of logits, finite or masked but not all masked, and every loss of the family on it to about 50 digits, written from
 * the formulas.
 */
final class SoftmaxOracle {

    private static final MathContext DIGITS = new MathContext(50);
    private static final MathContext MORE_DIGITS = new MathContext(60);
    private static final BigDecimal ZERO = BigDecimal.ZERO;
    private static final BigDecimal ONE = BigDecimal.ONE;

    /** A number beyond the range of a double, for an infinity. */
    private static final BigDecimal INFINITE = new BigDecimal("1e800");

    private final BigDecimal[] logits;
    private final BigDecimal[] exponentials;
    private final int argmax;
    private final BigDecimal rest;
    private final BigDecimal logSum;
    private final BigDecimal inverse;
    private final BigDecimal[] probabilities;
    private final BigDecimal[] complements;

    /** Logits, null where they are masked; each that comes often costs one exponential. */
    SoftmaxOracle(BigDecimal... logits) {
        this.logits = logits;
        BigDecimal maximum = Arrays.stream(logits).filter(Objects::nonNull).reduce(BigDecimal::max).orElseThrow();
        this.argmax = Arrays.asList(logits).indexOf(maximum);
        Map<BigDecimal, BigDecimal> known = Arrays.stream(logits).parallel().filter(Objects::nonNull).distinct()
                .collect(Collectors.toConcurrentMap(z -> z, z -> Oracle.exp(z.subtract(maximum))));
        this.exponentials = Arrays.stream(logits).map(z -> z == null ? ZERO : known.get(z)).toArray(BigDecimal[]::new);
        this.rest = IntStream.range(0, logits.length).filter(j -> j != argmax).mapToObj(j -> exponentials[j])
                .reduce(ZERO, (sum, e) -> sum.add(e, MORE_DIGITS));
        this.logSum = Oracle.log1p(rest);
        this.inverse = ONE.divide(ONE.add(rest), MORE_DIGITS);
        this.complements = new BigDecimal[logits.length];
        this.probabilities = Arrays.stream(exponentials).map(e -> e.multiply(inverse, DIGITS)).toArray(BigDecimal[]::new);
    }

    /** Logits that are finite or -Inf. */
    static SoftmaxOracle of(double... logits) {
        return new SoftmaxOracle(Arrays.stream(logits)
                .mapToObj(z -> z == Double.NEGATIVE_INFINITY ? null : new BigDecimal(z))
                .toArray(BigDecimal[]::new));
    }

    BigDecimal maximum() {
        return logits[argmax];
    }

    /** The part of {@link #logSumExp} above the maximum. */
    BigDecimal logSum() {
        return logSum;
    }

    BigDecimal logSumExp() {
        return logits[argmax].add(logSum);
    }

    BigDecimal probability(int j) {
        return probabilities[j];
    }

    /** 1 - p_j, without cancellation. */
    BigDecimal complement(int j) {
        if (complements[j] == null) {
            BigDecimal others = j == argmax ? rest : ONE.add(rest).subtract(exponentials[j], MORE_DIGITS);
            complements[j] = others.multiply(inverse, DIGITS);
        }
        return complements[j];
    }

    BigDecimal logProbability(int j) {
        return logits[j] == null ? INFINITE.negate() : logits[j].subtract(logits[argmax]).subtract(logSum);
    }

    /** A loss on this row. */
    SoftmaxValue value(SoftmaxLoss loss, double... targets) {
        BigDecimal[] t = Arrays.stream(targets).mapToObj(BigDecimal::new).toArray(BigDecimal[]::new);
        BigDecimal[] shares = shares(loss, t);
        BigDecimal[] slopes = slopes(loss, shares);
        if (Arrays.stream(t).allMatch(target -> target.signum() >= 0)) {
            return new SoftmaxValue(this, shares, slopes, shares, slopes);
        }
        BigDecimal[] magnitudes = shares(loss, Arrays.stream(t).map(BigDecimal::abs).toArray(BigDecimal[]::new));
        return new SoftmaxValue(this, shares, slopes, magnitudes, slopes(loss, magnitudes));
    }

    /** What the losses of the classes are multiplied by. */
    private BigDecimal[] shares(SoftmaxLoss loss, BigDecimal[] t) {
        BigDecimal sum = Arrays.stream(t).reduce(ZERO, BigDecimal::add);
        BigDecimal possible = new BigDecimal(Arrays.stream(logits).filter(Objects::nonNull).count());
        return IntStream.range(0, t.length).mapToObj(j -> switch (loss) {
            case CrossEntropy(ClassWeights weights, double smoothing, OptionalInt ignored) -> {
                BigDecimal e = new BigDecimal(smoothing);
                BigDecimal even = logits[j] == null ? ZERO : e.multiply(sum).divide(possible, MORE_DIGITS);
                yield new BigDecimal(weights.get(j)).multiply(ONE.subtract(e).multiply(t[j]).add(even), MORE_DIGITS);
            }
            case InterclassDistance() -> t[j].signum() == 0 ? ZERO : t[j].multiply(distance(j), MORE_DIGITS);
            case SoftmaxFocal(double alpha, double gamma) -> t[j].signum() == 0
                    ? ZERO : t[j].multiply(new BigDecimal(alpha)).multiply(power(complement(j), gamma), MORE_DIGITS);
        }).toArray(BigDecimal[]::new);
    }

    /** What stands for them in the derivatives. */
    private BigDecimal[] slopes(SoftmaxLoss loss, BigDecimal[] shares) {
        if (!(loss instanceof SoftmaxFocal focal)) {
            return shares;
        }
        BigDecimal gamma = new BigDecimal(focal.gamma());
        return IntStream.range(0, shares.length).mapToObj(j -> shares[j].signum() == 0
                ? ZERO : shares[j].multiply(ONE.add(gamma.multiply(ratio(j))), MORE_DIGITS)).toArray(BigDecimal[]::new);
    }

    /** (|argmax - j| + 1) / sum_i (|i - j| + 1). */
    private BigDecimal distance(int j) {
        long sum = IntStream.range(0, logits.length).mapToLong(i -> Math.abs(i - j) + 1).sum();
        return new BigDecimal(Math.abs(argmax - j) + 1).divide(new BigDecimal(sum), MORE_DIGITS);
    }

    /** p l / q, which is 1 where q is 0. */
    private BigDecimal ratio(int j) {
        BigDecimal q = complement(j);
        return q.signum() == 0
                ? ONE : probability(j).multiply(logProbability(j).negate()).divide(q, DIGITS);
    }

    private static BigDecimal power(BigDecimal base, double exponent) {
        if (exponent == Math.rint(exponent)) {
            return base.pow((int) exponent, MORE_DIGITS);
        }
        if (2 * exponent == Math.rint(2 * exponent)) {
            return base.sqrt(MORE_DIGITS).pow((int) (2 * exponent), MORE_DIGITS);
        }
        return base.signum() == 0 ? ZERO : Oracle.exp(new BigDecimal(exponent).multiply(Oracle.log(base)));
    }
}
