package io.github.losslane.margin;

/**
 * The plain softmax head: a linear layer followed by softmax cross-entropy.
 *
 * <pre>{@code
 * z_j = W_j . x + b_j                  L = log sum_j exp(z_j) - z_y
 * g_j = softmax(z)_j - [j = y]
 * dL/dx = sum_j g_j W_j                dL/dW_j = g_j x                dL/db_j = g_j
 * }</pre>
 *
 * <p>Special values: those of {@link io.github.losslane.softmax.CrossEntropy} for the logits; a logit that overflows is
 * infinite. Decision boundary of two classes: (W_1 - W_2) . x + b_1 - b_2 = 0.
 */
public record PlainSoftmax() implements MarginLoss {

    @Override
    public boolean unitFeatures() {
        return false;
    }

    @Override
    public boolean unitWeights() {
        return false;
    }

    @Override
    public boolean hasBias() {
        return true;
    }
}
