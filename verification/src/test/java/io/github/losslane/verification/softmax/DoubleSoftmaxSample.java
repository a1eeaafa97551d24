// Derived from FloatSoftmaxSample.java; edit that file, then run: java verification/src/test/java/io/github/losslane/verification/Twins.java
package io.github.losslane.verification.softmax;

import io.github.losslane.DoubleMatrix;
import io.github.losslane.KernelProvider;
import io.github.losslane.Reduction;
import io.github.losslane.softmax.SoftmaxLoss;
import java.util.SplittableRandom;

/** A batch of logits and labels, and the kernels run on it. */
record DoubleSoftmaxSample(DoubleMatrix logits, int[] labels) {

    /** Logits up to a size, on a grid so that all their differences are exact. */
    static DoubleSoftmaxSample onGrid(int rows, int classes, int size) {
        SplittableRandom random = new SplittableRandom(rows * 1009L + classes);
        double[] data = new double[rows * classes];
        for (int i = 0; i < data.length; i++) {
            data[i] = random.nextInt(-8 * size, 8 * size + 1) / 8.0;
        }
        return new DoubleSoftmaxSample(DoubleMatrix.of(data, rows, classes), labels(random, rows, classes));
    }

    /** Logits up to a size, with all their digits. */
    static DoubleSoftmaxSample anywhere(int rows, int classes, double size) {
        SplittableRandom random = new SplittableRandom(rows * 2003L + classes);
        double[] data = new double[rows * classes];
        for (int i = 0; i < data.length; i++) {
            data[i] = random.nextDouble(-size, size);
        }
        return new DoubleSoftmaxSample(DoubleMatrix.of(data, rows, classes), labels(random, rows, classes));
    }

    static DoubleSoftmaxSample row(int label, double... logits) {
        return new DoubleSoftmaxSample(DoubleMatrix.of(logits, 1, logits.length), new int[] {label});
    }

    private static int[] labels(SplittableRandom random, int rows, int classes) {
        return random.ints(rows, 0, classes).toArray();
    }

    double loss(KernelProvider provider, SoftmaxLoss loss, Reduction reduction) {
        return provider.softmax().loss(loss, reduction, logits, labels, 0);
    }

    double[] losses(KernelProvider provider, SoftmaxLoss loss) {
        double[] losses = new double[logits.rows()];
        provider.softmax().losses(loss, logits, labels, 0, losses, 0);
        return losses;
    }

    DoubleMatrix gradient(KernelProvider provider, SoftmaxLoss loss, Reduction reduction) {
        int rows = logits.rows();
        int classes = logits.columns();
        DoubleMatrix gradient = DoubleMatrix.of(new double[rows * classes], rows, classes);
        provider.softmax().lossAndGradient(loss, reduction, logits, labels, 0, gradient);
        return gradient;
    }

    /** One row of logits, widened. */
    double[] wide(int row) {
        double[] wide = new double[logits.columns()];
        for (int j = 0; j < wide.length; j++) {
            wide[j] = logits.get(row, j);
        }
        return wide;
    }

    /** The same logits and labels in an array with gaps before, between and behind the rows. */
    DoubleSoftmaxSample withGaps() {
        DoubleMatrix gaps = gaps(logits.rows(), logits.columns());
        for (int i = 0; i < logits.rows(); i++) {
            System.arraycopy(logits.data(), logits.rowOffset(i), gaps.data(), gaps.rowOffset(i), logits.columns());
        }
        return new DoubleSoftmaxSample(gaps, labels);
    }

    static DoubleMatrix gaps(int rows, int columns) {
        return new DoubleMatrix(new double[3 + rows * (columns + 5)], 3, rows, columns, columns + 5);
    }
}
