package io.github.losslane.verification.pointwise;

import io.github.losslane.pointwise.AbsoluteError;
import org.junit.jupiter.api.Test;

/** Values and special values of the absolute error. */
class AbsoluteErrorTest {

    private static final double INFINITY = Double.POSITIVE_INFINITY;

    private final RowCheck check = new RowCheck(new AbsoluteError(), 0);

    @Test
    void knownValues() {
        check.row(3, 1, 2, 1, 0);
        check.row(1, 3.5, 2.5, -1, 0);
        check.row(-0.25, 0.5, 0.75, -1, 0);
    }

    @Test
    void subgradientAtTheTargetIsZero() {
        check.row(7, 7, 0, 0, 0);
        check.row(0, -0.0, 0, 0, 0);
        check.row(-0.0, 0, 0, 0, 0);
        check.row(Double.MAX_VALUE, Double.MAX_VALUE, 0, 0, 0);
    }

    @Test
    void smallestDifferencesHaveAFullSlope() {
        check.row(Float.MIN_VALUE, 0, Float.MIN_VALUE, 1, 0);
        check.row(-Float.MIN_VALUE, -0.0, Float.MIN_VALUE, -1, 0);
        check.row(Double.MIN_VALUE, 0, Double.MIN_VALUE, 1, 0);
        check.row(1, Math.nextUp(1.0f), Math.ulp(1.0f), -1, 0);
    }

    @Test
    void infiniteAndOverflowingDifferencesAreInfinite() {
        check.row(INFINITY, 1, INFINITY, 1, 0);
        check.row(-INFINITY, 1, INFINITY, -1, 0);
        check.row(1, INFINITY, INFINITY, -1, 0);
        check.row(INFINITY, -INFINITY, INFINITY, 1, 0);
        check.row(Float.MAX_VALUE, -Float.MAX_VALUE, 2.0 * Float.MAX_VALUE, 1, 0);
        check.row(-Double.MAX_VALUE, Double.MAX_VALUE, INFINITY, -1, 0);
    }

    @Test
    void nanAndInfinityMinusInfinityAreNaN() {
        check.nanGivesNan();
        check.nan(INFINITY, INFINITY);
        check.nan(-INFINITY, -INFINITY);
    }
}
