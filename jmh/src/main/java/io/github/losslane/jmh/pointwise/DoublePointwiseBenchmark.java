// Derived from FloatPointwiseBenchmark.java; edit that file, then run: java verification/src/test/java/io/github/losslane/verification/Twins.java
package io.github.losslane.jmh.pointwise;

import io.github.losslane.KernelProvider;
import io.github.losslane.Kernels;
import io.github.losslane.Reduction;
import io.github.losslane.math.Scalar;
import io.github.losslane.pointwise.AbsoluteError;
import io.github.losslane.pointwise.BinaryCrossEntropy;
import io.github.losslane.pointwise.Exponential;
import io.github.losslane.pointwise.Focal;
import io.github.losslane.pointwise.HalfSquaredError;
import io.github.losslane.pointwise.Hinge;
import io.github.losslane.pointwise.Huber;
import io.github.losslane.pointwise.LogCosh;
import io.github.losslane.pointwise.Logistic;
import io.github.losslane.pointwise.Perceptron;
import io.github.losslane.pointwise.PointwiseLoss;
import io.github.losslane.pointwise.Quantile;
import io.github.losslane.pointwise.SmoothL1;
import io.github.losslane.pointwise.SoftMargin;
import io.github.losslane.pointwise.SquaredError;
import io.github.losslane.pointwise.SquaredHinge;
import io.github.losslane.pointwise.WeightedLogistic;
import io.github.losslane.pointwise.ZeroOne;
import java.util.List;
import java.util.SplittableRandom;
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
 * Pointwise losses over double arrays, SIMD against the scalar reference; the bare loop a[i] = b[i] - c[i] has the same reads
 * and writes as loss and gradient. Time is that of a call; divide by the size for an element.
 */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Fork(value = 1, jvmArgsAppend = {"--add-modules=jdk.incubator.vector", "--sun-misc-unsafe-memory-access=allow"})
@Warmup(iterations = 5, time = 400, timeUnit = TimeUnit.MILLISECONDS)
@Measurement(iterations = 5, time = 400, timeUnit = TimeUnit.MILLISECONDS)
public class DoublePointwiseBenchmark {

    private static final VectorSpecies<Double> SPECIES = DoubleVector.SPECIES_PREFERRED;

    @Param({
        "AbsoluteError", "BinaryCrossEntropy", "Exponential", "Focal", "Focal 1.5", "HalfSquaredError", "Hinge", "Huber",
        "LogCosh", "Logistic",
        "Perceptron", "Quantile", "SmoothL1", "SoftMargin", "SquaredError", "SquaredHinge", "WeightedLogistic", "ZeroOne"
    })
    public String loss;

    @Param({"64", "1024", "4096", "65536", "1048576", "16777216"})
    public int size;

    private PointwiseLoss record;
    private double[] predictions;
    private double[] targets;
    private double[] gradient;
    private double[] hessian;

    @Setup
    public void fill() {
        SplittableRandom random = new SplittableRandom(42);
        record = switch (loss) {
            case "AbsoluteError" -> new AbsoluteError();
            case "BinaryCrossEntropy" -> new BinaryCrossEntropy();
            case "Exponential" -> new Exponential();
            case "Focal" -> new Focal();
            case "Focal 1.5" -> new Focal(0.25, 1.5);
            case "HalfSquaredError" -> new HalfSquaredError();
            case "Hinge" -> new Hinge();
            case "Huber" -> new Huber(1.5);
            case "LogCosh" -> new LogCosh();
            case "Logistic" -> new Logistic();
            case "Perceptron" -> new Perceptron();
            case "Quantile" -> new Quantile(0.9);
            case "SmoothL1" -> new SmoothL1();
            case "SoftMargin" -> new SoftMargin();
            case "SquaredError" -> new SquaredError();
            case "SquaredHinge" -> new SquaredHinge();
            case "WeightedLogistic" -> new WeightedLogistic(0.75, 0.25);
            case "ZeroOne" -> new ZeroOne();
            default -> throw new IllegalArgumentException(loss);
        };
        boolean signs = List.of("Exponential", "Hinge", "Perceptron", "SoftMargin", "SquaredHinge", "ZeroOne")
                .contains(loss);
        predictions = new double[size];
        targets = new double[size];
        gradient = new double[size];
        hessian = new double[size];
        for (int i = 0; i < size; i++) {
            double logit = 4 * random.nextGaussian();
            predictions[i] = (record instanceof BinaryCrossEntropy ? Scalar.sigmoid(logit) : logit);
            targets[i] = signs ? 2 * random.nextInt(2) - 1 : random.nextInt(2);
        }
    }

    @Benchmark
    public double loss() {
        return Kernels.simd().pointwise().loss(record, Reduction.MEAN, predictions, 0, targets, 0, size);
    }

    @Benchmark
    public double lossAndGradient() {
        return lossAndGradient(Kernels.simd());
    }

    @Benchmark
    public double lossAndGradientReference() {
        return lossAndGradient(Kernels.reference());
    }

    private double lossAndGradient(KernelProvider kernels) {
        return kernels.pointwise()
                .lossAndGradient(record, Reduction.MEAN, predictions, 0, targets, 0, gradient, 0, size);
    }

    @Benchmark
    public double[] gradientAndHessian() {
        Kernels.simd().pointwise().gradientAndHessian(record, predictions, 0, targets, 0, gradient, 0, hessian, 0, size);
        return hessian;
    }

    @Benchmark
    public double[] bareLoop() {
        for (int i = 0; i < size; i++) {
            gradient[i] = predictions[i] - targets[i];
        }
        return gradient;
    }

    /** The bare loop by the Vector API, over sizes that are multiples of the lanes. */
    @Benchmark
    public double[] bareVectorLoop() {
        for (int i = 0; i < size; i += SPECIES.length()) {
            DoubleVector.fromArray(SPECIES, predictions, i)
                    .sub(DoubleVector.fromArray(SPECIES, targets, i))
                    .intoArray(gradient, i);
        }
        return gradient;
    }
}
