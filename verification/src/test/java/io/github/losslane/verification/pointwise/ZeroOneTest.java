package io.github.losslane.verification.pointwise;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.losslane.KernelProvider;
import io.github.losslane.Kernels;
import io.github.losslane.Reduction;
import io.github.losslane.pointwise.ZeroOne;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Values and special values of the 0-1 loss. */
class ZeroOneTest {

    private static final double INFINITY = Double.POSITIVE_INFINITY;

    private final RowCheck check = new RowCheck(new ZeroOne(), 0);

    @Test
    void knownValues() {
        check.row(-2, 1, 1, 0, 0);
        check.row(2, -1, 1, 0, 0);
        check.row(0.25, 1, 0, 0, 0);
        check.row(-3, -1, 0, 0, 0);
        check.row(-3, 0.5, 1, 0, 0);
        check.row(-3, 0, 0, 0, 0);
    }

    @Test
    void marginsOfZeroCountAsRight() {
        check.row(0, 1, 0, 0, 0);
        check.row(-0.0, 1, 0, 0, 0);
        check.row(0, -1, 0, 0, 0);
        check.row(-0.0, -1, 0, 0, 0);
    }

    @Test
    void onlyTheSignOfTheMarginCounts() {
        check.row(Float.MIN_VALUE, -1, 1, 0, 0);
        check.row(-Double.MIN_VALUE, 1, 1, 0, 0);
        check.row(Float.MAX_VALUE, -1, 1, 0, 0);
        check.row(-Double.MAX_VALUE, Double.MAX_VALUE, 1, 0, 0);
        check.row(-INFINITY, 1, 1, 0, 0);
        check.row(INFINITY, 1, 0, 0, 0);
        check.row(-Double.MIN_VALUE, 0.5, 0, 0, 0);
    }

    @Test
    void nanAndZeroTimesInfinityAreNaN() {
        check.nanGivesNan();
        check.nan(INFINITY, 0);
        check.nan(-INFINITY, -0.0);
    }

    /** More rows than a block, so that both ways of summing take part; 3 of 7 are wrong. */
    @Test
    void meanIsTheErrorRate() {
        float[] scores = new float[7 * 300];
        float[] targets = new float[scores.length];
        for (int i = 0; i < scores.length; i++) {
            targets[i] = i % 2 == 0 ? 1 : -1;
            scores[i] = i % 7 < 3 ? -0.5f * targets[i] : 0.5f * targets[i];
        }
        for (KernelProvider provider : List.of(Kernels.simd(), Kernels.reference())) {
            double rate = provider.pointwise().loss(
                    new ZeroOne(), Reduction.MEAN, scores, 0, targets, 0, scores.length);
            assertThat(rate).as(provider.name()).isEqualTo(3.0 / 7);
            double withGradient = provider.pointwise().lossAndGradient(
                    new ZeroOne(), Reduction.MEAN, scores, 0, targets, 0, new float[scores.length], 0, scores.length);
            assertThat(withGradient).as(provider.name()).isEqualTo(3.0 / 7);
        }
    }
}
