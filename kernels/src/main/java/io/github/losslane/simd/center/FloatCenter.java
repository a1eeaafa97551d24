package io.github.losslane.simd.center;

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
import io.github.losslane.simd.FloatScratch;
import io.github.losslane.simd.FloatShortSums;
import io.github.losslane.simd.FloatSum;
import java.util.Objects;

/** Driver of center loss: each row against the center of its class, row losses summed in blocks. */
public interface FloatCenter extends FloatCenterKernels {

    /** The head of a joint step. */
    FloatHeadKernels head();

    @Override
    default double loss(
            CenterLoss loss, Reduction reduction, FloatMatrix features, int[] labels, int labelsOffset,
            FloatMatrix centers) {
        Objects.requireNonNull(reduction, "reduction");
        FloatCenterArguments.inputs(loss, features, labels, labelsOffset, centers);
        FloatScratch scratch = FloatScratch.get();
        double sum = 0;
        for (int i = 0; features.rows() - i > 0; i += FloatScratch.BLOCK) {
            int size = Math.min(features.rows() - i, FloatScratch.BLOCK);
            losses(features, i, size, labels, labelsOffset + i, centers, scratch.losses, 0, scratch);
            sum += FloatSum.block(scratch.losses, 0, size, scratch.slots);
        }
        return sum / reduction.divisor(features.rows(), features.rows());
    }

    @Override
    default void losses(
            CenterLoss loss, FloatMatrix features, int[] labels, int labelsOffset, FloatMatrix centers,
            float[] losses, int lossesOffset) {
        FloatCenterArguments.inputs(loss, features, labels, labelsOffset, centers);
        FloatCenterArguments.losses(losses, lossesOffset, features, centers);
        losses(features, 0, features.rows(), labels, labelsOffset, centers, losses, lossesOffset, FloatScratch.get());
    }

    @Override
    default double lossAndGradient(
            CenterLoss loss, Reduction reduction, FloatMatrix features, int[] labels, int labelsOffset,
            FloatMatrix centers, FloatMatrix featureGradient) {
        Objects.requireNonNull(reduction, "reduction");
        FloatCenterArguments.inputs(loss, features, labels, labelsOffset, centers);
        FloatCenterArguments.gradient(featureGradient, features, centers);
        double divisor = reduction.divisor(features.rows(), features.rows());
        float scale = (float) (1 / divisor);
        boolean narrow = FloatShortSums.flat(features) && FloatShortSums.flat(featureGradient);
        FloatScratch scratch = FloatScratch.get();
        double sum = 0;
        for (int i = 0; features.rows() - i > 0; i += FloatScratch.BLOCK) {
            int size = Math.min(features.rows() - i, FloatScratch.BLOCK);
            if (narrow) {
                FloatNarrowCenters.rows(scale, features, i, size, labels, labelsOffset + i, centers, featureGradient, false,
                        scratch.losses, 0, scratch);
            } else {
                for (int k = 0; k < size; k++) {
                    scratch.losses[k] = FloatCenterLoss.lossAndGradient(scale,
                            features.data(), features.offset() + (i + k) * features.stride(),
                            centers.data(), centers.offset() + labels[labelsOffset + i + k] * centers.stride(),
                            featureGradient.data(), featureGradient.offset() + (i + k) * featureGradient.stride(),
                            features.columns(), scratch.slots);
                }
            }
            sum += FloatSum.block(scratch.losses, 0, size, scratch.slots);
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
        if (scale == 0) {           // would be NaN times an infinite difference
            return loss.weight() * loss(loss, reduction, features, labels, labelsOffset, centers);
        }
        boolean narrow = FloatShortSums.flat(features) && FloatShortSums.flat(featureGradient);
        FloatScratch scratch = FloatScratch.get();
        double sum = 0;
        for (int i = 0; features.rows() - i > 0; i += FloatScratch.BLOCK) {
            int size = Math.min(features.rows() - i, FloatScratch.BLOCK);
            if (narrow) {
                FloatNarrowCenters.rows(scale, features, i, size, labels, labelsOffset + i, centers, featureGradient, true,
                        scratch.losses, 0, scratch);
            } else {
                for (int k = 0; k < size; k++) {
                    scratch.losses[k] = FloatCenterLoss.lossAndAddGradient(scale,
                            features.data(), features.offset() + (i + k) * features.stride(),
                            centers.data(), centers.offset() + labels[labelsOffset + i + k] * centers.stride(),
                            featureGradient.data(), featureGradient.offset() + (i + k) * featureGradient.stride(),
                            features.columns(), scratch.slots);
                }
            }
            sum += FloatSum.block(scratch.losses, 0, size, scratch.slots);
        }
        return loss.weight() * (sum / divisor);
    }

    @Override
    default void updateCenters(
            CenterLoss loss, FloatMatrix features, int[] labels, int labelsOffset, FloatMatrix centers,
            FloatCenterWorkspace workspace) {
        FloatCenterArguments.inputs(loss, features, labels, labelsOffset, centers);
        FloatCenterArguments.update(centers, features, workspace);
        if (loss.rate() > 0) {
            FloatCenterUpdate.run(loss, features, labels, labelsOffset, centers, workspace);
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

    private static void losses(
            FloatMatrix features, int first, int rows, int[] labels, int y, FloatMatrix centers,
            float[] losses, int l, FloatScratch scratch) {
        if (FloatShortSums.flat(features)) {
            FloatNarrowCenters.rows(0, features, first, rows, labels, y, centers, null, false, losses, l, scratch);
            return;
        }
        for (int i = 0; i < rows; i++) {
            losses[l + i] = FloatCenterLoss.loss(
                    features.data(), features.offset() + (first + i) * features.stride(),
                    centers.data(), centers.offset() + labels[y + i] * centers.stride(), features.columns(), scratch.slots);
        }
    }
}
