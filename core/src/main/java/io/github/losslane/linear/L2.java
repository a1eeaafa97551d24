package io.github.losslane.linear;

import io.github.losslane.internal.Arguments;

/**
 * L2 penalty: ridge regression, weight decay, the margin of a support vector machine.
 *
 * <pre>{@code
 * value = lambda w^2      gradient = 2 lambda w
 * }</pre>
 *
 * <p>There is no half in it: for lambda / 2 |w|^2 pass half of that lambda. Special values: NaN gives NaN; a square beyond
 * the largest number, or an infinite weight, gives +Inf; an infinite weight with lambda 0 gives NaN. A lambda above the
 * largest float counts as that in float kernels.
 *
 * @param lambda strength, finite and not negative
 * @see <a href="https://doi.org/10.1080/00401706.1970.10488634">Hoerl and Kennard, Ridge Regression</a>
 */
public record L2(double lambda) implements Regularizer {

    /**
     * Checks the parameter.
     *
     * @throws IllegalArgumentException if lambda is negative, infinite or NaN
     */
    public L2 {
        Arguments.notNegative("lambda", lambda);
    }

    /**
     * The penalty of a support vector machine in its C form.
     *
     * <pre>{@code
     * C sum hinge + |w|^2 / 2 = C (sum hinge + lambda |w|^2)      lambda = 1 / (2 C)
     * }</pre>
     *
     * <p>The objective of this penalty under {@link io.github.losslane.Reduction#SUM} is thus the C form divided by C, and
     * so are its gradients; the minimiser is the same.
     *
     * @param cost C, finite and positive
     * @return the penalty with lambda = 1 / (2 C)
     * @throws IllegalArgumentException if the cost is not finite and positive, or so small that lambda is infinite
     */
    public static L2 ofCost(double cost) {
        Arguments.positive("cost", cost);
        return new L2(0.5 / cost);
    }

    /** (lambda w) w: with lambda 0 the square of a large weight is not 0 Inf. */
    @Override
    public double value(double weight) {
        return lambda * weight * weight;
    }

    /** Doubled last: twice the largest lambda would be infinite, and NaN at 0. */
    @Override
    public double gradient(double weight) {
        return 2 * (lambda * weight);
    }
}
