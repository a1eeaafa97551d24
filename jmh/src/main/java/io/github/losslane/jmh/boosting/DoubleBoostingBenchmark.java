// Derived from FloatBoostingBenchmark.java; edit that file, then run: java verification/src/test/java/io/github/losslane/verification/Twins.java
package io.github.losslane.jmh.boosting;

import io.github.losslane.Kernels;
import io.github.losslane.boosting.BoostingKernels;
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

/** The steps of AdaBoost over double arrays, SIMD against the scalar reference. Time is that of a call. */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Fork(value = 1, jvmArgsAppend = {"--add-modules=jdk.incubator.vector", "--sun-misc-unsafe-memory-access=allow"})
@Warmup(iterations = 5, time = 400, timeUnit = TimeUnit.MILLISECONDS)
@Measurement(iterations = 5, time = 400, timeUnit = TimeUnit.MILLISECONDS)
public class DoubleBoostingBenchmark {

    @Param({"simd", "reference"})
    public String provider;

    @Param({"64", "4096", "65536", "1048576"})
    public int size;

    private BoostingKernels kernels;
    private double[] scores;
    private double[] predictions;
    private double[] targets;
    private double[] weights;
    private double theta;

    @Setup
    public void fill() {
        SplittableRandom random = new SplittableRandom(42);
        kernels = (provider.equals("simd") ? Kernels.simd() : Kernels.reference()).boosting();
        scores = new double[size];
        predictions = new double[size];
        targets = new double[size];
        weights = new double[size];
        for (int i = 0; i < size; i++) {
            scores[i] = random.nextGaussian();
            targets[i] = 2 * random.nextInt(2) - 1;
            predictions[i] = random.nextInt(4) == 0 ? -targets[i] : targets[i];
        }
        kernels.weights(scores, 0, targets, 0, weights, 0, size);
        theta = 0x1p-10;
    }

    @Benchmark
    public double[] weights() {
        kernels.weights(scores, 0, targets, 0, weights, 0, size);
        return weights;
    }

    @Benchmark
    public double weightedError() {
        return kernels.weightedError(predictions, 0, targets, 0, weights, 0, size);
    }

    /** Back and forth, so that the weights stay what they are. */
    @Benchmark
    public double reweight() {
        theta = -theta;
        return kernels.reweight(theta, predictions, 0, targets, 0, weights, 0, size);
    }

    @Benchmark
    public double[] addScaled() {
        theta = -theta;
        kernels.addScaled(theta, predictions, 0, scores, 0, size);
        return scores;
    }

    @Benchmark
    public double[] weightsLoop() {
        DoubleBoostingLoops.weights(scores, targets, weights);
        return weights;
    }

    @Benchmark
    public double weightedErrorLoop() {
        return DoubleBoostingLoops.weightedError(predictions, targets, weights);
    }

    @Benchmark
    public double reweightLoop() {
        theta = -theta;
        return DoubleBoostingLoops.reweight(theta, predictions, targets, weights);
    }

    @Benchmark
    public double[] addScaledLoop() {
        theta = -theta;
        DoubleBoostingLoops.addScaled(theta, predictions, scores);
        return scores;
    }
}
