// Derived from FloatSoftmaxVariants.java; edit that file, then run: java verification/src/test/java/io/github/losslane/verification/Twins.java
package io.github.losslane.verification.softmax;

import io.github.losslane.DoubleMatrix;
import io.github.losslane.softmax.SoftmaxLoss;
import java.util.Arrays;
import java.util.function.IntPredicate;
import java.util.stream.IntStream;

/** Batches made of other ones. */
final class DoubleSoftmaxVariants {

    private DoubleSoftmaxVariants() {}

    /** Logits that are multiples of 1/8. */
    static DoubleSoftmaxSample onGrid(DoubleSoftmaxSample sample) {
        DoubleMatrix rounded = sample.empty();
        for (int i = 0; i < rounded.data().length; i++) {
            rounded.data()[i] = Math.round(8 * sample.logits().data()[i]) / 8.0;
        }
        return sample.withLogits(rounded);
    }

    /** A third of the classes are masked, but one of each row. */
    static DoubleSoftmaxSample masked(DoubleSoftmaxSample sample) {
        DoubleMatrix masked = DoubleMatrix.of(sample.logits().data().clone(), sample.rows(), sample.classes());
        for (int i = 0; i < masked.data().length; i++) {
            boolean kept = i * 7 % 3 > 0 || i % sample.classes() == i / sample.classes() % sample.classes();
            masked.data()[i] = kept ? masked.data()[i] : Double.NEGATIVE_INFINITY;
        }
        return sample.withLogits(masked);
    }

    /** Labels as dense targets; none for those the loss ignores. */
    static DoubleSoftmaxSample oneHot(DoubleSoftmaxSample sample, SoftmaxLoss loss) {
        DoubleMatrix targets = sample.empty();
        for (int i = 0; i < sample.rows(); i++) {
            if (!loss.ignores(sample.labels()[i])) {
                targets.data()[targets.rowOffset(i) + sample.labels()[i]] = 1;
            }
        }
        return sample.with(targets);
    }

    /** The rows a loss does not ignore. */
    static DoubleSoftmaxSample counting(DoubleSoftmaxSample sample, SoftmaxLoss loss) {
        return rows(sample, i -> sample.labels() == null || !loss.ignores(sample.labels()[i]));
    }

    static DoubleSoftmaxSample rows(DoubleSoftmaxSample sample, IntPredicate kept) {
        int[] rows = IntStream.range(0, sample.rows()).filter(kept).toArray();
        return new DoubleSoftmaxSample(
                rows(sample.logits(), kept),
                sample.labels() == null ? null : Arrays.stream(rows).map(i -> sample.labels()[i]).toArray(),
                sample.targets() == null ? null : rows(sample.targets(), kept),
                sample.weights() == null ? null : rows(DoubleMatrix.of(sample.weights(), sample.rows(), 1), kept).data());
    }

    static DoubleMatrix rows(DoubleMatrix matrix, IntPredicate kept) {
        int[] rows = IntStream.range(0, matrix.rows()).filter(kept).toArray();
        int columns = matrix.columns();
        DoubleMatrix some = DoubleMatrix.of(new double[rows.length * columns], rows.length, columns);
        for (int i = 0; i < rows.length; i++) {
            System.arraycopy(matrix.data(), matrix.rowOffset(rows[i]), some.data(), i * columns, columns);
        }
        return some;
    }

    /** Class j is class order[j] of the given one, or masked where that is negative. */
    static DoubleSoftmaxSample permuted(DoubleSoftmaxSample sample, int... order) {
        int[] labels = sample.labels() == null ? null : Arrays.stream(sample.labels())
                .map(label -> IntStream.range(0, order.length).filter(j -> order[j] == label).findFirst().orElse(label))
                .toArray();
        DoubleMatrix targets = sample.targets() == null ? null : permuted(sample.targets(), 0, order);
        DoubleMatrix logits = permuted(sample.logits(), Double.NEGATIVE_INFINITY, order);
        return new DoubleSoftmaxSample(logits, labels, targets, sample.weights());
    }

    private static DoubleMatrix permuted(DoubleMatrix matrix, double absent, int... order) {
        DoubleMatrix permuted = DoubleMatrix.of(new double[matrix.rows() * order.length], matrix.rows(), order.length);
        for (int i = 0; i < permuted.data().length; i++) {
            int column = order[i % order.length];
            permuted.data()[i] = column < 0 ? absent : matrix.get(i / order.length, column);
        }
        return permuted;
    }

    /** The same in arrays with NaN before, between and behind the rows. */
    static DoubleSoftmaxSample withGaps(DoubleSoftmaxSample sample) {
        DoubleMatrix targets = sample.targets() == null ? null : gaps(sample.targets());
        return new DoubleSoftmaxSample(gaps(sample.logits()), sample.labels(), targets, sample.weights());
    }

    private static DoubleMatrix gaps(DoubleMatrix tight) {
        int stride = tight.columns() + 5;
        double[] data = new double[3 + tight.rows() * stride];
        Arrays.fill(data, Double.NaN);
        DoubleMatrix gaps = new DoubleMatrix(data, 3, tight.rows(), tight.columns(), stride);
        for (int i = 0; i < tight.rows(); i++) {
            System.arraycopy(tight.data(), tight.rowOffset(i), data, gaps.rowOffset(i), tight.columns());
        }
        return gaps;
    }
}
