package io.github.losslane.jmh.peers;

import ai.djl.MalformedModelException;
import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import io.github.losslane.FloatMatrix;
import io.github.losslane.Kernels;
import io.github.losslane.jmh.FloatAgreement;
import io.github.losslane.jmh.metric.FloatMetricData;
import java.io.IOException;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.Level;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Setup;

/**
 * Mean metric losses of float rows with all gradients, rows x dimension. libtorch has no triplet loss of squared distances and
 * no contrastive one, so both are composed.
 */
public class FloatMetricPeerBenchmark extends PeerBenchmark {

    @Param({"256x512", "256x256", "4096x8"})
    public String shape;

    @Param({"Triplet", "Contrastive"})
    public String loss;

    private FloatMetricData data;
    private NDList inputs;

    @Setup(Level.Trial)
    public void fillAndCompare() throws IOException, MalformedModelException {
        data = new FloatMetricData(shape);
        Kernels.simd().warmUp(data.triplet, data.contrastive);
        libtorch = loss.equals("Triplet") ? triplets() : pairs();
        float[] similar = new float[data.similar.length];
        for (int i = 0; i < similar.length; i++) {
            similar[i] = data.similar[i];
        }
        inputs = new NDList(tensor(data.anchors), tensor(data.positives),
                loss.equals("Triplet") ? tensor(data.negatives) : libtorch.inputs().create(similar));

        try (NDManager call = libtorch.newCall()) {
            NDList results = libtorch.lossAndGradients(call, inputs);
            FloatAgreement.check("loss", new float[] {(float) losslane()}, results.get(0).toFloatArray());
            FloatAgreement.check("first gradient", data.anchorGradient.data(), results.get(1).toFloatArray());
            FloatAgreement.check("second gradient", data.positiveGradient.data(), results.get(2).toFloatArray());
            if (loss.equals("Triplet")) {
                FloatAgreement.check("third gradient", data.negativeGradient.data(), results.get(3).toFloatArray());
            }
        }
    }

    private Libtorch triplets() throws IOException, MalformedModelException {
        return new Libtorch(3, """
                near = torch.sum(torch.pow(torch.sub(a, p), 2), [1])
                far = torch.sum(torch.pow(torch.sub(a, n), 2), [1])
                torch.mean(torch.relu(torch.add(torch.sub(near, far), %s)))""".formatted(data.triplet.margin()),
                "a", "p", "n");
    }

    private Libtorch pairs() throws IOException, MalformedModelException {
        return new Libtorch(2, """
                squares = torch.sum(torch.pow(torch.sub(a, b), 2), [1])
                gaps = torch.relu(torch.rsub(torch.sqrt(squares), %s))
                both = torch.add(torch.mul(similar, squares), torch.mul(torch.rsub(similar, 1.), torch.pow(gaps, 2)))
                torch.mul(torch.mean(both), 0.5)""".formatted(data.contrastive.margin()),
                "a", "b", "similar");
    }

    private NDArray tensor(FloatMatrix matrix) {
        return libtorch.inputs().create(matrix.data(), new Shape(matrix.rows(), matrix.columns()));
    }

    @Benchmark
    public double losslane() {
        return loss.equals("Triplet") ? data.triplets(Kernels.simd()) : data.pairs(Kernels.simd());
    }

    @Benchmark
    public float libtorch() {
        try (NDManager call = libtorch.newCall()) {
            return libtorch.lossAndGradients(call, inputs).get(0).getFloat();
        }
    }
}
