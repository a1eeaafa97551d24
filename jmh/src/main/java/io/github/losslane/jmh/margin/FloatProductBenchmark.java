package io.github.losslane.jmh.margin;

import io.github.losslane.internal.FloatPanels;
import io.github.losslane.simd.FloatLanes;
import io.github.losslane.simd.margin.FloatDots;
import io.github.losslane.simd.margin.FloatProduct;
import java.util.Arrays;
import java.util.SplittableRandom;
import java.util.concurrent.TimeUnit;
import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.VectorOperators;
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
 * The three products of a head, rows x dimension x classes, beside a plain loop and the most fma the processor does. Each
 * takes 2 x rows x dimension x classes operations; divided by the nanoseconds they are GFLOPS. {@code peak} does as many.
 */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
@Fork(value = 1, jvmArgsAppend = {"--add-modules=jdk.incubator.vector", "--sun-misc-unsafe-memory-access=allow"})
@Warmup(iterations = 5, time = 400, timeUnit = TimeUnit.MILLISECONDS)
@Measurement(iterations = 5, time = 400, timeUnit = TimeUnit.MILLISECONDS)
public class FloatProductBenchmark {

    private static final VectorSpecies<Float> SPECIES = FloatLanes.SPECIES;

    @Param({"1x512x1000", "2x512x1000", "4x512x1000", "16x512x1000", "64x128x10", "256x512x1000", "1024x1024x1024"})
    public String shape;

    private int rows;
    private int dimension;
    private int classes;
    private float[] features;
    private float[] weights;
    private float[] gradient;
    private float[] logits;
    private float[] featureGradient;
    private float[] weightGradient;
    private float[] panels;

    @Setup
    public void fill() {
        int[] sizes = Arrays.stream(shape.split("x", 3)).mapToInt(Integer::parseInt).toArray();
        rows = sizes[0];
        dimension = sizes[1];
        classes = sizes[2];
        SplittableRandom random = new SplittableRandom(42);
        features = gaussian(random, rows * dimension);
        weights = gaussian(random, classes * dimension);
        gradient = gaussian(random, rows * classes);
        logits = new float[rows * classes];
        featureGradient = new float[rows * dimension];
        weightGradient = new float[classes * dimension];
        panels = new float[(int) Math.max(FloatPanels.length(rows, classes, dimension),
                Math.max(FloatPanels.length(rows, dimension, classes), FloatPanels.length(classes, dimension, rows)))];
    }

    private static float[] gaussian(SplittableRandom random, int length) {
        float[] data = new float[length];
        for (int i = 0; i < length; i++) {
            data[i] = (float) random.nextGaussian();
        }
        return data;
    }

    /** X W^T. */
    @Benchmark
    public float[] logits() {
        FloatDots.multiply(rows, classes, dimension, features, 0, dimension, weights, 0, dimension,
                logits, 0, classes, panels);
        return logits;
    }

    /** X W^T, row by row, as one writes it with the Vector API. The order of the sums depends on the lanes. */
    @Benchmark
    public float[] logitsByPlainVectorLoop() {
        for (int i = 0; i < rows; i++) {
            for (int j = 0; j < classes; j++) {
                logits[i * classes + j] = plainDot(dimension, features, i * dimension, weights, j * dimension);
            }
        }
        return logits;
    }

    private static float plainDot(int k, float[] a, int ai, float[] b, int bi) {
        FloatVector sums = FloatVector.zero(SPECIES);
        int p = 0;
        for (; p <= k - SPECIES.length(); p += SPECIES.length()) {
            sums = FloatVector.fromArray(SPECIES, a, ai + p).fma(FloatVector.fromArray(SPECIES, b, bi + p), sums);
        }
        float sum = sums.reduceLanes(VectorOperators.ADD);
        for (; p < k; p++) {
            sum += a[ai + p] * b[bi + p];
        }
        return sum;
    }

    /** G W. */
    @Benchmark
    public float[] featureGradient() {
        FloatProduct.multiply(false, rows, dimension, classes, gradient, 0, classes, 1, weights, 0, dimension,
                featureGradient, 0, dimension, panels);
        return featureGradient;
    }

    /** G^T X. */
    @Benchmark
    public float[] weightGradient() {
        FloatProduct.multiply(false, classes, dimension, rows, gradient, 0, 1, classes, features, 0, dimension,
                weightGradient, 0, dimension, panels);
        return weightGradient;
    }

    /** G W, rows of W added to rows of the result: the order of loops that the compiler turns into vectors. */
    @Benchmark
    public float[] featureGradientByPlainLoop() {
        plain(rows, dimension, classes, gradient, weights, featureGradient);
        return featureGradient;
    }

    private static void plain(int m, int n, int k, float[] a, float[] b, float[] c) {
        Arrays.fill(c, 0);
        for (int i = 0; i < m; i++) {
            for (int p = 0; p < k; p++) {
                addRow(a[i * k + p], n, b, p * n, c, i * n);
            }
        }
    }

    private static void addRow(float factor, int n, float[] b, int bi, float[] c, int ci) {
        for (int j = 0; j < n; j++) {
            c[ci + j] = Math.fma(factor, b[bi + j], c[ci + j]);
        }
    }

    /** Twelve independent chains, as an fma takes four cycles and two start in each. */
    @Benchmark
    public float peak() {
        int turns = Math.toIntExact((long) rows * dimension * classes / (12L * SPECIES.length()));
        FloatVector factor = FloatVector.broadcast(SPECIES, 0.5f);
        FloatVector s0 = factor;
        FloatVector s1 = factor;
        FloatVector s2 = factor;
        FloatVector s3 = factor;
        FloatVector s4 = factor;
        FloatVector s5 = factor;
        FloatVector s6 = factor;
        FloatVector s7 = factor;
        FloatVector s8 = factor;
        FloatVector s9 = factor;
        FloatVector s10 = factor;
        FloatVector s11 = factor;
        for (int i = 0; i < turns; i++) {
            s0 = s0.fma(factor, factor);
            s1 = s1.fma(factor, factor);
            s2 = s2.fma(factor, factor);
            s3 = s3.fma(factor, factor);
            s4 = s4.fma(factor, factor);
            s5 = s5.fma(factor, factor);
            s6 = s6.fma(factor, factor);
            s7 = s7.fma(factor, factor);
            s8 = s8.fma(factor, factor);
            s9 = s9.fma(factor, factor);
            s10 = s10.fma(factor, factor);
            s11 = s11.fma(factor, factor);
        }
        FloatVector left = s0.add(s1).add(s2).add(s3).add(s4).add(s5);
        return left.add(s6).add(s7).add(s8).add(s9).add(s10).add(s11).lane(0);
    }
}
