package io.github.losslane.verification.pointwise;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.losslane.pointwise.Perceptron;
import org.junit.jupiter.api.Test;

/** Values and special values of the perceptron's loss. */
class PerceptronTest {

    private static final double INFINITY = Double.POSITIVE_INFINITY;

    private final RowCheck check = new RowCheck(new Perceptron(), 0);

    @Test
    void knownValues() {
        check.row(-2, 1, 2, -1, 0);
        check.row(2, -1, 2, 1, 0);
        check.row(0.25, 1, 0, 0, 0);
        check.row(-3, -1, 0, 0, 0);
        check.row(-3, 0.5, 1.5, -0.5, 0);
        check.row(-3, 0, 0, 0, 0);
    }

    @Test
    void derivativesAtTheKinkAreZero() {
        check.row(0, 1, 0, 0, 0);
        check.row(-0.0, 1, 0, 0, 0);
        check.row(0, -1, 0, 0, 0);
        check.row(-0.0, -1, 0, 0, 0);
    }

    @Test
    void extremeScoresAreRightOrWrong() {
        check.row(Float.MIN_VALUE, -1, Float.MIN_VALUE, 1, 0);
        check.row(-Double.MIN_VALUE, 1, Double.MIN_VALUE, -1, 0);
        check.row(-Float.MAX_VALUE, 1, Float.MAX_VALUE, -1, 0);
        check.row(Double.MAX_VALUE, -1, Double.MAX_VALUE, 1, 0);
        check.row(INFINITY, 1, 0, 0, 0);
        check.row(-INFINITY, -1, 0, 0, 0);
        check.row(-INFINITY, 1, INFINITY, -1, 0);
        check.row(INFINITY, -1, INFINITY, 1, 0);
    }

    @Test
    void productsThatUnderflowAreRight() {
        check.row(-Double.MIN_VALUE, 0.5, 0, 0, 0);
        check.row(Double.MIN_NORMAL, -Double.MIN_NORMAL, 0, 0, 0);
    }

    @Test
    void nanAndZeroTimesInfinityAreNaN() {
        check.nanGivesNan();
        check.nan(INFINITY, 0);
        check.nan(-INFINITY, -0.0);
    }

    /** Exact, as targets are -1, 0 and 1. */
    @Test
    void isTheNegativeMarginWhereThatIsPositive() {
        for (PointwiseRow row : PointwiseRow.sample(new Perceptron())) {
            assertThat(row.loss()).as("%s", row).isEqualTo(Math.max(0, -row.target() * row.prediction()));
        }
    }
}
