// Derived from FloatSoftmaxSample.java; edit that file, then run: java verification/src/test/java/io/github/losslane/verification/Twins.java
package io.github.losslane.verification.softmax;

import io.github.losslane.DoubleMatrix;
import io.github.losslane.KernelProvider;
import io.github.losslane.Reduction;
import io.github.losslane.softmax.SoftmaxLoss;
import io.github.losslane.verification.calls.Values;
import java.util.Arrays;
import java.util.SplittableRandom;
import java.util.stream.IntStream;

/** A batch of logits with labels or dense targets, the other null, and row weights or null; and the kernels run on it. */
record DoubleSoftmaxSample(DoubleMatrix logits, int[] labels, DoubleMatrix targets, double[] weights) {

    static DoubleSoftmaxSample row(int label, double... logits) {
        return labelled(DoubleMatrix.of(logits, 1, logits.length), label);
    }

    static DoubleSoftmaxSample labelled(DoubleMatrix logits, int... labels) {
        return new DoubleSoftmaxSample(logits, labels, null, null);
    }

    /** Logits up to a size, with all their digits; dense targets or labels as a case asks for, some labels ignored. */
    static DoubleSoftmaxSample of(SoftmaxCase each, int rows, int classes, double size) {
        SplittableRandom random = new SplittableRandom(rows * 2003L + classes);
        DoubleMatrix logits = DoubleMatrix.of(new double[rows * classes], rows, classes);
        for (int i = 0; i < rows * classes; i++) {
            logits.data()[i] = random.nextDouble(-size, size);
        }
        return of(each, logits);
    }

    static DoubleSoftmaxSample of(SoftmaxCase each, DoubleMatrix logits) {
        SplittableRandom random = new SplittableRandom(logits.rows());
        int[] labels = random.ints(logits.rows(), 0, logits.columns()).toArray();
        for (int i = 3; i < labels.length; i += 5) {
            labels[i] = each.loss(logits.columns()).ignores(Values.IGNORED) ? Values.IGNORED : labels[i];
        }
        DoubleSoftmaxSample labelled = labelled(logits, labels);
        return each.dense() ? labelled.with(targets(random, logits.rows(), logits.columns())) : labelled;
    }

    /** Targets that sum to 1, two classes that share it, and some that sum to anything. */
    private static DoubleMatrix targets(SplittableRandom random, int rows, int classes) {
        DoubleMatrix targets = DoubleMatrix.of(new double[rows * classes], rows, classes);
        for (int i = 0; i < rows * classes; i++) {
            int row = i / classes;
            double anything = random.nextDouble(2);
            targets.data()[i] = (row % 3 == 0 ? anything / classes : row % 3 == 1 ? 0 : Math.max(0, anything - 0.5));
        }
        for (int row = 1; row < rows; row += 3) {
            targets.data()[row * classes + random.nextInt(classes)] = 0.7;
            targets.data()[row * classes + random.nextInt(classes)] = 0.3;
        }
        return targets;
    }

    DoubleSoftmaxSample with(DoubleMatrix denseTargets) {
        return new DoubleSoftmaxSample(logits, null, denseTargets, weights);
    }

    DoubleSoftmaxSample withLogits(DoubleMatrix others) {
        return new DoubleSoftmaxSample(others, labels, targets, weights);
    }

    DoubleSoftmaxSample weighted(double... rowWeights) {
        return new DoubleSoftmaxSample(logits, labels, targets, rowWeights);
    }

    /** One row, of weight 1. */
    DoubleSoftmaxSample alone(int row) {
        return new DoubleSoftmaxSample(
                alone(logits, row),
                labels == null ? null : new int[] {labels[row]},
                targets == null ? null : alone(targets, row),
                null);
    }

    private static DoubleMatrix alone(DoubleMatrix matrix, int row) {
        double[] elements = new double[matrix.columns()];
        for (int j = 0; j < elements.length; j++) {
            elements[j] = matrix.get(row, j);
        }
        return DoubleMatrix.of(elements, 1, elements.length);
    }

    int rows() {
        return logits.rows();
    }

    int classes() {
        return logits.columns();
    }

    /** A matrix of this shape for a gradient. */
    DoubleMatrix empty() {
        return DoubleMatrix.of(new double[rows() * classes()], rows(), classes());
    }

    double loss(KernelProvider provider, SoftmaxLoss loss, Reduction reduction) {
        if (targets == null) {
            return weights == null
                    ? provider.softmax().loss(loss, reduction, logits, labels, 0)
                    : provider.softmax().loss(loss, reduction, logits, labels, 0, weights, 0);
        }
        return weights == null
                ? provider.softmax().loss(loss, reduction, logits, targets)
                : provider.softmax().loss(loss, reduction, logits, targets, weights, 0);
    }

    double[] losses(KernelProvider provider, SoftmaxLoss loss) {
        double[] losses = new double[rows()];
        if (targets == null) {
            provider.softmax().losses(loss, logits, labels, 0, losses, 0);
        } else {
            provider.softmax().losses(loss, logits, targets, losses, 0);
        }
        return losses;
    }

    double lossAndGradient(KernelProvider provider, SoftmaxLoss loss, Reduction reduction, DoubleMatrix gradient) {
        if (targets == null) {
            return weights == null
                    ? provider.softmax().lossAndGradient(loss, reduction, logits, labels, 0, gradient)
                    : provider.softmax().lossAndGradient(loss, reduction, logits, labels, 0, weights, 0, gradient);
        }
        return weights == null
                ? provider.softmax().lossAndGradient(loss, reduction, logits, targets, gradient)
                : provider.softmax().lossAndGradient(loss, reduction, logits, targets, weights, 0, gradient);
    }

    DoubleMatrix gradient(KernelProvider provider, SoftmaxLoss loss, Reduction reduction) {
        DoubleMatrix gradient = empty();
        lossAndGradient(provider, loss, reduction, gradient);
        return gradient;
    }

    /** The logits of a row, widened. */
    double[] row(int row) {
        return IntStream.range(0, classes()).mapToDouble(j -> logits.get(row, j)).toArray();
    }

    /** The sum of the targets of a row. */
    double total(int row) {
        return Arrays.stream(targets(row)).sum();
    }

    /** The targets of a row, widened; 1 for its label. */
    double[] targets(int row) {
        return IntStream.range(0, classes())
                .mapToDouble(j -> target(row, j))
                .toArray();
    }

    /** The target of a class. */
    double target(int row, int column) {
        return targets == null ? labels[row] == column ? 1 : 0 : targets.get(row, column);
    }
}
