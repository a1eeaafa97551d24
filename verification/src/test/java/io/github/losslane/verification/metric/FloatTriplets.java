package io.github.losslane.verification.metric;

import io.github.losslane.FloatMatrix;
import io.github.losslane.KernelProvider;
import io.github.losslane.Reduction;
import io.github.losslane.metric.Triplet;
import java.util.List;
import java.util.SplittableRandom;
import java.util.function.UnaryOperator;

/** A batch of triplets, or the gradients in them, and the kernels run on it. */
record FloatTriplets(FloatMatrix anchors, FloatMatrix positives, FloatMatrix negatives) {

    static FloatTriplets onGrid(int rows, int columns) {
        SplittableRandom random = new SplittableRandom(rows * 1009L + columns);
        return new FloatTriplets(FloatRows.onGrid(random, rows, columns), FloatRows.onGrid(random, rows, columns),
                FloatRows.onGrid(random, rows, columns));
    }

    static FloatTriplets around(double centre, double spread, int rows, int columns) {
        SplittableRandom random = new SplittableRandom(rows * 2003L + columns);
        return new FloatTriplets(FloatRows.around(random, centre, spread, rows, columns),
                FloatRows.around(random, centre, spread, rows, columns),
                FloatRows.around(random, centre, spread, rows, columns));
    }

    /** Rows of one column. */
    static FloatTriplets column(float[] anchors, float[] positives, float[] negatives) {
        int rows = anchors.length;
        return new FloatTriplets(
                FloatMatrix.of(anchors, rows, 1), FloatMatrix.of(positives, rows, 1), FloatMatrix.of(negatives, rows, 1));
    }

    /** With negatives that differ little from the positives. */
    FloatTriplets withNegativesNearPositives() {
        return new FloatTriplets(anchors, positives, FloatRows.each(positives, x -> x + 0.001 * (x - Math.floor(x))));
    }

    FloatTriplets each(UnaryOperator<FloatMatrix> change) {
        return new FloatTriplets(change.apply(anchors), change.apply(positives), change.apply(negatives));
    }

    FloatTriplets withPositivesForNegatives() {
        FloatMatrix others = positives;
        return new FloatTriplets(anchors, negatives, others);
    }

    List<FloatMatrix> matrices() {
        return List.of(anchors, positives, negatives);
    }

    int rows() {
        return anchors.rows();
    }

    int columns() {
        return anchors.columns();
    }

    double loss(KernelProvider provider, Triplet loss, Reduction reduction) {
        return provider.metric().loss(loss, reduction, anchors, positives, negatives);
    }

    float[] losses(KernelProvider provider, Triplet loss) {
        float[] losses = new float[rows()];
        provider.metric().losses(loss, anchors, positives, negatives, losses, 0);
        return losses;
    }

    FloatTriplets gradients(KernelProvider provider, Triplet loss, Reduction reduction) {
        FloatTriplets gradients = each(matrix -> FloatRows.each(matrix, x -> 17));
        lossAndGradients(provider, loss, reduction, gradients);
        return gradients;
    }

    double lossAndGradients(KernelProvider provider, Triplet loss, Reduction reduction, FloatTriplets gradients) {
        return provider.metric().lossAndGradients(loss, reduction, anchors, positives, negatives,
                gradients.anchors, gradients.positives, gradients.negatives);
    }
}
