package io.github.losslane.jmh.peers;

import ai.djl.MalformedModelException;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import io.github.losslane.Kernels;
import io.github.losslane.jmh.FloatAgreement;
import io.github.losslane.jmh.softmax.FloatSoftmaxData;
import io.github.losslane.jmh.softmax.SoftmaxCase;
import io.github.losslane.softmax.SoftmaxFocal;
import java.io.IOException;
import java.util.Arrays;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.Level;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Setup;

/** Mean softmax losses of float rows and labels with the gradient of the logits: rows x classes. */
public class FloatSoftmaxPeerBenchmark extends PeerBenchmark {

    @Param({"1x64", "4x256", "16x256", "64x1024", "1024x1024", "16384x1024",
        "4096x10", "1024x100", "64x1000", "4096x1000", "64x50257"})
    public String shape;

    @Param
    public SoftmaxCase loss;

    private FloatSoftmaxData data;
    private NDList inputs;

    @Setup(Level.Trial)
    public void fillAndCompare() throws IOException, MalformedModelException {
        data = new FloatSoftmaxData(loss, shape);
        int rows = data.logits.rows();
        int classes = data.logits.columns();
        Kernels.simd().warmUp(data.loss);
        libtorch = new Libtorch(1, script(rows), "z", "labels", "perClass");
        inputs = new NDList(
                libtorch.inputs().create(data.logits.data(), new Shape(rows, classes)),
                libtorch.inputs().create(Arrays.stream(data.labels).asLongStream().toArray()),
                libtorch.inputs().create(perClass(classes)));

        try (NDManager call = libtorch.newCall()) {
            NDList results = libtorch.lossAndGradients(call, inputs);
            FloatAgreement.check("loss", new float[] {(float) losslane()}, results.get(0).toFloatArray());
            FloatAgreement.check("gradient", data.gradient.data(), results.get(1).toFloatArray());
        }
    }

    /** libtorch's own cross-entropy, otherwise what its users write; its mean is a weighted one, ours divides by the rows. */
    private String script(int rows) {
        return switch (loss) {
            case CrossEntropy -> "torch.cross_entropy_loss(z, labels)";
            case WeightedCrossEntropy -> "torch.div(torch.cross_entropy_loss(z, labels, perClass, 2), " + rows + ".)";
            case SmoothedCrossEntropy ->
                "torch.cross_entropy_loss(z, labels, None, 1, -100, " + SoftmaxCase.SMOOTHING + ")";
            case SoftmaxFocal -> {
                SoftmaxFocal focal = (SoftmaxFocal) data.loss;
                yield """
                    l = torch.cross_entropy_loss(z, labels, None, 0)
                    q = torch.rsub(torch.exp(torch.neg(l)), 1.)
                    torch.mul(torch.mean(torch.mul(torch.pow(q, %s), l)), %s)""".formatted(focal.gamma(), focal.alpha());
            }
            case InterclassDistance -> """
                    l = torch.cross_entropy_loss(z, labels, None, 0)
                    distance = torch.add(torch.abs(torch.sub(torch.argmax(z, 1), labels)), 1)
                    torch.mean(torch.mul(torch.div(distance, torch.index_select(perClass, 0, labels)), l))""";
        };
    }

    /** The weight of each class, or what the distances from it sum to. */
    private float[] perClass(int classes) {
        float[] perClass = new float[classes];
        double[] weights = SoftmaxCase.classWeights(classes);
        for (int j = 0; j < classes; j++) {
            double below = 0.5 * j * (j + 1.0);
            double above = 0.5 * (classes - 1.0 - j) * (classes - j);
            perClass[j] = (float) (loss == SoftmaxCase.InterclassDistance ? classes + below + above : weights[j]);
        }
        return perClass;
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
