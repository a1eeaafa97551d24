package io.github.losslane.pointwise;

import io.github.losslane.Loss;

/**
 * A loss of one prediction (or logit) against one target; the methods are its definition in scalar double arithmetic. SIMD
 * kernels in float round a parameter to float, and one beyond the largest float to that.
 */
public sealed interface PointwiseLoss extends Loss
        permits AbsoluteError, BinaryCrossEntropy, Exponential, Focal, HalfSquaredError, Hinge, Huber, LogCosh, Logistic,
                Perceptron, Quantile, SmoothL1, SoftMargin, SquaredError, SquaredHinge, WeightedLogistic, ZeroOne {

    /**
     * The loss.
     *
     * @param prediction prediction or logit f
     * @param target target y, in the loss's domain
     * @return L(f, y)
     */
    double loss(double prediction, double target);

    /**
     * The derivative in the prediction.
     *
     * @param prediction prediction or logit f
     * @param target target y, in the loss's domain
     * @return dL/df; at a kink the subgradient the record names
     */
    double gradient(double prediction, double target);

    /**
     * The second derivative in the prediction.
     *
     * @param prediction prediction or logit f
     * @param target target y, in the loss's domain
     * @return d2L/df2; at a kink the value the record names
     */
    double hessian(double prediction, double target);
}
