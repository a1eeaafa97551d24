package io.github.losslane.jmh.linear;

import io.github.losslane.FloatMatrix;
import io.github.losslane.KernelProvider;
import io.github.losslane.Kernels;
import io.github.losslane.Reduction;
import io.github.losslane.jmh.FloatAgreement;
import io.github.losslane.jmh.pointwise.FloatPointwiseLoops;
import io.github.losslane.linear.L2;
import io.github.losslane.linear.Regularizer;
import io.github.losslane.pointwise.Logistic;
import io.github.losslane.pointwise.PointwiseLoss;
import io.github.losslane.pointwise.SquaredError;
import java.util.Arrays;
import java.util.SplittableRandom;
import java.util.concurrent.TimeUnit;
import jdk.incubator.vector.FloatVector;
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
public class FloatLinearBenchmark {

    private static final VectorSpecies<Float> SPECIES = FloatVector.SPECIES_PREFERRED;
    private static final Regularizer REGULARIZER = new L2(0.01);

    @Param({"SquaredError", "Logistic"})
    public String loss;

    @Param({"4096x64", "100000x32", "20000x784"})
    public String shape;

    private PointwiseLoss record;
    private FloatMatrix x;
    private float[] targets;
    private float[] weights;
    private float[] weightGradient;
    private float[] biasGradient;
    private float[] scores;
    private float[] slopes;

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
        x = FloatMatrix.of(gaussian(random, rows * columns), rows, columns);
        weights = gaussian(random, columns);
        weightGradient = new float[columns];
        biasGradient = new float[1];
        scores = new float[rows];
        slopes = new float[rows];
        targets = new float[rows];
        for (int i = 0; i < rows; i++) {
            targets[i] = random.nextInt(2);
        }
        double value = lossAndGradient();
        float[] gradient = weightGradient.clone();
        FloatAgreement.check("value of the plain loop", value, lossAndGradientLoop());
        FloatAgreement.check("gradient of the plain loop", gradient, weightGradient);
        Kernels.simd().warmUp(record);      // loops over a whole matrix run a few times a call: alone they would stay cold
    }

    private static float[] gaussian(SplittableRandom random, int length) {
        float[] data = new float[length];
        for (int i = 0; i < length; i++) {
            data[i] = (float) (0.1 * random.nextGaussian());
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
        return kernels.linear().lossAndGradient(record, REGULARIZER, Reduction.MEAN, x, targets, 0, weights, 0, 0.5f,
                weightGradient, 0, biasGradient, 0);
    }

    /** Inner products, the loss, rows added: as one writes it without the Vector API. */
    @Benchmark
    public double lossAndGradientLoop() {
        float[] rows = x.data();
        int columns = x.columns();
        for (int i = 0; i < targets.length; i++) {
            float score = 0.5f;
            for (int j = 0; j < columns; j++) {
                score += rows[i * columns + j] * weights[j];
            }
            scores[i] = score;
        }
        double value = FloatPointwiseLoops.lossAndGradient(record, scores, targets, slopes);
        Arrays.fill(weightGradient, 0);
        double bias = 0;
        for (int i = 0; i < targets.length; i++) {
            float slope = slopes[i];
            bias += slope;
            for (int j = 0; j < columns; j++) {
                weightGradient[j] += slope * rows[i * columns + j];
            }
        }
        biasGradient[0] = (float) bias;
        return value + penaltyLoop();
    }

    private double penaltyLoop() {
        float lambda = 0.01f;
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
        Kernels.simd().linear().scores(x, weights, 0, 0.5f, slopes, 0);
        double value = Kernels.simd().pointwise()
                .lossAndGradient(record, Reduction.MEAN, slopes, 0, targets, 0, slopes, 0, slopes.length);
        Arrays.fill(weightGradient, 0);
        for (int i = 0; i + 4 <= slopes.length; i += 4) {
            addFourRows(x.data(), i * columns, columns, slopes, i, weightGradient);
        }
        biasGradient[0] = (float) Kernels.simd().math().sum(slopes, 0, slopes.length);
        return value + penaltyLoop();
    }

    /** gradient += the sum of four rows times their slopes; the columns are a multiple of the lanes. */
    private static void addFourRows(float[] x, int start, int columns, float[] slopes, int s, float[] gradient) {
        FloatVector slope0 = FloatVector.broadcast(SPECIES, slopes[s]);
        FloatVector slope1 = FloatVector.broadcast(SPECIES, slopes[s + 1]);
        FloatVector slope2 = FloatVector.broadcast(SPECIES, slopes[s + 2]);
        FloatVector slope3 = FloatVector.broadcast(SPECIES, slopes[s + 3]);
        for (int j = 0; j < columns; j += SPECIES.length()) {
            FloatVector sum = FloatVector.fromArray(SPECIES, gradient, j);
            sum = slope0.fma(FloatVector.fromArray(SPECIES, x, start + j), sum);
            sum = slope1.fma(FloatVector.fromArray(SPECIES, x, start + columns + j), sum);
            sum = slope2.fma(FloatVector.fromArray(SPECIES, x, start + 2 * columns + j), sum);
            sum = slope3.fma(FloatVector.fromArray(SPECIES, x, start + 3 * columns + j), sum);
            sum.intoArray(gradient, j);
        }
    }
}
