// Derived from FloatPairs.java; edit that file, then run: java verification/src/test/java/io/github/losslane/verification/Twins.java
package io.github.losslane.verification.metric;

import io.github.losslane.DoubleMatrix;
import io.github.losslane.KernelProvider;
import io.github.losslane.Reduction;
import io.github.losslane.metric.Contrastive;
import java.util.List;
import java.util.SplittableRandom;
import java.util.function.UnaryOperator;
import java.util.stream.IntStream;

/** A batch of pairs, every second of them similar, or the gradients in them, and the kernels run on it. */
record DoublePairs(DoubleMatrix left, DoubleMatrix right, int[] similar) {

    static DoublePairs onGrid(int rows, int columns) {
        SplittableRandom random = new SplittableRandom(rows * 1009L + columns);
        return of(DoubleRows.onGrid(random, rows, columns), DoubleRows.onGrid(random, rows, columns));
    }

    static DoublePairs around(double centre, double spread, int rows, int columns) {
        SplittableRandom random = new SplittableRandom(rows * 2003L + columns);
        return of(DoubleRows.around(random, centre, spread, rows, columns),
                DoubleRows.around(random, centre, spread, rows, columns));
    }

    static DoublePairs of(DoubleMatrix left, DoubleMatrix right) {
        return new DoublePairs(left, right, IntStream.range(0, left.rows()).map(row -> row % 2).toArray());
    }

    /** Rows of one column, all of them similar or none. */
    static DoublePairs column(int similar, double[] left, double[] right) {
        int rows = left.length;
        return new DoublePairs(DoubleMatrix.of(left, rows, 1), DoubleMatrix.of(right, rows, 1),
                IntStream.generate(() -> similar).limit(rows).toArray());
    }

    DoublePairs each(UnaryOperator<DoubleMatrix> change) {
        return new DoublePairs(change.apply(left), change.apply(right), similar);
    }

    DoublePairs swapped() {
        return new DoublePairs(right, left, similar);
    }

    List<DoubleMatrix> matrices() {
        return List.of(left, right);
    }

    int rows() {
        return left.rows();
    }

    int columns() {
        return left.columns();
    }

    double loss(KernelProvider provider, Contrastive loss, Reduction reduction) {
        return provider.metric().loss(loss, reduction, left, right, similar, 0);
    }

    double[] losses(KernelProvider provider, Contrastive loss) {
        double[] losses = new double[rows()];
        provider.metric().losses(loss, left, right, similar, 0, losses, 0);
        return losses;
    }

    DoublePairs gradients(KernelProvider provider, Contrastive loss, Reduction reduction) {
        DoublePairs gradients = each(matrix -> DoubleRows.each(matrix, x -> 17));
        lossAndGradients(provider, loss, reduction, gradients);
        return gradients;
    }

    double lossAndGradients(KernelProvider provider, Contrastive loss, Reduction reduction, DoublePairs gradients) {
        return provider.metric().lossAndGradients(
                loss, reduction, left, right, similar, 0, gradients.left, gradients.right);
    }
}
