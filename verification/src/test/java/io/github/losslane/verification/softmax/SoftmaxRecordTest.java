package io.github.losslane.verification.softmax;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.github.losslane.softmax.SoftmaxLoss;
import io.github.losslane.verification.calls.LossSample;
import java.math.BigDecimal;
import java.math.MathContext;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The records against finite differences in fifty digits, and against the table of special values. */
class SoftmaxRecordTest {

    /** Leaves an error 30 digits below the third derivative; that of fifty digits over the step is less. */
    private static final BigDecimal STEP = new BigDecimal("1e-15");

    private static final double ORACLE = 1e-24;

    private static final MathContext DIGITS = new MathContext(20);
    private static final double[][] ROWS = {
        {0.25, -1.5, 3, 1.0625, -0.7}, {12, -3, 0.1, 0.3, 7}, {-60, 0.5, -0.5, -61, 2}, {1000.5, 1001, 1000.25, 999, 1003},
        {5, Double.NEGATIVE_INFINITY, 4, Double.NEGATIVE_INFINITY, 6}
    };
    private static final double[][] TARGETS = {
        {0, 0, 1, 0, 0}, {1, 0, 0, 0, 0}, {0.5, 0, 0.25, 0, 0.25}, {2, 0, 0.5, 0, 0},
        {-0.5, 0, 0.75, 0, 1.5}, {0, 0, 0, 0, 0}
    };

    static Stream<LossSample> losses() {
        return SoftmaxCases.losses().stream();
    }

    /** Of the maximum too; its weight by distance is a constant, as nothing passes it. */
    @ParameterizedTest
    @MethodSource("losses")
    void gradientIsTheDerivativeOfTheLoss(LossSample sample) {
        SoftmaxLoss loss = (SoftmaxLoss) sample.of(5);
        for (double[] row : ROWS) {
            for (double[] targets : TARGETS) {
                SoftmaxValue exact = SoftmaxOracle.of(row).value(loss, targets);
                double[] gradient = loss.gradient(row, targets);
                assertThat(loss.loss(row, targets)).isCloseTo(
                        exact.loss().doubleValue(), within(32 * Math.ulp(exact.lossMagnitude().doubleValue())));
                for (int j = 0; j < row.length; j++) {
                    double derivative = row[j] == Double.NEGATIVE_INFINITY ? 0 : difference(loss, row, targets, j);
                    double magnitude = exact.gradientMagnitude(j, Double.MIN_NORMAL).abs().doubleValue();
                    assertThat(gradient[j]).as("%s, %s, class %s", Arrays.toString(row), Arrays.toString(targets), j)
                            .isCloseTo(derivative, within(32 * Math.ulp(magnitude) + ORACLE));
                }
            }
        }
    }

    private static double difference(SoftmaxLoss loss, double[] row, double[] targets, int j) {
        return loss(loss, row, targets, j, STEP).subtract(loss(loss, row, targets, j, STEP.negate()))
                .divide(STEP.add(STEP), DIGITS).doubleValue();
    }

    private static BigDecimal loss(SoftmaxLoss loss, double[] row, double[] targets, int j, BigDecimal step) {
        BigDecimal[] logits = Arrays.stream(row)
                .mapToObj(z -> z == Double.NEGATIVE_INFINITY ? null : new BigDecimal(z)).toArray(BigDecimal[]::new);
        logits[j] = logits[j].add(step);
        return new SoftmaxOracle(logits).value(loss, targets).loss();
    }

    /** A label is a target of 1. */
    @ParameterizedTest
    @MethodSource("losses")
    void labelsAreDenseTargetsOfOne(LossSample sample) {
        SoftmaxLoss loss = (SoftmaxLoss) sample.of(5);
        for (double[] row : ROWS) {
            for (int label = 0; label < 5; label++) {
                double[] targets = new double[5];
                targets[label] = loss.ignores(label) ? 0 : 1;
                assertThat(loss.loss(row, label)).isEqualTo(loss.loss(row, targets));
                assertThat(loss.gradient(row, label)).isEqualTo(loss.gradient(row, targets));
            }
        }
    }

    /** Where the class 3 that is expected is masked; the weight of class 1 is 0 in some. */
    @ParameterizedTest
    @MethodSource("losses")
    void maskedTargetIsInfinitelyWrongAndPullsWithItsSlope(LossSample sample) {
        SoftmaxLoss loss = (SoftmaxLoss) sample.of(5);
        double[] row = {0, 1, 2, Double.NEGATIVE_INFINITY, 0.5};
        double[] gradient = loss.gradient(row, 3);
        assertThat(loss.loss(row, 3)).isEqualTo(Double.POSITIVE_INFINITY);
        double others = gradient[0] + gradient[1] + gradient[2] + gradient[4];
        assertThat(gradient[3]).isNegative().isCloseTo(-others, within(1e-15));
        assertThat(loss.loss(row, new double[] {1, 0, 1, 0, 0})).isFinite();
        assertThat(loss.gradient(row, new double[] {1, 0, 1, 0, 0})[3]).isZero();
    }

    @ParameterizedTest
    @MethodSource("losses")
    void rowsWithoutProbabilitiesAreNaN(LossSample sample) {
        SoftmaxLoss loss = (SoftmaxLoss) sample.of(3);
        double masked = Double.NEGATIVE_INFINITY;
        for (double[] row : List.of(
                new double[] {masked, masked, masked}, new double[] {1, Double.POSITIVE_INFINITY, 2},
                new double[] {Double.NaN, 1, masked})) {
            for (int label = 1; label < 3; label++) {
                assertThat(loss.loss(row, label)).isNaN();
                assertThat(loss.gradient(row, label)).containsOnly(Double.NaN);
            }
        }
    }
}
