package io.github.losslane.internal;

import io.github.losslane.DoubleMatrix;
import io.github.losslane.FloatMatrix;
import io.github.losslane.Reduction;
import io.github.losslane.metric.Contrastive;
import io.github.losslane.metric.MetricKernels;
import io.github.losslane.metric.MetricLoss;
import io.github.losslane.metric.Triplet;

/** A small batch for the kernels of metric losses. */
final class MetricWarmUp {

    /** A row so long has squares that overflow in float. */
    private static final float LONG = 0x1p70f;

    /** With the other factor a row whose squares overflow in double. */
    private static final double D_LONG = 0x1p500;

    private final MetricKernels kernels;
    private final FloatMatrix x;
    private final FloatMatrix y;
    private final FloatMatrix near;
    private final FloatMatrix out;
    private final FloatMatrix more;
    private final FloatMatrix most;
    private final DoubleMatrix dx;
    private final DoubleMatrix dy;
    private final DoubleMatrix dNear;
    private final DoubleMatrix dOut;
    private final DoubleMatrix dMore;
    private final DoubleMatrix dMost;
    private final float[] losses;
    private final double[] dLosses;
    private final int[] similar;

    /** Where there is a gap between rows, one of them is out of the ordinary. */
    MetricWarmUp(MetricKernels kernels, int rows, int columns, int gap) {
        this.kernels = kernels;
        this.x = floats(rows, columns, gap);
        this.y = floats(rows, columns, gap);
        this.near = floats(rows, columns, gap);
        this.out = floats(rows, columns, gap);
        this.more = floats(rows, columns, gap);
        this.most = floats(rows, columns, gap);
        this.dx = doubles(rows, columns, gap);
        this.dy = doubles(rows, columns, gap);
        this.dNear = doubles(rows, columns, gap);
        this.dOut = doubles(rows, columns, gap);
        this.dMore = doubles(rows, columns, gap);
        this.dMost = doubles(rows, columns, gap);
        this.losses = new float[rows];
        this.dLosses = new double[rows];
        this.similar = new int[rows];
        for (int i = 0; i < x.data().length; i++) {
            boolean unusual = gap > 0 && rows > 1 && i / (columns + gap) == 1;
            x.data()[i] = (i % 17 - 8) / 8f * (unusual ? LONG : 1);
            y.data()[i] = i % 2;
            near.data()[i] = x.data()[i] + i % 3 / 64f;
            dx.data()[i] = unusual ? D_LONG * x.data()[i] : x.data()[i];
            dy.data()[i] = y.data()[i];
            dNear.data()[i] = near.data()[i];
        }
        for (int i = 0; i < rows; i++) {
            similar[i] = i % 2;
        }
    }

    private static FloatMatrix floats(int rows, int columns, int gap) {
        return new FloatMatrix(new float[gap + rows * (columns + gap)], gap, rows, columns, columns + gap);
    }

    private static DoubleMatrix doubles(int rows, int columns, int gap) {
        return new DoubleMatrix(new double[gap + rows * (columns + gap)], gap, rows, columns, columns + gap);
    }

    /** Every kernel that takes the loss. */
    void call(MetricLoss loss) {
        if (loss instanceof Triplet triplet) {
            triplets(triplet, y, near, dy, dNear);       // the positive is the farther one
            triplets(triplet, near, y, dNear, dy);
        } else if (loss instanceof Contrastive contrastive) {
            pairs(contrastive, near, dNear);
            pairs(contrastive, y, dy);
        }
    }

    private void triplets(
            Triplet loss, FloatMatrix positives, FloatMatrix negatives, DoubleMatrix dPositives, DoubleMatrix dNegatives) {
        kernels.loss(loss, Reduction.MEAN, x, positives, negatives);
        kernels.losses(loss, x, positives, negatives, losses, 0);
        kernels.lossAndGradients(loss, Reduction.MEAN, x, positives, negatives, out, more, most);
        kernels.loss(loss, Reduction.MEAN, dx, dPositives, dNegatives);
        kernels.losses(loss, dx, dPositives, dNegatives, dLosses, 0);
        kernels.lossAndGradients(loss, Reduction.MEAN, dx, dPositives, dNegatives, dOut, dMore, dMost);
    }

    private void pairs(Contrastive loss, FloatMatrix right, DoubleMatrix dRight) {
        kernels.loss(loss, Reduction.MEAN, x, right, similar, 0);
        kernels.losses(loss, x, right, similar, 0, losses, 0);
        kernels.lossAndGradients(loss, Reduction.MEAN, x, right, similar, 0, out, more);
        kernels.loss(loss, Reduction.MEAN, dx, dRight, similar, 0);
        kernels.losses(loss, dx, dRight, similar, 0, dLosses, 0);
        kernels.lossAndGradients(loss, Reduction.MEAN, dx, dRight, similar, 0, dOut, dMore);
    }
}
