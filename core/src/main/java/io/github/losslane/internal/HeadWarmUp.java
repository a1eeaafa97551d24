package io.github.losslane.internal;

import io.github.losslane.DoubleMatrix;
import io.github.losslane.FloatMatrix;
import io.github.losslane.KernelProvider;
import io.github.losslane.Reduction;
import io.github.losslane.margin.DoubleHeadWorkspace;
import io.github.losslane.margin.FloatHeadWorkspace;
import io.github.losslane.margin.HeadKernels;
import io.github.losslane.margin.MarginKernels;
import io.github.losslane.margin.MarginLoss;

/** A small batch for the heads and for margins on cosines. */
final class HeadWarmUp {

    /** Feature rows so much longer have logits that need a shift, the second also a label far below the others. */
    private static final float LONG = 64;

    private final HeadKernels head;
    private final MarginKernels margin;
    private final FloatMatrix features;
    private final FloatMatrix weights;
    private final FloatMatrix featureGradient;
    private final FloatMatrix weightGradient;
    private final FloatMatrix cosines;
    private final FloatMatrix cosineGradient;
    private final DoubleMatrix dFeatures;
    private final DoubleMatrix dWeights;
    private final DoubleMatrix dFeatureGradient;
    private final DoubleMatrix dWeightGradient;
    private final DoubleMatrix dCosines;
    private final DoubleMatrix dCosineGradient;
    private final float[] bias;
    private final float[] more;
    private final double[] dBias;
    private final double[] dMore;
    private final int[] labels;
    private final FloatHeadWorkspace workspace;
    private final DoubleHeadWorkspace dWorkspace;

    /** Where neither rows nor classes are a multiple of a tile's, the edges of a product are compiled as well. */
    HeadWarmUp(KernelProvider kernels, int rows, int columns, int classes) {
        this.head = kernels.head();
        this.margin = kernels.margin();
        this.features = FloatMatrix.of(new float[rows * columns], rows, columns);
        this.weights = FloatMatrix.of(new float[classes * columns], classes, columns);
        this.featureGradient = FloatMatrix.of(new float[rows * columns], rows, columns);
        this.weightGradient = FloatMatrix.of(new float[classes * columns], classes, columns);
        this.cosines = FloatMatrix.of(new float[rows * classes], rows, classes);
        this.cosineGradient = FloatMatrix.of(new float[rows * classes], rows, classes);
        this.dFeatures = DoubleMatrix.of(new double[rows * columns], rows, columns);
        this.dWeights = DoubleMatrix.of(new double[classes * columns], classes, columns);
        this.dFeatureGradient = DoubleMatrix.of(new double[rows * columns], rows, columns);
        this.dWeightGradient = DoubleMatrix.of(new double[classes * columns], classes, columns);
        this.dCosines = DoubleMatrix.of(new double[rows * classes], rows, classes);
        this.dCosineGradient = DoubleMatrix.of(new double[rows * classes], rows, classes);
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
        for (int d = 0; d < 2 * columns && columns % 2 == 0; d++) {     // batches of both kinds, or the first of one is slow
            features.data()[d] *= LONG;
            dFeatures.data()[d] = features.data()[d];
        }
        for (int i = 0; i < rows * classes; i++) {
            cosines.data()[i] = (i % 65 - 32) / 32f;
            dCosines.data()[i] = cosines.data()[i];
        }
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
        if (loss.unitFeatures() && loss.unitWeights()) {
            margin.lossAndGradient(loss, Reduction.MEAN, cosines, labels, 0, cosineGradient);
            margin.lossAndGradient(loss, Reduction.MEAN, dCosines, labels, 0, dCosineGradient);
        }
    }
}
