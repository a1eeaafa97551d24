package io.github.losslane.verification.pointwise;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.losslane.KernelProvider;
import io.github.losslane.Kernels;
import io.github.losslane.Reduction;
import io.github.losslane.pointwise.FloatPointwiseKernels;
import io.github.losslane.pointwise.PointwiseLoss;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** What holds for every loss of the family, whatever it is: all entry points tell one story. */
class FloatPointwiseLawsTest {

    static Stream<Arguments> lossesAndProviders() {
        return PointwiseCases.lossesAndProviders();
    }

    static Stream<PointwiseLoss> losses() {
        return PointwiseCases.losses();
    }

    @ParameterizedTest
    @MethodSource("losses")
    void simdLossIsTheCanonicalSumOfLosses(PointwiseLoss loss) {
        FloatPointwiseSample sample = FloatPointwiseSample.of(loss).ordinary();
        float[] losses = sample.losses(Kernels.simd(), loss);
        double sum = Kernels.reference().math().sum(losses, 0, losses.length);
        assertThat(sample.loss(Kernels.simd(), loss, Reduction.SUM)).isFinite().isEqualTo(sum);
        for (int i = 0; i < losses.length; i++) {
            losses[i] *= sample.weights()[i];
        }
        double weighted = Kernels.reference().math().sum(losses, 0, losses.length);
        assertThat(sample.weightedLoss(Kernels.simd(), loss, Reduction.SUM)).isFinite().isEqualTo(weighted);
    }

    @ParameterizedTest
    @MethodSource("lossesAndProviders")
    void lossIsTheSameWithAndWithoutItsGradient(PointwiseLoss loss, KernelProvider provider) {
        FloatPointwiseSample sample = FloatPointwiseSample.of(loss).ordinary();
        FloatPointwiseKernels kernels = provider.pointwise();
        float[] f = sample.predictions();
        float[] y = sample.targets();
        float[] gradient = new float[f.length];
        for (Reduction reduction : Reduction.values()) {
            assertThat(kernels.lossAndGradient(loss, reduction, f, 0, y, 0, gradient, 0, f.length))
                    .isEqualTo(sample.loss(provider, loss, reduction));
            assertThat(kernels.lossAndGradient(loss, reduction, f, 0, y, 0, sample.weights(), 0, gradient, 0, f.length))
                    .isEqualTo(sample.weightedLoss(provider, loss, reduction));
        }
    }

    @ParameterizedTest
    @MethodSource("lossesAndProviders")
    void gradientIsTheSameWithLossOrWithHessian(PointwiseLoss loss, KernelProvider provider) {
        FloatPointwiseSample sample = FloatPointwiseSample.of(loss);
        int rows = sample.rows();
        float[] gradient = new float[rows];
        provider.pointwise().gradientAndHessian(
                loss, sample.predictions(), 0, sample.targets(), 0, gradient, 0, new float[rows], 0, rows);
        assertThat(gradient).isEqualTo(sample.gradient(provider, loss, Reduction.SUM));
    }

    @ParameterizedTest
    @MethodSource("lossesAndProviders")
    void inPlaceIsTheSameAsApart(PointwiseLoss loss, KernelProvider provider) {
        FloatPointwiseSample sample = FloatPointwiseSample.of(loss);
        FloatPointwiseKernels kernels = provider.pointwise();
        float[] y = sample.targets();
        int rows = sample.rows();
        float[] place = sample.predictions().clone();
        kernels.losses(loss, place, 0, y, 0, place, 0, rows);
        assertThat(place).isEqualTo(sample.losses(provider, loss));
        place = sample.predictions().clone();
        kernels.lossAndGradient(loss, Reduction.MEAN, place, 0, y, 0, place, 0, rows);
        assertThat(place).isEqualTo(sample.gradient(provider, loss, Reduction.MEAN));
        place = sample.predictions().clone();
        kernels.lossAndGradient(loss, Reduction.MEAN, place, 0, y, 0, sample.weights(), 0, place, 0, rows);
        assertThat(place).isEqualTo(sample.weightedGradient(provider, loss, Reduction.MEAN));
        place = sample.predictions().clone();
        float[] hessian = new float[rows];
        kernels.gradientAndHessian(loss, place, 0, y, 0, place, 0, hessian, 0, rows);
        assertThat(place).isEqualTo(sample.gradient(provider, loss, Reduction.SUM));
        assertThat(hessian).isEqualTo(sample.hessian(provider, loss));
    }

    @ParameterizedTest
    @MethodSource("lossesAndProviders")
    void nanPoisonsItsOwnRowAndTheSum(PointwiseLoss loss, KernelProvider provider) {
        FloatPointwiseSample sample = FloatPointwiseSample.of(loss);
        float[] losses = sample.losses(provider, loss);
        float[] gradient = sample.gradient(provider, loss, Reduction.SUM);
        float[] hessian = sample.hessian(provider, loss);
        for (float[] poisoned : List.of(sample.predictions(), sample.targets())) {
            for (int row : new int[] {0, 700, sample.rows() - 1}) {
                float before = poisoned[row];
                poisoned[row] = Float.NaN;
                assertThat(sample.losses(provider, loss)).isEqualTo(with(losses, row));
                assertThat(sample.gradient(provider, loss, Reduction.SUM)).isEqualTo(with(gradient, row));
                assertThat(sample.hessian(provider, loss)).isEqualTo(with(hessian, row));
                assertThat(sample.loss(provider, loss, Reduction.SUM)).isNaN();
                poisoned[row] = before;
            }
        }
    }

    private static float[] with(float[] numbers, int nanAt) {
        float[] poisoned = numbers.clone();
        poisoned[nanAt] = Float.NaN;
        return poisoned;
    }
}
