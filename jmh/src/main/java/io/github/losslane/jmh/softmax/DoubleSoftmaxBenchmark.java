// Derived from FloatSoftmaxBenchmark.java; edit that file, then run: java verification/src/test/java/io/github/losslane/verification/Twins.java
package io.github.losslane.jmh.softmax;

import io.github.losslane.DoubleMatrix;
import io.github.losslane.Kernels;
import io.github.losslane.Reduction;
import io.github.losslane.softmax.CrossEntropy;
import io.github.losslane.softmax.InterclassDistance;
import io.github.losslane.softmax.SoftmaxFocal;
import io.github.losslane.softmax.SoftmaxLoss;
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
 * The softmax family over double rows, SIMD against the scalar reference; the bare loop g[i] = k z[i] reads and writes the same
 * bytes. Time is that of a call; divide by rows x classes for an element. The functions and the bare loop do not depend on
 * the loss.
 */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Fork(value = 1, jvmArgsAppend = {"--add-modules=jdk.incubator.vector", "--sun-misc-unsafe-memory-access=allow"})
@Warmup(iterations = 5, time = 400, timeUnit = TimeUnit.MILLISECONDS)
@Measurement(iterations = 5, time = 400, timeUnit = TimeUnit.MILLISECONDS)
public class DoubleSoftmaxBenchmark {

    @Param({"4096x10", "1024x100", "64x1000", "64x1001", "64x50257"})
    public String shape;

    @Param({"plain", "weighted", "smoothed", "SoftmaxFocal", "InterclassDistance"})
    public String loss;

    private SoftmaxLoss instance;
    private DoubleMatrix logits;
    private DoubleMatrix targets;
    private DoubleMatrix gradient;
    private int[] labels;
    private double[] perRow;

    @Setup
    public void fill() {
        int rows = Integer.parseInt(shape.substring(0, shape.indexOf('x')));
        int classes = Integer.parseInt(shape.substring(shape.indexOf('x') + 1));
        SplittableRandom random = new SplittableRandom(42);
        logits = DoubleMatrix.of(new double[rows * classes], rows, classes);
        targets = DoubleMatrix.of(new double[rows * classes], rows, classes);
        gradient = DoubleMatrix.of(new double[rows * classes], rows, classes);
        labels = random.ints(rows, 0, classes).toArray();
        perRow = new double[rows];
        for (int i = 0; i < rows * classes; i++) {
            logits.data()[i] = (4 * random.nextGaussian());
            targets.data()[i] = random.nextDouble() / classes;
        }
        double[] weights = random.doubles(classes, 0.5, 1).toArray();
        instance = switch (loss) {
            case "plain" -> CrossEntropy.PLAIN;
            case "weighted" -> CrossEntropy.PLAIN.withClassWeights(weights);
            case "smoothed" -> CrossEntropy.PLAIN.withLabelSmoothing(0.125);
            case "SoftmaxFocal" -> new SoftmaxFocal();
            case "InterclassDistance" -> new InterclassDistance();
            default -> throw new IllegalArgumentException(loss);
        };
    }

    @Benchmark
    public double loss() {
        return Kernels.simd().softmax().loss(instance, Reduction.MEAN, logits, labels, 0);
    }

    @Benchmark
    public double lossAndGradient() {
        return Kernels.simd().softmax().lossAndGradient(instance, Reduction.MEAN, logits, labels, 0, gradient);
    }

    @Benchmark
    public double lossAndGradientDense() {
        return Kernels.simd().softmax().lossAndGradient(instance, Reduction.MEAN, logits, targets, gradient);
    }

    @Benchmark
    public double lossAndGradientReference() {
        return Kernels.reference().softmax().lossAndGradient(instance, Reduction.MEAN, logits, labels, 0, gradient);
    }

    @Benchmark
    public double[] logSumExp() {
        Kernels.simd().softmax().logSumExp(logits, perRow, 0);
        return perRow;
    }

    @Benchmark
    public DoubleMatrix softmax() {
        Kernels.simd().softmax().softmax(logits, gradient);
        return gradient;
    }

    @Benchmark
    public DoubleMatrix logSoftmax() {
        Kernels.simd().softmax().logSoftmax(logits, gradient);
        return gradient;
    }

    @Benchmark
    public double[] bareLoop() {
        double[] z = logits.data();
        double[] g = gradient.data();
        for (int i = 0; i < z.length; i++) {
            g[i] = 0.5 * z[i];
        }
        return g;
    }
}
