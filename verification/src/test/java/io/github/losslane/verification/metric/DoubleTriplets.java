// Derived from FloatTriplets.java; edit that file, then run: java verification/src/test/java/io/github/losslane/verification/Twins.java
package io.github.losslane.verification.metric;

import io.github.losslane.DoubleMatrix;
import io.github.losslane.KernelProvider;
import io.github.losslane.Reduction;
import io.github.losslane.metric.Triplet;
import java.util.List;
import java.util.SplittableRandom;
import java.util.function.UnaryOperator;

/** A batch of triplets, or the gradients in them, and the kernels run on it. */
record DoubleTriplets(DoubleMatrix anchors, DoubleMatrix positives, DoubleMatrix negatives) {

    static DoubleTriplets onGrid(int rows, int columns) {
        SplittableRandom random = new SplittableRandom(rows * 1009L + columns);
        return new DoubleTriplets(DoubleRows.onGrid(random, rows, columns), DoubleRows.onGrid(random, rows, columns),
                DoubleRows.onGrid(random, rows, columns));
    }

    static DoubleTriplets around(double centre, double spread, int rows, int columns) {
        SplittableRandom random = new SplittableRandom(rows * 2003L + columns);
        return new DoubleTriplets(DoubleRows.around(random, centre, spread, rows, columns),
                DoubleRows.around(random, centre, spread, rows, columns),
                DoubleRows.around(random, centre, spread, rows, columns));
    }

    /** Rows of one column. */
    static DoubleTriplets column(double[] anchors, double[] positives, double[] negatives) {
        int rows = anchors.length;
        return new DoubleTriplets(
                DoubleMatrix.of(anchors, rows, 1), DoubleMatrix.of(positives, rows, 1), DoubleMatrix.of(negatives, rows, 1));
    }

    /** With negatives that differ little from the positives. */
    DoubleTriplets withNegativesNearPositives() {
        return new DoubleTriplets(anchors, positives, DoubleRows.each(positives, x -> x + 0.001 * (x - Math.floor(x))));
    }

    DoubleTriplets each(UnaryOperator<DoubleMatrix> change) {
        return new DoubleTriplets(change.apply(anchors), change.apply(positives), change.apply(negatives));
    }

    DoubleTriplets withPositivesForNegatives() {
        DoubleMatrix others = positives;
        return new DoubleTriplets(anchors, negatives, others);
    }

    List<DoubleMatrix> matrices() {
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

    double[] losses(KernelProvider provider, Triplet loss) {
        double[] losses = new double[rows()];
        provider.metric().losses(loss, anchors, positives, negatives, losses, 0);
        return losses;
    }

    DoubleTriplets gradients(KernelProvider provider, Triplet loss, Reduction reduction) {
        DoubleTriplets gradients = each(matrix -> DoubleRows.each(matrix, x -> 17));
        lossAndGradients(provider, loss, reduction, gradients);
        return gradients;
    }

    double lossAndGradients(KernelProvider provider, Triplet loss, Reduction reduction, DoubleTriplets gradients) {
        return provider.metric().lossAndGradients(loss, reduction, anchors, positives, negatives,
                gradients.anchors, gradients.positives, gradients.negatives);
    }
}
