// Derived from FloatMetric.java; edit that file, then run: java verification/src/test/java/io/github/losslane/verification/Twins.java
package io.github.losslane.simd.metric;

import io.github.losslane.DoubleMatrix;
import io.github.losslane.Reduction;
import io.github.losslane.internal.DoubleMetricArguments;
import io.github.losslane.metric.Contrastive;
import io.github.losslane.metric.DoubleMetricKernels;
import io.github.losslane.metric.Triplet;
import io.github.losslane.simd.DoubleScratch;
import io.github.losslane.simd.DoubleSum;
import java.util.Objects;

/** Driver of the metric family: cuts a batch into blocks of rows and sums their losses. */
public interface DoubleMetric extends DoubleMetricKernels {

    @Override
    default double loss(
            Triplet loss, Reduction reduction, DoubleMatrix anchors, DoubleMatrix positives, DoubleMatrix negatives) {
        Objects.requireNonNull(reduction, "reduction");
        DoubleMetricArguments.triplets(loss, anchors, positives, negatives);
        return sum(loss, reduction, anchors, positives, negatives, null, null, null);
    }

    @Override
    default void losses(
            Triplet loss, DoubleMatrix anchors, DoubleMatrix positives, DoubleMatrix negatives,
            double[] losses, int lossesOffset) {
        DoubleMetricArguments.triplets(loss, anchors, positives, negatives);
        DoubleMetricArguments.losses(losses, lossesOffset, "anchors", anchors);
        DoubleMetricArguments.losses(losses, lossesOffset, "positives", positives);
        DoubleMetricArguments.losses(losses, lossesOffset, "negatives", negatives);
        DoubleTriplet.rows(loss.margin(), 0, anchors, positives, negatives, 0, anchors.rows(), losses, lossesOffset,
                null, null, null, DoubleScratch.get());
    }

    @Override
    default double lossAndGradients(
            Triplet loss, Reduction reduction, DoubleMatrix anchors, DoubleMatrix positives, DoubleMatrix negatives,
            DoubleMatrix anchorGradient, DoubleMatrix positiveGradient, DoubleMatrix negativeGradient) {
        Objects.requireNonNull(reduction, "reduction");
        DoubleMetricArguments.triplets(loss, anchors, positives, negatives);
        DoubleMetricArguments.gradients(
                anchorGradient, positiveGradient, negativeGradient, anchors, positives, negatives);
        return sum(loss, reduction, anchors, positives, negatives, anchorGradient, positiveGradient, negativeGradient);
    }

    @Override
    default double loss(
            Contrastive loss, Reduction reduction, DoubleMatrix left, DoubleMatrix right, int[] similar, int similarOffset) {
        Objects.requireNonNull(reduction, "reduction");
        DoubleMetricArguments.pairs(loss, left, right, similar, similarOffset);
        return sum(loss, reduction, left, right, similar, similarOffset, null, null);
    }

    @Override
    default void losses(
            Contrastive loss, DoubleMatrix left, DoubleMatrix right, int[] similar, int similarOffset,
            double[] losses, int lossesOffset) {
        DoubleMetricArguments.pairs(loss, left, right, similar, similarOffset);
        DoubleMetricArguments.losses(losses, lossesOffset, "left", left);
        DoubleMetricArguments.losses(losses, lossesOffset, "right", right);
        DoubleContrastive.rows(loss.margin(), 0, left, right, similar, similarOffset, 0, left.rows(),
                losses, lossesOffset, null, null, DoubleScratch.get());
    }

    @Override
    default double lossAndGradients(
            Contrastive loss, Reduction reduction, DoubleMatrix left, DoubleMatrix right, int[] similar, int similarOffset,
            DoubleMatrix leftGradient, DoubleMatrix rightGradient) {
        Objects.requireNonNull(reduction, "reduction");
        DoubleMetricArguments.pairs(loss, left, right, similar, similarOffset);
        DoubleMetricArguments.gradients(leftGradient, rightGradient, left, right);
        return sum(loss, reduction, left, right, similar, similarOffset, leftGradient, rightGradient);
    }

    /** The reduced loss, and its gradients unless those are null; arguments are checked. */
    private static double sum(
            Triplet loss, Reduction reduction, DoubleMatrix anchors, DoubleMatrix positives, DoubleMatrix negatives,
            DoubleMatrix anchorGradient, DoubleMatrix positiveGradient, DoubleMatrix negativeGradient) {
        DoubleScratch scratch = DoubleScratch.get();
        int rows = anchors.rows();
        double divisor = reduction.divisor(rows, rows);
        double sum = 0;
        for (int i = 0; rows - i > 0; i += DoubleScratch.BLOCK) {
            int size = Math.min(rows - i, DoubleScratch.BLOCK);
            DoubleTriplet.rows(loss.margin(), 1 / divisor, anchors, positives, negatives, i, size, scratch.losses, 0,
                    anchorGradient, positiveGradient, negativeGradient, scratch);
            sum += DoubleSum.block(scratch.losses, 0, size, scratch.slots);
        }
        return sum / divisor;
    }

    /** As for triplets. */
    private static double sum(
            Contrastive loss, Reduction reduction, DoubleMatrix left, DoubleMatrix right, int[] similar, int s,
            DoubleMatrix leftGradient, DoubleMatrix rightGradient) {
        DoubleScratch scratch = DoubleScratch.get();
        int rows = left.rows();
        double divisor = reduction.divisor(rows, rows);
        double sum = 0;
        for (int i = 0; rows - i > 0; i += DoubleScratch.BLOCK) {
            int size = Math.min(rows - i, DoubleScratch.BLOCK);
            DoubleContrastive.rows(loss.margin(), 1 / divisor, left, right, similar, s, i, size, scratch.losses, 0,
                    leftGradient, rightGradient, scratch);
            sum += DoubleSum.block(scratch.losses, 0, size, scratch.slots);
        }
        return sum / divisor;
    }
}
