// Derived from FloatMetricBenchmark.java; edit that file, then run: java verification/src/test/java/io/github/losslane/verification/Twins.java
package io.github.losslane.jmh.metric;

import io.github.losslane.Kernels;
import io.github.losslane.Reduction;
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
 * Triplet and Contrastive over double rows x dimension, SIMD, plain loops, the scalar
 * reference. The bare loops read and write the same bytes as loss and gradients: three matrices each for triplets, two for
 * pairs. Time is that of a call; divide by the rows for one. A trial fails if the sides disagree.
 */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Fork(value = 1, jvmArgsAppend = {"--add-modules=jdk.incubator.vector", "--sun-misc-unsafe-memory-access=allow"})
@Warmup(iterations = 5, time = 400, timeUnit = TimeUnit.MILLISECONDS)
@Measurement(iterations = 5, time = 400, timeUnit = TimeUnit.MILLISECONDS)
public class DoubleMetricBenchmark {

    @Param({"256x512", "256x256", "256x100", "16x1001", "4096x3", "4096x8", "16x512"})
    public String shape;

    private DoubleMetricData data;

    @Setup
    public void fill() {
        DoubleMetricData.compareSides();
        data = new DoubleMetricData(shape);
        Kernels.simd().warmUp(data.triplet, data.contrastive);
    }

    @Benchmark
    public double tripletLoss() {
        return Kernels.simd().metric()
                .loss(data.triplet, Reduction.MEAN, data.anchors, data.positives, data.negatives);
    }

    @Benchmark
    public double tripletLossAndGradients() {
        return data.triplets(Kernels.simd());
    }

    @Benchmark
    public double tripletLossAndGradientsReference() {
        return data.triplets(Kernels.reference());
    }

    @Benchmark
    public double tripletLossAndGradientsLoop() {
        return data.tripletLoop();
    }

    @Benchmark
    public double[] tripletBareLoop() {
        double[] a = data.anchors.data();
        double[] p = data.positives.data();
        double[] n = data.negatives.data();
        double[] anchorOut = data.anchorGradient.data();
        double[] positiveOut = data.positiveGradient.data();
        double[] negativeOut = data.negativeGradient.data();
        for (int i = 0; i < a.length; i++) {
            anchorOut[i] = n[i] - p[i];
            positiveOut[i] = p[i] - a[i];
            negativeOut[i] = a[i] - n[i];
        }
        return negativeOut;
    }

    @Benchmark
    public double contrastiveLoss() {
        return Kernels.simd().metric()
                .loss(data.contrastive, Reduction.MEAN, data.anchors, data.positives, data.similar, 0);
    }

    @Benchmark
    public double contrastiveLossAndGradients() {
        return data.pairs(Kernels.simd());
    }

    @Benchmark
    public double contrastiveLossAndGradientsReference() {
        return data.pairs(Kernels.reference());
    }

    @Benchmark
    public double contrastiveLossAndGradientsLoop() {
        return data.pairLoop();
    }

    @Benchmark
    public double[] contrastiveBareLoop() {
        double[] a = data.anchors.data();
        double[] b = data.positives.data();
        double[] leftOut = data.anchorGradient.data();
        double[] rightOut = data.positiveGradient.data();
        for (int i = 0; i < a.length; i++) {
            leftOut[i] = a[i] - b[i];
            rightOut[i] = b[i] - a[i];
        }
        return rightOut;
    }
}
