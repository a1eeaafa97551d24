// Derived from FloatHeadBenchmark.java; edit that file, then run: java verification/src/test/java/io/github/losslane/verification/Twins.java
package io.github.losslane.jmh.margin;

import io.github.losslane.DoubleMatrix;
import io.github.losslane.KernelProvider;
import io.github.losslane.Kernels;
import io.github.losslane.Reduction;
import io.github.losslane.jmh.DoubleAgreement;
import io.github.losslane.margin.DoubleHeadWorkspace;
import io.github.losslane.margin.MarginLoss;
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

/** Heads of every loss, with bias where the loss has one: loss and all gradients of a batch, rows x dimension x classes. */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
@Fork(value = 1, jvmArgsAppend = {"--add-modules=jdk.incubator.vector", "--sun-misc-unsafe-memory-access=allow"})
@Warmup(iterations = 5, time = 400, timeUnit = TimeUnit.MILLISECONDS)
@Measurement(iterations = 5, time = 400, timeUnit = TimeUnit.MILLISECONDS)
public class DoubleHeadBenchmark {

    @Param({
        "PlainSoftmax", "ModifiedSoftmax", "L2Softmax", "NormFace", "Coco", "LSoftmax", "ASoftmax", "FNormSphereFace",
        "AmSoftmax", "ArcFace", "CombinedMargin"
    })
    public String loss;

    @Param({"64x128x10", "256x512x1000"})
    public String shape;

    @Param({"simd", "reference"})
    public String provider;

    private KernelProvider kernels;
    private MarginLoss margin;
    private DoubleMatrix features;
    private DoubleMatrix weights;
    private DoubleMatrix featureGradient;
    private DoubleMatrix weightGradient;
    private double[] bias;
    private double[] biasGradient;
    private int[] labels;
    private DoubleHeadWorkspace workspace;
    private DoubleHeadLoops loops;

    @Setup
    public void fill() {
        String[] sizes = shape.split("x", 3);
        int rows = Integer.parseInt(sizes[0]);
        int dimension = Integer.parseInt(sizes[1]);
        int classes = Integer.parseInt(sizes[2]);
        SplittableRandom random = new SplittableRandom(42);
        kernels = provider.equals("simd") ? Kernels.simd() : Kernels.reference();
        features = gaussian(random, rows, dimension);
        weights = gaussian(random, classes, dimension);
        featureGradient = gaussian(random, rows, dimension);
        weightGradient = gaussian(random, classes, dimension);
        margin = HeadLosses.named(loss);
        bias = new double[classes];
        biasGradient = new double[classes];
        labels = random.ints(rows, 0, classes).toArray();
        workspace = new DoubleHeadWorkspace(rows, dimension, classes);
        loops = new DoubleHeadLoops(margin, rows, dimension, classes);
        if (provider.equals("simd")) {
            kernels.warmUp(margin);     // the passes over a whole batch run once a call: alone they would stay cold
        }
        if (rows * dimension < 10_000) {
            compareLoops();
        }
    }

    private void compareLoops() {
        double loss = lossAndGradients();
        double[] features = featureGradient.data().clone();
        double[] weights = weightGradient.data().clone();
        DoubleAgreement.check("loss of the plain loops", loss, lossAndGradientsLoop());
        DoubleAgreement.check("feature gradient of the plain loops", features, featureGradient.data());
        DoubleAgreement.check("weight gradient of the plain loops", weights, weightGradient.data());
    }

    private static DoubleMatrix gaussian(SplittableRandom random, int rows, int columns) {
        double[] data = new double[rows * columns];
        for (int i = 0; i < data.length; i++) {
            data[i] = (0.1 * random.nextGaussian());
        }
        return DoubleMatrix.of(data, rows, columns);
    }

    @Benchmark
    public double lossAndGradients() {
        return margin.hasBias()
                ? kernels.head().lossAndGradients(
                        margin, Reduction.MEAN, features, weights, bias, 0, labels, 0, featureGradient, weightGradient,
                        biasGradient, 0, workspace)
                : kernels.head().lossAndGradients(
                        margin, Reduction.MEAN, features, weights, labels, 0, featureGradient, weightGradient, workspace);
    }

    /** The same for both providers. */
    @Benchmark
    public double lossAndGradientsLoop() {
        return loops.lossAndGradients(features, weights, bias, labels, featureGradient, weightGradient, biasGradient);
    }
}
