package io.github.losslane.jmh.peers;

import ai.djl.MalformedModelException;
import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import io.github.losslane.FloatMatrix;
import io.github.losslane.Kernels;
import io.github.losslane.Reduction;
import io.github.losslane.margin.FloatHeadWorkspace;
import io.github.losslane.margin.PlainSoftmax;
import java.io.IOException;
import java.util.Arrays;
import java.util.SplittableRandom;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.Level;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Setup;

/**
 * A linear layer with bias and the mean cross-entropy of its outputs, with the gradients of features, weights and bias, in
 * float: rows x dimension x classes.
 */
public class FloatHeadPeerBenchmark extends PeerBenchmark {

    private static final PlainSoftmax LOSS = new PlainSoftmax();

    @Param({"64x128x10", "256x512x1000"})
    public String shape;

    private FloatMatrix features;
    private FloatMatrix weights;
    private float[] bias;
    private int[] labels;
    private FloatMatrix featureGradient;
    private FloatMatrix weightGradient;
    private float[] biasGradient;
    private FloatHeadWorkspace workspace;
    private NDList inputs;

    @Setup(Level.Trial)
    public void fillAndCompare() throws IOException, MalformedModelException {
        String[] sizes = shape.split("x", 3);
        int rows = Integer.parseInt(sizes[0]);
        int dimension = Integer.parseInt(sizes[1]);
        int classes = Integer.parseInt(sizes[2]);
        SplittableRandom random = new SplittableRandom(42);
        features = gaussian(random, rows, dimension);
        weights = gaussian(random, classes, dimension);
        bias = gaussian(random, 1, classes).data();
        labels = random.ints(rows, 0, classes).toArray();
        featureGradient = FloatMatrix.of(new float[rows * dimension], rows, dimension);
        weightGradient = FloatMatrix.of(new float[classes * dimension], classes, dimension);
        biasGradient = new float[classes];
        workspace = new FloatHeadWorkspace(rows, dimension, classes);
        Kernels.simd().warmUp(LOSS);
        libtorch = new Libtorch(
                3, "torch.cross_entropy_loss(torch.linear(features, weights, bias), labels)",
                "features", "weights", "bias", "labels");
        inputs = new NDList(
                tensor(features), tensor(weights), libtorch.inputs().create(bias),
                libtorch.inputs().create(Arrays.stream(labels).asLongStream().toArray()));

        try (NDManager call = libtorch.newCall()) {
            NDList results = libtorch.lossAndGradients(call, inputs);
            FloatAgreement.check("loss", new float[] {(float) losslane()}, results.get(0).toFloatArray());
            FloatAgreement.check("featureGradient", featureGradient.data(), results.get(1).toFloatArray());
            FloatAgreement.check("weightGradient", weightGradient.data(), results.get(2).toFloatArray());
            FloatAgreement.check("biasGradient", biasGradient, results.get(3).toFloatArray());
        }
    }

    private static FloatMatrix gaussian(SplittableRandom random, int rows, int columns) {
        float[] data = new float[rows * columns];
        for (int i = 0; i < data.length; i++) {
            data[i] = (float) (0.1 * random.nextGaussian());
        }
        return FloatMatrix.of(data, rows, columns);
    }

    private NDArray tensor(FloatMatrix matrix) {
        return libtorch.inputs().create(matrix.data(), new Shape(matrix.rows(), matrix.columns()));
    }

    @Benchmark
    public double losslane() {
        return Kernels.simd()
                .head()
                .lossAndGradients(
                        LOSS, Reduction.MEAN, features, weights, bias, 0, labels, 0, featureGradient, weightGradient,
                        biasGradient, 0, workspace);
    }

    @Benchmark
    public float libtorch() {
        try (NDManager call = libtorch.newCall()) {
            return libtorch.lossAndGradients(call, inputs).get(0).getFloat();
        }
    }
}
