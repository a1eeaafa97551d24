package io.github.losslane.verification.pointwise;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.losslane.Kernels;
import io.github.losslane.Reduction;
import io.github.losslane.pointwise.Hinge;
import io.github.losslane.pointwise.Perceptron;
import io.github.losslane.pointwise.PointwiseLoss;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Where the margin is kept the slope of a hinge is +0, not -0, in every lane and in the tail. */
class ZeroSlopesTest {

    private static final int LENGTH = 133;
    private static final List<PointwiseLoss> LOSSES = List.of(new Hinge(), new Perceptron());

    @Test
    void slopesOfKeptMarginsArePositiveZeros() {
        for (PointwiseLoss loss : LOSSES) {
            for (int target : new int[] {-1, 1}) {
                assertThat(floatSlopes(loss, target)).as("%s, %s", loss, target).containsOnly(0);
                assertThat(doubleSlopes(loss, target)).as("%s, %s", loss, target).containsOnly(0);
            }
        }
    }

    /** The bits of the gradient. */
    private static int[] floatSlopes(PointwiseLoss loss, int target) {
        float[] predictions = new float[LENGTH];
        float[] targets = new float[LENGTH];
        float[] gradient = new float[LENGTH];
        Arrays.fill(predictions, 3 * target);
        Arrays.fill(targets, target);
        Kernels.simd().pointwise().lossAndGradient(
                loss, Reduction.SUM, predictions, 0, targets, 0, gradient, 0, LENGTH);
        int[] bits = new int[LENGTH];
        Arrays.setAll(bits, i -> Float.floatToRawIntBits(gradient[i]));
        return bits;
    }

    private static long[] doubleSlopes(PointwiseLoss loss, int target) {
        double[] predictions = new double[LENGTH];
        double[] targets = new double[LENGTH];
        double[] gradient = new double[LENGTH];
        Arrays.fill(predictions, 3 * target);
        Arrays.fill(targets, target);
        Kernels.simd().pointwise().lossAndGradient(
                loss, Reduction.SUM, predictions, 0, targets, 0, gradient, 0, LENGTH);
        return Arrays.stream(gradient).mapToLong(Double::doubleToRawLongBits).toArray();
    }
}
