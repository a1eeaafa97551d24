// Derived from FloatCenterSample.java; edit that file, then run: java verification/src/test/java/io/github/losslane/verification/Twins.java
package io.github.losslane.verification.center;

import io.github.losslane.DoubleMatrix;
import io.github.losslane.KernelProvider;
import io.github.losslane.Reduction;
import io.github.losslane.center.CenterLoss;
import io.github.losslane.center.DoubleCenterWorkspace;
import io.github.losslane.verification.math.DoubleUpwardRows;
import java.util.Arrays;
import java.util.SplittableRandom;
import java.util.function.IntToDoubleFunction;
import java.util.stream.IntStream;

/** Features, labels and centers, and the kernels run on them; the centers themselves never move. */
record DoubleCenterSample(DoubleMatrix features, int[] labels, DoubleMatrix centers) {

    private static final int GAP = 5;

    /** Random numbers up to a size. */
    static DoubleCenterSample of(CenterShape shape, double size) {
        SplittableRandom random = new SplittableRandom(shape.hashCode());
        return of(shape, random, i -> size * random.nextDouble(-1, 1));
    }

    /** Rows whose squares add up upwards, each with a center of its own. */
    static DoubleCenterSample of(DoubleUpwardRows rows) {
        return new DoubleCenterSample(rows.more(), IntStream.range(0, rows.more().rows()).toArray(), rows.less());
    }

    /** Random eighths up to 8: differences, and sums of some thousand of them, are exact. */
    static DoubleCenterSample onGrid(CenterShape shape) {
        SplittableRandom random = new SplittableRandom(shape.hashCode());
        return of(shape, random, i -> random.nextInt(-64, 65) / 8.0);
    }

    private static DoubleCenterSample of(CenterShape shape, SplittableRandom random, IntToDoubleFunction numbers) {
        int[] labels = shape.rows() == 0 ? new int[0] : random.ints(shape.rows(), 0, shape.classes()).toArray();
        return new DoubleCenterSample(
                matrix(shape.rows(), shape.dimension(), numbers), labels,
                matrix(shape.classes(), shape.dimension(), numbers));
    }

    static DoubleMatrix matrix(int rows, int columns, IntToDoubleFunction numbers) {
        double[] data = new double[rows * columns];
        for (int i = 0; i < data.length; i++) {
            data[i] = numbers.applyAsDouble(i);
        }
        return DoubleMatrix.of(data, rows, columns);
    }

    /** The same numbers with NaN around the rows. */
    DoubleCenterSample withGaps() {
        return new DoubleCenterSample(gaps(features), labels, gaps(centers));
    }

    static DoubleMatrix gaps(DoubleMatrix matrix) {
        int stride = matrix.columns() + GAP;
        double[] data = new double[GAP + matrix.rows() * stride];
        Arrays.fill(data, Double.NaN);
        DoubleMatrix gaps = new DoubleMatrix(data, GAP, matrix.rows(), matrix.columns(), stride);
        for (int i = 0; i < matrix.rows(); i++) {
            System.arraycopy(matrix.data(), matrix.rowOffset(i), data, gaps.rowOffset(i), matrix.columns());
        }
        return gaps;
    }

    double loss(KernelProvider provider, CenterLoss loss, Reduction reduction) {
        return provider.center().loss(loss, reduction, features, labels, 0, centers);
    }

    double[] losses(KernelProvider provider, CenterLoss loss) {
        double[] losses = new double[labels.length];
        provider.center().losses(loss, features, labels, 0, centers, losses, 0);
        return losses;
    }

    DoubleMatrix gradient(KernelProvider provider, CenterLoss loss, Reduction reduction) {
        DoubleMatrix gradient = matrix(features.rows(), features.columns(), i -> Double.NaN);
        provider.center().lossAndGradient(loss, reduction, features, labels, 0, centers, gradient);
        return gradient;
    }

    /** The centers after one step, without gaps. */
    DoubleMatrix moved(KernelProvider provider, CenterLoss loss) {
        return moved(provider, loss, new DoubleCenterWorkspace(centers.rows(), centers.columns()));
    }

    /** The same by a workspace that is there. */
    DoubleMatrix moved(KernelProvider provider, CenterLoss loss, DoubleCenterWorkspace workspace) {
        int columns = centers.columns();
        DoubleMatrix moved = matrix(centers.rows(), columns, i -> centers.get(i / columns, i % columns));
        provider.center().updateCenters(loss, features, labels, 0, moved, workspace);
        return moved;
    }

    /** The same batch against other centers. */
    DoubleCenterSample with(DoubleMatrix others) {
        return new DoubleCenterSample(features, labels, others);
    }

    /** Some of the rows, in the order given. */
    DoubleCenterSample rows(int... rows) {
        int columns = features.columns();
        return new DoubleCenterSample(
                matrix(rows.length, columns, i -> features.get(rows[i / columns], i % columns)),
                IntStream.of(rows).map(row -> labels[row]).toArray(), centers);
    }

    /** The rows of a class. */
    int[] rowsOf(int label) {
        return IntStream.range(0, labels.length).filter(row -> labels[row] == label).toArray();
    }

    /** One coordinate of some rows, widened. */
    double[] column(int[] rows, int column) {
        return IntStream.of(rows).mapToDouble(row -> features.get(row, column)).toArray();
    }

    /** A row, widened. */
    static double[] wide(DoubleMatrix matrix, int row) {
        return IntStream.range(0, matrix.columns()).mapToDouble(d -> matrix.get(row, d)).toArray();
    }
}
