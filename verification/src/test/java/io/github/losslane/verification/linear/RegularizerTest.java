package io.github.losslane.verification.linear;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import io.github.losslane.linear.ElasticNet;
import io.github.losslane.linear.L1;
import io.github.losslane.linear.L2;
import io.github.losslane.linear.None;
import io.github.losslane.linear.Regularizer;
import java.util.List;
import java.util.stream.Stream;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The regularizers' own definitions. */
class RegularizerTest {

    private static final List<Double> WEIGHTS = List.of(-300.0, -2.5, -1.0, -0.125, 0.0, 1e-3, 0.75, 1.0, 3.0, 1e4);

    static Stream<Regularizer> regularizers() {
        return LinearCases.REGULARIZERS.stream();
    }

    @Test
    void knownValues() {
        check(new None(), -3, 0, 0);
        check(new L1(0.5), -3, 1.5, -0.5);
        check(new L1(0.5), 4, 2, 0.5);
        check(new L2(0.5), -3, 4.5, -3);
        check(new L2(0.25), 4, 4, 2);
        check(new ElasticNet(0.5, 0.25), -4, 6, -2.5);
        check(new ElasticNet(0.5, 0.25), 0, 0, 0);
        check(new L1(Double.MAX_VALUE), 0, 0, 0);
        check(new L2(Double.MAX_VALUE), 0, 0, 0);
        check(new L2(0), Double.MAX_VALUE, 0, 0);
    }

    private static void check(Regularizer regularizer, double weight, double value, double gradient) {
        assertThat(regularizer.value(weight)).isEqualTo(value);
        assertThat(regularizer.gradient(weight)).isEqualTo(gradient);
    }

    /** Central differences of at most a square have no error but the roundings of two values and their parts. */
    @ParameterizedTest
    @MethodSource("regularizers")
    void gradientIsTheDerivativeOfTheValue(Regularizer regularizer) {
        double step = 0x1p-11;
        for (double weight : WEIGHTS) {
            double ahead = regularizer.value(weight + step);
            double behind = regularizer.value(weight - step);
            double allowed = 0x1p-52 * 8 * (ahead + behind) / step;
            assertThat(regularizer.gradient(weight)).as("at %s", weight)
                    .isCloseTo((ahead - behind) / (2 * step), within(allowed));
        }
    }

    @ParameterizedTest
    @MethodSource("regularizers")
    void penaltyIsConvexAndEvenAndLeastAtZero(Regularizer regularizer) {
        for (double a : WEIGHTS) {
            assertThat(regularizer.value(a)).isEqualTo(regularizer.value(-a)).isGreaterThanOrEqualTo(0);
            assertThat(regularizer.gradient(a)).isEqualTo(0 - regularizer.gradient(-a));
            for (double b : WEIGHTS) {
                double chord = (regularizer.value(a) + regularizer.value(b)) / 2;
                assertThat(regularizer.value((a + b) / 2)).isLessThanOrEqualTo(chord * (1 + 0x1p-48));
            }
        }
        assertThat(regularizer.value(0)).isZero();
        assertThat(regularizer.gradient(0)).isZero();
        assertThat(regularizer.gradient(-0.0)).isZero();
    }

    /** C (sum + lambda |w|^2) = C sum + |w|^2 / 2, up to the roundings of lambda, three products and the other side. */
    @Test
    void costIsTheSvmsC() {
        for (double cost : new double[] {1e-300, 0.01, 0.5, 1, 3, 1000, Double.MAX_VALUE}) {
            for (double weight : WEIGHTS) {
                double half = weight * weight / 2;
                double lambda = L2.ofCost(cost).lambda();
                assertThat(cost * lambda).isCloseTo(0.5, within(lambda < Double.MIN_NORMAL ? 0x1p-50 : 0x1p-53));
                if (cost < 1e100) {
                    assertThat(cost * L2.ofCost(cost).value(weight)).isCloseTo(half, within(4 * 0x1p-52 * half));
                }
            }
        }
        assertRefused(() -> L2.ofCost(0), "cost is 0.0");
        assertRefused(() -> L2.ofCost(-1), "cost is -1.0");
        assertRefused(() -> L2.ofCost(Double.MIN_VALUE), "lambda is Infinity");
    }

    @Test
    void strengthsThatAreNotFiniteAndAtLeastZeroAreRefused() {
        for (double wrong : new double[] {-1, -Double.MIN_VALUE, Double.NaN, Double.POSITIVE_INFINITY}) {
            assertRefused(() -> new L1(wrong), "lambda is " + wrong);
            assertRefused(() -> new L2(wrong), "lambda is " + wrong);
            assertRefused(() -> new ElasticNet(wrong, 1), "l1 is " + wrong);
            assertRefused(() -> new ElasticNet(1, wrong), "l2 is " + wrong);
        }
    }

    private static void assertRefused(ThrowingCallable creation, String message) {
        assertThatIllegalArgumentException().isThrownBy(creation).withMessageContaining(message);
    }

    @Test
    void elasticNetIsItsTwoParts() {
        for (double weight : WEIGHTS) {
            assertThat(new ElasticNet(0.5, 0.125).value(weight))
                    .isEqualTo(new L1(0.5).value(weight) + new L2(0.125).value(weight));
            assertThat(new ElasticNet(0.5, 0.125).gradient(weight))
                    .isEqualTo(new L1(0.5).gradient(weight) + new L2(0.125).gradient(weight));
        }
    }
}
