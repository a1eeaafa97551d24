// Derived from FloatRegularizationTest.java; edit that file, then run: java verification/src/test/java/io/github/losslane/verification/Twins.java
package io.github.losslane.verification.linear;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.github.losslane.KernelProvider;
import io.github.losslane.Reduction;
import io.github.losslane.linear.ElasticNet;
import io.github.losslane.linear.L1;
import io.github.losslane.linear.L2;
import io.github.losslane.linear.None;
import io.github.losslane.linear.Regularizer;
import io.github.losslane.pointwise.Logistic;
import io.github.losslane.pointwise.PointwiseLoss;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The penalty of a linear model: added to objective and weight gradient, and to nothing else. */
class DoubleRegularizationTest {

    private static final PointwiseLoss LOSS = new Logistic();
    private static final double UNIT_ROUNDOFF = (Math.nextUp(1.0) - 1) / 2;

    static Stream<KernelProvider> providers() {
        return LinearCases.providers();
    }

    /** Each penalty is rounded four times and a sum of n at most n + 30 times; a gradient takes at most six roundings. */
    @ParameterizedTest
    @MethodSource("providers")
    void penaltyAndItsGradientAreAdded(KernelProvider provider) {
        LinearShape.odd().forEach(shape -> {
            for (Regularizer regularizer : LinearCases.REGULARIZERS) {
                DoubleLinearSample plain = DoubleLinearSample.of(shape);
                DoubleLinearSample penalised = DoubleLinearSample.of(shape);
                double loss = plain.lossAndGradient(provider, LOSS, new None(), Reduction.MEAN);
                double penalty = 0;
                for (double weight : plain.weights()) {
                    penalty += regularizer.value(weight);
                }
                double allowed = (shape.columns() + 34) * UNIT_ROUNDOFF * penalty + 0x1p-52 * (loss + penalty);
                assertThat(penalised.lossAndGradient(provider, LOSS, regularizer, Reduction.MEAN))
                        .as("%s, %s", shape, regularizer)
                        .isCloseTo(loss + penalty, within(allowed));
                for (int j = 0; j < shape.columns(); j++) {
                    double before = plain.weightGradient()[j];
                    double slope = regularizer.gradient(plain.weights()[j]);
                    double after = penalised.weightGradient()[j];
                    assertThat(after).as("%s, %s, weight %s", shape, regularizer, j)
                            .isCloseTo(before + slope, within(6 * UNIT_ROUNDOFF * (Math.abs(before) + Math.abs(slope))));
                }
            }
        });
    }

    @ParameterizedTest
    @MethodSource("providers")
    void biasIsNeverRegularised(KernelProvider provider) {
        DoubleLinearSample plain = DoubleLinearSample.of(new LinearShape(130, 21));
        plain.lossAndGradient(provider, LOSS, new None(), Reduction.MEAN);
        DoubleLinearSample noRows = DoubleLinearSample.of(new LinearShape(0, 21));
        for (Regularizer regularizer : LinearCases.REGULARIZERS) {
            DoubleLinearSample sample = plain.withBias(plain.bias());
            sample.lossAndGradient(provider, LOSS, regularizer, Reduction.MEAN);
            assertThat(sample.biasGradient()).as("%s", regularizer).isEqualTo(plain.biasGradient());
            assertThat(noRows.withBias(1000).loss(provider, LOSS, regularizer, Reduction.MEAN))
                    .as("%s", regularizer)
                    .isEqualTo(noRows.withBias(0).loss(provider, LOSS, regularizer, Reduction.MEAN));
        }
    }

