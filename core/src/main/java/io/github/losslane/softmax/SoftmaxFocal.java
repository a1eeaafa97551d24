package io.github.losslane.softmax;

import io.github.losslane.internal.Arguments;
import io.github.losslane.internal.SoftmaxRow;

/**
 * Focal loss over softmax: cross-entropy that fades for rows that are already easy.
 *
 * <pre>{@code
 * p_j     = exp(z_j) / sum_k exp(z_k)      q_j = 1 - p_j      l_j = -log p_j
 * L       = sum_j t_j alpha q_j^gamma l_j                     for a label alpha q_y^gamma l_y
 * s_j     = t_j alpha q_j^gamma (1 + gamma p_j l_j / q_j)     where q_j = 0, l_j / q_j is 1
 * dL/dz_j = (sum_k s_k) p_j - s_j
 * }</pre>
 *
 * <p>Nothing has a negative power: l / q tends to 1 as q tends to 0, so that both are finite for every gamma, below 1 as well.
 * gamma = 0 is cross-entropy times alpha. Special values: see {@link SoftmaxLoss}.
 *
 * @param alpha factor of all rows, finite and not negative; 0.25 in the paper
 * @param gamma focusing strength, finite and not negative; 2 in the paper
 * @see <a href="https://arxiv.org/abs/1708.02002">Lin et al., Focal Loss for Dense Object Detection, equation 5</a>
 */
public record SoftmaxFocal(double alpha, double gamma) implements SoftmaxLoss {

    /**
     * Checks the parameters.
     *
     * @throws IllegalArgumentException if alpha or gamma is negative or not finite
     */
    public SoftmaxFocal {
        Arguments.notNegative("alpha", alpha);
        Arguments.notNegative("gamma", gamma);
    }

    /** The paper's choice: alpha 0.25, gamma 2. */
    public SoftmaxFocal() {
        this(0.25, 2);
    }

    @Override
    public double loss(double[] logits, double[] targets) {
        SoftmaxRow row = new SoftmaxRow(logits);
        double loss = row.zero();
        for (int j = 0; j < targets.length; j++) {
            double share = targets[j] * alpha * StrictMath.pow(row.complement(j), gamma);
            loss += share == 0 ? 0 : share * -row.logProbability(j);
        }
        return loss;
    }

    @Override
    public double[] gradient(double[] logits, double[] targets) {
        SoftmaxRow row = new SoftmaxRow(logits);
        double[] shares = new double[targets.length];
        for (int j = 0; j < shares.length; j++) {
            shares[j] = targets[j] * share(row, j);
        }
        return row.gradient(shares);
    }

    private double share(SoftmaxRow row, int j) {
        double p = row.probability(j);
        double q = row.complement(j);
        double l = -row.logProbability(j);
        double ratio = p == 0 || q == 0 ? p : p * l / q;
        return alpha * StrictMath.pow(q, gamma) * (1 + gamma * ratio);
    }
}
