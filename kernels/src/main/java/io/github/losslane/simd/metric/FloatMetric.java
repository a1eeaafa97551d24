package io.github.losslane.simd.metric;

import io.github.losslane.FloatMatrix;
import io.github.losslane.Reduction;
import io.github.losslane.internal.FloatMetricArguments;
import io.github.losslane.metric.Contrastive;
import io.github.losslane.metric.FloatMetricKernels;
import io.github.losslane.metric.Triplet;
import io.github.losslane.simd.FloatScratch;
import io.github.losslane.simd.FloatSum;
import java.util.Objects;

/** Driver of the metric family: cuts a batch into blocks of rows and sums their losses. */
public interface FloatMetric extends FloatMetricKernels {

    @Override
    default double loss(
            Triplet loss, Reduction reduction, FloatMatrix anchors, FloatMatrix positives, FloatMatrix negatives) {
        Objects.requireNonNull(reduction, "reduction");
        FloatMetricArguments.triplets(loss, anchors, positives, negatives);
        return sum(loss, reduction, anchors, positives, negatives, null, null, null);
    }

    @Override
    default void losses(
            Triplet loss, FloatMatrix anchors, FloatMatrix positives, FloatMatrix negatives,
            float[] losses, int lossesOffset) {
        FloatMetricArguments.triplets(loss, anchors, positives, negatives);
        FloatMetricArguments.losses(losses, lossesOffset, "anchors", anchors);
        FloatMetricArguments.losses(losses, lossesOffset, "positives", positives);
        FloatMetricArguments.losses(losses, lossesOffset, "negatives", negatives);
        FloatTriplet.rows(loss.margin(), 0, anchors, positives, negatives, 0, anchors.rows(), losses, lossesOffset,
                null, null, null, FloatScratch.get());
    }

    @Override
    default double lossAndGradients(
            Triplet loss, Reduction reduction, FloatMatrix anchors, FloatMatrix positives, FloatMatrix negatives,
            FloatMatrix anchorGradient, FloatMatrix positiveGradient, FloatMatrix negativeGradient) {
        Objects.requireNonNull(reduction, "reduction");
        FloatMetricArguments.triplets(loss, anchors, positives, negatives);
        FloatMetricArguments.gradients(
                anchorGradient, positiveGradient, negativeGradient, anchors, positives, negatives);
        return sum(loss, reduction, anchors, positives, negatives, anchorGradient, positiveGradient, negativeGradient);
    }

    @Override
    default double loss(
            Contrastive loss, Reduction reduction, FloatMatrix left, FloatMatrix right, int[] similar, int similarOffset) {
        Objects.requireNonNull(reduction, "reduction");
        FloatMetricArguments.pairs(loss, left, right, similar, similarOffset);
        return sum(loss, reduction, left, right, similar, similarOffset, null, null);
    }

    @Override
    default void losses(
            Contrastive loss, FloatMatrix left, FloatMatrix right, int[] similar, int similarOffset,
            float[] losses, int lossesOffset) {
        FloatMetricArguments.pairs(loss, left, right, similar, similarOffset);
        FloatMetricArguments.losses(losses, lossesOffset, "left", left);
        FloatMetricArguments.losses(losses, lossesOffset, "right", right);
        FloatContrastive.rows(loss.margin(), 0, left, right, similar, similarOffset, 0, left.rows(),
                losses, lossesOffset, null, null, FloatScratch.get());
    }

    @Override
    default double lossAndGradients(
            Contrastive loss, Reduction reduction, FloatMatrix left, FloatMatrix right, int[] similar, int similarOffset,
            FloatMatrix leftGradient, FloatMatrix rightGradient) {
        Objects.requireNonNull(reduction, "reduction");
        FloatMetricArguments.pairs(loss, left, right, similar, similarOffset);
        FloatMetricArguments.gradients(leftGradient, rightGradient, left, right);
        return sum(loss, reduction, left, right, similar, similarOffset, leftGradient, rightGradient);
    }

    /** The reduced loss, and its gradients unless those are null; arguments are checked. */
    private static double sum(
            Triplet loss, Reduction reduction, FloatMatrix anchors, FloatMatrix positives, FloatMatrix negatives,
            FloatMatrix anchorGradient, FloatMatrix positiveGradient, FloatMatrix negativeGradient) {
        FloatScratch scratch = FloatScratch.get();
        int rows = anchors.rows();
        double divisor = reduction.divisor(rows, rows);
        double sum = 0;
        for (int i = 0; rows - i > 0; i += FloatScratch.BLOCK) {
            int size = Math.min(rows - i, FloatScratch.BLOCK);
            FloatTriplet.rows(loss.margin(), 1 / divisor, anchors, positives, negatives, i, size, scratch.losses, 0,
                    anchorGradient, positiveGradient, negativeGradient, scratch);
            sum += FloatSum.block(scratch.losses, 0, size, scratch.slots);
        }
        return sum / divisor;
    }

    /** As for triplets. */
    private static double sum(
            Contrastive loss, Reduction reduction, FloatMatrix left, FloatMatrix right, int[] similar, int s,
            FloatMatrix leftGradient, FloatMatrix rightGradient) {
        FloatScratch scratch = FloatScratch.get();
        int rows = left.rows();
        double divisor = reduction.divisor(rows, rows);
        double sum = 0;
        for (int i = 0; rows - i > 0; i += FloatScratch.BLOCK) {
            int size = Math.min(rows - i, FloatScratch.BLOCK);
            FloatContrastive.rows(loss.margin(), 1 / divisor, left, right, similar, s, i, size, scratch.losses, 0,
                    leftGradient, rightGradient, scratch);
            sum += FloatSum.block(scratch.losses, 0, size, scratch.slots);
        }
        return sum / divisor;
    }
}
