package io.github.losslane.verification.pointwise;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatNullPointerException;
import static org.assertj.core.api.Assertions.within;

import io.github.losslane.pointwise.Logistic;
import io.github.losslane.pointwise.WeightedLogistic;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Values and special values of the weighted logistic loss, and its weights by class balance. */
class WeightedLogisticTest {

    private static final double INFINITY = Double.POSITIVE_INFINITY;

    /** Kernels state at most 7 ulps, and the printed digits may be off by half of one, their multiples by 1. */
    private final RowCheck check = new RowCheck(new WeightedLogistic(3, 0.5), 8);

    @Test
    void knownValues() {
        check.row(2, 1, 3 * 0.12692801104297263, -3 * 0.11920292202211755, 3 * 0.10499358540350652);
        check.row(2, 0, 0.5 * 2.1269280110429727, 0.5 * 0.8807970779778824, 0.5 * 0.10499358540350652);
        check.row(0, 0.25, 1.125 * StrictMath.log(2), -0.1875, 1.125 / 4);
        check.row(-0.0, 1, 3 * StrictMath.log(2), -1.5, 0.75);
    }

    @Test
    void extremeLogitsAreRightOrWrong() {
        check.row(Float.MIN_VALUE, 0, 0.5 * StrictMath.log(2), 0.25, 0.125);
        check.row(1000, 0, 500, 0.5, 0);
        check.row(-1000, 1, 3000, -3, 0);
        check.row(1000, 1, 0, 0, 0);
        check.row(Double.MAX_VALUE, 0, 0.5 * Double.MAX_VALUE, 0.5, 0);
        check.row(-Double.MAX_VALUE, 1, INFINITY, -3, 0);
        check.row(-Float.MAX_VALUE, 1, 3 * (double) Float.MAX_VALUE, -3, 0);
        check.row(INFINITY, 1, 0, 0, 0);
        check.row(-INFINITY, 0, 0, 0, 0);
        check.row(INFINITY, 0, INFINITY, 0.5, 0);
        check.row(-INFINITY, 1, INFINITY, -3, 0);
        check.row(INFINITY, 0.5, INFINITY, 0.25, 0);
        check.nanGivesNan();
    }

    @Test
    void aSideOfWeightZeroCountsForNothing() {
        RowCheck positives = new RowCheck(new WeightedLogistic(2, 0), 8);
        positives.row(7, 0, 0, 0, 0);
        positives.row(INFINITY, 0, 0, 0, 0);
        positives.row(-INFINITY, 0, 0, 0, 0);
        positives.row(-1000, 1, 2000, -2, 0);
        positives.nanGivesNan();
        RowCheck nothing = new RowCheck(new WeightedLogistic(0, 0), 0);
        nothing.row(INFINITY, 0.5, 0, 0, 0);
        nothing.row(-1e30, 1, 0, 0, 0);
        nothing.nanGivesNan();
    }

    /** Where targets are 0 or 1 both keep bounds of at most 5, 5 and 7 ulps. */
    @Test
    void withWeightsOfOneIsTheLogisticLoss() {
        for (PointwiseRow weighted : PointwiseRow.sample(new WeightedLogistic(1, 1))) {
            if (weighted.target() == 0 || weighted.target() == 1) {
                PointwiseRow plain = weighted.with(new Logistic(), weighted.target());
                assertThat(weighted.loss()).as("%s", weighted)
                        .isCloseTo(plain.loss(), within(13.5 * weighted.ulp(plain.loss())));
                assertThat(weighted.gradient()).as("%s", weighted)
                        .isCloseTo(plain.gradient(), within(14 * weighted.ulp(plain.gradient())));
                assertThat(weighted.hessian()).as("%s", weighted)
                        .isCloseTo(plain.hessian(), within(20 * weighted.ulp(plain.hessian())));
            }
        }
    }

    @ParameterizedTest
    @ValueSource(doubles = {-1, -Double.MIN_VALUE, Double.NaN, Double.POSITIVE_INFINITY})
    void weightsMustBeFiniteAndNotNegative(double weight) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new WeightedLogistic(weight, 1))
                .withMessage("positiveWeight is " + weight + ", not finite and at least 0");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new WeightedLogistic(1, weight))
                .withMessage("negativeWeight is " + weight + ", not finite and at least 0");
    }

    @Test
    void balancedWeighsEachClassByTheShareOfTheOther() {
        assertBalance(0.75, 0.25, 0, 0, 1, 0);
        assertBalance(0, 1, 1, 1, 1);
        assertBalance(1, 0, 0, 0, -0.0f);
        assertBalance(0.5, 0.5, 0.25f, 0.75f, 1, 0);
        assertThat(WeightedLogistic.balanced(new float[0], 0, 0)).isEqualTo(new WeightedLogistic(0, 0));
        assertThat(WeightedLogistic.balanced(new double[3], 3, 0)).isEqualTo(new WeightedLogistic(0, 0));
    }

    /** Several blocks, and targets around the range that must not be counted. */
    @Test
    void balancedCountsItsRangeExactly() {
        float[] targets = new float[5000];
        double[] doubles = new double[5000];
        for (int i = 0; i < targets.length; i++) {
            targets[i] = i < 7 || i >= 4007 ? 99 : i % 5 == 0 ? 1 : 0;
            doubles[i] = targets[i];
        }
        assertThat(WeightedLogistic.balanced(targets, 7, 4000)).isEqualTo(new WeightedLogistic(0.8, 0.2));
        assertThat(WeightedLogistic.balanced(doubles, 7, 4000)).isEqualTo(new WeightedLogistic(0.8, 0.2));
    }

    @Test
    void balancedRefusesWhatIsNoCount() {
        for (float[] targets : new float[][] {{2, 2}, {-1, 0}, {Float.NaN, 1}, {Float.POSITIVE_INFINITY, 0}}) {
            double[] doubles = {targets[0], targets[1]};
            String message = "sum of targets is " + (doubles[0] + doubles[1]) + ", not in [0.0, 2.0]";
            assertThatIllegalArgumentException()
                    .isThrownBy(() -> WeightedLogistic.balanced(targets, 0, 2)).withMessage(message);
            assertThatIllegalArgumentException()
                    .isThrownBy(() -> WeightedLogistic.balanced(doubles, 0, 2)).withMessage(message);
        }
        assertThatNullPointerException()
                .isThrownBy(() -> WeightedLogistic.balanced((float[]) null, 0, 0)).withMessage("targets");
        assertThatNullPointerException()
                .isThrownBy(() -> WeightedLogistic.balanced((double[]) null, 0, 0)).withMessage("targets");
        assertThatExceptionOfType(IndexOutOfBoundsException.class)
                .isThrownBy(() -> WeightedLogistic.balanced(new float[3], 1, 3)).withMessageContaining("targets");
        assertThatExceptionOfType(IndexOutOfBoundsException.class)
                .isThrownBy(() -> WeightedLogistic.balanced(new double[3], 0, -1)).withMessageContaining("targets");
    }

    private static void assertBalance(double positiveWeight, double negativeWeight, float... targets) {
        double[] doubles = new double[targets.length];
        for (int i = 0; i < targets.length; i++) {
            doubles[i] = targets[i];
        }
        WeightedLogistic expected = new WeightedLogistic(positiveWeight, negativeWeight);
        assertThat(WeightedLogistic.balanced(targets, 0, targets.length)).isEqualTo(expected);
        assertThat(WeightedLogistic.balanced(doubles, 0, targets.length)).isEqualTo(expected);
    }
}
