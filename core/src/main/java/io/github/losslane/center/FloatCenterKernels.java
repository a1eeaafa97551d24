package io.github.losslane.center;

import io.github.losslane.FloatMatrix;
import io.github.losslane.Reduction;
import io.github.losslane.margin.FloatHeadWorkspace;
import io.github.losslane.margin.MarginLoss;

/**
 * Kernels of {@link CenterLoss} over float matrices: features are rows x dimension, centers classes x dimension, row i has
 * the label {@code labels[labelsOffset + i]} in 0 .. classes - 1.
 *
 * <p>Which value is weighted: {@code loss}, {@code losses} and {@code lossAndGradient} are of L alone, without the weight.
 * {@code lossAndAddGradient} returns weight * L and adds the gradient of what it returns, so that the joint loss is the loss
 * of the softmax head plus the returned value.
 *
 * <p>The loss of a row is half of {@link io.github.losslane.math.FloatMathKernels#squaredDistance squaredDistance} of
 * feature and center, rounded to float; the rows add up in the order of
 * {@link io.github.losslane.math.FloatMathKernels#sum(float[], int, int) sum}. {@link Reduction#MEAN} divides by the
 * number of rows; no rows give loss 0.
 *
 * <p>All methods throw {@link NullPointerException} naming an argument that is null, {@link IndexOutOfBoundsException} for a
 * range outside its array or a label that is no class (naming row, label and class count), and
 * {@link IllegalArgumentException} for shapes that do not match, a workspace that is too small, or an output that shares
 * memory with another argument, each before anything is written. Centers that move share no memory with anything.
 */
public interface FloatCenterKernels {

    /**
     * The reduced loss, without the weight.
     *
     * @param loss the loss
     * @param reduction how row losses become one number
     * @param features rows x dimension
     * @param labels class of each row
     * @param labelsOffset index of the first
     * @param centers classes x dimension
     * @return the reduced loss; 0 for no rows
     */
    double loss(
            CenterLoss loss, Reduction reduction, FloatMatrix features, int[] labels, int labelsOffset,
            FloatMatrix centers);

    /**
     * The loss of each row, without the weight.
     *
     * @param loss the loss
     * @param features rows x dimension
     * @param labels class of each row
     * @param labelsOffset index of the first
     * @param centers classes x dimension
     * @param losses one loss for each row, overwritten
     * @param lossesOffset index of the first
     */
    void losses(
            CenterLoss loss, FloatMatrix features, int[] labels, int labelsOffset, FloatMatrix centers,
            float[] losses, int lossesOffset);

    /**
     * The reduced loss and its gradient in the features, without the weight.
     *
     * @param loss the loss
     * @param reduction how row losses become one number
     * @param features rows x dimension
     * @param labels class of each row
     * @param labelsOffset index of the first
     * @param centers classes x dimension
     * @param featureGradient rows x dimension, overwritten; may be the very same view as the features
     * @return the reduced loss; 0 for no rows
     */
    double lossAndGradient(
            CenterLoss loss, Reduction reduction, FloatMatrix features, int[] labels, int labelsOffset,
            FloatMatrix centers, FloatMatrix featureGradient);

    /**
     * The weighted reduced loss; its gradient is added to one that is there. Weight 0 returns 0 and leaves the gradient
     * as it is, bit for bit, whatever features and centers hold. A weight that, divided by the rows for the mean, is no
     * float above 0 leaves it as well, though weight * L is returned.
     *
     * @param loss the loss
     * @param reduction how row losses become one number
     * @param features rows x dimension
     * @param labels class of each row
     * @param labelsOffset index of the first
     * @param centers classes x dimension
     * @param featureGradient rows x dimension, the gradient of another loss in the features; the gradient of the returned
     *     value is added to it
     * @return weight * the reduced loss; 0 for no rows
     */
    double lossAndAddGradient(
            CenterLoss loss, Reduction reduction, FloatMatrix features, int[] labels, int labelsOffset,
            FloatMatrix centers, FloatMatrix featureGradient);

