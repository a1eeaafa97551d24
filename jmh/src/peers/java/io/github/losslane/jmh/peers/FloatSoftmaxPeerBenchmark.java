package io.github.losslane.jmh.peers;

import ai.djl.MalformedModelException;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import io.github.losslane.FloatMatrix;
import io.github.losslane.Kernels;
import io.github.losslane.Reduction;
import io.github.losslane.softmax.CrossEntropy;
import java.io.IOException;
import java.util.Arrays;
import java.util.SplittableRandom;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.Level;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Setup;

/** Mean cross-entropy of float rows and labels with the gradient of the logits: rows x classes. */
public class FloatSoftmaxPeerBenchmark extends PeerBenchmark {

    @Param({"4096x10", "1024x100", "64x1000", "4096x1000", "64x50257"})
    public String shape;

    private FloatMatrix logits;
    private FloatMatrix gradient;
    private int[] labels;
    private NDList inputs;

    @Setup(Level.Trial)
    public void fillAndCompare() throws IOException, MalformedModelException {
        String[] sizes = shape.split("x", 2);
        int rows = Integer.parseInt(sizes[0]);
        int classes = Integer.parseInt(sizes[1]);
        SplittableRandom random = new SplittableRandom(42);
        logits = FloatMatrix.of(new float[rows * classes], rows, classes);
        gradient = FloatMatrix.of(new float[rows * classes], rows, classes);
        for (int i = 0; i < rows * classes; i++) {
            logits.data()[i] = (float) (4 * random.nextGaussian());
        }
        labels = random.ints(rows, 0, classes).toArray();
        Kernels.simd().warmUp(CrossEntropy.PLAIN);
        libtorch = new Libtorch(1, "torch.cross_entropy_loss(logits, labels)", "logits", "labels");
        inputs = new NDList(
                libtorch.inputs().create(logits.data(), new Shape(rows, classes)),
                libtorch.inputs().create(Arrays.stream(labels).asLongStream().toArray()));

        try (NDManager call = libtorch.newCall()) {
            NDList results = libtorch.lossAndGradients(call, inputs);
            FloatAgreement.check("loss", new float[] {(float) losslane()}, results.get(0).toFloatArray());
            FloatAgreement.check("gradient", gradient.data(), results.get(1).toFloatArray());
        }
    }

    @Benchmark
    public double losslane() {
        return Kernels.simd().softmax().lossAndGradient(CrossEntropy.PLAIN, Reduction.MEAN, logits, labels, 0, gradient);
    }

    @Benchmark
    public float libtorch() {
        try (NDManager call = libtorch.newCall()) {
            return libtorch.lossAndGradients(call, inputs).get(0).getFloat();
        }
    }
}
