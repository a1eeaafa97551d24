package io.github.losslane.linear;

/**
 * What the weights of a linear model cost: the structural risk is the reduced loss plus the sum of {@link #value} over the
 * weights. The bias costs nothing. The methods are the definition in scalar double arithmetic.
 */
public sealed interface Regularizer permits ElasticNet, L1, L2, None {

    /**
     * The penalty of one weight.
     *
     * @param weight weight w
     * @return its share of the objective
     */
    double value(double weight);

    /**
     * The derivative of the penalty.
     *
     * @param weight weight w
     * @return d value / dw; at a kink the subgradient the record names
     */
    double gradient(double weight);
}
