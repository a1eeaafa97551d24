package io.github.losslane.softmax;

import io.github.losslane.FloatMatrix;
import io.github.losslane.Reduction;

/**
 * Kernels of every {@link SoftmaxLoss} over float matrices: logits are rows x classes, row i has the label
 * {@code labels[labelsOffset + i]} in 0 .. classes - 1.
 *
 * <p>{@link Reduction#MEAN} divides by the number of rows; no rows give 0. Losses add up in the order of
 * {@link io.github.losslane.math.FloatMathKernels#sum(float[], int, int) sum}: with SIMD kernels {@code loss(...)} is that
 * sum of {@code losses(...)} bit for bit.
 *
 * <p>The gradient may be the very same view as the logits (in place). All methods throw {@link NullPointerException} naming
 * an argument that is null, {@link IndexOutOfBoundsException} for a range outside its array or a label that is no class
 * (naming row, label and class count), and {@link IllegalArgumentException} for shapes that do not match or an output
 * that otherwise shares memory with another argument, each before anything is written. NaN poisons its own row and
 * the reduced loss, nothing else.
 */
public interface FloatSoftmaxKernels {

    /**
     * The reduced loss.
     *
     * @param loss the loss
     * @param reduction how row losses become one number
     * @param logits rows x classes
     * @param labels class of each row
     * @param labelsOffset index of the first
     * @return the reduced loss; 0 for no rows
     */
    double loss(SoftmaxLoss loss, Reduction reduction, FloatMatrix logits, int[] labels, int labelsOffset);

    /**
     * The loss of every row, not reduced.
     *
     * @param loss the loss
     * @param logits rows x classes
     * @param labels class of each row
     * @param labelsOffset index of the first
     * @param losses row losses, overwritten; no part of the logits
     * @param lossesOffset index of the first
     */
    void losses(
            SoftmaxLoss loss, FloatMatrix logits, int[] labels, int labelsOffset, float[] losses, int lossesOffset);

    /**
     * The reduced loss and its gradient in the logits.
     *
     * @param loss the loss
     * @param reduction how row losses become one number
     * @param logits rows x classes
     * @param labels class of each row
     * @param labelsOffset index of the first
     * @param gradient rows x classes, derivative of the returned value, overwritten; may be the same view as the logits
     * @return the reduced loss; 0 for no rows
     */
    double lossAndGradient(
            SoftmaxLoss loss, Reduction reduction, FloatMatrix logits, int[] labels, int labelsOffset,
            FloatMatrix gradient);
}
