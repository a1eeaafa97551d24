package io.github.losslane.jmh;

import io.github.losslane.KernelProvider;
import io.github.losslane.Kernels;
import io.github.losslane.jmh.metric.DoubleMetricData;
import io.github.losslane.jmh.metric.FloatMetricData;
import io.github.losslane.jmh.pointwise.DoublePointwiseData;
import io.github.losslane.jmh.pointwise.FloatPointwiseData;
import io.github.losslane.jmh.pointwise.PointwiseCase;
import io.github.losslane.jmh.softmax.DoubleSoftmaxData;
import io.github.losslane.jmh.softmax.FloatSoftmaxData;
import io.github.losslane.jmh.softmax.SoftmaxCase;
import java.util.ArrayList;
import java.util.List;
import java.util.function.DoubleSupplier;
import java.util.function.ToDoubleFunction;

/**
 * Loss and gradient of every pointwise, softmax and metric loss in both types, on data of 4,096 elements (metric: 2,048).
 *
 * @param name type and loss
 * @param call one call of a kernel
 * @param reference the same by the reference, on the same arrays
 */
public record KernelCase(String name, DoubleSupplier call, DoubleSupplier reference) {

    private static final int SIZE = 4096;
    private static final String SHAPE = "16x256";
    private static final String METRIC_SHAPE = "16x128";

    /** All of a provider. */
    public static List<KernelCase> all(KernelProvider kernels) {
        List<KernelCase> cases = new ArrayList<>();
        for (PointwiseCase loss : PointwiseCase.values()) {
            FloatPointwiseData floats = new FloatPointwiseData(loss, SIZE);
            DoublePointwiseData doubles = new DoublePointwiseData(loss, SIZE);
            add(cases, kernels, "float " + loss, floats::lossAndGradient);
            add(cases, kernels, "double " + loss, doubles::lossAndGradient);
        }
        for (SoftmaxCase loss : SoftmaxCase.values()) {
            FloatSoftmaxData floats = new FloatSoftmaxData(loss, SHAPE);
            DoubleSoftmaxData doubles = new DoubleSoftmaxData(loss, SHAPE);
            add(cases, kernels, "float " + loss, floats::lossAndGradient);
            add(cases, kernels, "double " + loss, doubles::lossAndGradient);
        }
        FloatMetricData floats = new FloatMetricData(METRIC_SHAPE);
        DoubleMetricData doubles = new DoubleMetricData(METRIC_SHAPE);
        add(cases, kernels, "float Triplet", floats::triplets);
        add(cases, kernels, "double Triplet", doubles::triplets);
        add(cases, kernels, "float Contrastive", floats::pairs);
        add(cases, kernels, "double Contrastive", doubles::pairs);
        return cases;
    }

    private static void add(
            List<KernelCase> cases, KernelProvider kernels, String name, ToDoubleFunction<KernelProvider> work) {
        cases.add(new KernelCase(name, bind(work, kernels), bind(work, Kernels.reference())));
    }

    private static DoubleSupplier bind(ToDoubleFunction<KernelProvider> work, KernelProvider kernels) {
        return () -> work.applyAsDouble(kernels);
    }
}
