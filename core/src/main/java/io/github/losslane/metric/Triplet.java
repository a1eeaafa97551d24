package io.github.losslane.metric;

import io.github.losslane.internal.Arguments;
import java.util.Arrays;

/**
 * Triplet loss: an anchor should be nearer to a positive example than to a negative one, by a margin between the squared
 * distances.
 *
 * <pre>{@code
 * L     = max(|a - p|^2 - |a - n|^2 + margin, 0)
 * dL/da = 2 (n - p)    dL/dp = 2 (p - a)    dL/dn = 2 (a - n)      where L > 0, otherwise 0
 * }</pre>
 *
 * <p>Special values: the loss of finite rows is never NaN, also where both squares overflow, and a difference of squares
 * that underflows still has its sign; a gradient beyond the largest number is infinite. An infinite coordinate makes its
 * distance infinite: the loss is +Inf with one in the positive, 0 with one in the negative. With one in both or in the
 * anchor, Inf - Inf, and with NaN, loss and gradients of the triplet are NaN.
 *
 * @param margin by how much the squared distances should differ, finite and not negative; the paper has 0.2
 * @see <a href="https://arxiv.org/abs/1503.03832">Schroff et al., FaceNet, eq. 2</a>
 */
public record Triplet(double margin) implements MetricLoss {

    /** The margin of the paper, 0.2. */
    public Triplet() {
        this(0.2);
    }

    /** Checks the parameter. */
    public Triplet {
        Arguments.notNegative("margin", margin);
    }

    /**
     * The loss of one triplet.
     *
     * @param anchor features a
     * @param positive features p of the same class, as many
     * @param negative features n of another class, as many
     * @return L(a, p, n)
     */
    public double loss(double[] anchor, double[] positive, double[] negative) {
        Distance toPositive = Distance.between(anchor, positive);
        Distance toNegative = Distance.between(anchor, negative);
        return Math.max(toPositive.squareMinus(toNegative) + margin, 0);
    }

    /**
     * The derivative in the anchor.
     *
     * @param anchor features a
     * @param positive features p of the same class, as many
     * @param negative features n of another class, as many
     * @return dL/da
     */
    public double[] anchorGradient(double[] anchor, double[] positive, double[] negative) {
        return twiceTheDifference(negative, positive, loss(anchor, positive, negative));
    }

    /**
     * The derivative in the positive.
     *
     * @param anchor features a
     * @param positive features p of the same class, as many
     * @param negative features n of another class, as many
     * @return dL/dp
     */
    public double[] positiveGradient(double[] anchor, double[] positive, double[] negative) {
        return twiceTheDifference(positive, anchor, loss(anchor, positive, negative));
    }

    /**
     * The derivative in the negative.
     *
     * @param anchor features a
     * @param positive features p of the same class, as many
     * @param negative features n of another class, as many
     * @return dL/dn
     */
    public double[] negativeGradient(double[] anchor, double[] positive, double[] negative) {
        return twiceTheDifference(anchor, negative, loss(anchor, positive, negative));
    }

    private static double[] twiceTheDifference(double[] x, double[] y, double loss) {
        double[] gradient = new double[x.length];
        if (loss > 0) {
            Arrays.setAll(gradient, j -> 2 * (x[j] - y[j]));
        } else {
            Arrays.fill(gradient, loss);        // 0 or NaN
        }
        return gradient;
    }
}
