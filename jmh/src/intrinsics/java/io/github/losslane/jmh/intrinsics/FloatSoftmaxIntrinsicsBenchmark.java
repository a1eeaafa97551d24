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

    @Param({"64x1024", "1024x64", "4096x16", "1024x1024"})
    public String shape;

    private FloatSoftmaxData data;
    private MemorySegment logits;
    private MemorySegment labels;
    private MemorySegment gradient;

    @Setup(Level.Trial)
    public void fillAndCompare() throws Throwable {
        data = new FloatSoftmaxData(SoftmaxCase.CrossEntropy, shape);
        Kernels.simd().warmUp(data.loss);
        logits = copy(MemorySegment.ofArray(data.logits.data()));
        labels = copy(MemorySegment.ofArray(data.labels));
        gradient = room(logits);
        FloatAgreement.check("loss", losslane(), intrinsics());
        float[] other = new float[data.gradient.data().length];
        MemorySegment.ofArray(other).copyFrom(gradient);
        FloatAgreement.check("gradient", data.gradient.data(), other);
    }

    @Benchmark
    public double losslane() {
        return data.lossAndGradient(Kernels.simd());
    }

    @Benchmark
    public double intrinsics() throws Throwable {
        long rows = data.logits.rows();
        long classes = data.logits.columns();
        return (double) CROSS_ENTROPY.invokeExact(logits, labels, gradient, rows, classes);
    }
}
