// Derived from FloatDetectionBenchmark.java; edit that file, then run: java verification/src/test/java/io/github/losslane/verification/Twins.java
package io.github.losslane.jmh.detection;

import io.github.losslane.DoubleMatrix;
import io.github.losslane.Kernels;
import io.github.losslane.detection.DetectionKernels;
import io.github.losslane.detection.RpnLoss;
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
 * {@link RpnLoss} over double arrays, SIMD against the scalar reference, with few positive anchors as after the sampling of
 * a mini-batch, and with many. Time is that of a call; divide by the anchors for one.
 */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Fork(value = 1, jvmArgsAppend = {"--add-modules=jdk.incubator.vector", "--sun-misc-unsafe-memory-access=allow"})
@Warmup(iterations = 5, time = 400, timeUnit = TimeUnit.MILLISECONDS)
@Measurement(iterations = 5, time = 400, timeUnit = TimeUnit.MILLISECONDS)
public class DoubleDetectionBenchmark {

    @Param({"simd", "reference"})
    public String provider;

    @Param({"256", "4096", "65536"})
    public int anchors;

    @Param({"0.01", "0.5"})
    public double positive;

    private final RpnLoss loss = new RpnLoss();
    private DetectionKernels kernels;
    private int[] labels;
    private double[] logits;
    private double[] logitGradient;
    private DoubleMatrix boxes;
    private DoubleMatrix boxTargets;
    private DoubleMatrix boxGradient;

    @Setup
    public void fill() {
        SplittableRandom random = new SplittableRandom(42);
        kernels = (provider.equals("simd") ? Kernels.simd() : Kernels.reference()).detection();
        labels = new int[anchors];
        logits = new double[anchors];
        logitGradient = new double[anchors];
        boxes = boxes();
        boxTargets = boxes();
        boxGradient = boxes();
        for (int i = 0; i < anchors; i++) {
            labels[i] = random.nextDouble() < positive ? 1 : -random.nextInt(2);
            logits[i] = (4 * random.nextGaussian());
        }
        for (int i = 0; i < boxes.data().length; i++) {
            boxes.data()[i] = random.nextGaussian();
            boxTargets.data()[i] = random.nextGaussian();
        }
    }

    private DoubleMatrix boxes() {
        return DoubleMatrix.of(new double[anchors * RpnLoss.BOX_COLUMNS], anchors, RpnLoss.BOX_COLUMNS);
    }

    @Benchmark
    public double loss() {
        return kernels.loss(loss, logits, 0, labels, 0, boxes, boxTargets);
    }

    @Benchmark
    public double lossAndGradients() {
        return kernels.lossAndGradients(loss, logits, 0, labels, 0, boxes, boxTargets, logitGradient, 0, boxGradient);
    }
}
