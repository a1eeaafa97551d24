package io.github.losslane.internal;

import io.github.losslane.DoubleMatrix;
import io.github.losslane.FloatMatrix;
import io.github.losslane.Reduction;
import io.github.losslane.margin.DoubleHeadWorkspace;
import io.github.losslane.margin.FloatHeadWorkspace;
import io.github.losslane.margin.HeadKernels;
import io.github.losslane.margin.MarginLoss;
import java.util.Arrays;
import java.util.stream.Stream;

/** A small batch for the heads. */
final class HeadWarmUp {

    /** Feature rows so much longer have logits that need a shift, the second also a label far below the others. */
    private static final float LONG = 64;

    /**
     * Rows, columns and classes: one row or a few, which are not packed; fewer columns than a vector; as many classes as rows
     * of logits have ways of their own; more rows than a chunk has, more classes than a tile.
     */
    private static final int[][] SHAPES = {
        {1, 2, 2}, {3, 2, 3}, {64, 2, 2}, {64, 2, 10}, {1, 20, 17}, {3, 16, 16}, {64, 20, 31}, {3, 64, 64}, {1, 64, 100},
        {64, 64, 100}, {1, 64, 256}, {64, 20, 400}, {20, 20, 1000}, {7, 5, 600}, {7, 64, 600}, {300, 3, 5}, {1, 5, 1100}
    };

    private final HeadKernels head;
    private final FloatMatrix features;
    private final FloatMatrix weights;
    private final FloatMatrix featureGradient;
    private final FloatMatrix weightGradient;
    private final DoubleMatrix dFeatures;
    private final DoubleMatrix dWeights;
    private final DoubleMatrix dFeatureGradient;
    private final DoubleMatrix dWeightGradient;
    private final float[] bias;
    private final float[] more;
    private final double[] dBias;
    private final double[] dMore;
    private final int[] labels;
    private final FloatHeadWorkspace workspace;
    private final DoubleHeadWorkspace dWorkspace;

    /** Where neither rows nor classes are a multiple of a tile's, the edges of a product are compiled as well. */
    HeadWarmUp(HeadKernels kernels, int rows, int columns, int classes) {
        this.head = kernels;
        this.features = FloatMatrix.of(new float[rows * columns], rows, columns);
        this.weights = FloatMatrix.of(new float[classes * columns], classes, columns);
        this.featureGradient = FloatMatrix.of(new float[rows * columns], rows, columns);
        this.weightGradient = FloatMatrix.of(new float[classes * columns], classes, columns);
        this.dFeatures = DoubleMatrix.of(new double[rows * columns], rows, columns);
        this.dWeights = DoubleMatrix.of(new double[classes * columns], classes, columns);
        this.dFeatureGradient = DoubleMatrix.of(new double[rows * columns], rows, columns);
        this.dWeightGradient = DoubleMatrix.of(new double[classes * columns], classes, columns);
        this.bias = new float[classes];
        this.more = new float[classes];
        this.dBias = new double[classes];
        this.dMore = new double[classes];
        this.labels = new int[rows];
        this.workspace = new FloatHeadWorkspace(rows, columns, classes);
        this.dWorkspace = new DoubleHeadWorkspace(rows, columns, classes);
        for (int i = 0; i < classes * columns; i++) {
            weights.data()[i] = (i * 7 % 31 - 15) / 16f;
            dWeights.data()[i] = weights.data()[i];
        }
        for (int i = 0; i < rows; i++) {
            labels[i] = i % classes;
            for (int d = 0; d < columns; d++) {      // every third row is near the weights of its class
                float near = weights.get(labels[i], d) + d % 3 / 64f;
                features.data()[i * columns + d] = i % 3 == 0 ? near : ((i * 5 + d * 3) % 17 - 8) / 8f;
                dFeatures.data()[i * columns + d] = features.get(i, d);
            }
        }
        int longRows = columns % 2 == 0 ? Math.min(rows, 2) : 0;        // batches of both kinds, or the first of one is slow
        for (int d = 0; d < longRows * columns; d++) {
            features.data()[d] *= LONG;
            dFeatures.data()[d] = features.data()[d];
        }
    }

    /** The calls of a loss with batches of other shapes than the usual. */
    static Stream<Runnable> shapes(HeadKernels kernels, MarginLoss loss) {
        return Arrays.stream(SHAPES)
                .map(shape -> new HeadWarmUp(kernels, shape[0], shape[1], shape[2]))
                .map(shape -> () -> shape.call(loss));
    }

    /** Every kernel that takes the loss but the joint steps. */
    void call(MarginLoss loss) {
        head.loss(loss, Reduction.MEAN, features, weights, labels, 0, workspace);
        head.loss(loss, Reduction.MEAN, dFeatures, dWeights, labels, 0, dWorkspace);
        head.lossAndGradients(
                loss, Reduction.MEAN, features, weights, labels, 0, featureGradient, weightGradient, workspace);
        head.lossAndGradients(
                loss, Reduction.MEAN, dFeatures, dWeights, labels, 0, dFeatureGradient, dWeightGradient, dWorkspace);
        if (loss.hasBias()) {
            head.loss(loss, Reduction.MEAN, features, weights, bias, 0, labels, 0, workspace);
            head.loss(loss, Reduction.MEAN, dFeatures, dWeights, dBias, 0, labels, 0, dWorkspace);
            head.lossAndGradients(loss, Reduction.MEAN, features, weights, bias, 0, labels, 0,
                    featureGradient, weightGradient, more, 0, workspace);
            head.lossAndGradients(loss, Reduction.MEAN, dFeatures, dWeights, dBias, 0, labels, 0,
                    dFeatureGradient, dWeightGradient, dMore, 0, dWorkspace);
        }
        if (loss.unitFeatures()) {
            head.lossAndGradients(loss, Reduction.MEAN, features, weights, labels, 0,
                    featureGradient, weightGradient, more, 0, workspace);
            head.lossAndGradients(loss, Reduction.MEAN, dFeatures, dWeights, labels, 0,
                    dFeatureGradient, dWeightGradient, dMore, 0, dWorkspace);
        }
    }
}
