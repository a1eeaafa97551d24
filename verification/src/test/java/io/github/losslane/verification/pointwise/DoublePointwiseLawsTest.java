// Derived from FloatPointwiseLawsTest.java; edit that file, then run: java verification/src/test/java/io/github/losslane/verification/Twins.java
package io.github.losslane.verification.pointwise;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.losslane.KernelProvider;
import io.github.losslane.Kernels;
import io.github.losslane.Reduction;
import io.github.losslane.pointwise.DoublePointwiseKernels;
import io.github.losslane.pointwise.PointwiseLoss;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** What holds for every loss of the family, whatever it is: all entry points tell one story. */
class DoublePointwiseLawsTest {

    static Stream<Arguments> lossesAndProviders() {
        return PointwiseCases.lossesAndProviders();
    }

    static Stream<PointwiseLoss> losses() {
        return PointwiseCases.losses();
    }

    @ParameterizedTest
    @MethodSource("losses")
    void simdLossIsTheCanonicalSumOfLosses(PointwiseLoss loss) {
        DoublePointwiseSample sample = DoublePointwiseSample.of(loss).ordinary();
        double[] losses = sample.losses(Kernels.simd(), loss);
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
        DoublePointwiseSample sample = DoublePointwiseSample.of(loss).ordinary();
        DoublePointwiseKernels kernels = provider.pointwise();
        double[] f = sample.predictions();
        double[] y = sample.targets();
        double[] gradient = new double[f.length];
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
        DoublePointwiseSample sample = DoublePointwiseSample.of(loss);
        int rows = sample.rows();
        double[] gradient = new double[rows];
        provider.pointwise().gradientAndHessian(
                loss, sample.predictions(), 0, sample.targets(), 0, gradient, 0, new double[rows], 0, rows);
        assertThat(gradient).isEqualTo(sample.gradient(provider, loss, Reduction.SUM));
    }

    @ParameterizedTest
    @MethodSource("lossesAndProviders")
    void inPlaceIsTheSameAsApart(PointwiseLoss loss, KernelProvider provider) {
        DoublePointwiseSample sample = DoublePointwiseSample.of(loss);
        DoublePointwiseKernels kernels = provider.pointwise();
        double[] y = sample.targets();
        int rows = sample.rows();
        double[] place = sample.predictions().clone();
        kernels.losses(loss, place, 0, y, 0, place, 0, rows);
        assertThat(place).isEqualTo(sample.losses(provider, loss));
        place = sample.predictions().clone();
        kernels.lossAndGradient(loss, Reduction.MEAN, place, 0, y, 0, place, 0, rows);
        assertThat(place).isEqualTo(sample.gradient(provider, loss, Reduction.MEAN));
        place = sample.predictions().clone();
        kernels.lossAndGradient(loss, Reduction.MEAN, place, 0, y, 0, sample.weights(), 0, place, 0, rows);
        assertThat(place).isEqualTo(sample.weightedGradient(provider, loss, Reduction.MEAN));
        place = sample.predictions().clone();
        double[] hessian = new double[rows];
        kernels.gradientAndHessian(loss, place, 0, y, 0, place, 0, hessian, 0, rows);
        assertThat(place).isEqualTo(sample.gradient(provider, loss, Reduction.SUM));
        assertThat(hessian).isEqualTo(sample.hessian(provider, loss));
    }

    @ParameterizedTest
    @MethodSource("lossesAndProviders")
    void nanPoisonsItsOwnRowAndTheSum(PointwiseLoss loss, KernelProvider provider) {
        DoublePointwiseSample sample = DoublePointwiseSample.of(loss);
        double[] losses = sample.losses(provider, loss);
        double[] gradient = sample.gradient(provider, loss, Reduction.SUM);
        double[] hessian = sample.hessian(provider, loss);
        for (double[] poisoned : List.of(sample.predictions(), sample.targets())) {
            for (int row : new int[] {0, 700, sample.rows() - 1}) {
                double before = poisoned[row];
                poisoned[row] = Double.NaN;
                assertThat(sample.losses(provider, loss)).isEqualTo(with(losses, row));
                assertThat(sample.gradient(provider, loss, Reduction.SUM)).isEqualTo(with(gradient, row));
                assertThat(sample.hessian(provider, loss)).isEqualTo(with(hessian, row));
                assertThat(sample.loss(provider, loss, Reduction.SUM)).isNaN();
                poisoned[row] = before;
            }
        }
    }

    private static double[] with(double[] numbers, int nanAt) {
        double[] poisoned = numbers.clone();
        poisoned[nanAt] = Double.NaN;
        return poisoned;
    }
}
