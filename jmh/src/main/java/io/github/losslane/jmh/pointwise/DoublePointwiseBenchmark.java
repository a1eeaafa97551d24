// Derived from FloatPointwiseBenchmark.java; edit that file, then run: java verification/src/test/java/io/github/losslane/verification/Twins.java
package io.github.losslane.jmh.pointwise;

import io.github.losslane.Kernels;
import io.github.losslane.Reduction;
import java.util.concurrent.TimeUnit;
import jdk.incubator.vector.DoubleVector;
import jdk.incubator.vector.VectorSpecies;
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
 * Pointwise losses over double arrays: SIMD, a plain loop, the scalar reference; the bare loop a[i] = b[i] - c[i] has the same
 * reads and writes as loss and gradient. Time is that of a call; divide by the size for an element. A trial fails if the
 * sides disagree.
 */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Fork(value = 1, jvmArgsAppend = {"--add-modules=jdk.incubator.vector", "--sun-misc-unsafe-memory-access=allow"})
@Warmup(iterations = 5, time = 400, timeUnit = TimeUnit.MILLISECONDS)
@Measurement(iterations = 5, time = 400, timeUnit = TimeUnit.MILLISECONDS)
public class DoublePointwiseBenchmark {

    private static final VectorSpecies<Double> SPECIES = DoubleVector.SPECIES_PREFERRED;

    @Param
    public PointwiseCase loss;

    @Param({"64", "1001", "1024", "4096", "65536", "1048576", "16777216"})
    public int size;

    private DoublePointwiseData data;
    private double[] hessian;

    @Setup
    public void fill() {
        DoublePointwiseData.compareSides(loss);
        data = new DoublePointwiseData(loss, size);
        hessian = new double[size];
    }

    @Benchmark
    public double loss() {
        return Kernels.simd().pointwise().loss(data.loss, Reduction.MEAN, data.predictions, 0, data.targets, 0, size);
    }

    @Benchmark
    public double lossAndGradient() {
        return data.lossAndGradient(Kernels.simd());
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
    public double[] gradientAndHessian() {
        Kernels.simd().pointwise().gradientAndHessian(
                data.loss, data.predictions, 0, data.targets, 0, data.gradient, 0, hessian, 0, size);
        return hessian;
    }

    @Benchmark
    public double[] bareLoop() {
        double[] predictions = data.predictions;
        double[] targets = data.targets;
        double[] gradient = data.gradient;
        for (int i = 0; i < size; i++) {
            gradient[i] = predictions[i] - targets[i];
        }
        return gradient;
    }

    /** The bare loop by the Vector API, over the whole vectors of the size. */
    @Benchmark
    public double[] bareVectorLoop() {
        for (int i = 0; i < SPECIES.loopBound(size); i += SPECIES.length()) {
            DoubleVector.fromArray(SPECIES, data.predictions, i)
                    .sub(DoubleVector.fromArray(SPECIES, data.targets, i))
                    .intoArray(data.gradient, i);
        }
        return data.gradient;
    }
}
