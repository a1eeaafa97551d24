package io.github.losslane.jmh.intrinsics;

import io.github.losslane.Kernels;
import io.github.losslane.jmh.FloatAgreement;
import io.github.losslane.jmh.pointwise.FloatPointwiseData;
import io.github.losslane.jmh.pointwise.PointwiseCase;
import java.lang.foreign.MemorySegment;
import java.lang.invoke.MethodHandle;
import java.util.List;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.Level;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Setup;

/** Mean pointwise losses of float arrays with the gradient of the predictions; sizes are multiples of 64. */
public class FloatPointwiseIntrinsicsBenchmark extends IntrinsicsBenchmark {

    /** In the order of losses.h. */
    private static final List<PointwiseCase> LOSSES = List.of(
            PointwiseCase.SquaredError, PointwiseCase.SmoothL1, PointwiseCase.Hinge, PointwiseCase.Exponential,
            PointwiseCase.Logistic);

    private static final MethodHandle POINTWISE = Intrinsics.pointwise("float");

    @Param({"SquaredError", "SmoothL1", "Hinge", "Exponential", "Logistic"})
    public PointwiseCase loss;

    @Param({"4096", "65536", "1048576"})
    public int size;

    private int index;
    private FloatPointwiseData data;
    private MemorySegment predictions;
    private MemorySegment targets;
    private MemorySegment gradient;

    @Setup(Level.Trial)
    public void fillAndCompare() throws Throwable {
        index = LOSSES.indexOf(loss);
        data = new FloatPointwiseData(loss, size);
        Kernels.simd().warmUp(data.loss);
        predictions = copy(MemorySegment.ofArray(data.predictions));
        targets = copy(MemorySegment.ofArray(data.targets));
        gradient = room(predictions);
        FloatAgreement.check("loss", losslane(), intrinsics());
        float[] other = new float[size];
        MemorySegment.ofArray(other).copyFrom(gradient);
        FloatAgreement.check("gradient", data.gradient, other);
    }

    @Benchmark
    public double losslane() {
        return data.lossAndGradient(Kernels.simd());
    }

    @Benchmark
    public double intrinsics() throws Throwable {
        return (double) POINTWISE.invokeExact(index, predictions, targets, gradient, (long) size);
    }
}
