package io.github.losslane.verification.softmax;

import io.github.losslane.FloatMatrix;
import io.github.losslane.softmax.SoftmaxLoss;
import java.util.Arrays;
import java.util.function.IntPredicate;
import java.util.stream.IntStream;

/** Batches made of other ones. */
final class FloatSoftmaxVariants {

    private FloatSoftmaxVariants() {}

    /** Logits that are multiples of 1/8. */
    static FloatSoftmaxSample onGrid(FloatSoftmaxSample sample) {
        FloatMatrix rounded = sample.empty();
        for (int i = 0; i < rounded.data().length; i++) {
            rounded.data()[i] = Math.round(8 * sample.logits().data()[i]) / 8.0f;
        }
        return sample.withLogits(rounded);
    }

    /** A third of the classes are masked, but one of each row. */
    static FloatSoftmaxSample masked(FloatSoftmaxSample sample) {
        FloatMatrix masked = FloatMatrix.of(sample.logits().data().clone(), sample.rows(), sample.classes());
        for (int i = 0; i < masked.data().length; i++) {
            boolean kept = i * 7 % 3 > 0 || i % sample.classes() == i / sample.classes() % sample.classes();
            masked.data()[i] = kept ? masked.data()[i] : Float.NEGATIVE_INFINITY;
        }
        return sample.withLogits(masked);
    }

    /** Labels as dense targets; none for those the loss ignores. */
    static FloatSoftmaxSample oneHot(FloatSoftmaxSample sample, SoftmaxLoss loss) {
        FloatMatrix targets = sample.empty();
        for (int i = 0; i < sample.rows(); i++) {
            if (!loss.ignores(sample.labels()[i])) {
                targets.data()[targets.rowOffset(i) + sample.labels()[i]] = 1;
            }
        }
        return sample.with(targets);
    }

    /** The rows a loss does not ignore. */
    static FloatSoftmaxSample counting(FloatSoftmaxSample sample, SoftmaxLoss loss) {
        return rows(sample, i -> sample.labels() == null || !loss.ignores(sample.labels()[i]));
    }

    static FloatSoftmaxSample rows(FloatSoftmaxSample sample, IntPredicate kept) {
        int[] rows = IntStream.range(0, sample.rows()).filter(kept).toArray();
        return new FloatSoftmaxSample(
                rows(sample.logits(), kept),
                sample.labels() == null ? null : Arrays.stream(rows).map(i -> sample.labels()[i]).toArray(),
                sample.targets() == null ? null : rows(sample.targets(), kept),
                sample.weights() == null ? null : rows(FloatMatrix.of(sample.weights(), sample.rows(), 1), kept).data());
    }

    static FloatMatrix rows(FloatMatrix matrix, IntPredicate kept) {
        int[] rows = IntStream.range(0, matrix.rows()).filter(kept).toArray();
        int columns = matrix.columns();
        FloatMatrix some = FloatMatrix.of(new float[rows.length * columns], rows.length, columns);
        for (int i = 0; i < rows.length; i++) {
            System.arraycopy(matrix.data(), matrix.rowOffset(rows[i]), some.data(), i * columns, columns);
        }
        return some;
    }

    /** Class j is class order[j] of the given one, or masked where that is negative. */
    static FloatSoftmaxSample permuted(FloatSoftmaxSample sample, int... order) {
        int[] labels = sample.labels() == null ? null : Arrays.stream(sample.labels())
                .map(label -> IntStream.range(0, order.length).filter(j -> order[j] == label).findFirst().orElse(label))
                .toArray();
        FloatMatrix targets = sample.targets() == null ? null : permuted(sample.targets(), 0, order);
        FloatMatrix logits = permuted(sample.logits(), Float.NEGATIVE_INFINITY, order);
        return new FloatSoftmaxSample(logits, labels, targets, sample.weights());
    }

    private static FloatMatrix permuted(FloatMatrix matrix, float absent, int... order) {
        FloatMatrix permuted = FloatMatrix.of(new float[matrix.rows() * order.length], matrix.rows(), order.length);
        for (int i = 0; i < permuted.data().length; i++) {
            int column = order[i % order.length];
            permuted.data()[i] = column < 0 ? absent : matrix.get(i / order.length, column);
        }
        return permuted;
    }

    /** The same in arrays with NaN before, between and behind the rows. */
    static FloatSoftmaxSample withGaps(FloatSoftmaxSample sample) {
        FloatMatrix targets = sample.targets() == null ? null : gaps(sample.targets());
        return new FloatSoftmaxSample(gaps(sample.logits()), sample.labels(), targets, sample.weights());
    }

    private static FloatMatrix gaps(FloatMatrix tight) {
        int stride = tight.columns() + 5;
        float[] data = new float[3 + tight.rows() * stride];
        Arrays.fill(data, Float.NaN);
        FloatMatrix gaps = new FloatMatrix(data, 3, tight.rows(), tight.columns(), stride);
        for (int i = 0; i < tight.rows(); i++) {
            System.arraycopy(tight.data(), tight.rowOffset(i), data, gaps.rowOffset(i), tight.columns());
        }
        return gaps;
    }
}
