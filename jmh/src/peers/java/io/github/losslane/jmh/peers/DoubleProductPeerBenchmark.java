// Derived from FloatProductPeerBenchmark.java; edit that file, then run: java verification/src/test/java/io/github/losslane/verification/Twins.java
package io.github.losslane.jmh.peers;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import io.github.losslane.internal.DoublePanels;
import io.github.losslane.jmh.DoubleAgreement;
import io.github.losslane.simd.margin.DoubleDots;
import io.github.losslane.simd.margin.DoubleProduct;
import java.util.Arrays;
import java.util.SplittableRandom;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.Level;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Setup;

/**
 * The matrix products of a head beside libtorch's matmul, rows x dimension x classes: {@code logits} is X W^T,
 * {@code featureGradient} G W and {@code weightGradient} G^T X. There is no graph and no gradient here.
 */
public class DoubleProductPeerBenchmark extends PeerBenchmark {

    @Param({
        "1x512x1000", "2x512x1000", "4x512x1000", "16x512x1000", "64x128x10", "256x512x1000", "256x512x10000", "1024x1024x1024"
    })
    public String shape;

    @Param({"logits", "featureGradient", "weightGradient"})
    public String product;

    private int m;
    private int n;
    private int k;
    private int aRow;
    private int aColumn;
    private int bRow;
    private int bColumn;
    private double[] a;
    private double[] b;
    private double[] c;
    private double[] panels;
    private NDArray left;
    private NDArray right;

    @Setup(Level.Trial)
    public void fillAndCompare() throws Exception {
        int[] sizes = Arrays.stream(shape.split("x", 3)).mapToInt(Integer::parseInt).toArray();
        int rows = sizes[0];
        int dimension = sizes[1];
        int classes = sizes[2];
        m = product.equals("weightGradient") ? classes : rows;
        n = product.equals("logits") ? classes : dimension;
        k = product.equals("logits") ? dimension : product.equals("featureGradient") ? classes : rows;
        boolean turnedA = product.equals("weightGradient");
        boolean turnedB = product.equals("logits");
        aRow = turnedA ? 1 : k;
        aColumn = turnedA ? m : 1;
        bRow = turnedB ? 1 : n;
        bColumn = turnedB ? k : 1;
        SplittableRandom random = new SplittableRandom(42);
        a = gaussian(random, m * k);
        b = gaussian(random, k * n);
        c = new double[m * n];
        panels = new double[Math.toIntExact(DoublePanels.length(m, n, k))];
        libtorch = new Libtorch(0, "torch.matmul(a, b)", "a", "b");
        NDManager inputs = libtorch.inputs();
        left = turnedA ? inputs.create(a, new Shape(k, m)).transpose() : inputs.create(a, new Shape(m, k));
        right = turnedB ? inputs.create(b, new Shape(n, k)).transpose() : inputs.create(b, new Shape(k, n));
        for (int i = 0; i < 20_000_000L / ((long) m * n * k) + 20; i++) {
            losslane();
        }
        DoubleAgreement.check("product", losslane(), left.matMul(right).toDoubleArray());
    }

    private static double[] gaussian(SplittableRandom random, int length) {
        double[] data = new double[length];
        for (int i = 0; i < length; i++) {
            data[i] = (0.1 * random.nextGaussian());
        }
        return data;
    }

    @Benchmark
    public double[] losslane() {
        if (bRow == 1) {
            DoubleDots.multiply(m, n, k, a, 0, aRow, b, 0, bColumn, c, 0, n, panels);
        } else {
            DoubleProduct.multiply(false, m, n, k, a, 0, aRow, aColumn, b, 0, bRow, c, 0, n, panels);
        }
        return c;
    }

    @Benchmark
    public long libtorch() {
        try (NDArray result = left.matMul(right)) {
            return result.size();
        }
    }
}
