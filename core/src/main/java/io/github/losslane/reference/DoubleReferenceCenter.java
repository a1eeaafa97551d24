// Derived from FloatReferenceCenter.java; edit that file, then run: java verification/src/test/java/io/github/losslane/verification/Twins.java
package io.github.losslane.reference;

import io.github.losslane.DoubleMatrix;
import io.github.losslane.Reduction;
import io.github.losslane.center.CenterLoss;
import io.github.losslane.center.DoubleCenterKernels;
import io.github.losslane.center.DoubleCenterWorkspace;
import io.github.losslane.internal.DoubleCenterArguments;
import io.github.losslane.internal.DoubleJointStep;
import io.github.losslane.margin.DoubleHeadKernels;
import io.github.losslane.margin.DoubleHeadWorkspace;
import io.github.losslane.margin.MarginLoss;
import java.util.Objects;
import java.util.stream.IntStream;

/** Loops over the record's scalar definition row by row and class by class; sums in double, in order. */
interface DoubleReferenceCenter extends DoubleCenterKernels {

    /** The head of a joint step. */
    DoubleHeadKernels head();

    @Override
    default double loss(
            CenterLoss loss, Reduction reduction, DoubleMatrix features, int[] labels, int labelsOffset,
            DoubleMatrix centers) {
        Objects.requireNonNull(reduction, "reduction");
        DoubleCenterArguments.inputs(loss, features, labels, labelsOffset, centers);
        return sum(loss, features, labels, labelsOffset, centers) / reduction.divisor(features.rows(), features.rows());
    }

    @Override
    default void losses(
            CenterLoss loss, DoubleMatrix features, int[] labels, int labelsOffset, DoubleMatrix centers,
            double[] losses, int lossesOffset) {
        DoubleCenterArguments.inputs(loss, features, labels, labelsOffset, centers);
        DoubleCenterArguments.losses(losses, lossesOffset, features, centers);
        for (int i = 0; i < features.rows(); i++) {
            losses[lossesOffset + i] = loss(loss, features, i, labels[labelsOffset + i], centers);
        }
    }

    @Override
    default double lossAndGradient(
            CenterLoss loss, Reduction reduction, DoubleMatrix features, int[] labels, int labelsOffset,
            DoubleMatrix centers, DoubleMatrix featureGradient) {
        Objects.requireNonNull(reduction, "reduction");
        DoubleCenterArguments.inputs(loss, features, labels, labelsOffset, centers);
        DoubleCenterArguments.gradient(featureGradient, features, centers);
        double divisor = reduction.divisor(features.rows(), features.rows());
        double sum = sum(loss, features, labels, labelsOffset, centers);
        for (int i = 0; i < features.rows(); i++) {
            double[] derivatives = gradient(loss, features, i, labels[labelsOffset + i], centers);
            for (int d = 0; d < derivatives.length; d++) {
                featureGradient.data()[featureGradient.rowOffset(i) + d] = (derivatives[d] / divisor);
            }
        }
        return sum / divisor;
    }

    @Override
    default double lossAndAddGradient(
            CenterLoss loss, Reduction reduction, DoubleMatrix features, int[] labels, int labelsOffset,
            DoubleMatrix centers, DoubleMatrix featureGradient) {
        Objects.requireNonNull(reduction, "reduction");
        DoubleCenterArguments.inputs(loss, features, labels, labelsOffset, centers);
        DoubleCenterArguments.addedGradient(featureGradient, features, centers);
        if (loss.weight() == 0) {
            return 0;
        }
        double divisor = reduction.divisor(features.rows(), features.rows());
        double scale = (loss.weight() / divisor);
        int counted = scale > 0 ? features.rows() : 0;
        for (int i = 0; i < counted; i++) {
            double[] derivatives = gradient(loss, features, i, labels[labelsOffset + i], centers);
            for (int d = 0; d < derivatives.length; d++) {
                double added = loss.weight() / divisor * derivatives[d];
                featureGradient.data()[featureGradient.rowOffset(i) + d] = (featureGradient.get(i, d) + added);
            }
        }
        return loss.weight() * (sum(loss, features, labels, labelsOffset, centers) / divisor);
    }

    @Override
    default void updateCenters(
            CenterLoss loss, DoubleMatrix features, int[] labels, int labelsOffset, DoubleMatrix centers,
            DoubleCenterWorkspace workspace) {
        DoubleCenterArguments.inputs(loss, features, labels, labelsOffset, centers);
        DoubleCenterArguments.update(centers, features, workspace);
        if (loss.rate() == 0) {
            return;
        }
        int[] present = IntStream.range(0, features.rows()).map(i -> labels[labelsOffset + i]).distinct().toArray();
        for (int j : present) {
            double[][] rows = IntStream.range(0, features.rows())
                    .filter(i -> labels[labelsOffset + i] == j)
                    .mapToObj(i -> DoubleReferenceSoftmax.row(features, i))
                    .toArray(double[][]::new);
            double[] moved = loss.moved(DoubleReferenceSoftmax.row(centers, j), rows);
            for (int d = 0; d < moved.length; d++) {
                centers.data()[centers.rowOffset(j) + d] = moved[d];
            }
        }
    }

    @Override
    default double jointStep(
            MarginLoss loss, CenterLoss centerLoss, Reduction reduction, DoubleMatrix features,
            DoubleMatrix weights, double[] bias, int biasOffset, int[] labels, int labelsOffset, DoubleMatrix centers,
            DoubleMatrix featureGradient, DoubleMatrix weightGradient, double[] biasGradient, int biasGradientOffset,
            DoubleHeadWorkspace headWorkspace, DoubleCenterWorkspace centerWorkspace) {
        return DoubleJointStep.run(head(), this, loss, centerLoss, reduction, features, weights, bias, biasOffset,
                labels, labelsOffset, centers, featureGradient, weightGradient, biasGradient, biasGradientOffset,
                headWorkspace, centerWorkspace);
    }

    @Override
    default double jointStep(
            MarginLoss loss, CenterLoss centerLoss, Reduction reduction, DoubleMatrix features, DoubleMatrix weights,
            int[] labels, int labelsOffset, DoubleMatrix centers,
            DoubleMatrix featureGradient, DoubleMatrix weightGradient,
            DoubleHeadWorkspace headWorkspace, DoubleCenterWorkspace centerWorkspace) {
        return DoubleJointStep.run(head(), this, loss, centerLoss, reduction, features, weights,
                labels, labelsOffset, centers, featureGradient, weightGradient, headWorkspace, centerWorkspace);
    }

    private static double sum(CenterLoss loss, DoubleMatrix features, int[] labels, int y, DoubleMatrix centers) {
        double sum = 0;
        for (int i = 0; i < features.rows(); i++) {
            sum += loss(loss, features, i, labels[y + i], centers);
        }
        return sum;
    }

    private static double loss(CenterLoss loss, DoubleMatrix features, int row, int label, DoubleMatrix centers) {
        return loss.loss(DoubleReferenceSoftmax.row(features, row), DoubleReferenceSoftmax.row(centers, label));
    }

    private static double[] gradient(CenterLoss loss, DoubleMatrix features, int row, int label, DoubleMatrix centers) {
        return loss.gradient(DoubleReferenceSoftmax.row(features, row), DoubleReferenceSoftmax.row(centers, label));
    }
}
