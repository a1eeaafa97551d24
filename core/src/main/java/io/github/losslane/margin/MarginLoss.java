package io.github.losslane.margin;

import io.github.losslane.Loss;

/** A loss of a feature row against the weight rows of all classes; the methods are its definition in scalar double arithmetic. */
public sealed interface MarginLoss extends Loss permits PlainSoftmax {

    /**
     * The logit of one class.
     *
     * @param feature feature row x
     * @param weight weight row W_j of the class
     * @param bias bias b_j of the class, 0 where there is none
     * @return z_j
     */
    double logit(double[] feature, double[] weight, double bias);
}
