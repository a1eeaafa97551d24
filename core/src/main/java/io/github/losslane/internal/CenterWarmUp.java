package io.github.losslane.internal;

import io.github.losslane.DoubleMatrix;
import io.github.losslane.FloatMatrix;
import io.github.losslane.Reduction;
import io.github.losslane.center.CenterKernels;
import io.github.losslane.center.CenterLoss;
import io.github.losslane.center.DoubleCenterWorkspace;
import io.github.losslane.center.FloatCenterWorkspace;
import io.github.losslane.margin.DoubleHeadWorkspace;
import io.github.losslane.margin.FloatHeadWorkspace;
import io.github.losslane.margin.MarginLoss;

/** A small batch for the kernels of center loss and of joint training. */
final class CenterWarmUp {

    private static final int ROWS = 26;

    /** Several vectors and some elements over. */
    private static final int COLUMNS = 73;

    private static final int CLASSES = 13;

    private final CenterKernels kernels;
    private final FloatMatrix features = FloatMatrix.of(new float[ROWS * COLUMNS], ROWS, COLUMNS);
    private final FloatMatrix centers = FloatMatrix.of(new float[CLASSES * COLUMNS], CLASSES, COLUMNS);
    private final FloatMatrix weights = FloatMatrix.of(new float[CLASSES * COLUMNS], CLASSES, COLUMNS);
    private final FloatMatrix featureGradient = FloatMatrix.of(new float[ROWS * COLUMNS], ROWS, COLUMNS);
    private final FloatMatrix weightGradient = FloatMatrix.of(new float[CLASSES * COLUMNS], CLASSES, COLUMNS);
    private final DoubleMatrix dFeatures = DoubleMatrix.of(new double[ROWS * COLUMNS], ROWS, COLUMNS);
    private final DoubleMatrix dCenters = DoubleMatrix.of(new double[CLASSES * COLUMNS], CLASSES, COLUMNS);
    private final DoubleMatrix dWeights = DoubleMatrix.of(new double[CLASSES * COLUMNS], CLASSES, COLUMNS);
    private final DoubleMatrix dFeatureGradient = DoubleMatrix.of(new double[ROWS * COLUMNS], ROWS, COLUMNS);
    private final DoubleMatrix dWeightGradient = DoubleMatrix.of(new double[CLASSES * COLUMNS], CLASSES, COLUMNS);
    private final float[] bias = new float[CLASSES];
    private final float[] biasGradient = new float[CLASSES];
    private final float[] losses = new float[ROWS];
    private final double[] dBias = new double[CLASSES];
    private final double[] dBiasGradient = new double[CLASSES];
    private final double[] dLosses = new double[ROWS];
    private final int[] labels = new int[ROWS];
    private final FloatCenterWorkspace workspace = new FloatCenterWorkspace(CLASSES, COLUMNS);
    private final DoubleCenterWorkspace dWorkspace = new DoubleCenterWorkspace(CLASSES, COLUMNS);
    private final FloatHeadWorkspace headWorkspace = new FloatHeadWorkspace(ROWS, COLUMNS, CLASSES);
    private final DoubleHeadWorkspace dHeadWorkspace = new DoubleHeadWorkspace(ROWS, COLUMNS, CLASSES);

    CenterWarmUp(CenterKernels kernels) {
        this.kernels = kernels;
        for (int i = 0; i < ROWS * COLUMNS; i++) {
            features.data()[i] = (i % 17 - 8) / 8f;
            dFeatures.data()[i] = features.data()[i];
        }
        for (int i = 0; i < CLASSES * COLUMNS; i++) {
            weights.data()[i] = i % 5 / 4f;
            dWeights.data()[i] = weights.data()[i];
        }
        for (int i = 0; i < ROWS; i++) {
            labels[i] = i * i / (2 * ROWS);       // classes of many rows, of a few, of one
        }
    }

    /** Every kernel of center loss but the joint steps. */
    void call(CenterLoss loss) {
        kernels.loss(loss, Reduction.MEAN, features, labels, 0, centers);
        kernels.loss(loss, Reduction.MEAN, dFeatures, labels, 0, dCenters);
        kernels.losses(loss, features, labels, 0, centers, losses, 0);
        kernels.losses(loss, dFeatures, labels, 0, dCenters, dLosses, 0);
        kernels.lossAndGradient(loss, Reduction.MEAN, features, labels, 0, centers, featureGradient);
        kernels.lossAndGradient(loss, Reduction.MEAN, dFeatures, labels, 0, dCenters, dFeatureGradient);
        kernels.lossAndAddGradient(loss, Reduction.MEAN, features, labels, 0, centers, featureGradient);
        kernels.lossAndAddGradient(loss, Reduction.MEAN, dFeatures, labels, 0, dCenters, dFeatureGradient);
        kernels.updateCenters(loss, features, labels, 0, centers, workspace);
        kernels.updateCenters(loss, dFeatures, labels, 0, dCenters, dWorkspace);
    }

    /** The joint steps. */
    void call(MarginLoss loss, CenterLoss centerLoss) {
        kernels.jointStep(loss, centerLoss, Reduction.MEAN, features, weights, labels, 0, centers,
                featureGradient, weightGradient, headWorkspace, workspace);
        kernels.jointStep(loss, centerLoss, Reduction.MEAN, dFeatures, dWeights, labels, 0, dCenters,
                dFeatureGradient, dWeightGradient, dHeadWorkspace, dWorkspace);
        if (!loss.hasBias()) {
            return;
        }
        kernels.jointStep(loss, centerLoss, Reduction.MEAN, features, weights, bias, 0, labels, 0, centers,
                featureGradient, weightGradient, biasGradient, 0, headWorkspace, workspace);
        kernels.jointStep(loss, centerLoss, Reduction.MEAN, dFeatures, dWeights, dBias, 0, labels, 0, dCenters,
                dFeatureGradient, dWeightGradient, dBiasGradient, 0, dHeadWorkspace, dWorkspace);
    }
}
