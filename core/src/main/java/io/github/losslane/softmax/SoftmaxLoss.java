package io.github.losslane.softmax;

import io.github.losslane.Loss;

/** A loss of one row of logits against the label of its class; the methods are its definition in scalar double arithmetic. */
public sealed interface SoftmaxLoss extends Loss permits CrossEntropy {

    /**
     * The loss of one row.
     *
     * @param logits logits z, one for each class
     * @param label index of the true class
     * @return L(z, label)
     */
    double loss(double[] logits, int label);

    /**
     * The gradient of one row.
     *
     * @param logits logits z, one for each class
     * @param label index of the true class
     * @return dL/dz, one element for each class
     */
    double[] gradient(double[] logits, int label);
}
