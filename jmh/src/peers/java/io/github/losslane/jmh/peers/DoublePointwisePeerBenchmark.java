// Derived from FloatPointwisePeerBenchmark.java; edit that file, then run: java verification/src/test/java/io/github/losslane/verification/Twins.java
package io.github.losslane.jmh.peers;

import ai.djl.MalformedModelException;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDManager;
import io.github.losslane.Kernels;
import io.github.losslane.jmh.DoubleAgreement;
import io.github.losslane.jmh.pointwise.DoublePointwiseData;
import io.github.losslane.jmh.pointwise.PointwiseCase;
import java.io.IOException;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.Level;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Setup;

/** Mean pointwise losses of double arrays with the gradient of the predictions. */
public class DoublePointwisePeerBenchmark extends PeerBenchmark {

    @Param
    public PointwiseCase loss;

    @Param({"64", "1024", "4096", "65536", "1048576", "16777216"})
    public int size;

    private DoublePointwiseData data;
    private NDList inputs;

    @Setup(Level.Trial)
    public void fillAndCompare() throws IOException, MalformedModelException {
        data = new DoublePointwiseData(loss, size);
        Kernels.simd().warmUp(data.loss);
        libtorch = new Libtorch(1, PointwiseScript.of(data.loss), "f", "y");
        inputs = new NDList(libtorch.inputs().create(data.predictions), libtorch.inputs().create(data.targets));

        try (NDManager call = libtorch.newCall()) {
            NDList results = libtorch.lossAndGradients(call, inputs);
            DoubleAgreement.check("loss", new double[] {losslane()}, results.get(0).toDoubleArray());
            DoubleAgreement.check("gradient", data.gradient, results.get(1).toDoubleArray());
        }
    }

    @Benchmark
    public double losslane() {
        return data.lossAndGradient(Kernels.simd());
    }

    @Benchmark
    public double libtorch() {
        try (NDManager call = libtorch.newCall()) {
            return libtorch.lossAndGradients(call, inputs).get(0).getDouble();
        }
    }
}
