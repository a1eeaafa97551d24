package io.github.losslane.verification.pointwise;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.github.losslane.KernelProvider;
import io.github.losslane.Kernels;
import io.github.losslane.Reduction;
import io.github.losslane.pointwise.PointwiseLoss;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Weights and reductions of every loss of the family. */
class FloatPointwiseWeightsTest {

    /** At most 26 roundings on the way of a sum of weights, and 5 of a product, each of half an ulp of 1. */
    private static final double RELATIVE = 31 * (Math.nextUp(1.0f) - 1) / 2;

    /** What a product of a subnormal gradient with a weight below 3 may lose. */
    private static final double ABSOLUTE = 4 * Float.MIN_VALUE;

    static Stream<PointwiseLoss> losses() {
        return PointwiseCases.losses();
    }

    static Stream<Arguments> lossesAndProviders() {
        return PointwiseCases.lossesAndProviders();
    }

    @ParameterizedTest
    @MethodSource("lossesAndProviders")
    void meanIsTheSumOverTheRows(PointwiseLoss loss, KernelProvider provider) {
        FloatPointwiseSample sample = FloatPointwiseSample.of(loss).ordinary();
        double sum = sample.loss(provider, loss, Reduction.SUM);
        float[] gradient = sample.gradient(provider, loss, Reduction.SUM);
        for (Reduction mean : List.of(Reduction.MEAN, Reduction.WEIGHTED_MEAN)) {
            assertThat(sample.loss(provider, loss, mean)).isEqualTo(sum / sample.rows());
            assertQuotient(sample.gradient(provider, loss, mean), gradient, sample.rows());
        }
    }

    @ParameterizedTest
    @MethodSource("lossesAndProviders")
    void weightedMeansAreTheWeightedSumOverRowsOrOverWeights(PointwiseLoss loss, KernelProvider provider) {
        FloatPointwiseSample sample = FloatPointwiseSample.of(loss).ordinary();
        double weight = 0;
        for (float w : sample.weights()) {
            weight += w;
        }
        double sum = sample.weightedLoss(provider, loss, Reduction.SUM);
        assertThat(sample.weightedLoss(provider, loss, Reduction.MEAN)).isEqualTo(sum / sample.rows());
        assertThat(sample.weightedLoss(provider, loss, Reduction.WEIGHTED_MEAN))
                .isCloseTo(sum / weight, within(RELATIVE * sum / weight));
        float[] gradient = sample.weightedGradient(provider, loss, Reduction.SUM);
        assertQuotient(sample.weightedGradient(provider, loss, Reduction.MEAN), gradient, sample.rows());
        assertQuotient(sample.weightedGradient(provider, loss, Reduction.WEIGHTED_MEAN), gradient, weight);
    }

    @ParameterizedTest
    @MethodSource("lossesAndProviders")
    void weightOneIsNoWeight(PointwiseLoss loss, KernelProvider provider) {
        FloatPointwiseSample sample = FloatPointwiseSample.of(loss);
        Arrays.fill(sample.weights(), 1);
        for (Reduction reduction : Reduction.values()) {
            assertThat(sample.weightedLoss(provider, loss, reduction)).isEqualTo(sample.loss(provider, loss, reduction));
            assertThat(sample.weightedGradient(provider, loss, reduction))
                    .isEqualTo(sample.gradient(provider, loss, reduction));
        }
    }

    @ParameterizedTest
    @MethodSource("lossesAndProviders")
    void weightsMultiplyGradients(PointwiseLoss loss, KernelProvider provider) {
        FloatPointwiseSample sample = FloatPointwiseSample.of(loss).ordinary();
        float[] products = sample.gradient(provider, loss, Reduction.SUM);
        for (int i = 0; i < products.length; i++) {
            products[i] *= sample.weights()[i];
        }
        assertQuotient(sample.weightedGradient(provider, loss, Reduction.SUM), products, 1);
    }

    @ParameterizedTest
    @MethodSource("lossesAndProviders")
    void weightZeroCountsForNothingEvenWhereTheLossIsNaN(PointwiseLoss loss, KernelProvider provider) {
        FloatPointwiseSample sample = FloatPointwiseSample.of(loss).ordinary();
        FloatPointwiseSample broken = sample.ordinary();
        for (int i = 0; i < sample.rows(); i++) {
            if (sample.weights()[i] == 0) {
                broken.predictions()[i] = i % 2 == 0 ? Float.NaN : Float.NEGATIVE_INFINITY;
                broken.targets()[i] = i % 3 == 0 ? Float.NaN : broken.targets()[i];
            }
        }
        for (Reduction reduction : Reduction.values()) {
            assertThat(broken.weightedLoss(provider, loss, reduction)).isFinite()
                    .isEqualTo(sample.weightedLoss(provider, loss, reduction));
            float[] gradient = sample.weightedGradient(provider, loss, reduction);
            float[] brokenGradient = broken.weightedGradient(provider, loss, reduction);
            for (int i = 0; i < gradient.length; i++) {
                assertThat(brokenGradient[i]).isEqualTo(sample.weights()[i] == 0 ? 0 : gradient[i]);
            }
        }
    }

    /** Also where their sum overflows the type, or its reciprocal does. */
    @ParameterizedTest
    @MethodSource("losses")
    void onlyProportionsOfWeightsMatterToAWeightedMean(PointwiseLoss loss) {
        FloatPointwiseSample sample = FloatPointwiseSample.of(loss).ordinary();
        double mean = sample.weightedLoss(Kernels.simd(), loss, Reduction.WEIGHTED_MEAN);
        float[] gradient = sample.weightedGradient(Kernels.simd(), loss, Reduction.WEIGHTED_MEAN);
        float[] weights = sample.weights().clone();
        for (int power : new int[] {Float.MAX_EXPONENT - 1, 100, 61, -61, -100}) {
            for (int i = 0; i < weights.length; i++) {
                sample.weights()[i] = Math.scalb(weights[i], power);
            }
            assertThat(sample.weightedLoss(Kernels.simd(), loss, Reduction.WEIGHTED_MEAN)).isFinite().isEqualTo(mean);
            assertQuotient(sample.weightedGradient(Kernels.simd(), loss, Reduction.WEIGHTED_MEAN), gradient, 1);
        }
    }

    @ParameterizedTest
    @MethodSource("lossesAndProviders")
    void whereNothingCountsLossAndGradientAreZero(PointwiseLoss loss, KernelProvider provider) {
        FloatPointwiseSample sample = FloatPointwiseSample.of(loss);
        Arrays.fill(sample.weights(), 0);
        float[] none = {};
        for (Reduction reduction : Reduction.values()) {
            assertThat(sample.weightedLoss(provider, loss, reduction)).isZero();
            assertThat(sample.weightedGradient(provider, loss, reduction)).containsOnly(0);
            assertThat(provider.pointwise().loss(loss, reduction, none, 0, none, 0, 0)).isZero();
            assertThat(provider.pointwise().lossAndGradient(loss, reduction, none, 0, none, 0, none, 0, 0)).isZero();
        }
    }

    private static void assertQuotient(float[] got, float[] dividends, double divisor) {
        for (int i = 0; i < got.length; i++) {
            double quotient = got[i];
            double expected = dividends[i] / divisor;
            assertThat(quotient).as("row %s", i).isCloseTo(expected, within(RELATIVE * Math.abs(expected) + ABSOLUTE));
        }
    }
}
