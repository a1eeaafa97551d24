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

    /** Neither a multiple of a tile's rows nor of its columns, so that the edges of a product are compiled as well. */
    private static final int ROWS = 53;

    private static final int COLUMNS = 73;
    private static final int CLASSES = 39;

    private final HeadKernels head;
    private final MarginKernels margin;
    private final FloatMatrix features = FloatMatrix.of(new float[ROWS * COLUMNS], ROWS, COLUMNS);
    private final FloatMatrix weights = FloatMatrix.of(new float[CLASSES * COLUMNS], CLASSES, COLUMNS);
    private final FloatMatrix featureGradient = FloatMatrix.of(new float[ROWS * COLUMNS], ROWS, COLUMNS);
    private final FloatMatrix weightGradient = FloatMatrix.of(new float[CLASSES * COLUMNS], CLASSES, COLUMNS);
    private final FloatMatrix cosines = FloatMatrix.of(new float[ROWS * CLASSES], ROWS, CLASSES);
    private final FloatMatrix cosineGradient = FloatMatrix.of(new float[ROWS * CLASSES], ROWS, CLASSES);
    private final DoubleMatrix dFeatures = DoubleMatrix.of(new double[ROWS * COLUMNS], ROWS, COLUMNS);
    private final DoubleMatrix dWeights = DoubleMatrix.of(new double[CLASSES * COLUMNS], CLASSES, COLUMNS);
    private final DoubleMatrix dFeatureGradient = DoubleMatrix.of(new double[ROWS * COLUMNS], ROWS, COLUMNS);
    private final DoubleMatrix dWeightGradient = DoubleMatrix.of(new double[CLASSES * COLUMNS], CLASSES, COLUMNS);
    private final DoubleMatrix dCosines = DoubleMatrix.of(new double[ROWS * CLASSES], ROWS, CLASSES);
    private final DoubleMatrix dCosineGradient = DoubleMatrix.of(new double[ROWS * CLASSES], ROWS, CLASSES);
    private final float[] bias = new float[CLASSES];
    private final float[] more = new float[CLASSES];
    private final double[] dBias = new double[CLASSES];
    private final double[] dMore = new double[CLASSES];
    private final int[] labels = new int[ROWS];
    private final FloatHeadWorkspace workspace = new FloatHeadWorkspace(ROWS, COLUMNS, CLASSES);
    private final DoubleHeadWorkspace dWorkspace = new DoubleHeadWorkspace(ROWS, COLUMNS, CLASSES);

    HeadWarmUp(KernelProvider kernels) {
        this.head = kernels.head();
        this.margin = kernels.margin();
        for (int i = 0; i < CLASSES * COLUMNS; i++) {
            weights.data()[i] = (i * 7 % 31 - 15) / 16f;
            dWeights.data()[i] = weights.data()[i];
        }
        for (int i = 0; i < ROWS; i++) {
            labels[i] = i % CLASSES;
            for (int d = 0; d < COLUMNS; d++) {      // every third row is near the weights of its class
                float near = weights.get(labels[i], d) + d % 3 / 64f;
                features.data()[i * COLUMNS + d] = i % 3 == 0 ? near : ((i * 5 + d * 3) % 17 - 8) / 8f;
                dFeatures.data()[i * COLUMNS + d] = features.get(i, d);
            }
        }
        for (int i = 0; i < ROWS * CLASSES; i++) {
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
