package io.github.losslane.verification.pointwise;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.losslane.pointwise.HalfSquaredError;
import io.github.losslane.pointwise.SquaredError;
import org.junit.jupiter.api.Test;

/** Values and special values of half the squared error. */
class HalfSquaredErrorTest {

    private static final double INFINITY = Double.POSITIVE_INFINITY;

    private final RowCheck check = new RowCheck(new HalfSquaredError(), 0);

    @Test
    void knownValues() {
        check.row(3, 1, 2, 2, 1);
        check.row(1, 3, 2, -2, 1);
        check.row(0.5, 0.25, 0.03125, 0.25, 1);
        check.row(7, 7, 0, 0, 1);
        check.row(-0.0, 0, 0, 0, 1);
        check.row(Float.MIN_VALUE, 0, 0x1p-299, Float.MIN_VALUE, 1);
        check.row(-Double.MIN_VALUE, 0, 0, -Double.MIN_VALUE, 1);
    }

    @Test
    void infiniteDifferencesAreInfinite() {
        check.row(INFINITY, 1, INFINITY, INFINITY, 1);
        check.row(1, INFINITY, INFINITY, -INFINITY, 1);
        check.row(-INFINITY, INFINITY, INFINITY, -INFINITY, 1);
        check.row(Double.MAX_VALUE, 0, INFINITY, Double.MAX_VALUE, 1);
        check.row(0x1p64, 0, 0x1p127, 0x1p64, 1);
        check.row(0x1p65, 0, 0x1p129, 0x1p65, 1);
    }

    @Test
    void nanAndInfinityMinusInfinityAreNaN() {
        check.nanGivesNan();
        check.nan(INFINITY, INFINITY);
    }

    /** Bit for bit wherever the square is a normal number. */
    @Test
    void isHalfTheSquaredError() {
        for (PointwiseRow half : PointwiseRow.sample(new HalfSquaredError())) {
            PointwiseRow whole = half.with(new SquaredError(), half.target());
            double smallest = half.single() ? Float.MIN_NORMAL : Double.MIN_NORMAL;
            if (half.loss() >= smallest && whole.loss() < INFINITY) {
                assertThat(half.loss()).as("%s", half).isEqualTo(whole.loss() / 2);
            }
            if (Math.abs(whole.gradient()) < INFINITY) {
                assertThat(half.gradient()).as("%s", half).isEqualTo(whole.gradient() / 2);
            }
            assertThat(half.hessian()).as("%s", half).isEqualTo(whole.hessian() / 2);
        }
    }
}
