package io.github.losslane.verification.detection;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import io.github.losslane.detection.RpnLoss;
import io.github.losslane.verification.math.DoubleUlps;
import io.github.losslane.verification.math.Oracle;
import java.math.BigDecimal;
import java.math.MathContext;
import java.util.SplittableRandom;
import java.util.function.DoubleUnaryOperator;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The record: its values, its derivatives, its parameters. */
class RpnLossTest {

    private static final double STEP = 0x1p-9;

    /** The rounding errors of a few scalar functions, and of the difference of their values, for each unit of loss. */
    private static final double ROUNDING = 16 * 0x1p-52 / STEP;

    /** What fourth order leaves, step^4 / 30 times the fifth derivative, which is less than 1 for both terms. */
    private static final double TRUNCATION = STEP * STEP * STEP * STEP / 30;

    static Stream<RpnLoss> losses() {
        return Stream.of(new RpnLoss(), new RpnLoss(2, 3, 5, 0.5), new RpnLoss(1, 1, 1, 0));
    }

    @Test
    void thePaperIsTheDefault() {
        assertThat(new RpnLoss()).isEqualTo(new RpnLoss(10, 256, 2400, 1));
    }

    @Test
    void knownValues() {
        RpnLoss loss = new RpnLoss(2, 4, 8, 1);
        assertThat(loss.objectness(0, 1)).isEqualTo(Math.log(2) / 4);
        assertThat(loss.objectness(0, 0)).isEqualTo(Math.log(2) / 4);
        assertThat(loss.objectnessGradient(0, 1)).isEqualTo(-0.125);
        assertThat(loss.objectnessGradient(0, 0)).isEqualTo(0.125);
        assertThat(loss.box(3, 1, 1)).isEqualTo(1.5 / 4);
        assertThat(loss.boxGradient(3, 1, 1)).isEqualTo(0.25);
        assertThat(loss.box(1, 1.5, 1)).isEqualTo(0.125 / 4);
        assertThat(loss.boxGradient(1, 1.5, 1)).isEqualTo(-0.125);
        assertThat(new RpnLoss(2, 4, 8, 0).box(1, 1.5, 1)).isEqualTo(0.125);
    }

    @ParameterizedTest
    @ValueSource(doubles = {0, -5, Double.NaN, Double.POSITIVE_INFINITY, Double.MAX_VALUE})
    void whatDoesNotCountIsZeroWhateverItHolds(double number) {
        RpnLoss loss = new RpnLoss();
        assertThat(loss.objectness(number, -1)).isZero();
        assertThat(loss.objectnessGradient(number, -1)).isZero();
        for (int label : new int[] {0, -1}) {
            assertThat(loss.box(number, 1, label)).isZero();
            assertThat(loss.boxGradient(number, 1, label)).isZero();
        }
        assertThat(new RpnLoss(0, 1, 1, 1).box(number, -number, 1)).isZero();
    }

    /** A weight that underflows to 0 is none: boxes do not count, whatever they hold. */
    @Test
    void boxesCountIfTheirWeightIsANumber() {
        assertThat(new RpnLoss(1e-300, 1, 1e100, 1).boxCounts(1)).isFalse();
        assertThat(new RpnLoss(1e-300, 1, 1, 1).boxCounts(1)).isTrue();
        assertThat(new RpnLoss().boxCounts(0)).isFalse();
    }

