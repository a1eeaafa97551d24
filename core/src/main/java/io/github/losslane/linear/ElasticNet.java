package io.github.losslane.linear;

import io.github.losslane.internal.Arguments;

/**
 * Elastic net: {@link L1} plus {@link L2}.
 *
 * <pre>{@code
 * value = l1 |w| + l2 w^2      gradient = l1 sign(w) + 2 l2 w, 0 at w = 0
 * }</pre>
 *
 * <p>Special values are those of the two penalties, added.
 *
 * @param l1 strength of the L1 penalty, finite and not negative
 * @param l2 strength of the L2 penalty, finite and not negative
 * @see <a href="https://doi.org/10.1111/j.1467-9868.2005.00503.x">Zou and Hastie, Regularization and Variable Selection via
 *     the Elastic Net</a>
 */
public record ElasticNet(double l1, double l2) implements Regularizer {

    /**
     * Checks the parameters.
     *
     * @throws IllegalArgumentException if one is negative, infinite or NaN
     */
    public ElasticNet {
        Arguments.notNegative("l1", l1);
        Arguments.notNegative("l2", l2);
    }

    @Override
    public double value(double weight) {
        return l1 * Math.abs(weight) + l2 * weight * weight;
    }

    @Override
    public double gradient(double weight) {
        return l1 * Math.signum(weight) + 2 * (l2 * weight);
    }
}