    /**
     * Moves the centers of the classes in a batch by one step. Rows of one class are gathered first; a class without a row,
     * and with rate 0 every class, keeps its center bit for bit.
     *
     * <p>Each coordinate adds the differences center - feature, each rounded once, in the order of the rows, and keeps the
     * rounding errors of its additions in a second number, so that the sum is as good as in twice the precision. So rows of
     * different classes in any other order give the same bits, and rows of one class in another order differ, where they
     * do, by the rounding of that sum in twice the precision, which shows only where it changes the rounding of the result.
     *
     * @param loss the loss
     * @param features rows x dimension
     * @param labels class of each row
     * @param labelsOffset index of the first
     * @param centers classes x dimension, updated
     * @param workspace scratch, overwritten
     */
    void updateCenters(
            CenterLoss loss, FloatMatrix features, int[] labels, int labelsOffset, FloatMatrix centers,
            FloatCenterWorkspace workspace);

    /**
     * One step of joint training (Algorithm 1): the loss L_S + weight * L of a head and center loss, its gradients in
     * features, weights and bias, and then the centers moved, each from where it was when the loss was computed. The same as
     * {@link io.github.losslane.margin.FloatHeadKernels#lossAndGradients(MarginLoss, Reduction, FloatMatrix, FloatMatrix,
     * float[], int, int[], int, FloatMatrix, FloatMatrix, float[], int, FloatHeadWorkspace) lossAndGradients} of the head,
     * {@link #lossAndAddGradient} and {@link #updateCenters}, with all arguments checked before the first writes. Weight 0
     * leaves loss and gradients those of the head, bit for bit.
     *
     * @param loss the loss of the head, L_S
     * @param centerLoss the center loss
     * @param reduction how row losses become one number, for both
     * @param features rows x dimension
     * @param weights classes x dimension
     * @param bias one element for each class
     * @param biasOffset index of the first
     * @param labels class of each row
     * @param labelsOffset index of the first
     * @param centers classes x dimension, updated
     * @param featureGradient rows x dimension, overwritten
     * @param weightGradient classes x dimension, overwritten; of L_S alone, as weights have no part in center loss
     * @param biasGradient one element for each class, overwritten; of L_S alone
     * @param biasGradientOffset index of the first
     * @param headWorkspace scratch, overwritten
     * @param centerWorkspace scratch, overwritten
     * @return the joint loss; 0 for no rows
     */
    double jointStep(
            MarginLoss loss, CenterLoss centerLoss, Reduction reduction, FloatMatrix features,
            FloatMatrix weights, float[] bias, int biasOffset, int[] labels, int labelsOffset, FloatMatrix centers,
            FloatMatrix featureGradient, FloatMatrix weightGradient, float[] biasGradient, int biasGradientOffset,
            FloatHeadWorkspace headWorkspace, FloatCenterWorkspace centerWorkspace);

    /**
     * One step of joint training for a head without bias.
     *
     * @param loss the loss of the head, L_S
     * @param centerLoss the center loss
     * @param reduction how row losses become one number, for both
     * @param features rows x dimension
     * @param weights classes x dimension
     * @param labels class of each row
     * @param labelsOffset index of the first
     * @param centers classes x dimension, updated
     * @param featureGradient rows x dimension, overwritten
     * @param weightGradient classes x dimension, overwritten; of L_S alone
     * @param headWorkspace scratch, overwritten
     * @param centerWorkspace scratch, overwritten
     * @return the joint loss; 0 for no rows
     */
    double jointStep(
            MarginLoss loss, CenterLoss centerLoss, Reduction reduction, FloatMatrix features, FloatMatrix weights,
            int[] labels, int labelsOffset, FloatMatrix centers,
            FloatMatrix featureGradient, FloatMatrix weightGradient,
            FloatHeadWorkspace headWorkspace, FloatCenterWorkspace centerWorkspace);
}
