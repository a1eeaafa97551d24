package io.github.losslane.reference;

import io.github.losslane.FloatMatrix;
import io.github.losslane.Reduction;
import io.github.losslane.softmax.SoftmaxLoss;

/**
 * A batch of rows with labels or dense targets, the others null, and row weights or null; arguments are checked. Loops over
 * the loss's scalar definition row by row; sums in double, in order.
 */
record FloatSoftmaxBatch(
        SoftmaxLoss loss, FloatMatrix logits, int[] labels, int labelsOffset, FloatMatrix targets,
        float[] weights, int weightsOffset) {

    double loss(Reduction reduction) {
        double sum = 0;
        for (int row = 0; row < logits.rows(); row++) {
            sum += counts(row) && weight(row) != 0 ? weight(row) * rowLoss(row) : 0;
        }
        return sum / divisor(reduction);
    }

    void losses(float[] losses, int lossesOffset) {
        for (int row = 0; row < logits.rows(); row++) {
            losses[lossesOffset + row] = (float) rowLoss(row);
        }
    }

    double lossAndGradient(Reduction reduction, FloatMatrix gradient) {
        double total = loss(reduction);
        double divisor = divisor(reduction);
        for (int row = 0; row < logits.rows(); row++) {
            boolean nothing = !counts(row) || weight(row) == 0;
            double[] derivatives = nothing ? new double[logits.columns()] : rowGradient(row);
            for (int j = 0; j < derivatives.length; j++) {
                gradient.data()[gradient.rowOffset(row) + j] = nothing ? 0 : (float) (weight(row) * derivatives[j] / divisor);
            }
        }
        return total;
    }

    private double divisor(Reduction reduction) {
        long rows = 0;
        double sum = 0;
        for (int row = 0; row < logits.rows(); row++) {
            if (counts(row)) {
                rows++;
                sum += weight(row) == 0 ? 0 : weight(row) * classWeight(row);
            }
        }
        return reduction.divisor(rows, sum);
    }

    private boolean counts(int row) {
        return labels == null || !loss.ignores(labels[labelsOffset + row]);
    }

    private double weight(int row) {
        return weights == null ? 1 : weights[weightsOffset + row];
    }

    private double classWeight(int row) {
        if (labels != null) {
            return loss.weight(labels[labelsOffset + row]);
        }
        double sum = 0;
        for (int j = 0; j < logits.columns(); j++) {
            sum += loss.weight(j) * targets.get(row, j);
        }
        return sum;
    }

    private double rowLoss(int row) {
        double[] z = FloatReferenceSoftmax.row(logits, row);
        return labels == null
                ? loss.loss(z, FloatReferenceSoftmax.row(targets, row))
                : loss.loss(z, labels[labelsOffset + row]);
    }

    private double[] rowGradient(int row) {
        double[] z = FloatReferenceSoftmax.row(logits, row);
        return labels == null
                ? loss.gradient(z, FloatReferenceSoftmax.row(targets, row))
                : loss.gradient(z, labels[labelsOffset + row]);
    }
}
