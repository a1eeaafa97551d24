// Derived from FloatSoftmaxKernels.java; edit that file, then run: java verification/src/test/java/io/github/losslane/verification/Twins.java
package io.github.losslane.softmax;

import io.github.losslane.DoubleMatrix;
import io.github.losslane.Reduction;

/**
 * Kernels of every {@link SoftmaxLoss} over double matrices: logits are rows x classes, row i has the label
 * {@code labels[labelsOffset + i]} in 0 .. classes - 1, or one the loss ignores, or a row of dense targets. Smoothing,
 * class weights and special values are those of the loss.
 *
 * <p>Row weights multiply the losses and gradients of their rows, like a gradient from upstream; a row of weight 0 counts
 * for exactly 0, whatever it holds. {@link Reduction#MEAN} divides by the number of rows that are not ignored,
 * {@link Reduction#WEIGHTED_MEAN} by the sum of what they weigh: row weight times {@link SoftmaxLoss#weight class weight} of
 * the label, or times the sum of targets and class weights. No rows that count give 0. Losses add up in the order of
 * {@link io.github.losslane.math.DoubleMathKernels#sum(double[], int, int) sum}: with SIMD kernels {@code loss(...)} is that
 * sum of {@code losses(...)} bit for bit, and targets of one 1 a row give the bits of the labels.
 *
 * <p>The gradient may be the very same view as the logits (in place). All methods throw {@link NullPointerException} naming
 * an argument that is null, {@link IndexOutOfBoundsException} for a range outside its array or a label that is no class
 * (naming row, label and class count), and {@link IllegalArgumentException} for shapes that do not match, a number of class
 * weights that is not that of the classes, or an output that otherwise shares memory with another argument, each before
 * anything is written. NaN poisons its own row and the reduced loss, nothing else.
 */
public interface DoubleSoftmaxKernels {

    /**
     * log sum_j exp(z_j) of every row, without overflow: with m the first maximum, z_m + log1p of the sum of the other
     * exp(z_j - z_m). -Inf for a row without classes or of -Inf only, +Inf for a row with +Inf and without NaN.
     *
     * @param logits rows x classes
     * @param out one number a row, overwritten; no part of the logits
     * @param outOffset index of the first
     */
    void logSumExp(DoubleMatrix logits, double[] out, int outOffset);

    /**
     * exp(z_j) / sum_k exp(z_k) for every element; 0 for a logit of -Inf. NaN for a row of -Inf only, with +Inf or with NaN.
     *
     * @param logits rows x classes
     * @param probabilities rows x classes, overwritten; may be the same view as the logits
     */
    void softmax(DoubleMatrix logits, DoubleMatrix probabilities);

    /**
     * z_j - log sum_k exp(z_k) for every element, at most 0; -Inf for a logit of -Inf. NaN for a row of
     * -Inf only, with +Inf or with NaN.
     *
     * @param logits rows x classes
     * @param out rows x classes, overwritten; may be the same view as the logits
     */
    void logSoftmax(DoubleMatrix logits, DoubleMatrix out);

    /**
     * The reduced loss.
     *
     * @param loss the loss
     * @param reduction how row losses become one number
     * @param logits rows x classes
     * @param labels class of each row
     * @param labelsOffset index of the first
     * @return the reduced loss; 0 if no row counts
     */
    double loss(SoftmaxLoss loss, Reduction reduction, DoubleMatrix logits, int[] labels, int labelsOffset);

    /**
     * The reduced loss of weighted rows.
     *
     * @param loss the loss
     * @param reduction how row losses become one number
     * @param logits rows x classes
     * @param labels class of each row
     * @param labelsOffset index of the first
     * @param weights weight of each row
     * @param weightsOffset index of the first
     * @return the reduced loss; 0 if no row counts
     */
    double loss(
            SoftmaxLoss loss, Reduction reduction, DoubleMatrix logits, int[] labels, int labelsOffset,
            double[] weights, int weightsOffset);

