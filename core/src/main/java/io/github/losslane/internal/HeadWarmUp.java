package io.github.losslane.internal;

import io.github.losslane.DoubleMatrix;
import io.github.losslane.FloatMatrix;
import io.github.losslane.Reduction;
import io.github.losslane.margin.DoubleHeadWorkspace;
import io.github.losslane.margin.FloatHeadWorkspace;
import io.github.losslane.margin.HeadKernels;
import io.github.losslane.margin.MarginKernels;
import io.github.losslane.margin.MarginLoss;

/** Calls of the kernels of heads and margins on small data, for {@link WarmUp}. */
final class HeadWarmUp {

    /** Neither a multiple of a tile's rows nor of its columns, so that the edges of a product are compiled as well. */
    private static final int ROWS = 26;

    private static final int COLUMNS = 73;
    private static final int SIZE = ROWS * COLUMNS;

    private final HeadKernels head;
    private final MarginKernels margin;
    private final FloatMatrix features = FloatMatrix.of(new float[SIZE], ROWS, COLUMNS);
    private final FloatMatrix weights = FloatMatrix.of(new float[SIZE], ROWS, COLUMNS);
    private final FloatMatrix featureGradient = FloatMatrix.of(new float[SIZE], ROWS, COLUMNS);
    private final FloatMatrix weightGradient = FloatMatrix.of(new float[SIZE], ROWS, COLUMNS);
    private final FloatMatrix cosines = FloatMatrix.of(features.data(), ROWS, ROWS);
    private final FloatMatrix gradient = FloatMatrix.of(featureGradient.data(), ROWS, ROWS);
    private final float[] bias = new float[ROWS];
    private final float[] biasGradient = new float[ROWS];
    private final FloatHeadWorkspace workspace = new FloatHeadWorkspace(ROWS, COLUMNS, ROWS);
    private final DoubleMatrix dFeatures = DoubleMatrix.of(new double[SIZE], ROWS, COLUMNS);
    private final DoubleMatrix dWeights = DoubleMatrix.of(new double[SIZE], ROWS, COLUMNS);
    private final DoubleMatrix dFeatureGradient = DoubleMatrix.of(new double[SIZE], ROWS, COLUMNS);
    private final DoubleMatrix dWeightGradient = DoubleMatrix.of(new double[SIZE], ROWS, COLUMNS);
    private final DoubleMatrix dCosines = DoubleMatrix.of(dFeatures.data(), ROWS, ROWS);
    private final DoubleMatrix dGradient = DoubleMatrix.of(dFeatureGradient.data(), ROWS, ROWS);
    private final double[] dBias = new double[ROWS];
    private final double[] dBiasGradient = new double[ROWS];
    private final DoubleHeadWorkspace dWorkspace = new DoubleHeadWorkspace(ROWS, COLUMNS, ROWS);
    private final int[] labels = new int[ROWS];

    /** Features in [-1, 1], which serve as cosines as well; the first is parallel to its label's weights. */
    HeadWarmUp(HeadKernels head, MarginKernels margin) {
        this.head = head;
        this.margin = margin;
        for (int i = 0; i < SIZE; i++) {
            features.data()[i] = (i % 17 - 8) / 8f;
            weights.data()[i] = i < COLUMNS ? features.data()[i] : i % 5 / 4f;
            dFeatures.data()[i] = features.data()[i];
            dWeights.data()[i] = weights.data()[i];
        }
        for (int i = 0; i < ROWS; i++) {
            labels[i] = i;
        }
    }

    /** Every method that takes the loss. */
    void call(MarginLoss loss) {
        plain(loss);
        if (loss.hasBias()) {
            withBias(loss);
        }
        if (loss.unitFeatures()) {
            withScale(loss);
        }
        if (loss.unitFeatures() && loss.unitWeights()) {
            margin.lossAndGradient(loss, Reduction.MEAN, cosines, labels, 0, gradient);
            margin.lossAndGradient(loss, Reduction.MEAN, dCosines, labels, 0, dGradient);
        }
    }

    private void plain(MarginLoss loss) {
        head.loss(loss, Reduction.MEAN, features, weights, labels, 0, workspace);
        head.loss(loss, Reduction.MEAN, dFeatures, dWeights, labels, 0, dWorkspace);
        head.lossAndGradients(
                loss, Reduction.MEAN, features, weights, labels, 0, featureGradient, weightGradient, workspace);
        head.lossAndGradients(
                loss, Reduction.MEAN, dFeatures, dWeights, labels, 0, dFeatureGradient, dWeightGradient, dWorkspace);
    }

    private void withBias(MarginLoss loss) {
        head.loss(loss, Reduction.MEAN, features, weights, bias, 0, labels, 0, workspace);
        head.loss(loss, Reduction.MEAN, dFeatures, dWeights, dBias, 0, labels, 0, dWorkspace);
        head.lossAndGradients(
                loss, Reduction.MEAN, features, weights, bias, 0, labels, 0, featureGradient, weightGradient,
                biasGradient, 0, workspace);
        head.lossAndGradients(
                loss, Reduction.MEAN, dFeatures, dWeights, dBias, 0, labels, 0, dFeatureGradient, dWeightGradient,
                dBiasGradient, 0, dWorkspace);
    }

    private void withScale(MarginLoss loss) {
        head.lossAndGradients(
                loss, Reduction.MEAN, features, weights, labels, 0, featureGradient, weightGradient,
                biasGradient, 0, workspace);
        head.lossAndGradients(
                loss, Reduction.MEAN, dFeatures, dWeights, labels, 0, dFeatureGradient, dWeightGradient,
                dBiasGradient, 0, dWorkspace);
    }
}
