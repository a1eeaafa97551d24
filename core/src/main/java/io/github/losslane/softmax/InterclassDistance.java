package io.github.losslane.softmax;

import io.github.losslane.internal.SoftmaxRow;

/**
 * Cross-entropy that weighs a row by how far the predicted class is from the true one, for classes in an order.
 *
 * <pre>{@code
 * w_j     = (|argmax z - j| + 1) / M_j          M_j = sum_i (|j - i| + 1) = C + j (j + 1) / 2 + (C - 1 - j) (C - j) / 2
 * L       = sum_j t_j w_j (-log p_j)            for a label w_y (-log p_y)
 * dL/dz_j = (sum_k t_k w_k) p_j - t_j w_j
 * }</pre>
 *
 * <p>Ties of the maximum take the lowest index. The weight is a constant for the gradient: it jumps where the maximum changes
 * and has the derivative 0 elsewhere. Special values: see {@link SoftmaxLoss}.
 */
public record InterclassDistance() implements SoftmaxLoss {

    @Override
    public double loss(double[] logits, double[] targets) {
        SoftmaxRow row = new SoftmaxRow(logits);
        return row.loss(shares(row, targets));
    }

    @Override
    public double[] gradient(double[] logits, double[] targets) {
        SoftmaxRow row = new SoftmaxRow(logits);
        return row.gradient(shares(row, targets));
    }

    /**
     * The weight w of a class.
     *
     * @param predicted index of the largest logit
     * @param label index of the true class
     * @param classes number C of classes
     * @return w, in (0, 1]
     */
    public static double distance(int predicted, int label, int classes) {
        double below = label;
        double above = classes - 1.0 - label;
        double sum = classes + below * (below + 1) / 2 + above * (above + 1) / 2;
        return (Math.abs(predicted - label) + 1) / sum;
    }

    private static double[] shares(SoftmaxRow row, double[] targets) {
        double[] shares = new double[targets.length];
        for (int j = 0; j < shares.length; j++) {
            shares[j] = targets[j] * distance(row.argmax(), j, targets.length);
        }
        return shares;
    }
}
