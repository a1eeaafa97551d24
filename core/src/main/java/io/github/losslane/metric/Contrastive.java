package io.github.losslane.metric;

import io.github.losslane.internal.Arguments;
import java.util.Arrays;

/**
 * Contrastive loss of a pair: similar rows should be near, dissimilar ones at least a margin apart.
 *
 * <pre>{@code
 * d     = |a - b|
 * L     = d^2 / 2     of a similar pair,      max(margin - d, 0)^2 / 2          of a dissimilar one
 * dL/da = a - b                               -(margin - d) (a - b) / d         where 0 < d < margin, otherwise 0
 * dL/db = -dL/da
 * }</pre>
 *
 * <p>With {@link io.github.losslane.Reduction#MEAN} that is the usual sum over 2N.
 *
 * <p>Special values: a dissimilar pair of equal rows has loss margin^2 / 2 and gradient 0, as it has no direction to part
 * in. Finite rows give no NaN, also where d^2 overflows or underflows: their d is right as long as it is a number itself. An
 * infinite coordinate makes d infinite: the loss is +Inf for a similar pair and 0 for a dissimilar one. Inf - Inf and NaN
 * make the loss NaN, with them the whole gradient of a dissimilar pair, but of a similar one their own coordinate only.
 *
 * @param margin distance that dissimilar rows should have, finite and not negative
 * @see <a href="https://doi.org/10.1109/CVPR.2006.100">Hadsell et al., Dimensionality Reduction by Learning an Invariant
 *     Mapping, eq. 4</a>
 */
public record Contrastive(double margin) implements MetricLoss {

    /** The usual margin, 1. */
    public Contrastive() {
        this(1);
    }

    /** Checks the parameter. */
    public Contrastive {
        Arguments.notNegative("margin", margin);
    }

    /**
     * The loss of one pair.
     *
     * @param left features a
     * @param right features b, as many
     * @param similar whether they should be near
     * @return L(a, b)
     */
    public double loss(double[] left, double[] right, boolean similar) {
        Distance distance = Distance.between(left, right);
        double gap = Math.max(margin - distance.length(), 0);
        return similar ? distance.halfSquare() : 0.5 * gap * gap;
    }

    /**
     * The derivative in the left row.
     *
     * @param left features a
     * @param right features b, as many
     * @param similar whether they should be near
     * @return dL/da
     */
    public double[] leftGradient(double[] left, double[] right, boolean similar) {
        return gradient(left, right, similar);
    }

    /**
     * The derivative in the right row.
     *
     * @param left features a
     * @param right features b, as many
     * @param similar whether they should be near
     * @return dL/db
     */
    public double[] rightGradient(double[] left, double[] right, boolean similar) {
        return gradient(right, left, similar);
    }

    private double[] gradient(double[] own, double[] other, boolean similar) {
        double[] gradient = new double[own.length];
        Distance distance = Distance.between(own, other);
        double gap = margin - distance.length();
        if (similar) {
            Arrays.setAll(gradient, j -> own[j] - other[j]);
        } else if (distance.square() != 0 && !(gap <= 0)) {       // also where it is NaN
            Arrays.setAll(gradient, j -> -gap * distance.direction(own[j], other[j]));
        }
        return gradient;
    }
}
