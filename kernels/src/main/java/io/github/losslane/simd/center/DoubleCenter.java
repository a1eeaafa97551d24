// Derived from FloatCenter.java; edit that file, then run: java verification/src/test/java/io/github/losslane/verification/Twins.java
package io.github.losslane.simd.center;

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
import io.github.losslane.simd.DoubleScratch;
import io.github.losslane.simd.DoubleShortSums;
import io.github.losslane.simd.DoubleSum;
import java.util.Objects;

/** Driver of center loss: each row against the center of its class, row losses summed in blocks. */
public interface DoubleCenter extends DoubleCenterKernels {

    /** The head of a joint step. */
    DoubleHeadKernels head();

    @Override
    default double loss(
            CenterLoss loss, Reduction reduction, DoubleMatrix features, int[] labels, int labelsOffset,
            DoubleMatrix centers) {
        Objects.requireNonNull(reduction, "reduction");
        DoubleCenterArguments.inputs(loss, features, labels, labelsOffset, centers);
        DoubleScratch scratch = DoubleScratch.get();
        double sum = 0;
        for (int i = 0; features.rows() - i > 0; i += DoubleScratch.BLOCK) {
            int size = Math.min(features.rows() - i, DoubleScratch.BLOCK);
            losses(features, i, size, labels, labelsOffset + i, centers, scratch.losses, 0, scratch);
            sum += DoubleSum.block(scratch.losses, 0, size, scratch.slots);
        }
        return sum / reduction.divisor(features.rows(), features.rows());
    }

    @Override
    default void losses(
            CenterLoss loss, DoubleMatrix features, int[] labels, int labelsOffset, DoubleMatrix centers,
            double[] losses, int lossesOffset) {
        DoubleCenterArguments.inputs(loss, features, labels, labelsOffset, centers);
        DoubleCenterArguments.losses(losses, lossesOffset, features, centers);
        losses(features, 0, features.rows(), labels, labelsOffset, centers, losses, lossesOffset, DoubleScratch.get());
    }

    @Override
    default double lossAndGradient(
            CenterLoss loss, Reduction reduction, DoubleMatrix features, int[] labels, int labelsOffset,
            DoubleMatrix centers, DoubleMatrix featureGradient) {
        Objects.requireNonNull(reduction, "reduction");
        DoubleCenterArguments.inputs(loss, features, labels, labelsOffset, centers);
        DoubleCenterArguments.gradient(featureGradient, features, centers);
        double divisor = reduction.divisor(features.rows(), features.rows());
        double scale = (1 / divisor);
        boolean narrow = DoubleShortSums.flat(features) && DoubleShortSums.flat(featureGradient);
        DoubleScratch scratch = DoubleScratch.get();
        double sum = 0;
        for (int i = 0; features.rows() - i > 0; i += DoubleScratch.BLOCK) {
            int size = Math.min(features.rows() - i, DoubleScratch.BLOCK);
            if (narrow) {
                DoubleNarrowCenters.rows(scale, features, i, size, labels, labelsOffset + i, centers, featureGradient, false,
                        scratch.losses, 0, scratch);
            } else {
                for (int k = 0; k < size; k++) {
                    scratch.losses[k] = DoubleCenterLoss.lossAndGradient(scale,
                            features.data(), features.offset() + (i + k) * features.stride(),
                            centers.data(), centers.offset() + labels[labelsOffset + i + k] * centers.stride(),
                            featureGradient.data(), featureGradient.offset() + (i + k) * featureGradient.stride(),
                            features.columns(), scratch.slots);
                }
            }
            sum += DoubleSum.block(scratch.losses, 0, size, scratch.slots);
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
        if (scale == 0) {           // would be NaN times an infinite difference
            return loss.weight() * loss(loss, reduction, features, labels, labelsOffset, centers);
        }
        boolean narrow = DoubleShortSums.flat(features) && DoubleShortSums.flat(featureGradient);
        DoubleScratch scratch = DoubleScratch.get();
        double sum = 0;
        for (int i = 0; features.rows() - i > 0; i += DoubleScratch.BLOCK) {
            int size = Math.min(features.rows() - i, DoubleScratch.BLOCK);
            if (narrow) {
                DoubleNarrowCenters.rows(scale, features, i, size, labels, labelsOffset + i, centers, featureGradient, true,
                        scratch.losses, 0, scratch);
            } else {
                for (int k = 0; k < size; k++) {
                    scratch.losses[k] = DoubleCenterLoss.lossAndAddGradient(scale,
                            features.data(), features.offset() + (i + k) * features.stride(),
                            centers.data(), centers.offset() + labels[labelsOffset + i + k] * centers.stride(),
                            featureGradient.data(), featureGradient.offset() + (i + k) * featureGradient.stride(),
                            features.columns(), scratch.slots);
                }
            }
            sum += DoubleSum.block(scratch.losses, 0, size, scratch.slots);
        }
        return loss.weight() * (sum / divisor);
    }

    @Override
    default void updateCenters(
            CenterLoss loss, DoubleMatrix features, int[] labels, int labelsOffset, DoubleMatrix centers,
            DoubleCenterWorkspace workspace) {
        DoubleCenterArguments.inputs(loss, features, labels, labelsOffset, centers);
        DoubleCenterArguments.update(centers, features, workspace);
        if (loss.rate() > 0) {
            DoubleCenterUpdate.run(loss, features, labels, labelsOffset, centers, workspace);
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

    private static void losses(
            DoubleMatrix features, int first, int rows, int[] labels, int y, DoubleMatrix centers,
            double[] losses, int l, DoubleScratch scratch) {
        if (DoubleShortSums.flat(features)) {
            DoubleNarrowCenters.rows(0, features, first, rows, labels, y, centers, null, false, losses, l, scratch);
            return;
        }
        for (int i = 0; i < rows; i++) {
            losses[l + i] = DoubleCenterLoss.loss(
                    features.data(), features.offset() + (first + i) * features.stride(),
                    centers.data(), centers.offset() + labels[y + i] * centers.stride(), features.columns(), scratch.slots);
        }
    }
}
