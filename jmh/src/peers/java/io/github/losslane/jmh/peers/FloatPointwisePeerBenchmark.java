package io.github.losslane.jmh.peers;

import ai.djl.MalformedModelException;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDManager;
import io.github.losslane.Kernels;
import io.github.losslane.jmh.FloatAgreement;
import io.github.losslane.jmh.pointwise.FloatPointwiseData;
import io.github.losslane.jmh.pointwise.PointwiseCase;
import java.io.IOException;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.Level;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Setup;

/** Mean pointwise losses of float arrays with the gradient of the predictions. */
public class FloatPointwisePeerBenchmark extends PeerBenchmark {

    @Param
    public PointwiseCase loss;

    @Param({"64", "1024", "4096", "65536", "1048576", "16777216"})
    public int size;

    private FloatPointwiseData data;
    private NDList inputs;

    @Setup(Level.Trial)
    public void fillAndCompare() throws IOException, MalformedModelException {
        data = new FloatPointwiseData(loss, size);
        Kernels.simd().warmUp(data.loss);
        libtorch = new Libtorch(1, PointwiseScript.of(data.loss), "f", "y");
        inputs = new NDList(libtorch.inputs().create(data.predictions), libtorch.inputs().create(data.targets));

        try (NDManager call = libtorch.newCall()) {
            NDList results = libtorch.lossAndGradients(call, inputs);
            FloatAgreement.check("loss", new float[] {(float) losslane()}, results.get(0).toFloatArray());
            FloatAgreement.check("gradient", data.gradient, results.get(1).toFloatArray());
        }
    }

    @Benchmark
    public double losslane() {
        return data.lossAndGradient(Kernels.simd());
    }

    @Benchmark
    public float libtorch() {
        try (NDManager call = libtorch.newCall()) {
            return libtorch.lossAndGradients(call, inputs).get(0).getFloat();
        }
    }
}
