// Derived from FloatAdaBoostTest.java; edit that file, then run: java verification/src/test/java/io/github/losslane/verification/Twins.java
package io.github.losslane.verification.boosting;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.github.losslane.KernelProvider;
import io.github.losslane.Kernels;
import io.github.losslane.simd.boosting.DoubleBoosting;
import io.github.losslane.verification.digits.Digits;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** AdaBoost of stumps tells 3 from 8, and follows the theory at every round. */
class DoubleAdaBoostTest {

    private static final int ROUNDS = 60;
    private static final double ULP = Math.ulp(1.0);

    static Stream<KernelProvider> providers() {
        return Stream.of(Kernels.simd(), Kernels.reference());
    }

    @ParameterizedTest
    @MethodSource("providers")
    void trainingErrorStaysBelowTheTextbookBoundAtEveryRound(KernelProvider provider) {
        DoubleStumpBoosting boosting = threeAgainstEight(provider);
        double bound = 1;
        double last = 1;
        for (int round = 0; round < ROUNDS; round++) {
            DoubleStumpBoosting.Round taken = boosting.next();
            bound *= 2 * Math.sqrt(taken.error() * (1 - taken.error()));
            last = taken.trainingError();
            assertThat(last).as("training error of round %s", round).isLessThanOrEqualTo(bound);
        }
        assertThat(bound).isLessThan(0.1);
        assertThat(last).isZero();
    }

    /**
     * Z has the rounding of two sums, of its exponentials, of their products and of theta in it, R that of two more sums,
     * of which dZ/dR lets through at most half.
     */
    @ParameterizedTest
    @MethodSource("providers")
    void normalizerIsTwiceTheRootOfErrorAndAccuracy(KernelProvider provider) {
        DoubleStumpBoosting boosting = threeAgainstEight(provider);
        for (int round = 0; round < ROUNDS; round++) {
            DoubleStumpBoosting.Round taken = boosting.next();
            double expected = 2 * Math.sqrt(taken.error() * (1 - taken.error()));
            double units = 22 + 22 + 4 + 2 * Math.abs(taken.stumpWeight()) + 22;
            assertThat(taken.normalizer()).as("round %s", round).isCloseTo(expected, within(expected * units * ULP / 2));
        }
    }

    @ParameterizedTest
    @MethodSource("providers")
    void reweightingStepByStepIsTheSoftmaxOfTheSum(KernelProvider provider) {
        DoubleStumpBoosting boosting = threeAgainstEight(provider);
        double units = DoubleBoosting.MAX_ULP;
        for (int round = 0; round < ROUNDS; round++) {
            boosting.next();
            units += DoubleBoosting.MAX_ULP + boosting.largestScore();       // a reweighting, and the rounding of each score
            double[] expected = boosting.weightsOfScores();
            double relative = (units + 2 * boosting.largestScore()) * ULP;    // the rounding of differences of scores
            for (int i = 0; i < expected.length; i++) {
                double weight = boosting.weights()[i];
                assertThat(weight).as("weight %s after round %s", i, round)
                        .isCloseTo(expected[i], within(relative * expected[i]));
            }
        }
    }

    /** Each normalizer may be off by its sums, and every score by its additions. */
    @ParameterizedTest
    @MethodSource("providers")
    void productOfTheNormalizersIsTheMeanExponentialLoss(KernelProvider provider) {
        DoubleStumpBoosting boosting = threeAgainstEight(provider);
        double product = 1;
        double units = 0;
        for (int round = 0; round < ROUNDS; round++) {
            product *= boosting.next().normalizer();
            units += 2 * DoubleBoosting.MAX_ULP + boosting.largestScore();
            assertThat(product).as("round %s", round)
                    .isCloseTo(boosting.meanExponentialLoss(), within(product * units * ULP));
        }
    }

    private static DoubleStumpBoosting threeAgainstEight(KernelProvider provider) {
        Digits all = Digits.read();
        int[] chosen = IntStream.range(0, all.count())
                .filter(i -> all.labels()[i] == 3 || all.labels()[i] == 8)
                .toArray();
        return new DoubleStumpBoosting(provider, all.select(chosen, 0, chosen.length), 3);
    }
}
