// Derived from FloatLinearBenchmark.java; edit that file, then run: java verification/src/test/java/io/github/losslane/verification/Twins.java
package io.github.losslane.jmh.linear;

import io.github.losslane.DoubleMatrix;
import io.github.losslane.KernelProvider;
import io.github.losslane.Kernels;
import io.github.losslane.Reduction;
import io.github.losslane.jmh.DoubleAgreement;
import io.github.losslane.jmh.pointwise.DoublePointwiseLoops;
import io.github.losslane.linear.L2;
import io.github.losslane.linear.Regularizer;
import io.github.losslane.pointwise.Logistic;
import io.github.losslane.pointwise.PointwiseLoss;
import io.github.losslane.pointwise.SquaredError;
import java.util.Arrays;
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
 * Objective and gradients of linear models, rows x columns: reading the matrix once, against the two-pass formula, which
 * reads it for the scores and again for X^T g, against a plain loop and the scalar reference.
 */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
@Fork(value = 1, jvmArgsAppend = {"--add-modules=jdk.incubator.vector", "--sun-misc-unsafe-memory-access=allow"})
@Warmup(iterations = 5, time = 400, timeUnit = TimeUnit.MILLISECONDS)
@Measurement(iterations = 5, time = 400, timeUnit = TimeUnit.MILLISECONDS)
public class DoubleLinearBenchmark {

    private static final VectorSpecies<Double> SPECIES = DoubleVector.SPECIES_PREFERRED;
    private static final Regularizer REGULARIZER = new L2(0.01);

    @Param({"SquaredError", "Logistic"})
    public String loss;

    @Param({"4096x64", "100000x32", "20000x784"})
    public String shape;

    private PointwiseLoss record;
    private DoubleMatrix x;
    private double[] targets;
    private double[] weights;
    private double[] weightGradient;
    private double[] biasGradient;
    private double[] scores;
    private double[] slopes;

    @Setup
    public void fill() {
        String[] sizes = shape.split("x", 2);
        int rows = Integer.parseInt(sizes[0]);
        int columns = Integer.parseInt(sizes[1]);
        SplittableRandom random = new SplittableRandom(42);
        record = switch (loss) {
            case "SquaredError" -> new SquaredError();
            case "Logistic" -> new Logistic();
            default -> throw new IllegalArgumentException(loss);
        };
        x = DoubleMatrix.of(gaussian(random, rows * columns), rows, columns);
        weights = gaussian(random, columns);
        weightGradient = new double[columns];
        biasGradient = new double[1];
        scores = new double[rows];
        slopes = new double[rows];
        targets = new double[rows];
        for (int i = 0; i < rows; i++) {
            targets[i] = random.nextInt(2);
        }
        double value = lossAndGradient();
        double[] gradient = weightGradient.clone();
        DoubleAgreement.check("value of the plain loop", value, lossAndGradientLoop());
        DoubleAgreement.check("gradient of the plain loop", gradient, weightGradient);
        Kernels.simd().warmUp(record);      // loops over a whole matrix run a few times a call: alone they would stay cold
    }

    private static double[] gaussian(SplittableRandom random, int length) {
        double[] data = new double[length];
        for (int i = 0; i < length; i++) {
            data[i] = (0.1 * random.nextGaussian());
        }
        return data;
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
        return kernels.linear().lossAndGradient(record, REGULARIZER, Reduction.MEAN, x, targets, 0, weights, 0, 0.5,
                weightGradient, 0, biasGradient, 0);
    }

    /** Inner products, the loss, rows added: as one writes it without the Vector API. */
    @Benchmark
    public double lossAndGradientLoop() {
        double[] rows = x.data();
        int columns = x.columns();
        for (int i = 0; i < targets.length; i++) {
            double score = 0.5;
            for (int j = 0; j < columns; j++) {
                score += rows[i * columns + j] * weights[j];
            }
            scores[i] = score;
        }
        double value = DoublePointwiseLoops.lossAndGradient(record, scores, targets, slopes);
        Arrays.fill(weightGradient, 0);
        double bias = 0;
        for (int i = 0; i < targets.length; i++) {
            double slope = slopes[i];
            bias += slope;
            for (int j = 0; j < columns; j++) {
                weightGradient[j] += slope * rows[i * columns + j];
            }
        }
        biasGradient[0] = bias;
        return value + penaltyLoop();
    }

    private double penaltyLoop() {
        double lambda = 0.01;
        double sum = 0;
        for (int j = 0; j < weights.length; j++) {
            weightGradient[j] += 2 * lambda * weights[j];
            sum += lambda * weights[j] * weights[j];
        }
        return sum;
    }

    @Benchmark
    public double twoPasses() {
        int columns = x.columns();
        Kernels.simd().linear().scores(x, weights, 0, 0.5, slopes, 0);
        double value = Kernels.simd().pointwise()
                .lossAndGradient(record, Reduction.MEAN, slopes, 0, targets, 0, slopes, 0, slopes.length);
        Arrays.fill(weightGradient, 0);
        for (int i = 0; i + 4 <= slopes.length; i += 4) {
            addFourRows(x.data(), i * columns, columns, slopes, i, weightGradient);
        }
        biasGradient[0] = Kernels.simd().math().sum(slopes, 0, slopes.length);
        return value + penaltyLoop();
    }

    /** gradient += the sum of four rows times their slopes; the columns are a multiple of the lanes. */
    private static void addFourRows(double[] x, int start, int columns, double[] slopes, int s, double[] gradient) {
        DoubleVector slope0 = DoubleVector.broadcast(SPECIES, slopes[s]);
        DoubleVector slope1 = DoubleVector.broadcast(SPECIES, slopes[s + 1]);
        DoubleVector slope2 = DoubleVector.broadcast(SPECIES, slopes[s + 2]);
        DoubleVector slope3 = DoubleVector.broadcast(SPECIES, slopes[s + 3]);
        for (int j = 0; j < columns; j += SPECIES.length()) {
            DoubleVector sum = DoubleVector.fromArray(SPECIES, gradient, j);
            sum = slope0.fma(DoubleVector.fromArray(SPECIES, x, start + j), sum);
            sum = slope1.fma(DoubleVector.fromArray(SPECIES, x, start + columns + j), sum);
            sum = slope2.fma(DoubleVector.fromArray(SPECIES, x, start + 2 * columns + j), sum);
            sum = slope3.fma(DoubleVector.fromArray(SPECIES, x, start + 3 * columns + j), sum);
            sum.intoArray(gradient, j);
        }
    }
}
