package io.github.losslane.verification.pointwise;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.losslane.KernelProvider;
import io.github.losslane.Kernels;
import io.github.losslane.Reduction;
import io.github.losslane.pointwise.SquaredError;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Values and special values of the squared error. */
class SquaredErrorTest {

    private static final SquaredError LOSS = new SquaredError();
    private static final double INFINITY = Double.POSITIVE_INFINITY;

    private final RowCheck check = new RowCheck(LOSS, 0);

    @Test
    void knownValues() {
        check.row(3, 1, 4, 4, 2);
        check.row(1, 3, 4, -4, 2);
        check.row(7, 7, 0, 0, 2);
        check.row(-0.0, 0, 0, 0, 2);
        check.row(0.5, 0.25, 0.0625, 0.5, 2);
        check.row(Float.MIN_VALUE, 0, 0x1p-298, 2 * Float.MIN_VALUE, 2);
        check.row(-Double.MIN_VALUE, 0, 0, -2 * Double.MIN_VALUE, 2);
    }

    @Test
    void meanIsTheMeanSquaredError() {
        float[] predictions = {1, 2, 3, 4};
        float[] targets = {1, 0, 0, 0};
        for (KernelProvider provider : List.of(Kernels.simd(), Kernels.reference())) {
            float[] gradient = new float[4];
            double mean = provider.pointwise()
                    .lossAndGradient(LOSS, Reduction.MEAN, predictions, 0, targets, 0, gradient, 0, 4);
            assertThat(mean).isEqualTo((4 + 9 + 16) / 4.0);
            assertThat(gradient).containsExactly(0, 1, 1.5f, 2);
        }
    }

    @Test
    void differencesBeyondTheRangeAreInfinite() {
        check.row(INFINITY, 1, INFINITY, INFINITY, 2);
        check.row(1, INFINITY, INFINITY, -INFINITY, 2);
        check.row(0x1p65, 0, 0x1p130, 0x1p66, 2);
        check.row(Double.MAX_VALUE, 0, INFINITY, INFINITY, 2);
    }

    @Test
    void nanAndInfinityMinusInfinityAreNaN() {
        check.nanGivesNan();
        check.nan(INFINITY, INFINITY);
    }
}
