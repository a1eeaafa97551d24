package io.github.losslane.reference;

import io.github.losslane.FloatMatrix;
import io.github.losslane.Reduction;
import io.github.losslane.center.CenterLoss;
import io.github.losslane.center.FloatCenterKernels;
import io.github.losslane.center.FloatCenterWorkspace;
import io.github.losslane.internal.FloatCenterArguments;
import io.github.losslane.internal.FloatJointStep;
import io.github.losslane.margin.FloatHeadKernels;
import io.github.losslane.margin.FloatHeadWorkspace;
import io.github.losslane.margin.MarginLoss;
import java.util.Objects;
import java.util.stream.IntStream;

/** Loops over the record's scalar definition row by row and class by class; sums in double, in order. */
interface FloatReferenceCenter extends FloatCenterKernels {

    /** The head of a joint step. */
    FloatHeadKernels head();

    @Override
    default double loss(
            CenterLoss loss, Reduction reduction, FloatMatrix features, int[] labels, int labelsOffset,
            FloatMatrix centers) {
        Objects.requireNonNull(reduction, "reduction");
        FloatCenterArguments.inputs(loss, features, labels, labelsOffset, centers);
        return sum(loss, features, labels, labelsOffset, centers) / reduction.divisor(features.rows(), features.rows());
    }

    @Override
    default void losses(
            CenterLoss loss, FloatMatrix features, int[] labels, int labelsOffset, FloatMatrix centers,
            float[] losses, int lossesOffset) {
        FloatCenterArguments.inputs(loss, features, labels, labelsOffset, centers);
        FloatCenterArguments.losses(losses, lossesOffset, features, centers);
        for (int i = 0; i < features.rows(); i++) {
            losses[lossesOffset + i] = (float) loss(loss, features, i, labels[labelsOffset + i], centers);
        }
    }

    @Override
    default double lossAndGradient(
            CenterLoss loss, Reduction reduction, FloatMatrix features, int[] labels, int labelsOffset,
            FloatMatrix centers, FloatMatrix featureGradient) {
        Objects.requireNonNull(reduction, "reduction");
        FloatCenterArguments.inputs(loss, features, labels, labelsOffset, centers);
        FloatCenterArguments.gradient(featureGradient, features, centers);
        double divisor = reduction.divisor(features.rows(), features.rows());
        double sum = sum(loss, features, labels, labelsOffset, centers);
        for (int i = 0; i < features.rows(); i++) {
            double[] derivatives = gradient(loss, features, i, labels[labelsOffset + i], centers);
            for (int d = 0; d < derivatives.length; d++) {
                featureGradient.data()[featureGradient.rowOffset(i) + d] = (float) (derivatives[d] / divisor);
            }
        }
        return sum / divisor;
    }

    @Override
    default double lossAndAddGradient(
            CenterLoss loss, Reduction reduction, FloatMatrix features, int[] labels, int labelsOffset,
            FloatMatrix centers, FloatMatrix featureGradient) {
        Objects.requireNonNull(reduction, "reduction");
        FloatCenterArguments.inputs(loss, features, labels, labelsOffset, centers);
        FloatCenterArguments.addedGradient(featureGradient, features, centers);
        if (loss.weight() == 0) {
            return 0;
        }
        double divisor = reduction.divisor(features.rows(), features.rows());
        float scale = (float) (loss.weight() / divisor);
        int counted = scale > 0 ? features.rows() : 0;
        for (int i = 0; i < counted; i++) {
            double[] derivatives = gradient(loss, features, i, labels[labelsOffset + i], centers);
            for (int d = 0; d < derivatives.length; d++) {
                double added = loss.weight() / divisor * derivatives[d];
                featureGradient.data()[featureGradient.rowOffset(i) + d] = (float) (featureGradient.get(i, d) + added);
            }
        }
        return loss.weight() * (sum(loss, features, labels, labelsOffset, centers) / divisor);
    }

    @Override
    default void updateCenters(
            CenterLoss loss, FloatMatrix features, int[] labels, int labelsOffset, FloatMatrix centers,
            FloatCenterWorkspace workspace) {
        FloatCenterArguments.inputs(loss, features, labels, labelsOffset, centers);
        FloatCenterArguments.update(centers, features, workspace);
        if (loss.rate() == 0) {
            return;
        }
        int[] present = IntStream.range(0, features.rows()).map(i -> labels[labelsOffset + i]).distinct().toArray();
        for (int j : present) {
            double[][] rows = IntStream.range(0, features.rows())
                    .filter(i -> labels[labelsOffset + i] == j)
                    .mapToObj(i -> FloatReferenceSoftmax.row(features, i))
                    .toArray(double[][]::new);
            double[] moved = loss.moved(FloatReferenceSoftmax.row(centers, j), rows);
            for (int d = 0; d < moved.length; d++) {
                centers.data()[centers.rowOffset(j) + d] = (float) moved[d];
            }
        }
    }

    @Override
    default double jointStep(
            MarginLoss loss, CenterLoss centerLoss, Reduction reduction, FloatMatrix features,
            FloatMatrix weights, float[] bias, int biasOffset, int[] labels, int labelsOffset, FloatMatrix centers,
            FloatMatrix featureGradient, FloatMatrix weightGradient, float[] biasGradient, int biasGradientOffset,
            FloatHeadWorkspace headWorkspace, FloatCenterWorkspace centerWorkspace) {
        return FloatJointStep.run(head(), this, loss, centerLoss, reduction, features, weights, bias, biasOffset,
                labels, labelsOffset, centers, featureGradient, weightGradient, biasGradient, biasGradientOffset,
                headWorkspace, centerWorkspace);
    }

    @Override
    default double jointStep(
            MarginLoss loss, CenterLoss centerLoss, Reduction reduction, FloatMatrix features, FloatMatrix weights,
            int[] labels, int labelsOffset, FloatMatrix centers,
            FloatMatrix featureGradient, FloatMatrix weightGradient,
            FloatHeadWorkspace headWorkspace, FloatCenterWorkspace centerWorkspace) {
        return FloatJointStep.run(head(), this, loss, centerLoss, reduction, features, weights,
                labels, labelsOffset, centers, featureGradient, weightGradient, headWorkspace, centerWorkspace);
    }

    private static double sum(CenterLoss loss, FloatMatrix features, int[] labels, int y, FloatMatrix centers) {
        double sum = 0;
        for (int i = 0; i < features.rows(); i++) {
            sum += loss(loss, features, i, labels[y + i], centers);
        }
        return sum;
    }

    private static double loss(CenterLoss loss, FloatMatrix features, int row, int label, FloatMatrix centers) {
        return loss.loss(FloatReferenceSoftmax.row(features, row), FloatReferenceSoftmax.row(centers, label));
    }

    private static double[] gradient(CenterLoss loss, FloatMatrix features, int row, int label, FloatMatrix centers) {
        return loss.gradient(FloatReferenceSoftmax.row(features, row), FloatReferenceSoftmax.row(centers, label));
    }
}
