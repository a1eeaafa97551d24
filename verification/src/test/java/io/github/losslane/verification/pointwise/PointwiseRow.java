package io.github.losslane.verification.pointwise;

import io.github.losslane.KernelProvider;
import io.github.losslane.Kernels;
import io.github.losslane.Reduction;
import io.github.losslane.pointwise.PointwiseLoss;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/** One row as the kernels of some provider and type compute it; floats are held as the doubles they are. */
record PointwiseRow(
        String provider, boolean single, double prediction, double target, double loss, double gradient, double hessian) {

    /** The sample rows of a loss through both providers in both types. */
    static List<PointwiseRow> sample(PointwiseLoss loss) {
        return Stream.of(Kernels.simd(), Kernels.reference())
                .flatMap(provider -> Stream.concat(
                        of(provider, loss, FloatPointwiseSample.of(loss)),
                        of(provider, loss, DoublePointwiseSample.of(loss))))
                .toList();
    }

    /** One row through both providers, in double and, where its numbers are floats, in float. */
    static List<PointwiseRow> at(PointwiseLoss loss, double prediction, double target) {
        boolean floats = isFloat(prediction) && isFloat(target);
        return Stream.of(Kernels.simd(), Kernels.reference())
                .flatMap(provider -> Stream.concat(
                        of(provider, loss, DoublePointwiseSample.row(prediction, target)),
                        floats ? of(provider, loss, FloatPointwiseSample.row((float) prediction, (float) target))
                                : Stream.empty()))
                .toList();
    }

    /** The same prediction through the same kernels, for another loss and target. */
    PointwiseRow with(PointwiseLoss other, double otherTarget) {
        KernelProvider same = provider.equals(Kernels.simd().name()) ? Kernels.simd() : Kernels.reference();
        Stream<PointwiseRow> rows = single
                ? of(same, other, FloatPointwiseSample.row((float) prediction, (float) otherTarget))
                : of(same, other, DoublePointwiseSample.row(prediction, otherTarget));
        return rows.findFirst().orElseThrow();
    }

    /** The distance of the numbers of this row's type around a number. */
    double ulp(double number) {
        return single ? Math.ulp((float) number) : Math.ulp(number);
    }

    private static boolean isFloat(double number) {
        return Double.compare((float) number, number) == 0;
    }

    private static Stream<PointwiseRow> of(KernelProvider provider, PointwiseLoss loss, FloatPointwiseSample sample) {
        float[] losses = sample.losses(provider, loss);
        float[] gradient = sample.gradient(provider, loss, Reduction.SUM);
        float[] hessian = sample.hessian(provider, loss);
        return IntStream.range(0, sample.rows()).mapToObj(i -> new PointwiseRow(
                provider.name(), true, sample.predictions()[i], sample.targets()[i], losses[i], gradient[i], hessian[i]));
    }

    private static Stream<PointwiseRow> of(KernelProvider provider, PointwiseLoss loss, DoublePointwiseSample sample) {
        double[] losses = sample.losses(provider, loss);
        double[] gradient = sample.gradient(provider, loss, Reduction.SUM);
        double[] hessian = sample.hessian(provider, loss);
        return IntStream.range(0, sample.rows()).mapToObj(i -> new PointwiseRow(
                provider.name(), false, sample.predictions()[i], sample.targets()[i], losses[i], gradient[i], hessian[i]));
    }
}
