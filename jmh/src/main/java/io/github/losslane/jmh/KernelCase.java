package io.github.losslane.jmh;

import io.github.losslane.KernelProvider;
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

/**
 * Loss and gradient of every pointwise, softmax and metric loss in both types, on data of 4,096 elements (metric: 2,048).
 *
 * @param name type and loss
 * @param call one call of a kernel
 */
public record KernelCase(String name, DoubleSupplier call) {

    private static final int SIZE = 4096;
    private static final String SHAPE = "16x256";
    private static final String METRIC_SHAPE = "16x128";

    /** All of a provider. */
    public static List<KernelCase> all(KernelProvider kernels) {
        List<KernelCase> cases = new ArrayList<>();
        for (PointwiseCase loss : PointwiseCase.values()) {
            FloatPointwiseData floats = new FloatPointwiseData(loss, SIZE);
            DoublePointwiseData doubles = new DoublePointwiseData(loss, SIZE);
            cases.add(new KernelCase("float " + loss, () -> floats.lossAndGradient(kernels)));
            cases.add(new KernelCase("double " + loss, () -> doubles.lossAndGradient(kernels)));
        }
        for (SoftmaxCase loss : SoftmaxCase.values()) {
            FloatSoftmaxData floats = new FloatSoftmaxData(loss, SHAPE);
            DoubleSoftmaxData doubles = new DoubleSoftmaxData(loss, SHAPE);
            cases.add(new KernelCase("float " + loss, () -> floats.lossAndGradient(kernels)));
            cases.add(new KernelCase("double " + loss, () -> doubles.lossAndGradient(kernels)));
        }
        FloatMetricData floats = new FloatMetricData(METRIC_SHAPE);
        DoubleMetricData doubles = new DoubleMetricData(METRIC_SHAPE);
        cases.add(new KernelCase("float Triplet", () -> floats.triplets(kernels)));
        cases.add(new KernelCase("double Triplet", () -> doubles.triplets(kernels)));
        cases.add(new KernelCase("float Contrastive", () -> floats.pairs(kernels)));
        cases.add(new KernelCase("double Contrastive", () -> doubles.pairs(kernels)));
        return cases;
    }
}
