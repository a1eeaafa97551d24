package io.github.losslane.jmh.intrinsics;

import io.github.losslane.Kernels;
import io.github.losslane.jmh.FloatAgreement;
import io.github.losslane.jmh.softmax.FloatSoftmaxData;
import io.github.losslane.jmh.softmax.SoftmaxCase;
import java.lang.foreign.MemorySegment;
import java.lang.invoke.MethodHandle;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.Level;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Setup;

/** Mean softmax cross-entropy of float logits with their gradient; rows and classes are multiples of 16. */
public class FloatSoftmaxIntrinsicsBenchmark extends IntrinsicsBenchmark {

    private static final MethodHandle CROSS_ENTROPY = Intrinsics.crossEntropy("float");

    @Param({"64x1024", "4096x16"})
    public String shape;

    private FloatSoftmaxData data;
    private Native aligned;
    private Native behind;

    @Setup(Level.Trial)
    public void fillAndCompare() throws Throwable {
        data = new FloatSoftmaxData(SoftmaxCase.CrossEntropy, shape);
        Kernels.simd().warmUp(data.loss);
        aligned = new Native(0);
        behind = new Native(HEADER);
        compare(aligned);
        compare(behind);
    }

    private void compare(Native other) throws Throwable {
        FloatAgreement.check("loss", losslane(), other.lossAndGradient());
        float[] gradient = new float[data.gradient.data().length];
        MemorySegment.ofArray(gradient).copyFrom(other.gradient);
        FloatAgreement.check("gradient", data.gradient.data(), gradient);
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

        private final long rows = data.logits.rows();
        private final long classes = data.logits.columns();
        private final MemorySegment logits;
        private final MemorySegment labels;
        private final MemorySegment gradient;

        Native(int offset) {
            logits = copy(MemorySegment.ofArray(data.logits.data()), offset);
            labels = copy(MemorySegment.ofArray(data.labels), offset);
            gradient = room(logits, offset);
        }

        double lossAndGradient() throws Throwable {
            return (double) CROSS_ENTROPY.invokeExact(logits, labels, gradient, rows, classes);
        }
    }
}
