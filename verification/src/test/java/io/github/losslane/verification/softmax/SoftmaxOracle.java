package io.github.losslane.verification.softmax;

import io.github.losslane.verification.math.Oracle;
import java.math.BigDecimal;
import java.math.MathContext;
import java.util.stream.IntStream;

/** Softmax cross-entropy of one row to about 40 digits; logits may be -Inf, but not the label's. */
final class SoftmaxOracle {

    private static final MathContext DIGITS = new MathContext(40);

    private final int label;
    private final BigDecimal[] exponentials;
    private final BigDecimal others;

    SoftmaxOracle(double[] logits, int label) {
        this.label = label;
        BigDecimal target = new BigDecimal(logits[label]);
        this.exponentials = IntStream.range(0, logits.length)
                .parallel()
                .mapToObj(j -> logits[j] == Double.NEGATIVE_INFINITY
                        ? BigDecimal.ZERO
                        : Oracle.exp(new BigDecimal(logits[j]).subtract(target)))
                .toArray(BigDecimal[]::new);
        BigDecimal sum = BigDecimal.ZERO;
        for (int j = 0; j < exponentials.length; j++) {
            sum = j == label ? sum : sum.add(exponentials[j], DIGITS);
        }
        this.others = sum;
    }

    /** log(1 + r), r the sum of exp(z_j - z_y) over the other classes. */
    BigDecimal loss() {
        return Oracle.log1p(others);
    }

    /** exp(z_j - z_y) / (1 + r), and -r / (1 + r) for the label. */
    BigDecimal gradient(int j) {
        BigDecimal numerator = j == label ? others.negate() : exponentials[j];
        return numerator.divide(others.add(BigDecimal.ONE), DIGITS);
    }
}
