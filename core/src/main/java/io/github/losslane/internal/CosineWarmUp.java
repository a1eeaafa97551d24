package io.github.losslane.internal;

import io.github.losslane.DoubleMatrix;
import io.github.losslane.FloatMatrix;
import io.github.losslane.Reduction;
import io.github.losslane.margin.MarginKernels;
import io.github.losslane.margin.MarginLoss;
import java.util.stream.Stream;

/** Small batches of one shape for margins on cosines. */
final class CosineWarmUp {

    /** Cosines of a network that has learnt little are so much smaller, and their logits need no shift. */
    private static final float SMALL = 3 / 8f;

    private final MarginKernels kernels;
    private final FloatMatrix cosines;
    private final FloatMatrix small;
    private final FloatMatrix gradient;
    private final FloatMatrix apart;
    private final DoubleMatrix dCosines;
    private final DoubleMatrix dSmall;
    private final DoubleMatrix dGradient;
    private final DoubleMatrix dApart;
    private final int[] labels;

    CosineWarmUp(MarginKernels kernels, int rows, int classes) {
        this.kernels = kernels;
        this.cosines = FloatMatrix.of(new float[rows * classes], rows, classes);
        this.small = FloatMatrix.of(new float[rows * classes], rows, classes);
        this.gradient = FloatMatrix.of(new float[rows * classes], rows, classes);
        this.apart = new FloatMatrix(new float[rows * (classes + 1)], 1, rows, classes, classes + 1);
        this.dCosines = DoubleMatrix.of(new double[rows * classes], rows, classes);
        this.dSmall = DoubleMatrix.of(new double[rows * classes], rows, classes);
        this.dGradient = DoubleMatrix.of(new double[rows * classes], rows, classes);
        this.dApart = new DoubleMatrix(new double[rows * (classes + 1)], 1, rows, classes, classes + 1);
        this.labels = new int[rows];
        for (int i = 0; i < rows * classes; i++) {
            cosines.data()[i] = (i % 65 - 32) / 32f;
            small.data()[i] = SMALL * cosines.data()[i];
            dCosines.data()[i] = cosines.data()[i];
            dSmall.data()[i] = small.data()[i];
        }
        for (int i = 0; i < rows; i++) {
            labels[i] = i % classes;
        }
        if (rows == 1) {            // labels far below the others, but not so far that the row needs a shift
            small.data()[0] = classes % 8 / -8f;
            dSmall.data()[0] = small.data()[0];
        }
    }

    /** The calls of a loss with batches of every shape; none if it is not one of cosines. */
    static Stream<Runnable> shapes(MarginKernels kernels, MarginLoss loss) {
        return Shapes.EVERY.stream()
                .filter(shape -> shape.gap() == 0 && loss.unitFeatures() && loss.unitWeights())
                .map(shape -> new CosineWarmUp(kernels, shape.rows(), shape.classes()))
                .map(shape -> () -> shape.call(loss));
    }

    /** Every kernel that takes the loss. */
    private void call(MarginLoss loss) {
        kernels.lossAndGradient(loss, Reduction.MEAN, cosines, labels, 0, gradient);
        kernels.lossAndGradient(loss, Reduction.MEAN, dCosines, labels, 0, dGradient);
        kernels.lossAndGradient(loss, Reduction.MEAN, small, labels, 0, apart);
        kernels.lossAndGradient(loss, Reduction.MEAN, dSmall, labels, 0, dApart);
    }
}
