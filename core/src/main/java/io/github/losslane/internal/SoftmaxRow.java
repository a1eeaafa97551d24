package io.github.losslane.internal;

import java.util.Arrays;

/**
 * One row of logits in scalar double arithmetic.
 *
 * <pre>{@code
 * m the first index of the maximum, e_j = exp(z_j - z_m), rest = sum of all e_j but e_m = 1
 * p_j = e_j / (1 + rest)          1 - p_m = rest / (1 + rest), others by subtraction: they are at least 1/2
 * logSumExp = z_m + log1p(rest)
 * }</pre>
 */
public final class SoftmaxRow {

    private final double[] logits;
    private final double[] exponentials;
    private final double maximum;
    private final int argmax;
    private final double rest;

    /** Exponentials and their sum; the logits are not copied. */
    public SoftmaxRow(double[] logits) {
        this.logits = logits;
        this.maximum = Arrays.stream(logits).reduce(Double.NEGATIVE_INFINITY, Math::max);
        this.argmax = first(logits, maximum);
        this.exponentials = Arrays.stream(logits).map(z -> exponential(z, maximum)).toArray();
        double sum = 0;
        for (int j = 0; j < logits.length; j++) {
            sum += j == argmax ? 0 : exponentials[j];
        }
        this.rest = Double.isFinite(maximum) ? sum : Double.NaN;
    }

    private static int first(double[] logits, double maximum) {
        int j = 0;
        while (j < logits.length - 1 && logits[j] != maximum) {
            j++;
        }
        return j;
    }

    /** exp(z - maximum), corrected by what rounding takes from the difference (Knuth's TwoSum). */
    private static double exponential(double z, double maximum) {
        double difference = z - maximum;
        double taken = z - difference;
        double error = z - (difference + taken) + (taken - maximum);
        double exponential = StrictMath.exp(difference);
        return Double.isFinite(error) ? exponential + exponential * error : exponential;
    }

    /** The lowest index of the maximum. */
    public int argmax() {
        return argmax;
    }

    /** log sum exp(z_j): the maximum itself where that is infinite, NaN if any logit is NaN. */
    public double logSumExp() {
        return Double.isInfinite(maximum) ? maximum : maximum + StrictMath.log1p(rest);
    }

    /** p_j. */
    public double probability(int j) {
        return exponentials[j] / (1 + rest);
    }

    /** 1 - p_j, without cancellation. */
    public double complement(int j) {
        return (j == argmax ? rest : 1 + (rest - exponentials[j])) / (1 + rest);
    }

    /** log p_j, at most 0. */
    public double logProbability(int j) {
        return logits[j] - maximum - StrictMath.log1p(rest);
    }

    /** Whether the class is masked, that is, its logit is -Inf. */
    public boolean masked(int j) {
        return logits[j] == Double.NEGATIVE_INFINITY;
    }

    /** 0, or NaN where the probabilities are. */
    public double zero() {
        return logits.length == 0 ? 0 : 0 * rest;
    }

    /** sum_j shares_j (-log p_j), where a share of 0 counts for 0. */
    public double loss(double[] shares) {
        double loss = zero();
        double total = 0;
        for (int j = 0; j < logits.length; j++) {
            loss += shares[j] == 0 ? 0 : shares[j] * (maximum - logits[j]);
            total += shares[j];
        }
        return total == 0 ? loss : loss + total * StrictMath.log1p(rest);
    }

    /** The derivative of {@link #loss} in the logits, the shares being constants: the others' p_k - shares_k (1 - p_k). */
    public double[] gradient(double[] shares) {
        double total = Arrays.stream(shares).sum();
        double[] gradient = new double[logits.length];
        for (int k = 0; k < gradient.length; k++) {
            gradient[k] = (total - shares[k]) * probability(k) - shares[k] * complement(k);
        }
        return gradient;
    }
}
