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

    @Param({"4096", "65536"})
    public int size;

    private FloatPointwiseData data;
    private Native aligned;
    private Native behind;

    @Setup(Level.Trial)
    public void fillAndCompare() throws Throwable {
        data = new FloatPointwiseData(loss, size);
        Kernels.simd().warmUp(data.loss);
        aligned = new Native(0);
        behind = new Native(HEADER);
        compare(aligned);
        compare(behind);
    }

    private void compare(Native other) throws Throwable {
        FloatAgreement.check("loss", losslane(), other.lossAndGradient());
        float[] gradient = new float[size];
        MemorySegment.ofArray(gradient).copyFrom(other.gradient);
        FloatAgreement.check("gradient", data.gradient, gradient);
    }

    @Benchmark
    public double losslane() {
        return data.lossAndGradient(Kernels.simd());
    }

    @Benchmark
    public double intrinsics() throws Throwable {
        return aligned.lossAndGradient();
    }

    @Benchmark
    public double intrinsicsBehindHeader() throws Throwable {
        return behind.lossAndGradient();
    }

    /** What C is given. */
    private final class Native {

        private final int index = LOSSES.indexOf(loss);
        private final MemorySegment predictions;
        private final MemorySegment targets;
        private final MemorySegment gradient;

        Native(int offset) {
            predictions = copy(MemorySegment.ofArray(data.predictions), offset);
            targets = copy(MemorySegment.ofArray(data.targets), offset);
            gradient = room(predictions, offset);
        }

        double lossAndGradient() throws Throwable {
            return (double) POINTWISE.invokeExact(index, predictions, targets, gradient, (long) size);
        }
    }
}
