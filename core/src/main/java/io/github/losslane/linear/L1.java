package io.github.losslane.linear;

import io.github.losslane.internal.Arguments;

/**
 * L1 penalty, the lasso: sparse weights.
 *
 * <pre>{@code
 * value = lambda |w|      gradient = lambda sign(w), 0 at w = 0
 * }</pre>
 *
 * <p>Special values: NaN gives NaN; an infinite weight gives +Inf and the gradient lambda sign(w); with lambda 0 its value
 * is NaN. A lambda above the largest float counts as that in float kernels.
 *
 * @param lambda strength, finite and not negative
 * @see <a href="https://doi.org/10.1111/j.2517-6161.1996.tb02080.x">Tibshirani, Regression Shrinkage and Selection via the
 *     Lasso</a>
 */
public record L1(double lambda) implements Regularizer {

    /**
     * Checks the parameter.
     *
     * @throws IllegalArgumentException if lambda is negative, infinite or NaN
     */
    public L1 {
        Arguments.notNegative("lambda", lambda);
    }

    @Override
    public double value(double weight) {
        return lambda * Math.abs(weight);
    }

    @Override
    public double gradient(double weight) {
        return lambda * Math.signum(weight);
    }
}
