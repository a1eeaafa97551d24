package io.github.losslane.jmh.metric;

import io.github.losslane.FloatMatrix;
import io.github.losslane.Kernels;
import io.github.losslane.Reduction;
import io.github.losslane.metric.Contrastive;
import io.github.losslane.metric.MetricKernels;
import io.github.losslane.metric.Triplet;
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
 * {@link Triplet} and {@link Contrastive} over float rows x dimension, SIMD against the scalar reference. The bare loops
 * read and write the same bytes as loss and gradients: three matrices each for triplets, two for pairs. Every triplet is
 * active and every dissimilar pair within the margin, as otherwise there are only zeros to write. Time is that of a call;
 * divide by the rows for one.
 */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Fork(value = 1, jvmArgsAppend = {"--add-modules=jdk.incubator.vector", "--sun-misc-unsafe-memory-access=allow"})
@Warmup(iterations = 5, time = 400, timeUnit = TimeUnit.MILLISECONDS)
@Measurement(iterations = 5, time = 400, timeUnit = TimeUnit.MILLISECONDS)
public class FloatMetricBenchmark {

    @Param({"256x512", "256x100", "4096x3", "4096x8", "16x512"})
    public String shape;

    private final MetricKernels simd = Kernels.simd().metric();
    private final MetricKernels reference = Kernels.reference().metric();
    private Triplet triplet;
    private Contrastive contrastive;
    private FloatMatrix anchors;
    private FloatMatrix positives;
    private FloatMatrix negatives;
    private FloatMatrix anchorGradient;
    private FloatMatrix positiveGradient;
    private FloatMatrix negativeGradient;
    private int[] similar;

    @Setup
    public void fill() {
        String[] sizes = shape.split("x", 2);
        int rows = Integer.parseInt(sizes[0]);
        int columns = Integer.parseInt(sizes[1]);
        SplittableRandom random = new SplittableRandom(42);
        triplet = new Triplet(100 * columns);
        contrastive = new Contrastive(10 * columns);
        anchors = gaussian(random, rows, columns);
        positives = gaussian(random, rows, columns);
        negatives = gaussian(random, rows, columns);
        anchorGradient = FloatMatrix.of(new float[rows * columns], rows, columns);
        positiveGradient = FloatMatrix.of(new float[rows * columns], rows, columns);
        negativeGradient = FloatMatrix.of(new float[rows * columns], rows, columns);
        similar = random.ints(rows, 0, 2).toArray();
        Kernels.simd().warmUp(triplet, contrastive);
    }

    private static FloatMatrix gaussian(SplittableRandom random, int rows, int columns) {
        float[] data = new float[rows * columns];
        for (int i = 0; i < data.length; i++) {
            data[i] = (float) random.nextGaussian();
        }
        return FloatMatrix.of(data, rows, columns);
    }

    @Benchmark
    public double tripletLoss() {
        return simd.loss(triplet, Reduction.MEAN, anchors, positives, negatives);
    }

    @Benchmark
    public double tripletLossAndGradients() {
        return triplets(simd);
    }

    @Benchmark
    public double tripletLossAndGradientsReference() {
        return triplets(reference);
    }

    @Benchmark
    public float[] tripletBareLoop() {
        float[] a = anchors.data();
        float[] p = positives.data();
        float[] n = negatives.data();
        float[] anchorOut = anchorGradient.data();
        float[] positiveOut = positiveGradient.data();
        float[] negativeOut = negativeGradient.data();
        for (int i = 0; i < a.length; i++) {
            anchorOut[i] = n[i] - p[i];
            positiveOut[i] = p[i] - a[i];
            negativeOut[i] = a[i] - n[i];
        }
        return negativeOut;
    }

    @Benchmark
    public double contrastiveLoss() {
        return simd.loss(contrastive, Reduction.MEAN, anchors, positives, similar, 0);
    }

    @Benchmark
    public double contrastiveLossAndGradients() {
        return pairs(simd);
    }

    @Benchmark
    public double contrastiveLossAndGradientsReference() {
        return pairs(reference);
    }

    @Benchmark
    public float[] contrastiveBareLoop() {
        float[] a = anchors.data();
        float[] b = positives.data();
        float[] leftOut = anchorGradient.data();
        float[] rightOut = positiveGradient.data();
        for (int i = 0; i < a.length; i++) {
            leftOut[i] = a[i] - b[i];
            rightOut[i] = b[i] - a[i];
        }
        return rightOut;
    }

    private double triplets(MetricKernels kernels) {
        return kernels.lossAndGradients(triplet, Reduction.MEAN, anchors, positives, negatives,
                anchorGradient, positiveGradient, negativeGradient);
    }

    private double pairs(MetricKernels kernels) {
        return kernels.lossAndGradients(
                contrastive, Reduction.MEAN, anchors, positives, similar, 0, anchorGradient, positiveGradient);
    }
}
