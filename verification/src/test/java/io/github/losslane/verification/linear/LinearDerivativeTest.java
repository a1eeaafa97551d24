package io.github.losslane.verification.linear;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.github.losslane.KernelProvider;
import io.github.losslane.Reduction;
import io.github.losslane.linear.Regularizer;
import io.github.losslane.pointwise.Logistic;
import io.github.losslane.pointwise.PointwiseLoss;
import io.github.losslane.pointwise.SoftMargin;
import io.github.losslane.pointwise.SquaredError;
import java.util.List;
import java.util.function.DoubleUnaryOperator;
import java.util.stream.DoubleStream;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Gradients of the objective of smooth losses against fourth-order differences of that objective. */
class LinearDerivativeTest {

    private static final List<PointwiseLoss> SMOOTH = List.of(new SquaredError(), new Logistic(), new SoftMargin());
    private static final double STEP = 0x1p-9;
    private static final int ROWS = 5;

    /** Objectives below 64, of 60 roundings; what fourth order leaves of the fifth derivative of a softplus, below 1/4. */
    private static final double ALLOWED = 60 * 64 * 0x1p-52 / STEP + ROWS * 0.25 * STEP * STEP * STEP * STEP / 30;

    static Stream<KernelProvider> providers() {
        return LinearCases.providers();
    }

    @ParameterizedTest
    @MethodSource("providers")
    void gradientsAreTheDerivativesOfTheObjective(KernelProvider provider) {
        DoubleLinearSample sample = DoubleLinearSample.of(new LinearShape(ROWS, 7));
        assertThat(DoubleStream.of(sample.weights()).boxed()).allMatch(weight -> Math.abs(weight) > 2 * STEP);  // no kink
        for (PointwiseLoss loss : SMOOTH) {
            for (Regularizer regularizer : LinearCases.REGULARIZERS) {
                for (Reduction reduction : Reduction.values()) {
                    assertThat(sample.lossAndGradient(provider, loss, regularizer, reduction)).isBetween(0.0, 64.0);
                    String what = loss + ", " + regularizer + ", " + reduction;
                    for (int j = 0; j < sample.weights().length; j++) {
                        int element = j;
                        double expected = derivative(
                                step -> movedWeight(sample, element, step).loss(provider, loss, regularizer, reduction));
                        assertThat(sample.weightGradient()[j]).as("%s, weight %s", what, j)
                                .isCloseTo(expected, within(ALLOWED));
                    }
                    double expected = derivative(
                            step -> sample.withBias(sample.bias() + step).loss(provider, loss, regularizer, reduction));
                    assertThat(sample.biasGradient()[0]).as(what).isCloseTo(expected, within(ALLOWED));
                }
            }
        }
    }

    private static DoubleLinearSample movedWeight(DoubleLinearSample sample, int element, double step) {
        double[] weights = sample.weights().clone();
        weights[element] += step;
        return new DoubleLinearSample(sample.x(), sample.targets(), weights, sample.bias(), null, null);
    }

    private static double derivative(DoubleUnaryOperator f) {
        return (8 * (f.applyAsDouble(STEP) - f.applyAsDouble(-STEP))
                        - (f.applyAsDouble(2 * STEP) - f.applyAsDouble(-2 * STEP)))
                / (12 * STEP);
    }
}
