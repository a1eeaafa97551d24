// Derived from FloatBoostingSpecialTest.java; edit that file, then run: java verification/src/test/java/io/github/losslane/verification/Twins.java
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
class DoubleBoostingSpecialTest {

    private static final double NAN = Double.NaN;
    private static final double INFINITY = Double.POSITIVE_INFINITY;
    private static final double MOST = Double.MAX_VALUE;
    private static final double LEAST = Double.MIN_VALUE;
    private static final double ULP = Math.ulp(1.0);
    private static final double[] TARGETS = {1, -1, 1, 1};

    static Stream<BoostingKernels> kernels() {
        return Stream.of(Kernels.simd(), Kernels.reference()).map(KernelProvider::boosting);
    }

    @ParameterizedTest
    @MethodSource("kernels")
    void extremeScoresGiveTheLimit(BoostingKernels kernels) {
        assertThat(weights(kernels, MOST, -MOST, MOST, MOST)).containsOnly(0.25);
        assertThat(weights(kernels, -MOST, -MOST, 0, 1e30)).containsExactly(1, 0, 0, 0);
        assertThat(weights(kernels, 1000, 1000, 1000, -1000)).containsExactly(0, 0.5, 0, 0.5);
        assertThat(weights(kernels, LEAST, -LEAST, -0.0, 0)).containsOnly(0.25);
    }

    @ParameterizedTest
    @MethodSource("kernels")
    void infiniteScoresCountAsTheLargestNumber(BoostingKernels kernels) {
        assertThat(weights(kernels, -INFINITY, 5, -MOST, 5)).containsExactly(0.5, 0, 0.5, 0);
        assertThat(weights(kernels, INFINITY, -INFINITY, INFINITY, INFINITY)).containsOnly(0.25);
        assertThat(weights(kernels, 1, 1, NAN, 1)).containsOnly(NAN);
    }

    @ParameterizedTest
    @MethodSource("kernels")
    void theWeightedErrorCountsOnlyWhatHasWeight(BoostingKernels kernels) {
        double[] predictions = {1, 1, 1, NAN};
        assertThat(kernels.weightedError(predictions, 0, TARGETS, 0, new double[4], 0, 4)).isZero();
        assertThat(kernels.weightedError(predictions, 0, TARGETS, 0, new double[] {3, 1, 0, 0}, 0, 4)).isEqualTo(0.25);
        assertThat(kernels.weightedError(predictions, 0, TARGETS, 0, new double[] {0, 0.1, 0, 0}, 0, 4)).isEqualTo(1);
        assertThat(kernels.weightedError(predictions, 0, TARGETS, 0, new double[] {1, 1, 1, 1}, 0, 4)).isNaN();
        assertThat(kernels.weightedError(predictions, 0, TARGETS, 0, new double[] {MOST, MOST, MOST, 0}, 0, 4))
                .isCloseTo(1 / 3.0, within(ULP));
        assertThat(kernels.weightedError(predictions, 0, TARGETS, 0, new double[0], 0, 0)).isZero();
    }

    @ParameterizedTest
    @MethodSource("kernels")
    void aPerfectClassifierChangesNothing(BoostingKernels kernels) {
        double[] turned = {-1, 1, -1, -1};
        for (double theta : new double[] {Double.POSITIVE_INFINITY, 1e300, 1e5}) {
            double[] weights = {1, 2, 0, 1};
            assertThat(kernels.reweight(theta, TARGETS, 0, TARGETS, 0, weights, 0, 4)).isZero();
            assertThat(weights).containsExactly(0.25, 0.5, 0, 0.25);
            assertThat(kernels.reweight(-theta, turned, 0, TARGETS, 0, weights, 0, 4)).isZero();
            assertThat(weights).containsExactly(0.25, 0.5, 0, 0.25);
        }
    }

    @ParameterizedTest
    @MethodSource("kernels")
    void infiniteWeightOfAClassifierLeavesWhatItGetsWrong(BoostingKernels kernels) {
        for (double theta : new double[] {Double.POSITIVE_INFINITY, 1e300, 1e5}) {
            double[] weights = {1, 6, 0, 2};
            double[] predictions = {1, 1, NAN, -1};
            assertThat(kernels.reweight(theta, predictions, 0, TARGETS, 0, weights, 0, 4)).isInfinite();
            assertThat(weights).containsExactly(0, 0.75, 0, 0.25);
        }
        double[] weights = {1, 0, 0, 1};
        double[] abstains = {0, 1, NAN, 1};
        assertThat(kernels.reweight(Double.POSITIVE_INFINITY, abstains, 0, TARGETS, 0, weights, 0, 4)).isEqualTo(0.5);
        assertThat(weights).containsExactly(1, 0, 0, 0);
    }

    @ParameterizedTest
    @MethodSource("kernels")
    void weightsOfAnySizeAreNormalised(BoostingKernels kernels) {
        for (double size : new double[] {LEAST, 4 * LEAST, Double.MIN_NORMAL, 1, MOST / 2, MOST}) {
            double[] weights = {size, size, 0, size};
            kernels.reweight(0, TARGETS, 0, TARGETS, 0, weights, 0, 4);
            for (int i = 0; i < 4; i++) {
                double weight = weights[i];
                assertThat(weight).isCloseTo(i == 2 ? 0 : 1 / 3.0, within(ULP));
            }
        }
    }

    /** Their blocks are finite, but the sum of the blocks is not a double. */
    @ParameterizedTest
    @MethodSource("kernels")
    void weightsWhoseBlocksOverflowTogetherAreNormalised(BoostingKernels kernels) {
        double[] weights = new double[4096];
        double[] ones = new double[4096];
        Arrays.fill(weights, MOST / 1024);
        Arrays.fill(ones, 1);
        kernels.reweight(1, ones, 0, ones, 0, weights, 0, 4096);
        assertThat(weights).containsOnly(0x1p-12);
    }

    @ParameterizedTest
    @MethodSource("kernels")
    void whereNothingCountsNothingChanges(BoostingKernels kernels) {
        double[] weights = new double[4];
        double[] predictions = {NAN, INFINITY, 1, -1};
        assertThat(kernels.reweight(1, predictions, 0, TARGETS, 0, weights, 0, 4)).isZero();
        assertThat(weights).containsOnly(0);
    }

    @ParameterizedTest
    @MethodSource("kernels")
    void nanOfAnExampleThatCountsMakesWeightsNaN(BoostingKernels kernels) {
        double[] weights = {1, 1, 1, 1};
        assertThat(kernels.reweight(1, new double[] {1, NAN, 1, 1}, 0, TARGETS, 0, weights, 0, 4)).isNaN();
        assertThat(weights).containsOnly(NAN);
    }

    @ParameterizedTest
    @MethodSource("kernels")
    void infiniteScaleCountsAsTheLargestNumber(BoostingKernels kernels) {
        for (double scale : new double[] {Double.POSITIVE_INFINITY, Double.MAX_VALUE}) {
            double[] scores = {1, 1, 1, 1};
            kernels.addScaled(scale, new double[] {1, -1, 0, 0.5}, 0, scores, 0, 4);
            assertThat(scores).containsExactly(MOST, -MOST, 1, MOST / 2);
        }
    }

    private static double[] weights(BoostingKernels kernels, double... scores) {
        double[] weights = new double[scores.length];
        kernels.weights(scores, 0, TARGETS, 0, weights, 0, scores.length);
        return weights;
    }
}
