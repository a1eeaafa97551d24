package io.github.losslane.jmh.softmax;

import io.github.losslane.FloatMatrix;
import io.github.losslane.Kernels;
import io.github.losslane.Reduction;
import io.github.losslane.softmax.CrossEntropy;
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
 * CrossEntropy over 64 float rows, SIMD against the scalar reference; the bare loop g[i] = k z[i] reads and writes the same
 * bytes. Time is that of a call; divide by 64 x classes for an element.
 */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Fork(value = 1, jvmArgsAppend = {"--add-modules=jdk.incubator.vector", "--sun-misc-unsafe-memory-access=allow"})
@Warmup(iterations = 5, time = 400, timeUnit = TimeUnit.MILLISECONDS)
@Measurement(iterations = 5, time = 400, timeUnit = TimeUnit.MILLISECONDS)
public class FloatSoftmaxBenchmark {

    private static final int ROWS = 64;

    @Param({"10", "100", "1000", "1001", "50257"})
    public int classes;

    private FloatMatrix logits;
    private FloatMatrix gradient;
    private final int[] labels = new int[ROWS];

    @Setup
    public void fill() {
        SplittableRandom random = new SplittableRandom(42);
        logits = FloatMatrix.of(new float[ROWS * classes], ROWS, classes);
        gradient = FloatMatrix.of(new float[ROWS * classes], ROWS, classes);
        for (int i = 0; i < ROWS * classes; i++) {
            logits.data()[i] = (float) (4 * random.nextGaussian());
        }
        for (int i = 0; i < ROWS; i++) {
            labels[i] = random.nextInt(classes);
        }
    }

    @Benchmark
    public double loss() {
        return Kernels.simd().softmax().loss(CrossEntropy.PLAIN, Reduction.MEAN, logits, labels, 0);
    }

    @Benchmark
    public double lossAndGradient() {
        return Kernels.simd().softmax().lossAndGradient(CrossEntropy.PLAIN, Reduction.MEAN, logits, labels, 0, gradient);
    }

    @Benchmark
    public double lossAndGradientReference() {
        return Kernels.reference()
                .softmax()
                .lossAndGradient(CrossEntropy.PLAIN, Reduction.MEAN, logits, labels, 0, gradient);
    }

    @Benchmark
    public float[] bareLoop() {
        float[] z = logits.data();
        float[] g = gradient.data();
        for (int i = 0; i < z.length; i++) {
            g[i] = 0.5f * z[i];
        }
        return g;
    }
}
