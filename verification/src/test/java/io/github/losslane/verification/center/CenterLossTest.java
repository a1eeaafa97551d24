package io.github.losslane.verification.center;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import io.github.losslane.DoubleMatrix;
import io.github.losslane.KernelProvider;
import io.github.losslane.Kernels;
import io.github.losslane.Reduction;
import io.github.losslane.center.CenterLoss;
import java.util.function.DoubleUnaryOperator;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The record: its values and parameters; and the kernels' gradients against differences of their losses. */
class CenterLossTest {

    private static final double STEP = 0x1p-9;

    static Stream<KernelProvider> providers() {
        return Stream.of(Kernels.simd(), Kernels.reference());
    }

    @Test
    void rateOfThePaperIsTheDefault() {
        assertThat(new CenterLoss(0.003)).isEqualTo(new CenterLoss(0.003, 0.5));
    }

    @Test
    void knownValues() {
        CenterLoss loss = new CenterLoss(7, 0.75);
        double[] center = {1, -2};
        assertThat(loss.loss(new double[] {4, 2}, center)).isEqualTo(12.5);
        assertThat(loss.gradient(new double[] {4, 2}, center)).containsExactly(3, 4);
        assertThat(loss.moved(center, new double[][] {{4, 2}})).containsExactly(1 + 0.375 * 3, -2 + 0.375 * 4);
        assertThat(loss.moved(center, new double[][] {{4, 2}, {7, 2}, {-2, 2}}))
                .containsExactly(1 + 0.1875 * 6, -2 + 0.1875 * 12);
        assertThat(loss.moved(center, new double[0][])).containsExactly(center);
    }

    @Test
    void largestNumbersMoveACenterBetweenThem() {
        double[][] features = {{-Double.MAX_VALUE}, {-Double.MAX_VALUE}, {-Double.MAX_VALUE}};
        assertThat(new CenterLoss(1, 1).moved(new double[] {Double.MAX_VALUE}, features))
                .containsExactly(-0.5 * Double.MAX_VALUE);
    }

    @ParameterizedTest
    @ValueSource(doubles = {-1, -Double.MIN_VALUE, Double.NaN, Double.POSITIVE_INFINITY, Double.NEGATIVE_INFINITY})
    void parametersThatAreNotFiniteOrNegativeAreRefused(double wrong) {
        refused("weight", wrong, () -> new CenterLoss(wrong, 0.5));
        refused("rate", wrong, () -> new CenterLoss(1, wrong));
    }

    @Test
    void parametersBeyondTheirLargestAreRefused() {
        refused("weight", 2.0 * Float.MAX_VALUE, () -> new CenterLoss(2.0 * Float.MAX_VALUE));
        refused("rate", Math.nextUp(1.0), () -> new CenterLoss(1, Math.nextUp(1.0)));
        assertThat(new CenterLoss(Float.MAX_VALUE, 1).rate()).isOne();
    }

    /** Differences of a quadratic have no error but rounding: losses below 64, of fewer than 60 roundings each. */
    @ParameterizedTest
    @MethodSource("providers")
    void gradientsAreTheDerivativesOfTheReturnedValues(KernelProvider provider) {
        double allowed = 60 * 64 * 0x1p-52 / STEP;
        CenterLoss loss = new CenterLoss(0.25, 0.5);
        DoubleCenterSample sample = DoubleCenterSample.of(new CenterShape(5, 7, 3), 1);
        double[] features = sample.features().data();
        for (Reduction reduction : Reduction.values()) {
            assertThat(sample.loss(provider, loss, reduction)).isBetween(0.0, 64.0);
            double[] gradient = sample.gradient(provider, loss, reduction).data();
            DoubleMatrix added = DoubleMatrix.of(new double[features.length], 5, 7);
            provider.center().lossAndAddGradient(
                    loss, reduction, sample.features(), sample.labels(), 0, sample.centers(), added);
            for (int i = 0; i < features.length; i++) {
                int element = i;
                double slope = slope(features, element, x -> sample.loss(provider, loss, reduction));
                assertThat(gradient[i]).as("%s, element %s", reduction, i).isCloseTo(slope, within(allowed));
                double weighted = slope(features, element, x -> provider.center().lossAndAddGradient(loss, reduction,
                        sample.features(), sample.labels(), 0, sample.centers(), DoubleMatrix.of(new double[35], 5, 7)));
                assertThat(added.data()[i]).as("%s, element %s", reduction, i).isCloseTo(weighted, within(allowed));
            }
        }
    }

    /** The central difference of a function of an array in one of its elements. */
    private static double slope(double[] array, int element, DoubleUnaryOperator function) {
        double before = array[element];
        array[element] = before + STEP;
        double above = function.applyAsDouble(array[element]);
        array[element] = before - STEP;
        double below = function.applyAsDouble(array[element]);
        array[element] = before;
        return (above - below) / (2 * STEP);
    }

    private static void refused(String name, double wrong, Runnable creation) {
        assertThatIllegalArgumentException().isThrownBy(creation::run).withMessageContaining(name + " is " + wrong);
    }
}
