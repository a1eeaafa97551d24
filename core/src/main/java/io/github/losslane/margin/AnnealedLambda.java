package io.github.losslane.margin;

import io.github.losslane.internal.Arguments;

/**
 * How the lambda of {@link LSoftmax} and {@link ASoftmax} falls while training goes on.
 *
 * <pre>{@code
 * lambda(iteration) = max(minimum, base (1 + gamma iteration)^-power)
 * }</pre>
 *
 * <p>The papers use (1000, 2.5e-5, 35, 0) for MNIST and (1000, 0.12, 1, 5) for SphereFace-20.
 *
 * @param base where it starts, finite and not negative
 * @param gamma how fast it falls, finite and not negative
 * @param power how steeply, finite and not negative
 * @param minimum what it never falls below, finite and not negative
 * @see <a href="https://arxiv.org/abs/1612.02295">Liu et al., Large-Margin Softmax Loss, section 5.1</a>
 */
public record AnnealedLambda(double base, double gamma, double power, double minimum) {

    /**
     * Checks the parameters.
     *
     * @throws IllegalArgumentException if one is negative or not finite
     */
    public AnnealedLambda {
        Arguments.notNegative("base", base);
        Arguments.notNegative("gamma", gamma);
        Arguments.notNegative("power", power);
        Arguments.notNegative("minimum", minimum);
    }

    /**
     * The lambda of an iteration.
     *
     * @param iteration number of the iteration, counted from 1; 0 gives the base
     * @return lambda, at least the minimum
     * @throws IllegalArgumentException if the iteration is negative
     */
    public double at(long iteration) {
        if (iteration < 0) {
            throw new IllegalArgumentException("iteration is " + iteration + ", not at least 0");
        }
        return Math.max(minimum, base * StrictMath.pow(1 + gamma * iteration, -power));
    }
}
