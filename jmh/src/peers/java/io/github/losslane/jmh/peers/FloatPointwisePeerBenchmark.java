package io.github.losslane.jmh.peers;

import ai.djl.MalformedModelException;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDManager;
import io.github.losslane.Kernels;
import io.github.losslane.Reduction;
import io.github.losslane.pointwise.Logistic;
import io.github.losslane.pointwise.PointwiseLoss;
import io.github.losslane.pointwise.SquaredError;
import java.io.IOException;
import java.util.SplittableRandom;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.Level;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Setup;

/** Mean pointwise losses of float arrays with the gradient of the predictions. */
public class FloatPointwisePeerBenchmark extends PeerBenchmark {

    @Param({"SquaredError", "Logistic"})
    public String loss;

    @Param({"4096", "65536", "1048576"})
    public int size;

    private PointwiseLoss record;
    private float[] predictions;
    private float[] targets;
    private float[] gradient;
    private NDList inputs;

    @Setup(Level.Trial)
    public void fillAndCompare() throws IOException, MalformedModelException {
        SplittableRandom random = new SplittableRandom(42);
        predictions = new float[size];
        targets = new float[size];
        gradient = new float[size];
        for (int i = 0; i < size; i++) {
            predictions[i] = (float) (4 * random.nextGaussian());
            targets[i] = random.nextInt(2);
        }
        record = switch (loss) {
            case "SquaredError" -> new SquaredError();
            case "Logistic" -> new Logistic();
            default -> throw new IllegalArgumentException(loss);
        };
        Kernels.simd().warmUp(record);
        String script = record instanceof SquaredError ? "mse_loss" : "binary_cross_entropy_with_logits";
        libtorch = new Libtorch(1, "torch." + script + "(predictions, targets)", "predictions", "targets");
        inputs = new NDList(libtorch.inputs().create(predictions), libtorch.inputs().create(targets));

        try (NDManager call = libtorch.newCall()) {
            NDList results = libtorch.lossAndGradients(call, inputs);
            FloatAgreement.check("loss", new float[] {(float) losslane()}, results.get(0).toFloatArray());
            FloatAgreement.check("gradient", gradient, results.get(1).toFloatArray());
        }
    }

    @Benchmark
    public double losslane() {
        return Kernels.simd()
                .pointwise()
                .lossAndGradient(record, Reduction.MEAN, predictions, 0, targets, 0, gradient, 0, size);
    }

    @Benchmark
    public float libtorch() {
        try (NDManager call = libtorch.newCall()) {
            return libtorch.lossAndGradients(call, inputs).get(0).getFloat();
        }
    }
}
