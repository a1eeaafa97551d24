package io.github.losslane.jmh.softmax;

import io.github.losslane.FloatMatrix;
import io.github.losslane.Kernels;
import io.github.losslane.Reduction;
import java.util.SplittableRandom;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

/**
 * The softmax family over float rows: SIMD, plain loops, the scalar reference; the bare loop g[i] = k z[i] reads and writes the
 * same bytes. Time is that of a call; divide by rows x classes for an element. The functions and the bare loop do not depend
 * on the loss. A trial fails if the sides disagree.
 */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Fork(value = 1, jvmArgsAppend = {"--add-modules=jdk.incubator.vector", "--sun-misc-unsafe-memory-access=allow"})
@Warmup(iterations = 5, time = 400, timeUnit = TimeUnit.MILLISECONDS)
@Measurement(iterations = 5, time = 400, timeUnit = TimeUnit.MILLISECONDS)
public class FloatSoftmaxBenchmark {

    /** 64 to 16M elements; narrow and wide rows, odd widths. */
    @Param({"1x64", "4x256", "16x256", "64x1024", "1024x1024", "16384x1024",
        "4096x10", "1024x100", "64x1000", "64x1001", "64x50257"})
    public String shape;

    @Param
    public SoftmaxCase loss;

    private FloatSoftmaxData data;
    private FloatMatrix targets;
    private float[] perRow;

    @Setup
    public void fill() {
        FloatSoftmaxData.compareSides(loss);
        data = new FloatSoftmaxData(loss, shape);
        SplittableRandom random = new SplittableRandom(42);
        int classes = data.logits.columns();
        targets = FloatMatrix.of(new float[data.logits.data().length], data.logits.rows(), classes);
        for (int i = 0; i < targets.data().length; i++) {
            targets.data()[i] = (float) random.nextDouble() / classes;
        }
        perRow = new float[targets.rows()];
    }

    @Benchmark
    public double loss() {
        return Kernels.simd().softmax().loss(data.loss, Reduction.MEAN, data.logits, data.labels, 0);
    }

    @Benchmark
    public double lossAndGradient() {
        return data.lossAndGradient(Kernels.simd());
    }

    @Benchmark
    public double lossAndGradientDense() {
        return Kernels.simd().softmax()
                .lossAndGradient(data.loss, Reduction.MEAN, data.logits, targets, data.gradient);
    }

    @Benchmark
    public double lossAndGradientReference() {
        return data.lossAndGradient(Kernels.reference());
    }

    @Benchmark
    public double lossAndGradientLoop() {
        return data.plainLoop();
    }

    @Benchmark
    public float[] logSumExp() {
        Kernels.simd().softmax().logSumExp(data.logits, perRow, 0);
        return perRow;
    }

    @Benchmark
    public FloatMatrix softmax() {
        Kernels.simd().softmax().softmax(data.logits, data.gradient);
        return data.gradient;
    }

    @Benchmark
    public FloatMatrix logSoftmax() {
        Kernels.simd().softmax().logSoftmax(data.logits, data.gradient);
        return data.gradient;
    }

    @Benchmark
    public float[] bareLoop() {
        float[] z = data.logits.data();
        float[] g = data.gradient.data();
        for (int i = 0; i < z.length; i++) {
            g[i] = 0.5f * z[i];
        }
        return g;
    }
}
