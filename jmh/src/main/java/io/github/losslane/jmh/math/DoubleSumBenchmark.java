// Derived from FloatSumBenchmark.java; edit that file, then run: java verification/src/test/java/io/github/losslane/verification/Twins.java
package io.github.losslane.jmh.math;

import io.github.losslane.Kernels;
import io.github.losslane.KernelProvider;
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

/** Sums and Chebyshev polynomials of double arrays, SIMD against the scalar reference. */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Fork(value = 1, jvmArgsAppend = {"--add-modules=jdk.incubator.vector", "--sun-misc-unsafe-memory-access=allow"})
@Warmup(iterations = 5, time = 400, timeUnit = TimeUnit.MILLISECONDS)
@Measurement(iterations = 5, time = 400, timeUnit = TimeUnit.MILLISECONDS)
public class DoubleSumBenchmark {

    @Param({"simd", "reference"})
    public String provider;

    @Param({"64", "1024", "4096", "65536", "1048576"})
    public int size;

    private KernelProvider kernels;
    private double[] x;
    private double[] y;
    private double[] out;
    private double[] slope;

    @Setup
    public void fill() {
        SplittableRandom random = new SplittableRandom(42);
        kernels = provider.equals("simd") ? Kernels.simd() : Kernels.reference();
        x = new double[size];
        y = new double[size];
        out = new double[size];
        slope = new double[size];
        for (int i = 0; i < size; i++) {
            x[i] = random.nextDouble(-1, 1);
            y[i] = random.nextDouble(-1, 1);
        }
    }

    @Benchmark
    public double sum() {
        return kernels.math().sum(x, 0, size);
    }

    @Benchmark
    public double dot() {
        return kernels.math().dot(x, 0, y, 0, size);
    }

    @Benchmark
    public double squaredDistance() {
        return kernels.math().squaredDistance(x, 0, y, 0, size);
    }

    @Benchmark
    public double[] cosMultiple4() {
        kernels.math().cosMultiple(4, x, 0, out, 0, size);
        return out;
    }

    @Benchmark
    public double[] psi4() {
        kernels.math().psi(4, x, 0, out, 0, slope, 0, size);
        return out;
    }
}
