package io.github.losslane.pointwise;

import io.github.losslane.Kernels;
import io.github.losslane.internal.Arguments;
import io.github.losslane.math.Scalar;

/**
 * Logistic loss on a logit with a weight for each class, as for the rare edge pixels of holistically-nested edge detection.
 *
 * <pre>{@code
 * L       = w1 y softplus(-f) + w0 (1 - y) softplus(f)      y in [0, 1]
 * dL/df   = w0 (1 - y) sigmoid(f) - w1 y sigmoid(-f)
 * d2L/df2 = (w1 y + w0 (1 - y)) sigmoid(f) sigmoid(-f)
 * }</pre>
 *
 * <p>Targets outside [0, 1] are not refused; the formula holds for them as long as w1 y and w0 (1 - y) are finite. A side
 * of weight 0 counts for 0, also at an infinite logit. Special values: finite for every finite logit, but +Inf where its
 * product with a weight overflows; an infinite logit on the wrong side gives +Inf; NaN gives NaN.
 *
 * @param positiveWeight w1, weight of the positive class, finite and not negative
 * @param negativeWeight w0, weight of the negative class, finite and not negative
 * @see <a href="https://arxiv.org/abs/1504.06375">Xie and Tu, Holistically-Nested Edge Detection, eq. 2</a>
 */
public record WeightedLogistic(double positiveWeight, double negativeWeight) implements PointwiseLoss {

    /** Checks the parameters. */
    public WeightedLogistic {
        Arguments.notNegative("positiveWeight", positiveWeight);
        Arguments.notNegative("negativeWeight", negativeWeight);
    }

    /**
     * Class balance of holistically-nested edge detection: each class weighs the share of the other one, counted from the
     * targets by the sum kernel of {@link Kernels#best()}. A class that is absent weighs nothing.
     *
     * <pre>{@code
     * w1 = n- / n      w0 = n+ / n      n+ = sum y      n- = n - n+
     * }</pre>
     *
     * @param targets targets, 0 or 1
     * @param targetsOffset index of the first
     * @param length number n of targets; with 0 both weights are 0
     * @return the loss with these weights
     * @throws NullPointerException if targets is null
     * @throws IndexOutOfBoundsException for a range outside the array or a negative length
     * @throws IllegalArgumentException if the targets sum to no count between 0 and n
     */
    public static WeightedLogistic balanced(float[] targets, int targetsOffset, int length) {
        Arguments.range("targets", targets, targetsOffset, length);
        return balanced(Kernels.best().math().sum(targets, targetsOffset, length), length);
    }

    /**
     * As {@link #balanced(float[], int, int)}, for double targets.
     *
     * @param targets targets, 0 or 1
     * @param targetsOffset index of the first
     * @param length number n of targets; with 0 both weights are 0
     * @return the loss with these weights
     * @throws NullPointerException if targets is null
     * @throws IndexOutOfBoundsException for a range outside the array or a negative length
     * @throws IllegalArgumentException if the targets sum to no count between 0 and n
     */
    public static WeightedLogistic balanced(double[] targets, int targetsOffset, int length) {
        Arguments.range("targets", targets, targetsOffset, length);
        return balanced(Kernels.best().math().sum(targets, targetsOffset, length), length);
    }

    private static WeightedLogistic balanced(double positives, int length) {
        Arguments.inRange("sum of targets", positives, 0, length);
        int rows = Math.max(length, 1);
        return new WeightedLogistic((length - positives) / rows, positives / rows);
    }

    @Override
    public double loss(double logit, double target) {
        return times(positiveWeight * target, Scalar.softplus(-logit))
                + times(negativeWeight * (1 - target), Scalar.softplus(logit));
    }

    @Override
    public double gradient(double logit, double target) {
        return negativeWeight * (1 - target) * Scalar.sigmoid(logit) - positiveWeight * target * Scalar.sigmoid(-logit);
    }

    @Override
    public double hessian(double logit, double target) {
        double e = StrictMath.exp(-Math.abs(logit));
        return (positiveWeight * target + negativeWeight * (1 - target)) * (e / ((1 + e) * (1 + e)));
    }

    /** 0 of a side that has no weight, also where its loss is infinite. */
    private static double times(double weight, double loss) {
        return weight == 0 && !Double.isNaN(loss) ? 0 : weight * loss;
    }
}