    /**
     * The loss of every row, not reduced; 0 for ignored rows.
     *
     * @param loss the loss
     * @param logits rows x classes
     * @param labels class of each row
     * @param labelsOffset index of the first
     * @param losses row losses, overwritten; no part of the logits
     * @param lossesOffset index of the first
     */
    void losses(SoftmaxLoss loss, DoubleMatrix logits, int[] labels, int labelsOffset, double[] losses, int lossesOffset);

    /**
     * The reduced loss and its gradient in the logits.
     *
     * @param loss the loss
     * @param reduction how row losses become one number
     * @param logits rows x classes
     * @param labels class of each row
     * @param labelsOffset index of the first
     * @param gradient rows x classes, derivative of the returned value, overwritten; may be the same view as the logits
     * @return the reduced loss; 0 if no row counts
     */
    double lossAndGradient(
            SoftmaxLoss loss, Reduction reduction, DoubleMatrix logits, int[] labels, int labelsOffset,
            DoubleMatrix gradient);

    /**
     * The reduced loss of weighted rows and its gradient in the logits.
     *
     * @param loss the loss
     * @param reduction how row losses become one number
     * @param logits rows x classes
     * @param labels class of each row
     * @param labelsOffset index of the first
     * @param weights weight of each row
     * @param weightsOffset index of the first
     * @param gradient rows x classes, derivative of the returned value, overwritten; may be the same view as the logits
     * @return the reduced loss; 0 if no row counts
     */
    double lossAndGradient(
            SoftmaxLoss loss, Reduction reduction, DoubleMatrix logits, int[] labels, int labelsOffset,
            double[] weights, int weightsOffset, DoubleMatrix gradient);

    /**
     * The reduced loss against dense targets.
     *
     * @param loss the loss
     * @param reduction how row losses become one number
     * @param logits rows x classes
     * @param targets rows x classes, a target for every class
     * @return the reduced loss; 0 if no row counts
     */
    double loss(SoftmaxLoss loss, Reduction reduction, DoubleMatrix logits, DoubleMatrix targets);

    /**
     * The reduced loss against dense targets of weighted rows.
     *
     * @param loss the loss
     * @param reduction how row losses become one number
     * @param logits rows x classes
     * @param targets rows x classes, a target for every class
     * @param weights weight of each row
     * @param weightsOffset index of the first
     * @return the reduced loss; 0 if no row counts
     */
    double loss(
            SoftmaxLoss loss, Reduction reduction, DoubleMatrix logits, DoubleMatrix targets,
            double[] weights, int weightsOffset);

    /**
     * The loss of every row against dense targets, not reduced.
     *
     * @param loss the loss
     * @param logits rows x classes
     * @param targets rows x classes, a target for every class
     * @param losses row losses, overwritten; no part of the logits
     * @param lossesOffset index of the first
     */
    void losses(SoftmaxLoss loss, DoubleMatrix logits, DoubleMatrix targets, double[] losses, int lossesOffset);

    /**
     * The reduced loss against dense targets and its gradient in the logits.
     *
     * @param loss the loss
     * @param reduction how row losses become one number
     * @param logits rows x classes
     * @param targets rows x classes, a target for every class
     * @param gradient rows x classes, derivative of the returned value, overwritten; may be the same view as the logits
     * @return the reduced loss; 0 if no row counts
     */
    double lossAndGradient(
            SoftmaxLoss loss, Reduction reduction, DoubleMatrix logits, DoubleMatrix targets, DoubleMatrix gradient);

    /**
     * The reduced loss against dense targets of weighted rows and its gradient in the logits.
     *
     * @param loss the loss
     * @param reduction how row losses become one number
     * @param logits rows x classes
     * @param targets rows x classes, a target for every class
     * @param weights weight of each row
     * @param weightsOffset index of the first
     * @param gradient rows x classes, derivative of the returned value, overwritten; may be the same view as the logits
     * @return the reduced loss; 0 if no row counts
     */
    double lossAndGradient(
            SoftmaxLoss loss, Reduction reduction, DoubleMatrix logits, DoubleMatrix targets,
            double[] weights, int weightsOffset, DoubleMatrix gradient);
}