    @ParameterizedTest
    @MethodSource("providers")
    void noRowsGiveThePenaltyAlone(KernelProvider provider) {
        DoubleLinearSample sample = DoubleLinearSample.exact(new LinearShape(0, 37));
        for (Reduction reduction : Reduction.values()) {
            for (Regularizer regularizer : LinearCases.REGULARIZERS) {
                double penalty = 0;
                for (double weight : sample.weights()) {
                    penalty += regularizer.value(weight);     // eighths times eighths: exact
                }
                assertThat(sample.lossAndGradient(provider, LOSS, regularizer, reduction)).isEqualTo(penalty);
                for (int j = 0; j < sample.weights().length; j++) {
                    assertThat(sample.weightGradient()[j]).isEqualTo(regularizer.gradient(sample.weights()[j]));
                }
                assertThat(sample.biasGradient()).containsExactly(0);
            }
        }
    }

    @ParameterizedTest
    @MethodSource("providers")
    void subgradientAtWeightZeroIsZero(KernelProvider provider) {
        DoubleLinearSample sample = DoubleLinearSample.of(new LinearShape(9, 37));
        for (int j = 0; j < sample.weights().length; j += 2) {
            sample.weights()[j] = j % 4 == 0 ? 0 : -0.0;
        }
        sample.lossAndGradient(provider, LOSS, new None(), Reduction.MEAN);
        double[] plain = sample.weightGradient().clone();
        for (Regularizer regularizer : List.of(new L1(2), new L2(2), new ElasticNet(2, 3))) {
            sample.lossAndGradient(provider, LOSS, regularizer, Reduction.MEAN);
            for (int j = 0; j < plain.length; j++) {
                boolean zero = sample.weights()[j] == 0;
                assertThat(sample.weightGradient()[j] == plain[j]).as("%s, weight %s", regularizer, j).isEqualTo(zero);
            }
        }
    }

    @ParameterizedTest
    @MethodSource("providers")
    void largestStrengthsGiveNoNaN(KernelProvider provider) {
        double largest = Double.MAX_VALUE;
        DoubleLinearSample sample = DoubleLinearSample.of(new LinearShape(3, 37));
        Arrays.fill(sample.weights(), 0, 20, 0);
        for (Regularizer regularizer : List.of(new L1(largest), new L2(largest), new ElasticNet(largest, largest))) {
            assertThat(sample.lossAndGradient(provider, LOSS, regularizer, Reduction.MEAN)).isGreaterThan(1e36);
            assertThat(sample.weightGradient()).doesNotContain(Double.NaN);
        }
        Arrays.fill(sample.weights(), Double.MAX_VALUE);
        for (Regularizer regularizer : List.of(new L1(0), new L2(0), new ElasticNet(0, 0))) {
            DoubleLinearSample noRows = DoubleLinearSample.of(new LinearShape(0, 37));
            Arrays.fill(noRows.weights(), Double.MAX_VALUE);
            assertThat(noRows.lossAndGradient(provider, LOSS, regularizer, Reduction.MEAN)).isZero();
            assertThat(noRows.weightGradient()).containsOnly(0);
        }
    }

    @ParameterizedTest
    @MethodSource("providers")
    void weightsThatAreNotFinitePoisonTheirOwnElement(KernelProvider provider) {
        for (int poisoned : new int[] {0, 17, 36}) {
            DoubleLinearSample sample = DoubleLinearSample.of(new LinearShape(0, 37));
            for (Regularizer regularizer : List.of(new L1(2), new L2(2), new ElasticNet(2, 3))) {
                sample.weights()[poisoned] = Double.NaN;
                assertThat(sample.lossAndGradient(provider, LOSS, regularizer, Reduction.SUM)).isNaN();
                for (int j = 0; j < 37; j++) {
                    assertThat(Double.isNaN(sample.weightGradient()[j])).isEqualTo(j == poisoned);
                }
                sample.weights()[poisoned] = Double.NEGATIVE_INFINITY;
                assertThat(sample.lossAndGradient(provider, LOSS, regularizer, Reduction.SUM))
                        .isEqualTo(Double.POSITIVE_INFINITY);
                assertThat(sample.weightGradient()[poisoned])
                        .isEqualTo(regularizer.gradient(Double.NEGATIVE_INFINITY));
            }
            assertThat(sample.lossAndGradient(provider, LOSS, new None(), Reduction.SUM)).isZero();
        }
    }
}
