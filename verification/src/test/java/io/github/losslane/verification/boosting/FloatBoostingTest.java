package io.github.losslane.verification.boosting;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.github.losslane.KernelProvider;
import io.github.losslane.Kernels;
import io.github.losslane.boosting.BoostingKernels;
import io.github.losslane.simd.boosting.FloatBoosting;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Values of the boosting kernels, and SIMD against the reference. */
class FloatBoostingTest {

    private static final double ULP = Math.ulp(1.0f);

    private final BoostingKernels simd = Kernels.simd().boosting();
    private final BoostingKernels reference = Kernels.reference().boosting();

    static Stream<KernelProvider> providers() {
        return Stream.of(Kernels.simd(), Kernels.reference());
    }

    static IntStream lengths() {
        return IntStream.of(1, 7, 16, 33, 64, 1000, 1024, 1025, 2500);
    }

    @ParameterizedTest
    @MethodSource("providers")
    void knownValues(KernelProvider provider) {
        BoostingKernels kernels = provider.boosting();
        float[] targets = {1, -1, 1, -1};
        float[] predictions = {1, -1, 1, 1};
        float[] weights = new float[4];
        kernels.weights(new float[4], 0, targets, 0, weights, 0, 4);
        assertThat(weights).containsOnly(0.25f);
        assertThat(kernels.weightedError(predictions, 0, targets, 0, weights, 0, 4)).isEqualTo(0.25);
        double theta = BoostingKernels.classifierWeight(0.25);
        assertThat(kernels.reweight(theta, predictions, 0, targets, 0, weights, 0, 4))
                .isCloseTo(Math.sqrt(0.75), within(4 * ULP));
        for (int i = 0; i < 4; i++) {
            double weight = weights[i];
            assertThat(weight).isCloseTo(i < 3 ? 1 / 6.0 : 0.5, within(4 * ULP));
        }
        float[] scores = {1, 2, 3, 4};
        kernels.addScaled(-0.5, predictions, 0, scores, 0, 4);
        assertThat(scores).containsExactly(0.5f, 2.5f, 2.5f, 3.5f);
    }

    /** The differences of scores on a grid are exact. */
    @ParameterizedTest
    @MethodSource("lengths")
    void weightsKeepTheStatedBound(int length) {
        Examples examples = Examples.of(length);
        float[] expected = new float[length];
        reference.weights(examples.scores, 0, examples.targets, 0, expected, 0, length);
        float[] weights = new float[length];
        simd.weights(examples.scores, 0, examples.targets, 0, weights, 0, length);
        assertWithinBound(weights, expected);
        simd.weights(examples.scores, 0, examples.targets, 0, examples.scores, 0, length);
        assertThat(examples.scores).isEqualTo(weights);
    }

    /** The products with theta = 0.75 and their differences are exact as well. */
    @ParameterizedTest
    @MethodSource("lengths")
    void reweightingKeepsTheStatedBound(int length) {
        Examples examples = Examples.of(length);
        float[] expected = examples.weights.clone();
        float[] weights = examples.weights.clone();
        double z = reference.reweight(0.75, examples.predictions, 0, examples.targets, 0, expected, 0, length);
        assertThat(simd.reweight(0.75, examples.predictions, 0, examples.targets, 0, weights, 0, length))
                .isCloseTo(z, within(z * FloatBoosting.MAX_ULP * ULP));
        assertWithinBound(weights, expected);
    }

    /** Two sums of 21 roundings each on the way. */
    @ParameterizedTest
    @MethodSource("lengths")
    void weightedErrorIsThatOfTheReference(int length) {
        Examples examples = Examples.of(length);
        double expected = reference.weightedError(
                examples.predictions, 0, examples.targets, 0, examples.weights, 0, length);
        double error = simd.weightedError(examples.predictions, 0, examples.targets, 0, examples.weights, 0, length);
        assertThat(error).isBetween(0.0, 1.0).isCloseTo(expected, within(expected * (21 * ULP + length * 0x1p-52)));
    }

    @ParameterizedTest
    @MethodSource("providers")
    void reweightedByItsOwnWeightAClassifierIsAsGoodAsChance(KernelProvider provider) {
        Examples examples = Examples.of(2000);
        BoostingKernels kernels = provider.boosting();
        double error = kernels.weightedError(examples.predictions, 0, examples.targets, 0, examples.weights, 0, 2000);
        double theta = BoostingKernels.classifierWeight(error);
        kernels.reweight(theta, examples.predictions, 0, examples.targets, 0, examples.weights, 0, 2000);
        assertThat(kernels.weightedError(examples.predictions, 0, examples.targets, 0, examples.weights, 0, 2000))
                .isCloseTo(0.5, within((2 * FloatBoosting.MAX_ULP + 2 * Math.abs(theta)) * ULP));
    }

    @ParameterizedTest
    @MethodSource("providers")
    void addingIsOneFma(KernelProvider provider) {
        Examples examples = Examples.of(1027);
        float[] scores = examples.scores.clone();
        provider.boosting().addScaled(0.1, examples.weights, 0, scores, 0, scores.length);
        for (int i = 0; i < scores.length; i++) {
            assertThat(scores[i]).isEqualTo(Math.fma(0.1f, examples.weights[i], examples.scores[i]));
        }
    }

    /** The bound for SIMD, and for the reference what a sum in order and a rounding may be off. */
    private static void assertWithinBound(float[] got, float[] expected) {
        for (int i = 0; i < got.length; i++) {
            double weight = got[i];
            double allowed = (FloatBoosting.MAX_ULP + 0.5) * Math.ulp(expected[i])
                    + (got.length + 4) * 0x1p-53 * expected[i];
            assertThat(weight).as("weight %s of %s", i, got.length).isCloseTo(expected[i], within(allowed));
        }
    }

    /** Scores on a grid, classifiers that are wrong on one in four, weights of which some are 0. */
    private record Examples(float[] scores, float[] targets, float[] predictions, float[] weights) {

        static Examples of(int length) {
            SplittableRandom random = new SplittableRandom(length);
            Examples examples =
                    new Examples(new float[length], new float[length], new float[length], new float[length]);
            for (int i = 0; i < length; i++) {
                examples.scores[i] = 0.125f * random.nextInt(-80, 81);
                examples.targets[i] = random.nextBoolean() ? 1 : -1;
                examples.predictions[i] = random.nextInt(4) == 0 ? -examples.targets[i] : examples.targets[i];
                examples.weights[i] = i % 5 == 3 ? 0 : (float) random.nextDouble(0.1, 1);
            }
            return examples;
        }
    }
}
