package io.github.losslane.verification.softmax;

import io.github.losslane.FloatMatrix;
import io.github.losslane.KernelProvider;
import io.github.losslane.Reduction;
import io.github.losslane.softmax.SoftmaxLoss;
import io.github.losslane.verification.calls.Values;
import java.util.Arrays;
import java.util.SplittableRandom;
import java.util.stream.IntStream;

/** A batch of logits with labels or dense targets, the other null, and row weights or null; and the kernels run on it. */
record FloatSoftmaxSample(FloatMatrix logits, int[] labels, FloatMatrix targets, float[] weights) {

    static FloatSoftmaxSample row(int label, float... logits) {
        return labelled(FloatMatrix.of(logits, 1, logits.length), label);
    }

    static FloatSoftmaxSample labelled(FloatMatrix logits, int... labels) {
        return new FloatSoftmaxSample(logits, labels, null, null);
    }

    /** Logits up to a size, with all their digits; dense targets or labels as a case asks for, some labels ignored. */
    static FloatSoftmaxSample of(SoftmaxCase each, int rows, int classes, double size) {
        SplittableRandom random = new SplittableRandom(rows * 2003L + classes);
        FloatMatrix logits = FloatMatrix.of(new float[rows * classes], rows, classes);
        for (int i = 0; i < rows * classes; i++) {
            logits.data()[i] = (float) random.nextDouble(-size, size);
        }
        return of(each, logits);
    }

    static FloatSoftmaxSample of(SoftmaxCase each, FloatMatrix logits) {
        SplittableRandom random = new SplittableRandom(logits.rows());
        int[] labels = random.ints(logits.rows(), 0, logits.columns()).toArray();
        for (int i = 3; i < labels.length; i += 5) {
            labels[i] = each.loss(logits.columns()).ignores(Values.IGNORED) ? Values.IGNORED : labels[i];
        }
        FloatSoftmaxSample labelled = labelled(logits, labels);
        return each.dense() ? labelled.with(targets(random, logits.rows(), logits.columns())) : labelled;
    }

    /** Targets that sum to 1, two classes that share it, and some that sum to anything. */
    private static FloatMatrix targets(SplittableRandom random, int rows, int classes) {
        FloatMatrix targets = FloatMatrix.of(new float[rows * classes], rows, classes);
        for (int i = 0; i < rows * classes; i++) {
            int row = i / classes;
            double anything = random.nextDouble(2);
            targets.data()[i] = (float) (row % 3 == 0 ? anything / classes : row % 3 == 1 ? 0 : Math.max(0, anything - 0.5));
        }
        for (int row = 1; row < rows; row += 3) {
            targets.data()[row * classes + random.nextInt(classes)] = (float) 0.7;
            targets.data()[row * classes + random.nextInt(classes)] = (float) 0.3;
        }
        return targets;
    }

    FloatSoftmaxSample with(FloatMatrix denseTargets) {
        return new FloatSoftmaxSample(logits, null, denseTargets, weights);
    }

    FloatSoftmaxSample withLogits(FloatMatrix others) {
        return new FloatSoftmaxSample(others, labels, targets, weights);
    }

    FloatSoftmaxSample weighted(float... rowWeights) {
        return new FloatSoftmaxSample(logits, labels, targets, rowWeights);
    }

    /** One row, of weight 1. */
    FloatSoftmaxSample alone(int row) {
        return new FloatSoftmaxSample(
                alone(logits, row),
                labels == null ? null : new int[] {labels[row]},
                targets == null ? null : alone(targets, row),
                null);
    }

    private static FloatMatrix alone(FloatMatrix matrix, int row) {
        float[] elements = new float[matrix.columns()];
        for (int j = 0; j < elements.length; j++) {
            elements[j] = matrix.get(row, j);
        }
        return FloatMatrix.of(elements, 1, elements.length);
    }

    int rows() {
        return logits.rows();
    }

    int classes() {
        return logits.columns();
    }

    /** A matrix of this shape for a gradient. */
    FloatMatrix empty() {
        return FloatMatrix.of(new float[rows() * classes()], rows(), classes());
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

    float[] losses(KernelProvider provider, SoftmaxLoss loss) {
        float[] losses = new float[rows()];
        if (targets == null) {
            provider.softmax().losses(loss, logits, labels, 0, losses, 0);
        } else {
            provider.softmax().losses(loss, logits, targets, losses, 0);
        }
        return losses;
    }

    double lossAndGradient(KernelProvider provider, SoftmaxLoss loss, Reduction reduction, FloatMatrix gradient) {
        if (targets == null) {
            return weights == null
                    ? provider.softmax().lossAndGradient(loss, reduction, logits, labels, 0, gradient)
                    : provider.softmax().lossAndGradient(loss, reduction, logits, labels, 0, weights, 0, gradient);
        }
        return weights == null
                ? provider.softmax().lossAndGradient(loss, reduction, logits, targets, gradient)
                : provider.softmax().lossAndGradient(loss, reduction, logits, targets, weights, 0, gradient);
    }

    FloatMatrix gradient(KernelProvider provider, SoftmaxLoss loss, Reduction reduction) {
        FloatMatrix gradient = empty();
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
