// Derived from FloatDetectionBenchmark.java; edit that file, then run: java verification/src/test/java/io/github/losslane/verification/Twins.java
package io.github.losslane.jmh.detection;

import io.github.losslane.DoubleMatrix;
import io.github.losslane.Kernels;
import io.github.losslane.detection.DetectionKernels;
import io.github.losslane.detection.RpnLoss;
import io.github.losslane.jmh.DoubleAgreement;
import java.util.Arrays;
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
 * {@link RpnLoss} over double arrays, SIMD against the scalar reference, with few positive anchors and with many, and with
 * most of the others ignored, as after the sampling of a mini-batch: 256 of 20,000 anchors, half of them positive, are
 * {@code -p anchors=20000 -p positive=0.0064 -p ignored=0.9936}. Time is that of a call; divide by the anchors for one.
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

    @Param({"256", "20000", "65536"})
    public int anchors;

    @Param({"0.0064", "0.5"})
    public double positive;

    /** Part of the anchors that are not positive. */
    @Param({"0.9936", "0.5"})
    public double ignored;

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
            labels[i] = random.nextDouble() < positive ? 1 : random.nextDouble() < ignored ? -1 : 0;
            logits[i] = (4 * random.nextGaussian());
        }
        for (int i = 0; i < boxes.data().length; i++) {
            boxes.data()[i] = random.nextGaussian();
            boxTargets.data()[i] = random.nextGaussian();
        }
        compareLoop();
    }

    /** Fails if the plain loop disagrees with the kernels. */
    private void compareLoop() {
        double value = lossAndGradients();
        double[] slopes = logitGradient.clone();
        double[] boxSlopes = boxGradient.data().clone();
        DoubleAgreement.check("value of the plain loop", value, lossAndGradientsLoop());
        DoubleAgreement.check("logit gradient of the plain loop", slopes, logitGradient);
        DoubleAgreement.check("box gradient of the plain loop", boxSlopes, boxGradient.data());
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

    /** As one writes it without the Vector API; the same for both providers. */
    @Benchmark
    public double lossAndGradientsLoop() {
        double logitScale = (1 / loss.nCls());
        double boxScale = (loss.lambda() / loss.nReg());
        Arrays.fill(logitGradient, 0);
        Arrays.fill(boxGradient.data(), 0);
        double sum = 0;
        for (int i = 0; i < anchors; i++) {
            if (labels[i] >= 0) {
                double e = Math.exp(-Math.abs(logits[i]));
                double sigmoid = (logits[i] < 0 ? e : 1) / (1 + e);
                sum += logitScale * (Math.max(logits[i], 0) - logits[i] * labels[i] + Math.log1p(e));
                logitGradient[i] = (logitScale * (sigmoid - labels[i]));
            }
            if (labels[i] > 0) {
                sum += boxScale * boxLoop(RpnLoss.BOX_COLUMNS * i, boxScale);
            }
        }
        return sum;
    }

    /** What no implementation that clears its gradients can go below: the labels are read, the gradients written. */
    @Benchmark
    public int bareLabelsAndZeros() {
        Arrays.fill(logitGradient, 0);
        Arrays.fill(boxGradient.data(), 0);
        int all = -1;
        for (int label : labels) {
            all &= label;
        }
        return all;
    }

    /** Smooth L1 with beta = 1 of one box. */
    private double boxLoop(int box, double scale) {
        double sum = 0;
        for (int k = box; k < box + RpnLoss.BOX_COLUMNS; k++) {
            double d = boxes.data()[k] - boxTargets.data()[k];
            double size = Math.abs(d);
            if (size < 1) {
                sum += 0.5 * d * d;
                boxGradient.data()[k] = scale * d;
            } else {
                sum += size - 0.5;
                boxGradient.data()[k] = Math.copySign(scale, d);
            }
        }
        return sum;
    }
}
