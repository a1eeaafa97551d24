package io.github.losslane.verification.boosting;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.github.losslane.KernelProvider;
import io.github.losslane.Kernels;
import io.github.losslane.boosting.BoostingKernels;
import java.util.Arrays;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Special values of boosting: no finite input and no infinite classifier weight gives NaN. */
class FloatBoostingSpecialTest {

    private static final float NAN = Float.NaN;
    private static final float INFINITY = Float.POSITIVE_INFINITY;
    private static final float MOST = Float.MAX_VALUE;
    private static final float LEAST = Float.MIN_VALUE;
    private static final double ULP = Math.ulp(1.0f);
    private static final float[] TARGETS = {1, -1, 1, 1};

    static Stream<BoostingKernels> kernels() {
        return Stream.of(Kernels.simd(), Kernels.reference()).map(KernelProvider::boosting);
    }

    @ParameterizedTest
    @MethodSource("kernels")
    void extremeScoresGiveTheLimit(BoostingKernels kernels) {
        assertThat(weights(kernels, MOST, -MOST, MOST, MOST)).containsOnly(0.25f);
        assertThat(weights(kernels, -MOST, -MOST, 0, 1e30f)).containsExactly(1, 0, 0, 0);
        assertThat(weights(kernels, 1000, 1000, 1000, -1000)).containsExactly(0, 0.5f, 0, 0.5f);
        assertThat(weights(kernels, LEAST, -LEAST, -0.0f, 0)).containsOnly(0.25f);
    }

    @ParameterizedTest
    @MethodSource("kernels")
    void infiniteScoresCountAsTheLargestNumber(BoostingKernels kernels) {
        assertThat(weights(kernels, -INFINITY, 5, -MOST, 5)).containsExactly(0.5f, 0, 0.5f, 0);
        assertThat(weights(kernels, INFINITY, -INFINITY, INFINITY, INFINITY)).containsOnly(0.25f);
        assertThat(weights(kernels, 1, 1, NAN, 1)).containsOnly(NAN);
    }

    @ParameterizedTest
    @MethodSource("kernels")
    void theWeightedErrorCountsOnlyWhatHasWeight(BoostingKernels kernels) {
        float[] predictions = {1, 1, 1, NAN};
        assertThat(kernels.weightedError(predictions, 0, TARGETS, 0, new float[4], 0, 4)).isZero();
        assertThat(kernels.weightedError(predictions, 0, TARGETS, 0, new float[] {3, 1, 0, 0}, 0, 4)).isEqualTo(0.25);
        assertThat(kernels.weightedError(predictions, 0, TARGETS, 0, new float[] {0, 0.1f, 0, 0}, 0, 4)).isEqualTo(1);
        assertThat(kernels.weightedError(predictions, 0, TARGETS, 0, new float[] {1, 1, 1, 1}, 0, 4)).isNaN();
        assertThat(kernels.weightedError(predictions, 0, TARGETS, 0, new float[] {MOST, MOST, MOST, 0}, 0, 4))
                .isCloseTo(1 / 3.0, within(ULP));
        assertThat(kernels.weightedError(predictions, 0, TARGETS, 0, new float[0], 0, 0)).isZero();
    }

    @ParameterizedTest
    @MethodSource("kernels")
    void aPerfectClassifierChangesNothing(BoostingKernels kernels) {
        float[] turned = {-1, 1, -1, -1};
        for (double theta : new double[] {Double.POSITIVE_INFINITY, 1e300, 1e5}) {
            float[] weights = {1, 2, 0, 1};
            assertThat(kernels.reweight(theta, TARGETS, 0, TARGETS, 0, weights, 0, 4)).isZero();
            assertThat(weights).containsExactly(0.25f, 0.5f, 0, 0.25f);
            assertThat(kernels.reweight(-theta, turned, 0, TARGETS, 0, weights, 0, 4)).isZero();
            assertThat(weights).containsExactly(0.25f, 0.5f, 0, 0.25f);
        }
    }

    @ParameterizedTest
    @MethodSource("kernels")
    void infiniteWeightOfAClassifierLeavesWhatItGetsWrong(BoostingKernels kernels) {
        for (double theta : new double[] {Double.POSITIVE_INFINITY, 1e300, 1e5}) {
            float[] weights = {1, 6, 0, 2};
            float[] predictions = {1, 1, NAN, -1};
            assertThat(kernels.reweight(theta, predictions, 0, TARGETS, 0, weights, 0, 4)).isInfinite();
            assertThat(weights).containsExactly(0, 0.75f, 0, 0.25f);
        }
        float[] weights = {1, 0, 0, 1};
        float[] abstains = {0, 1, NAN, 1};
        assertThat(kernels.reweight(Double.POSITIVE_INFINITY, abstains, 0, TARGETS, 0, weights, 0, 4)).isEqualTo(0.5);
        assertThat(weights).containsExactly(1, 0, 0, 0);
    }

    @ParameterizedTest
    @MethodSource("kernels")
    void weightsOfAnySizeAreNormalised(BoostingKernels kernels) {
        for (float size : new float[] {LEAST, 4 * LEAST, Float.MIN_NORMAL, 1, MOST / 2, MOST}) {
            float[] weights = {size, size, 0, size};
            kernels.reweight(0, TARGETS, 0, TARGETS, 0, weights, 0, 4);
            for (int i = 0; i < 4; i++) {
                double weight = weights[i];
                assertThat(weight).isCloseTo(i == 2 ? 0 : 1 / 3.0, within(ULP));
            }
        }
    }

    /** Their blocks are finite, but the sum of the blocks is not a float. */
    @ParameterizedTest
    @MethodSource("kernels")
    void weightsWhoseBlocksOverflowTogetherAreNormalised(BoostingKernels kernels) {
        float[] weights = new float[4096];
        float[] ones = new float[4096];
        Arrays.fill(weights, MOST / 1024);
        Arrays.fill(ones, 1);
        kernels.reweight(1, ones, 0, ones, 0, weights, 0, 4096);
        assertThat(weights).containsOnly(0x1p-12f);
    }

    @ParameterizedTest
    @MethodSource("kernels")
    void whereNothingCountsNothingChanges(BoostingKernels kernels) {
        float[] weights = new float[4];
        float[] predictions = {NAN, INFINITY, 1, -1};
        assertThat(kernels.reweight(1, predictions, 0, TARGETS, 0, weights, 0, 4)).isZero();
        assertThat(weights).containsOnly(0);
    }

    @ParameterizedTest
    @MethodSource("kernels")
    void nanOfAnExampleThatCountsMakesWeightsNaN(BoostingKernels kernels) {
        float[] weights = {1, 1, 1, 1};
        assertThat(kernels.reweight(1, new float[] {1, NAN, 1, 1}, 0, TARGETS, 0, weights, 0, 4)).isNaN();
        assertThat(weights).containsOnly(NAN);
    }

    @ParameterizedTest
    @MethodSource("kernels")
    void infiniteScaleCountsAsTheLargestNumber(BoostingKernels kernels) {
        for (double scale : new double[] {Double.POSITIVE_INFINITY, Double.MAX_VALUE}) {
            float[] scores = {1, 1, 1, 1};
            kernels.addScaled(scale, new float[] {1, -1, 0, 0.5f}, 0, scores, 0, 4);
            assertThat(scores).containsExactly(MOST, -MOST, 1, MOST / 2);
        }
    }

    private static float[] weights(BoostingKernels kernels, float... scores) {
        float[] weights = new float[scores.length];
        kernels.weights(scores, 0, TARGETS, 0, weights, 0, scores.length);
        return weights;
    }
}
