package io.github.losslane.pointwise;

import io.github.losslane.Reduction;

/**
 * Kernels of every {@link PointwiseLoss} over float arrays.
 *
 * <p>Row i of a batch is {@code predictions[predictionsOffset + i]}, {@code targets[targetsOffset + i]} and, where given,
 * {@code weights[weightsOffset + i]}. A weight multiplies loss and gradient of its row; a row of weight 0 counts for
 * exactly 0 whatever its loss, also NaN or Inf. Weights should not be negative; that is not checked.
 *
 * <p>{@link Reduction#MEAN} divides by {@code length}, {@link Reduction#WEIGHTED_MEAN} by the sum of the weights; where
 * that is 0, loss and gradient are 0. Losses add up in the order of
 * {@link io.github.losslane.math.FloatMathKernels#sum(float[], int, int) sum}: with SIMD kernels {@code loss(...)} is that
 * sum of {@code losses(...)} bit for bit.
 *
 * <p>A gradient may be written over its own predictions. All methods throw {@link NullPointerException} naming an argument
 * that is null, {@link IndexOutOfBoundsException} for a range outside its array or a negative length, and
 * {@link IllegalArgumentException} where an output otherwise shares memory with another argument, each before anything
 * is written. NaN poisons its own row and the reduced loss, nothing else.
 */
public interface FloatPointwiseKernels {

    /**
     * The reduced loss.
     *
     * @param loss the loss
     * @param reduction how row losses become one number
     * @param predictions predictions or logits
     * @param predictionsOffset index of the first
     * @param targets targets
     * @param targetsOffset index of the first
     * @param length number of rows
     * @return the reduced loss; 0 for no rows
     */
    double loss(
            PointwiseLoss loss, Reduction reduction, float[] predictions, int predictionsOffset,
            float[] targets, int targetsOffset, int length);

    /**
     * The reduced loss of weighted rows.
     *
     * @param loss the loss
     * @param reduction how row losses become one number
     * @param predictions predictions or logits
     * @param predictionsOffset index of the first
     * @param targets targets
     * @param targetsOffset index of the first
     * @param weights row weights
     * @param weightsOffset index of the first
     * @param length number of rows
     * @return the reduced loss; 0 for no rows
     */
    double loss(
            PointwiseLoss loss, Reduction reduction, float[] predictions, int predictionsOffset,
            float[] targets, int targetsOffset, float[] weights, int weightsOffset, int length);

    /**
     * The loss of every row, neither weighted nor reduced.
     *
     * @param loss the loss
     * @param predictions predictions or logits
     * @param predictionsOffset index of the first
     * @param targets targets
     * @param targetsOffset index of the first
     * @param losses row losses, overwritten; may be the predictions themselves
     * @param lossesOffset index of the first
     * @param length number of rows
     */
    void losses(
            PointwiseLoss loss, float[] predictions, int predictionsOffset,
            float[] targets, int targetsOffset, float[] losses, int lossesOffset, int length);

    /**
     * The reduced loss and its gradient in the predictions.
     *
     * @param loss the loss
     * @param reduction how row losses become one number
     * @param predictions predictions or logits
     * @param predictionsOffset index of the first
     * @param targets targets
     * @param targetsOffset index of the first
     * @param gradient derivative of the returned value in each prediction, overwritten; may be the predictions themselves
     * @param gradientOffset index of the first
     * @param length number of rows
     * @return the reduced loss; 0 for no rows
     */
    double lossAndGradient(
            PointwiseLoss loss, Reduction reduction, float[] predictions, int predictionsOffset,
            float[] targets, int targetsOffset, float[] gradient, int gradientOffset, int length);

    /**
     * The reduced loss of weighted rows and its gradient in the predictions.
     *
     * @param loss the loss
     * @param reduction how row losses become one number
     * @param predictions predictions or logits
     * @param predictionsOffset index of the first
     * @param targets targets
     * @param targetsOffset index of the first
     * @param weights row weights
     * @param weightsOffset index of the first
     * @param gradient derivative of the returned value in each prediction, overwritten; may be the predictions themselves
     * @param gradientOffset index of the first
     * @param length number of rows
     * @return the reduced loss; 0 for no rows
     */
    double lossAndGradient(
            PointwiseLoss loss, Reduction reduction, float[] predictions, int predictionsOffset,
            float[] targets, int targetsOffset, float[] weights, int weightsOffset,
            float[] gradient, int gradientOffset, int length);

    /**
     * First and second derivative of every row's loss, neither weighted nor reduced.
     *
     * @param loss the loss
     * @param predictions predictions or logits
     * @param predictionsOffset index of the first
     * @param targets targets
     * @param targetsOffset index of the first
     * @param gradient first derivatives, overwritten; may be the predictions themselves
     * @param gradientOffset index of the first
     * @param hessian second derivatives, overwritten; no part of any other argument
     * @param hessianOffset index of the first
     * @param length number of rows
     */
    void gradientAndHessian(
            PointwiseLoss loss, float[] predictions, int predictionsOffset, float[] targets, int targetsOffset,
            float[] gradient, int gradientOffset, float[] hessian, int hessianOffset, int length);
}