    /** Fifty digits; records round a handful of operations, of which exp and log1p are within 1 ulp. */
    @ParameterizedTest
    @MethodSource("losses")
    void termsAndGradientsAreThoseOfTheOracle(RpnLoss loss) {
        SplittableRandom random = new SplittableRandom(4);
        BigDecimal classes = new BigDecimal(loss.nCls());
        BigDecimal weight = new BigDecimal(loss.lambda()).divide(new BigDecimal(loss.nReg()), MathContext.DECIMAL128);
        for (int i = 0; i < 500; i++) {
            double at = random.nextDouble(-40, 40);
            BigDecimal wrong = new BigDecimal(at).negate();
            assertClose(loss.objectness(at, 1), Oracle.softplus(wrong).divide(classes, MathContext.DECIMAL128));
            BigDecimal pull = Oracle.sigmoid(wrong).negate();
            assertClose(loss.objectnessGradient(at, 1), pull.divide(classes, MathContext.DECIMAL128));
            BigDecimal d = new BigDecimal(at - 0.5).abs();
            BigDecimal beta = new BigDecimal(loss.beta());
            boolean square = d.compareTo(beta) < 0;
            BigDecimal value = square
                    ? d.pow(2).divide(beta.add(beta), MathContext.DECIMAL128) : d.subtract(beta.divide(new BigDecimal(2)));
            BigDecimal slope = square ? d.divide(beta, MathContext.DECIMAL128) : BigDecimal.ONE;
            assertClose(loss.box(at - 0.5, 0, 1), value.multiply(weight));
            assertClose(Math.abs(loss.boxGradient(at - 0.5, 0, 1)), slope.multiply(weight));
        }
    }

    private static void assertClose(double got, BigDecimal exact) {
        assertThat(DoubleUlps.distance(got, exact)).isLessThanOrEqualTo(8);
    }

    @ParameterizedTest
    @MethodSource("losses")
    void gradientsAreTheDerivativesOfTheLosses(RpnLoss loss) {
        SplittableRandom random = new SplittableRandom(3);
        for (int i = 0; i < 2000; i++) {
            double at = random.nextDouble(-6, 6);
            int label = random.nextInt(3) - 1;
            check(z -> loss.objectness(z, label), at, loss.objectnessGradient(at, label));
            double distance = Math.abs(at - 0.25);
            if (Math.abs(distance - loss.beta()) > 3 * STEP && distance > 3 * STEP) {       // away from the kinks
                check(t -> loss.box(t, 0.25, label), at, loss.boxGradient(at, 0.25, label));
            }
        }
    }

    @ParameterizedTest
    @ValueSource(doubles = {-1, Double.NaN, Double.POSITIVE_INFINITY, Double.NEGATIVE_INFINITY})
    void parametersThatAreNotFiniteOrNegativeAreRefused(double wrong) {
        refused("lambda", wrong, () -> new RpnLoss(wrong, 1, 1, 1));
        refused("nCls", wrong, () -> new RpnLoss(1, wrong, 1, 1));
        refused("nReg", wrong, () -> new RpnLoss(1, 1, wrong, 1));
        refused("beta", wrong, () -> new RpnLoss(1, 1, 1, wrong));
    }

    @Test
    void termsAreNotDividedByNothing() {
        refused("nCls", 0, () -> new RpnLoss(1, 0, 1, 1));
        refused("nReg", 0, () -> new RpnLoss(1, 1, 0, 1));
        refused("1 / nCls", 1 / 1e-39, () -> new RpnLoss(1, 1e-39, 1, 1));
        refused("lambda / nReg", 1e40, () -> new RpnLoss(1e40, 1, 1, 1));
        refused("lambda / nReg", 1 / 1e-39, () -> new RpnLoss(1, 1, 1e-39, 1));
    }

    private static void refused(String name, double wrong, Runnable creation) {
        assertThatIllegalArgumentException().isThrownBy(creation::run).withMessageContaining(name + " is " + wrong);
    }

    private static void check(DoubleUnaryOperator function, double at, double derivative) {
        double numeric = (8 * (function.applyAsDouble(at + STEP) - function.applyAsDouble(at - STEP))
                        - (function.applyAsDouble(at + 2 * STEP) - function.applyAsDouble(at - 2 * STEP)))
                / (12 * STEP);
        double size = 1 + Math.abs(function.applyAsDouble(at));
        assertThat(derivative).as("at %s", at).isCloseTo(numeric, within((ROUNDING + TRUNCATION) * size));
    }
}
