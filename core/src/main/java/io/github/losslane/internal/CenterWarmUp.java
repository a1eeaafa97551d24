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

    private final CenterKernels kernels;
    private final FloatMatrix features;
    private final FloatMatrix centers;
    private final FloatMatrix weights;
    private final FloatMatrix featureGradient;
    private final FloatMatrix weightGradient;
    private final DoubleMatrix dFeatures;
    private final DoubleMatrix dCenters;
    private final DoubleMatrix dWeights;
    private final DoubleMatrix dFeatureGradient;
    private final DoubleMatrix dWeightGradient;
    private final float[] bias;
    private final float[] biasGradient;
    private final float[] losses;
    private final double[] dBias;
    private final double[] dBiasGradient;
    private final double[] dLosses;
    private final int[] labels;
    private final FloatCenterWorkspace workspace;
    private final DoubleCenterWorkspace dWorkspace;
    private final FloatHeadWorkspace headWorkspace;
    private final DoubleHeadWorkspace dHeadWorkspace;

    CenterWarmUp(CenterKernels kernels, int rows, int columns, int gap) {
        int classes = rows / 2 + 1;
        this.kernels = kernels;
        this.features = floats(rows, columns, gap);
        this.centers = floats(classes, columns, gap);
        this.weights = floats(classes, columns, gap);
        this.featureGradient = floats(rows, columns, gap);
        this.weightGradient = floats(classes, columns, gap);
        this.dFeatures = doubles(rows, columns, gap);
        this.dCenters = doubles(classes, columns, gap);
        this.dWeights = doubles(classes, columns, gap);
        this.dFeatureGradient = doubles(rows, columns, gap);
        this.dWeightGradient = doubles(classes, columns, gap);
        this.bias = new float[classes];
        this.biasGradient = new float[classes];
        this.losses = new float[rows];
        this.dBias = new double[classes];
        this.dBiasGradient = new double[classes];
        this.dLosses = new double[rows];
        this.labels = new int[rows];
        this.workspace = new FloatCenterWorkspace(classes, columns);
        this.dWorkspace = new DoubleCenterWorkspace(classes, columns);
        this.headWorkspace = new FloatHeadWorkspace(rows, columns, classes);
        this.dHeadWorkspace = new DoubleHeadWorkspace(rows, columns, classes);
        for (int i = 0; i < features.data().length; i++) {
            features.data()[i] = (i % 17 - 8) / 8f;
            dFeatures.data()[i] = features.data()[i];
        }
        for (int i = 0; i < weights.data().length; i++) {
            weights.data()[i] = i % 5 / 4f;
            dWeights.data()[i] = weights.data()[i];
        }
        for (int i = 0; i < rows; i++) {
            labels[i] = i * i / (2 * rows);       // classes of many rows, of a few, of one
        }
        labels[0] = classes - 1;
    }

    private static FloatMatrix floats(int rows, int columns, int gap) {
        return new FloatMatrix(new float[gap + rows * (columns + gap)], gap, rows, columns, columns + gap);
    }

    private static DoubleMatrix doubles(int rows, int columns, int gap) {
        return new DoubleMatrix(new double[gap + rows * (columns + gap)], gap, rows, columns, columns + gap);
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
