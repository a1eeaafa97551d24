// Derived from FloatSoftmaxIntrinsicsBenchmark.java; edit that file, then run: java verification/src/test/java/io/github/losslane/verification/Twins.java
package io.github.losslane.jmh.intrinsics;

import io.github.losslane.Kernels;
import io.github.losslane.jmh.DoubleAgreement;
import io.github.losslane.jmh.softmax.DoubleSoftmaxData;
import io.github.losslane.jmh.softmax.SoftmaxCase;
import java.lang.foreign.MemorySegment;
import java.lang.invoke.MethodHandle;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.Level;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Setup;

/** Mean softmax cross-entropy of double logits with their gradient; rows and classes are multiples of 16. */
public class DoubleSoftmaxIntrinsicsBenchmark extends IntrinsicsBenchmark {

    private static final MethodHandle CROSS_ENTROPY = Intrinsics.crossEntropy("double");

    @Param({"64x1024", "1024x64", "4096x16", "1024x1024"})
    public String shape;

    private DoubleSoftmaxData data;
    private MemorySegment logits;
    private MemorySegment labels;
    private MemorySegment gradient;

    @Setup(Level.Trial)
    public void fillAndCompare() throws Throwable {
        data = new DoubleSoftmaxData(SoftmaxCase.CrossEntropy, shape);
        Kernels.simd().warmUp(data.loss);
        logits = copy(MemorySegment.ofArray(data.logits.data()));
        labels = copy(MemorySegment.ofArray(data.labels));
        gradient = room(logits);
        DoubleAgreement.check("loss", losslane(), intrinsics());
        double[] other = new double[data.gradient.data().length];
        MemorySegment.ofArray(other).copyFrom(gradient);
        DoubleAgreement.check("gradient", data.gradient.data(), other);
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
