package io.github.losslane.verification.margin;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.github.losslane.margin.MarginLoss;
import java.util.Arrays;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What takes the place of the label's cosine, its slope, and what a record says about both. */
class MarginTargetTest {

    private static final double STEP = 0x1p-14;
    private static final double[] ANGLES = IntStream.range(1, 100).mapToDouble(i -> 0.0313 * i).toArray();
    private static final double[] FEATURE = {3, 4, -1};
    private static final double[] WEIGHT = {1, 0.5, 2};

    static Stream<MarginLoss> losses() {
        return MarginCases.all();
    }

    static Stream<MarginLoss> margins() {
        return losses().filter(MarginLoss::hasMargin);
    }

    static Stream<MarginLoss> scaled() {
        return losses().filter(loss -> !loss.hasMargin());
    }

    /**
     * d target / d theta = -sin(theta) slope; a central difference of fourth order is off by m^5 h^4 / 30, less than 1e-14,
     * and by the rounding of a target of up to 2 m, divided by h: 32 2^-53 2^14, and 1.5 times as much for its four terms.
     */
    @ParameterizedTest
    @MethodSource("margins")
    void slopeIsTheDerivativeOfTheTarget(MarginLoss loss) {
        for (double angle : ANGLES) {
            double near = target(loss, angle + STEP) - target(loss, angle - STEP);
            double far = target(loss, angle + 2 * STEP) - target(loss, angle - 2 * STEP);
            double derivative = (8 * near - far) / (12 * STEP);
            double slope = loss.targetSlope(StrictMath.cos(angle), StrictMath.sin(angle));
            assertThat(-StrictMath.sin(angle) * slope).as("%s at %s", loss, angle).isCloseTo(derivative, within(1e-9));
        }
    }

    @ParameterizedTest
    @MethodSource("losses")
    void manyTargetsAreThoseOfEachRow(MarginLoss loss) {
        double[] cosines = Arrays.stream(ANGLES).map(StrictMath::cos).toArray();
        double[] sines = Arrays.stream(ANGLES).map(StrictMath::sin).toArray();
        loss.targets(cosines, sines, ANGLES.length - 1);
        for (int i = 0; i < ANGLES.length - 1; i++) {
            double cosine = StrictMath.cos(ANGLES[i]);
            double sine = StrictMath.sin(ANGLES[i]);
            assertThat(cosines[i]).isEqualTo(loss.target(cosine, sine));
            assertThat(sines[i]).isEqualTo(loss.targetSlope(cosine, sine));
        }
        double last = ANGLES[ANGLES.length - 1];
        assertThat(cosines[ANGLES.length - 1]).as("beyond the rows").isEqualTo(StrictMath.cos(last));
        assertThat(sines[ANGLES.length - 1]).as("beyond the rows").isEqualTo(StrictMath.sin(last));
    }

    /** Without a margin the target is the cosine but for rounding, and nobody looks at the sine. */
    @ParameterizedTest
    @MethodSource("losses")
    void marginIsWhatMakesTheTargetDiffer(MarginLoss loss) {
        if (loss.hasMargin()) {
            assertThat(Arrays.stream(ANGLES).boxed()).anyMatch(angle -> target(loss, angle) != StrictMath.cos(angle));
        } else {
            assertThat(Arrays.stream(ANGLES).boxed()).allMatch(angle -> Math.abs(target(loss, angle) - StrictMath.cos(angle)) < 0x1p-51);
            assertThat(loss.usesSine()).isFalse();
        }
    }

    /** What a loss says it does not look at may be anything. */
    @ParameterizedTest
    @MethodSource("margins")
    void sineCountsWhereTheLossSaysSo(MarginLoss loss) {
        double angle = 0.25;
        double cosine = StrictMath.cos(angle);
        assertThat(Double.isNaN(loss.target(cosine, Double.NaN))).isEqualTo(loss.usesSine());
        assertThat(Double.isNaN(loss.targetSlope(cosine, Double.NaN))).isEqualTo(loss.usesSine());
    }

    /** Also to the logit of the label. */
    @ParameterizedTest
    @MethodSource("losses")
    void biasIsAddedToLogits(MarginLoss loss) {
        double label = loss.targetLogit(FEATURE, WEIGHT, 0);
        assertThat(loss.targetLogit(FEATURE, WEIGHT, 0.5)).isEqualTo(label + 0.5);
        assertThat(loss.logit(FEATURE, WEIGHT, 0.5)).isEqualTo(loss.logit(FEATURE, WEIGHT, 0) + 0.5);
    }

    /** Without a margin the label is a class as any other. */
    @ParameterizedTest
    @MethodSource("scaled")
    void labelWithoutMarginHasTheLogitOfItsClass(MarginLoss loss) {
        assertThat(loss.targetLogit(FEATURE, WEIGHT, 0)).isEqualTo(loss.logit(FEATURE, WEIGHT, 0));
    }

    private static double target(MarginLoss loss, double angle) {
        return loss.target(StrictMath.cos(angle), StrictMath.sin(angle));
    }
}
