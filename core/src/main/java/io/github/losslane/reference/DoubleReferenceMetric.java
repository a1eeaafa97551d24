// Derived from FloatReferenceMetric.java; edit that file, then run: java verification/src/test/java/io/github/losslane/verification/Twins.java
package io.github.losslane.reference;

import static io.github.losslane.reference.DoubleReferenceSoftmax.row;

import io.github.losslane.DoubleMatrix;
import io.github.losslane.Reduction;
import io.github.losslane.internal.DoubleMetricArguments;
import io.github.losslane.metric.Contrastive;
import io.github.losslane.metric.DoubleMetricKernels;
import io.github.losslane.metric.Triplet;
import java.util.Objects;

/** Loops over the records' scalar definitions row by row; sums in double, in order. */
interface DoubleReferenceMetric extends DoubleMetricKernels {

    @Override
    default double loss(
            Triplet loss, Reduction reduction, DoubleMatrix anchors, DoubleMatrix positives, DoubleMatrix negatives) {
        Objects.requireNonNull(reduction, "reduction");
        DoubleMetricArguments.triplets(loss, anchors, positives, negatives);
        double sum = 0;
        for (int i = 0; i < anchors.rows(); i++) {
            sum += loss.loss(row(anchors, i), row(positives, i), row(negatives, i));
        }
        return sum / reduction.divisor(anchors.rows(), anchors.rows());
    }

    @Override
    default void losses(
            Triplet loss, DoubleMatrix anchors, DoubleMatrix positives, DoubleMatrix negatives,
            double[] losses, int lossesOffset) {
        DoubleMetricArguments.triplets(loss, anchors, positives, negatives);
        DoubleMetricArguments.losses(losses, lossesOffset, "anchors", anchors);
        DoubleMetricArguments.losses(losses, lossesOffset, "positives", positives);
        DoubleMetricArguments.losses(losses, lossesOffset, "negatives", negatives);
        for (int i = 0; i < anchors.rows(); i++) {
            losses[lossesOffset + i] = loss.loss(row(anchors, i), row(positives, i), row(negatives, i));
        }
    }

    @Override
    default double lossAndGradients(
            Triplet loss, Reduction reduction, DoubleMatrix anchors, DoubleMatrix positives, DoubleMatrix negatives,
            DoubleMatrix anchorGradient, DoubleMatrix positiveGradient, DoubleMatrix negativeGradient) {
        double value = loss(loss, reduction, anchors, positives, negatives);
        DoubleMetricArguments.gradients(
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
            Contrastive loss, Reduction reduction, DoubleMatrix left, DoubleMatrix right, int[] similar, int similarOffset) {
        Objects.requireNonNull(reduction, "reduction");
        DoubleMetricArguments.pairs(loss, left, right, similar, similarOffset);
        double sum = 0;
        for (int i = 0; i < left.rows(); i++) {
            sum += loss.loss(row(left, i), row(right, i), similar[similarOffset + i] == 1);
        }
        return sum / reduction.divisor(left.rows(), left.rows());
    }

    @Override
    default void losses(
            Contrastive loss, DoubleMatrix left, DoubleMatrix right, int[] similar, int similarOffset,
            double[] losses, int lossesOffset) {
        DoubleMetricArguments.pairs(loss, left, right, similar, similarOffset);
        DoubleMetricArguments.losses(losses, lossesOffset, "left", left);
        DoubleMetricArguments.losses(losses, lossesOffset, "right", right);
        for (int i = 0; i < left.rows(); i++) {
            losses[lossesOffset + i] =
                    loss.loss(row(left, i), row(right, i), similar[similarOffset + i] == 1);
        }
    }

    @Override
    default double lossAndGradients(
            Contrastive loss, Reduction reduction, DoubleMatrix left, DoubleMatrix right, int[] similar, int similarOffset,
            DoubleMatrix leftGradient, DoubleMatrix rightGradient) {
        double value = loss(loss, reduction, left, right, similar, similarOffset);
        DoubleMetricArguments.gradients(leftGradient, rightGradient, left, right);
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

    private static void write(double[] derivatives, double divisor, DoubleMatrix gradient, int row) {
        for (int j = 0; j < derivatives.length; j++) {
            gradient.data()[gradient.rowOffset(row) + j] = (derivatives[j] / divisor);
        }
    }
}
