package io.github.losslane.verification.math;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Tag;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Every elementwise function over float keeps the bound its kernel states, and that is the bound it was asked for. */
class Binary32AccuracyTest {

    /** A prime; 2^32 / 419 is more than ten million floats, which meet every exponent and end on every bit pattern. */
    private static final int STRIDE = 419;

    @ParameterizedTest
    @EnumSource
    void statedBoundIsAtMostTheDemandedOne(Binary32Function function) {
        assertThat(function.statedUlps).isPositive().isLessThanOrEqualTo(function.demandedUlps);
    }

    @ParameterizedTest
    @EnumSource
    void boundariesAreWithinTheStatedBound(Binary32Function function) {
        check(function, Binary32Judge.worst(function, Binary32Boundaries.all()));
    }

    @ParameterizedTest
    @EnumSource
    void tenMillionFloatsAreWithinTheStatedBound(Binary32Function function) {
        check(function, Binary32Judge.worst(function, STRIDE));
    }

    @Tag("exhaustive")
    @ParameterizedTest
    @EnumSource
    void everyFloatIsWithinTheStatedBound(Binary32Function function) {
        Binary32Error worst = Binary32Judge.worst(function, 1);
        System.out.printf("%-11s stated %.2f ulp, worst of all 2^32 floats: %s%n", function, function.statedUlps, worst);
        check(function, worst);
    }

    private static void check(Binary32Function function, Binary32Error worst) {
        assertThat(worst.ulps()).as(function + ": " + worst).isLessThanOrEqualTo(function.statedUlps);
    }
}
