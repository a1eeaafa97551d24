package io.github.losslane.softmax;

import io.github.losslane.Loss;

/**
 * A loss of one row of logits against the label of its class, or against a target for every class; the methods are its
 * definition in scalar double arithmetic.
 *
 * <p>Every loss is linear in the targets t: that of a label y is that of the targets t_y = 1 and 0 elsewhere, bit for bit.
 * Targets need not sum to 1; a target of 0 counts for nothing, also where its logit is -Inf.
 *
 * <p>Special values of all of them, l_j = -log p_j being the loss of class j alone:
 *
 * <pre>{@code
 * logits                    p_j                      loss                             gradient
 * finite                    in [0, 1]                finite                           finite
 * some -Inf (masked)        0 for those              +Inf if one has a target         -(its target) for those, 0 without
 * all -Inf, a +Inf, a NaN   NaN                      NaN                              NaN
 * }</pre>
 *
 * <p>A finite loss larger than the largest number of the type is +Inf, as that of float logits farther apart than this is.
 */
public sealed interface SoftmaxLoss extends Loss permits CrossEntropy, InterclassDistance, SoftmaxFocal {

    /**
     * The loss of one row with dense targets.
     *
     * @param logits logits z, one for each class
     * @param targets targets t, one for each class
     * @return L(z, t)
     */
    double loss(double[] logits, double[] targets);

    /**
     * The gradient of one row with dense targets.
     *
     * @param logits logits z, one for each class
     * @param targets targets t, one for each class
     * @return dL/dz, one element for each class
     */
    double[] gradient(double[] logits, double[] targets);

    /**
     * The loss of one row with a label.
     *
     * @param logits logits z, one for each class
     * @param label index y of the true class, or a label that is ignored
     * @return L(z, y); 0 if the label is ignored
     */
    default double loss(double[] logits, int label) {
        return ignores(label) ? 0 : loss(logits, oneHot(logits.length, label));
    }

    /**
     * The gradient of one row with a label.
     *
     * @param logits logits z, one for each class
     * @param label index y of the true class, or a label that is ignored
     * @return dL/dz, one element for each class; zeros if the label is ignored
     */
    default double[] gradient(double[] logits, int label) {
        return ignores(label) ? new double[logits.length] : gradient(logits, oneHot(logits.length, label));
    }

    /**
     * Whether rows of this label count for nothing.
     *
     * @param label a label
     * @return whether it is ignored
     */
    default boolean ignores(int label) {
        return false;
    }

    /**
     * What a row of this label weighs in a {@link io.github.losslane.Reduction#WEIGHTED_MEAN}; a row of dense targets weighs
     * the sum of its targets, each multiplied by this.
     *
     * @param label index of a class
     * @return its weight
     */
    default double weight(int label) {
        return 1;
    }

    private static double[] oneHot(int classes, int label) {
        double[] targets = new double[classes];
        targets[label] = 1;
        return targets;
    }
}
