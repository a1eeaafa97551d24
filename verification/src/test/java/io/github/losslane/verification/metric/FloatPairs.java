package io.github.losslane.verification.metric;

import io.github.losslane.FloatMatrix;
import io.github.losslane.KernelProvider;
import io.github.losslane.Reduction;
import io.github.losslane.metric.Contrastive;
import java.util.List;
import java.util.SplittableRandom;
import java.util.function.UnaryOperator;
import java.util.stream.IntStream;

/** A batch of pairs, every second of them similar, or the gradients in them, and the kernels run on it. */
record FloatPairs(FloatMatrix left, FloatMatrix right, int[] similar) {

    static FloatPairs onGrid(int rows, int columns) {
        SplittableRandom random = new SplittableRandom(rows * 1009L + columns);
        return of(FloatRows.onGrid(random, rows, columns), FloatRows.onGrid(random, rows, columns));
    }

    static FloatPairs around(double centre, double spread, int rows, int columns) {
        SplittableRandom random = new SplittableRandom(rows * 2003L + columns);
        return of(FloatRows.around(random, centre, spread, rows, columns),
                FloatRows.around(random, centre, spread, rows, columns));
    }

    static FloatPairs of(FloatMatrix left, FloatMatrix right) {
        return new FloatPairs(left, right, IntStream.range(0, left.rows()).map(row -> row % 2).toArray());
    }

    /** Rows of one column, all of them similar or none. */
    static FloatPairs column(int similar, float[] left, float[] right) {
        int rows = left.length;
        return new FloatPairs(FloatMatrix.of(left, rows, 1), FloatMatrix.of(right, rows, 1),
                IntStream.generate(() -> similar).limit(rows).toArray());
    }

    FloatPairs each(UnaryOperator<FloatMatrix> change) {
        return new FloatPairs(change.apply(left), change.apply(right), similar);
    }

    FloatPairs swapped() {
        return new FloatPairs(right, left, similar);
    }

    List<FloatMatrix> matrices() {
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

    float[] losses(KernelProvider provider, Contrastive loss) {
        float[] losses = new float[rows()];
        provider.metric().losses(loss, left, right, similar, 0, losses, 0);
        return losses;
    }

    FloatPairs gradients(KernelProvider provider, Contrastive loss, Reduction reduction) {
        FloatPairs gradients = each(matrix -> FloatRows.each(matrix, x -> 17));
        lossAndGradients(provider, loss, reduction, gradients);
        return gradients;
    }

    double lossAndGradients(KernelProvider provider, Contrastive loss, Reduction reduction, FloatPairs gradients) {
        return provider.metric().lossAndGradients(
                loss, reduction, left, right, similar, 0, gradients.left, gradients.right);
    }
}
