package io.github.losslane.jmh.center;

import io.github.losslane.FloatMatrix;
import io.github.losslane.KernelProvider;
import io.github.losslane.Kernels;
import io.github.losslane.Reduction;
import io.github.losslane.center.CenterLoss;
import io.github.losslane.center.FloatCenterWorkspace;
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
 * {@link CenterLoss} of a batch, rows x dimension x classes: loss, gradient and update, together a step. The bare step has
 * the same reads and writes: gradient = feature - center row by row, then the center of each row read, changed and written,
 * without gathering the rows of a class; columns that fill no vector are left out.
 */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
@Fork(value = 1, jvmArgsAppend = {"--add-modules=jdk.incubator.vector", "--sun-misc-unsafe-memory-access=allow"})
@Warmup(iterations = 5, time = 400, timeUnit = TimeUnit.MILLISECONDS)
@Measurement(iterations = 5, time = 400, timeUnit = TimeUnit.MILLISECONDS)
public class FloatCenterBenchmark {

    private static final VectorSpecies<Float> SPECIES = FloatVector.SPECIES_PREFERRED;
    private static final CenterLoss LOSS = new CenterLoss(0.003);

    @Param({"64x2x10", "256x512x10", "256x512x1000", "8192x128x1000"})
    public String shape;

    @Param({"simd", "reference"})
    public String provider;

    private KernelProvider kernels;
    private FloatMatrix features;
    private FloatMatrix centers;
    private FloatMatrix featureGradient;
    private int[] labels;
    private FloatCenterWorkspace workspace;
    private FloatCenterLoops loops;

    @Setup
    public void fill() {
        String[] sizes = shape.split("x", 3);
        int rows = Integer.parseInt(sizes[0]);
        int dimension = Integer.parseInt(sizes[1]);
        int classes = Integer.parseInt(sizes[2]);
        SplittableRandom random = new SplittableRandom(42);
        kernels = provider.equals("simd") ? Kernels.simd() : Kernels.reference();
        features = gaussian(random, rows, dimension);
        centers = gaussian(random, classes, dimension);
        featureGradient = gaussian(random, rows, dimension);
        labels = random.ints(rows, 0, classes).toArray();
        workspace = new FloatCenterWorkspace(classes, dimension);
        loops = new FloatCenterLoops(classes, dimension);
        kernels.warmUp(LOSS);       // the passes over a whole batch run once a call: alone they would stay cold
    }

    private static FloatMatrix gaussian(SplittableRandom random, int rows, int columns) {
        float[] data = new float[rows * columns];
        for (int i = 0; i < data.length; i++) {
            data[i] = (float) random.nextGaussian();
        }
        return FloatMatrix.of(data, rows, columns);
    }

    @Benchmark
    public double loss() {
        return kernels.center().loss(LOSS, Reduction.MEAN, features, labels, 0, centers);
    }

    @Benchmark
    public double lossAndGradient() {
        return kernels.center().lossAndGradient(LOSS, Reduction.MEAN, features, labels, 0, centers, featureGradient);
    }

    @Benchmark
    public double lossAndAddGradient() {
        return kernels.center().lossAndAddGradient(LOSS, Reduction.MEAN, features, labels, 0, centers, featureGradient);
    }

    @Benchmark
    public float[] updateCenters() {
        kernels.center().updateCenters(LOSS, features, labels, 0, centers, workspace);
        return centers.data();
    }

    @Benchmark
    public double step() {
        double loss = kernels.center().lossAndGradient(LOSS, Reduction.MEAN, features, labels, 0, centers, featureGradient);
        kernels.center().updateCenters(LOSS, features, labels, 0, centers, workspace);
        return loss;
    }

    /** As one writes it without the Vector API, like the other loops; the same for both providers. */
    @Benchmark
    public double lossAndGradientLoop() {
        return FloatCenterLoops.lossAndGradient(features, labels, centers, featureGradient);
    }

    @Benchmark
    public float[] updateCentersLoop() {
        loops.update(LOSS, features, labels, centers);
        return centers.data();
    }

    @Benchmark
    public double stepLoop() {
        return loops.step(LOSS, features, labels, centers, featureGradient);
    }

    @Benchmark
    public float[] bareStep() {
        int columns = features.columns() & -SPECIES.length();
        for (int i = 0; i < labels.length; i++) {
            subtract(features.data(), i * columns, centers.data(), labels[i] * columns,
                    featureGradient.data(), i * columns, columns);
        }
        for (int i = 0; i < labels.length; i++) {
            approach(features.data(), i * columns, centers.data(), labels[i] * columns, columns);
        }
        return centers.data();
    }

    private static void subtract(float[] x, int xo, float[] c, int co, float[] g, int go, int columns) {
        for (int d = 0; d < columns; d += SPECIES.length()) {
            FloatVector.fromArray(SPECIES, x, xo + d)
                    .sub(FloatVector.fromArray(SPECIES, c, co + d))
                    .intoArray(g, go + d);
        }
    }

    private static void approach(float[] x, int xo, float[] c, int co, int columns) {
        FloatVector step = FloatVector.broadcast(SPECIES, 0.25f);
        for (int d = 0; d < columns; d += SPECIES.length()) {
            FloatVector center = FloatVector.fromArray(SPECIES, c, co + d);
            FloatVector.fromArray(SPECIES, x, xo + d).sub(center).fma(step, center).intoArray(c, co + d);
        }
    }
}
