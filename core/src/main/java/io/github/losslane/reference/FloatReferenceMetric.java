package io.github.losslane.reference;

import static io.github.losslane.reference.FloatReferenceSoftmax.row;

import io.github.losslane.FloatMatrix;
import io.github.losslane.Reduction;
import io.github.losslane.internal.FloatMetricArguments;
import io.github.losslane.metric.Contrastive;
import io.github.losslane.metric.FloatMetricKernels;
import io.github.losslane.metric.Triplet;
import java.util.Objects;

/** Loops over the records' scalar definitions row by row; sums in double, in order. */
interface FloatReferenceMetric extends FloatMetricKernels {

    @Override
    default double loss(
            Triplet loss, Reduction reduction, FloatMatrix anchors, FloatMatrix positives, FloatMatrix negatives) {
        Objects.requireNonNull(reduction, "reduction");
        FloatMetricArguments.triplets(loss, anchors, positives, negatives);
        double sum = 0;
        for (int i = 0; i < anchors.rows(); i++) {
            sum += loss.loss(row(anchors, i), row(positives, i), row(negatives, i));
        }
        return sum / reduction.divisor(anchors.rows(), anchors.rows());
    }

    @Override
    default void losses(
            Triplet loss, FloatMatrix anchors, FloatMatrix positives, FloatMatrix negatives,
            float[] losses, int lossesOffset) {
        FloatMetricArguments.triplets(loss, anchors, positives, negatives);
        FloatMetricArguments.losses(losses, lossesOffset, "anchors", anchors);
        FloatMetricArguments.losses(losses, lossesOffset, "positives", positives);
        FloatMetricArguments.losses(losses, lossesOffset, "negatives", negatives);
        for (int i = 0; i < anchors.rows(); i++) {
            losses[lossesOffset + i] = (float) loss.loss(row(anchors, i), row(positives, i), row(negatives, i));
        }
    }

    @Override
    default double lossAndGradients(
            Triplet loss, Reduction reduction, FloatMatrix anchors, FloatMatrix positives, FloatMatrix negatives,
            FloatMatrix anchorGradient, FloatMatrix positiveGradient, FloatMatrix negativeGradient) {
        double value = loss(loss, reduction, anchors, positives, negatives);
        FloatMetricArguments.gradients(
                anchorGradient, positiveGradient, negativeGradient, anchors, positives, negatives);
        double divisor = reduction.divisor(anchors.rows(), anchors.rows());
        for (int i = 0; i < anchors.rows(); i++) {
            double[] anchor = row(anchors, i);
            double[] positive = row(positives, i);
            double[] negative = row(negatives, i);
            write(loss.anchorGradient(anchor, positive, negative), divisor, anchorGradient, i);
            write(loss.positiveGradient(anchor, positive, negative), divisor, positiveGradient, i);
            write(loss.negativeGradient(anchor, positive, negative), divisor, negativeGradient, i);
        }
        return value;
    }

    @Override
    default double loss(
            Contrastive loss, Reduction reduction, FloatMatrix left, FloatMatrix right, int[] similar, int similarOffset) {
        Objects.requireNonNull(reduction, "reduction");
        FloatMetricArguments.pairs(loss, left, right, similar, similarOffset);
        double sum = 0;
        for (int i = 0; i < left.rows(); i++) {
            sum += loss.loss(row(left, i), row(right, i), similar[similarOffset + i] == 1);
        }
        return sum / reduction.divisor(left.rows(), left.rows());
    }

    @Override
    default void losses(
            Contrastive loss, FloatMatrix left, FloatMatrix right, int[] similar, int similarOffset,
            float[] losses, int lossesOffset) {
        FloatMetricArguments.pairs(loss, left, right, similar, similarOffset);
        FloatMetricArguments.losses(losses, lossesOffset, "left", left);
        FloatMetricArguments.losses(losses, lossesOffset, "right", right);
        for (int i = 0; i < left.rows(); i++) {
            losses[lossesOffset + i] =
                    (float) loss.loss(row(left, i), row(right, i), similar[similarOffset + i] == 1);
        }
    }

    @Override
    default double lossAndGradients(
            Contrastive loss, Reduction reduction, FloatMatrix left, FloatMatrix right, int[] similar, int similarOffset,
            FloatMatrix leftGradient, FloatMatrix rightGradient) {
        double value = loss(loss, reduction, left, right, similar, similarOffset);
        FloatMetricArguments.gradients(leftGradient, rightGradient, left, right);
        double divisor = reduction.divisor(left.rows(), left.rows());
        for (int i = 0; i < left.rows(); i++) {
            double[] first = row(left, i);
            double[] second = row(right, i);
            boolean near = similar[similarOffset + i] == 1;
            write(loss.leftGradient(first, second, near), divisor, leftGradient, i);
            write(loss.rightGradient(first, second, near), divisor, rightGradient, i);
        }
        return value;
    }

    private static void write(double[] derivatives, double divisor, FloatMatrix gradient, int row) {
        for (int j = 0; j < derivatives.length; j++) {
            gradient.data()[gradient.rowOffset(row) + j] = (float) (derivatives[j] / divisor);
        }
    }
}
