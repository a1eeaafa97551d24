// Derived from FloatHeadPeerBenchmark.java; edit that file, then run: java verification/src/test/java/io/github/losslane/verification/Twins.java
package io.github.losslane.jmh.peers;

import ai.djl.MalformedModelException;
import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import io.github.losslane.DoubleMatrix;
import io.github.losslane.Kernels;
import io.github.losslane.Reduction;
import io.github.losslane.jmh.DoubleAgreement;
import io.github.losslane.margin.AmSoftmax;
import io.github.losslane.margin.ArcFace;
import io.github.losslane.margin.DoubleHeadWorkspace;
import io.github.losslane.margin.MarginLoss;
import io.github.losslane.margin.PlainSoftmax;
import java.io.IOException;
import java.util.Arrays;
import java.util.SplittableRandom;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.Level;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Setup;

/**
 * Heads with the gradients of features and weights, and of the bias where there is one: rows x dimension x classes. Margins
 * are composed of libtorch's operators as its users do it where they care for speed: the label's cosines are gathered, and
 * scattered back with the margin.
 */
public class DoubleHeadPeerBenchmark extends PeerBenchmark {

    private static final String COSINES = """
            x = torch.div(features, torch.norm(features, 2, [1], True))
            w = torch.div(weights, torch.norm(weights, 2, [1], True))
            cosines = torch.linear(x, w)
            index = torch.unsqueeze(labels, 1)
            c = torch.gather(cosines, 1, index)
            """;

    private static final String SOFTMAX = """
            z = torch.mul(torch.scatter(cosines, 1, index, target), %s)
            torch.cross_entropy_loss(z, labels)""";

    @Param({"64x128x10", "256x512x1000", "256x512x10000"})
    public String shape;

    @Param({"PlainSoftmax", "AmSoftmax", "ArcFace"})
    public String loss;

    private MarginLoss margin;

    private DoubleMatrix features;
    private DoubleMatrix weights;
    private double[] bias;
    private int[] labels;
    private DoubleMatrix featureGradient;
    private DoubleMatrix weightGradient;
    private double[] biasGradient;
    private DoubleHeadWorkspace workspace;
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
        featureGradient = DoubleMatrix.of(new double[rows * dimension], rows, dimension);
        weightGradient = DoubleMatrix.of(new double[classes * dimension], classes, dimension);
        biasGradient = new double[classes];
        workspace = new DoubleHeadWorkspace(rows, dimension, classes);
        margin = switch (loss) {
            case "PlainSoftmax" -> new PlainSoftmax();
            case "AmSoftmax" -> new AmSoftmax();
            default -> new ArcFace();
        };
        Kernels.simd().warmUp(margin);
        libtorch = margin.hasBias()
                ? new Libtorch(3, expression(margin), "features", "weights", "bias", "labels")
                : new Libtorch(2, expression(margin), "features", "weights", "labels");
        inputs = new NDList(tensor(features), tensor(weights));
        if (margin.hasBias()) {
            inputs.add(libtorch.inputs().create(bias));
        }
        inputs.add(libtorch.inputs().create(Arrays.stream(labels).asLongStream().toArray()));

        try (NDManager call = libtorch.newCall()) {
            NDList results = libtorch.lossAndGradients(call, inputs);
            DoubleAgreement.check("loss", new double[] {losslane()}, results.get(0).toDoubleArray());
            DoubleAgreement.check("featureGradient", featureGradient.data(), results.get(1).toDoubleArray());
            DoubleAgreement.check("weightGradient", weightGradient.data(), results.get(2).toDoubleArray());
            if (margin.hasBias()) {
                DoubleAgreement.check("biasGradient", biasGradient, results.get(3).toDoubleArray());
            }
        }
    }

    private static String expression(MarginLoss margin) {
        return switch (margin) {
            case PlainSoftmax _ -> "torch.cross_entropy_loss(torch.linear(features, weights, bias), labels)";
            case AmSoftmax(double scale, double m) ->
                COSINES + "target = torch.sub(c, " + m + ")\n" + SOFTMAX.formatted(scale);
            case ArcFace(double scale, double m) -> COSINES + """
                    sine = torch.sqrt(torch.clamp_min(torch.rsub(torch.mul(c, c), 1.), 0.))
                    sum = torch.sub(torch.mul(c, %s), torch.mul(sine, %s))
                    target = torch.where(torch.gt(c, %s), sum, torch.sub(c, %s))
                    """.formatted(Math.cos(m), Math.sin(m), -Math.cos(m), m * Math.sin(m)) + SOFTMAX.formatted(scale);
            default -> throw new IllegalArgumentException(margin + " is not composed of libtorch's operators");
        };
    }

    private static DoubleMatrix gaussian(SplittableRandom random, int rows, int columns) {
        double[] data = new double[rows * columns];
        for (int i = 0; i < data.length; i++) {
            data[i] = (0.1 * random.nextGaussian());
        }
        return DoubleMatrix.of(data, rows, columns);
    }

    private NDArray tensor(DoubleMatrix matrix) {
        return libtorch.inputs().create(matrix.data(), new Shape(matrix.rows(), matrix.columns()));
    }

    @Benchmark
    public double losslane() {
        return margin.hasBias()
                ? Kernels.simd().head().lossAndGradients(
                        margin, Reduction.MEAN, features, weights, bias, 0, labels, 0, featureGradient, weightGradient,
                        biasGradient, 0, workspace)
                : Kernels.simd().head().lossAndGradients(
                        margin, Reduction.MEAN, features, weights, labels, 0, featureGradient, weightGradient, workspace);
    }

    @Benchmark
    public double libtorch() {
        try (NDManager call = libtorch.newCall()) {
            return libtorch.lossAndGradients(call, inputs).get(0).getDouble();
        }
    }
}
