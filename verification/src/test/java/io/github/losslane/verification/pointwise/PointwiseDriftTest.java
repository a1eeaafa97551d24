package io.github.losslane.verification.pointwise;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.github.losslane.Kernels;
import io.github.losslane.Reduction;
import io.github.losslane.pointwise.Hinge;
import io.github.losslane.pointwise.SquaredError;
import java.util.Arrays;
import org.junit.jupiter.api.Test;

/** Sums of very many small losses: one float as accumulator stops growing, blocks that are added in double do not. */
class PointwiseDriftTest {

    private static final int BLOCK = 1024;

    /** Roundings of half an ulp that a loss meets in its block: 16 in its slot, 6 folds. */
    private static final double IN_A_BLOCK = (16 + 6) * 0x1p-24;

    /** The loss 1 - c^2 of score and target c: one array serves as both. */
    @Test
    void aHundredMillionSmallLossesDoNotDrift() {
        int rows = 100_000_000;
        float[] c = new float[rows];
        Arrays.fill(c, 0.9995f);
        float[] one = new float[1];
        Kernels.simd().pointwise().losses(new Hinge(), c, 0, c, 0, one, 0, 1);
        assertThat(one[0]).isBetween(0.0009f, 0.0011f);
        double loss = Kernels.simd().pointwise().loss(new Hinge(), Reduction.SUM, c, 0, c, 0, rows);
        assertSum(loss, rows, one[0]);
        assertThat((double) naive(rows, one[0])).isLessThan(0.5 * rows * one[0]);
    }

    /** The loop that sums while it writes gradients, here over the predictions. */
    @Test
    void smallLossesDoNotDriftWhereGradientsAreWritten() {
        int rows = 1 << 25;
        float[] predictions = new float[rows];
        Arrays.fill(predictions, 0.1f);
        double loss = Kernels.simd().pointwise().lossAndGradient(
                new SquaredError(), Reduction.SUM, predictions, 0, new float[rows], 0, predictions, 0, rows);
        assertSum(loss, rows, 0.1f * 0.1f);
        assertThat((double) naive(rows, 0.1f * 0.1f)).isNotCloseTo(rows * (double) (0.1f * 0.1f), within(0.01 * loss));
        assertThat(predictions[rows - 1]).isEqualTo(0.2f);
    }

    private static void assertSum(double sum, int rows, float each) {
        double exact = rows * (double) each;
        double blocks = Math.ceilDiv(rows, BLOCK) * 0x1p-53;
        assertThat(sum).isCloseTo(exact, within((IN_A_BLOCK + blocks) * 1.001 * exact));      // 1.001: products of errors
    }

    private static float naive(int rows, float each) {
        float sum = 0;
        for (int i = 0; i < rows; i++) {
            sum += each;
        }
        return sum;
    }
}
