package io.github.losslane.margin;

import io.github.losslane.Loss;
import io.github.losslane.internal.Angle;
import io.github.losslane.internal.Direction;

/**
 * A loss of a feature row against the weight rows of all classes: softmax cross-entropy of logits that are inner products,
 * of the rows themselves or of their directions, with a margin on the cosine of the label's class.
 *
 * <pre>{@code
 * u   = scale x / |x|  if unitFeatures, else x             v_j = W_j / |W_j|  if unitWeights, else W_j
 * z_j = u . v_j + b_j = |u| |v_j| c_j + b_j                c_j the cosine of the angle between x and W_j
 * z_y = |u| |v_y| target(c_y) + b_y                        where the loss has a margin
 * L   = log sum_j exp(z_j) - z_y
 * }</pre>
 *
 * <p>The methods of a record are its definition in scalar double arithmetic; one description serves all kernels, so that a new
 * margin is one new record. Norms are sqrt(|x|^2 + epsilon).
 *
 * <p>Gradients are exact, through the norms: with g = softmax(z) - onehot(y), phi = target, phi' = targetSlope,
 *
 * <pre>{@code
 * dL/dx   = sum_j g_j dz_j/dx               dz_j/dx   = v_j,  or (scale / |x|) (v_j - (v_j . x^) x^) if unitFeatures
 * dL/dW_j = g_j dz_j/dW_j                   dz_j/dW_j = u,    or (1 / |W_j|) (u - (u . w^) w^) if unitWeights
 * target: dz_y/dx   = |v_y| ([x keeps its norm] phi x^ + (|u| / |x|) phi' (w^ - c x^))
 *         dz_y/dW_y = |u| ([W keeps its norm] phi w^ + (|v_y| / |W_y|) phi' (x^ - c w^))
 * }</pre>
 *
 * <p>Special values: a feature or weight row of zeros has the direction 0 and the cosine 0 with everything; where it would be
 * divided by its norm, its gradient is 0. Rows closer to parallel than 2^-48 radians count as parallel, and their w^ - c x^
 * is 0. Finite inputs give no NaN as long as no logit overflows; what NaN there is poisons its own row of the feature
 * gradient, the gradients of weights and bias, and the loss.
 */
public sealed interface MarginLoss extends Loss
        permits PlainSoftmax, ModifiedSoftmax, L2Softmax, NormFace, Coco, LSoftmax, ASoftmax, FNormSphereFace, AmSoftmax,
                ArcFace, CombinedMargin {

    /**
     * Whether features count by their direction only.
     *
     * @return whether a feature is divided by its norm and multiplied by the scale
     */
    boolean unitFeatures();

    /**
     * Whether weight rows count by their direction only.
     *
     * @return whether a weight row is divided by its norm
     */
    boolean unitWeights();

    /**
     * The norm that features are given.
     *
     * @return the scale; 1 where features keep their norm
     */
    default double scale() {
        return 1;
    }

    /**
     * What is added to squared norms.
     *
     * @return epsilon, 0 unless the loss says otherwise
     */
    default double epsilon() {
        return 0;
    }

    /**
     * Whether the loss has a bias.
     *
     * @return whether a bias may be given
     */
    default boolean hasBias() {
        return false;
    }

    /**
     * Whether the label's logit differs from the others'.
     *
     * @return whether {@link #target} is another function than the cosine itself
     */
    default boolean hasMargin() {
        return false;
    }

    /**
     * Whether the target needs the sine, which takes some more work to be precise.
     *
     * @return whether the sine is looked at
     */
    default boolean usesSine() {
        return false;
    }

    /**
     * What takes the place of the label's cosine.
     *
     * @param cosine c, in [-1, 1]
     * @param sine sqrt(1 - c^2), not negative
     * @return phi(c)
     */
    default double target(double cosine, double sine) {
        return cosine;
    }

    /**
     * The derivative of {@link #target} in the cosine.
     *
     * @param cosine c, in [-1, 1]
     * @param sine sqrt(1 - c^2), not negative
     * @return phi'(c), finite; 0 at a sine of 0 where it would grow without bound
     */
    default double targetSlope(double cosine, double sine) {
        return 1;
    }

    /**
     * {@link #target} and {@link #targetSlope} of many rows.
     *
     * @param cosines c of each row, overwritten with phi(c)
     * @param sines sine of each row, overwritten with phi'(c)
     * @param rows how many
     */
    default void targets(double[] cosines, double[] sines, int rows) {
        for (int i = 0; i < rows; i++) {
            double cosine = cosines[i];
            double sine = sines[i];
            cosines[i] = target(cosine, sine);
            sines[i] = targetSlope(cosine, sine);
        }
    }

    /**
     * The logit of a class that is not the label's.
     *
     * @param feature feature row x
     * @param weight weight row W_j of the class
     * @param bias bias b_j of the class, 0 where there is none
     * @return z_j
     */
    default double logit(double[] feature, double[] weight, double bias) {
        double[] u = unitFeatures() ? Direction.of(feature, epsilon()).unit() : feature;
        double[] v = unitWeights() ? Direction.of(weight, epsilon()).unit() : weight;
        double product = 0;
        for (int d = 0; d < u.length; d++) {
            product = Math.fma(u[d], v[d], product);
        }
        return scale() * product + bias;
    }

    /**
     * The logit of the label's class.
     *
     * @param feature feature row x
     * @param weight weight row W_y of the label's class
     * @param bias its bias b_y, 0 where there is none
     * @return z_y
     */
    default double targetLogit(double[] feature, double[] weight, double bias) {
        if (!hasMargin()) {
            return logit(feature, weight, bias);
        }
        Direction x = Direction.of(feature, epsilon());
        Direction w = Direction.of(weight, epsilon());
        Angle angle = Angle.between(x, w);
        double radius = unitFeatures() ? scale() : x.norm();
        double length = unitWeights() ? 1 : w.norm();
        return radius * length * target(angle.cosine(), angle.sine()) + bias;
    }
}
