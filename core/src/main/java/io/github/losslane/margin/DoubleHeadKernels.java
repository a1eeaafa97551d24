// Derived from FloatHeadKernels.java; edit that file, then run: java verification/src/test/java/io/github/losslane/verification/Twins.java
package io.github.losslane.margin;

import io.github.losslane.DoubleMatrix;
import io.github.losslane.Reduction;

/**
 * Classification heads over double matrices: features are rows x dimension, weights classes x dimension, row i has the label
 * {@code labels[labelsOffset + i]} in 0 .. classes - 1, and the bias, where given, holds one element for each class.
 * {@link MarginLoss} says what the logits are, and what their gradients are through norms and margin.
 *
 * <p>The order of every sum is fixed: eight chains of fma over each block of up to 1,024 elements of the dimension, one chain
 * over the classes for the feature gradient and one over the rows for the weight gradient. Results are therefore the same bits
 * on every lane width, and a row's logits the same in any batch. Batches whose logits would take more than
 * {@link DoubleHeadWorkspace} holds are computed in tiles of classes, each product twice: forward, then again for the gradients.
 *
 * <p>{@link Reduction#MEAN} divides by the number of rows; no rows give loss 0 and gradients 0. All methods throw
 * {@link NullPointerException} naming an argument that is null, {@link IndexOutOfBoundsException} for a range outside its
 * array or a label that is no class (naming row, label and class count), and {@link IllegalArgumentException} for shapes
 * that do not match, a workspace that is too small, a bias or scale that the loss has not, or a gradient that shares memory
 * with another argument, each before anything is written. A workspace serves one call at a time.
 */
public interface DoubleHeadKernels {

    /**
     * The reduced loss.
     *
     * @param loss the loss
     * @param reduction how row losses become one number
     * @param features rows x dimension
     * @param weights classes x dimension
     * @param labels class of each row
     * @param labelsOffset index of the first
     * @param workspace scratch, overwritten
     * @return the reduced loss; 0 for no rows
     */
    double loss(
            MarginLoss loss, Reduction reduction, DoubleMatrix features, DoubleMatrix weights,
            int[] labels, int labelsOffset, DoubleHeadWorkspace workspace);

    /**
     * The reduced loss of a head with bias.
     *
     * @param loss the loss
     * @param reduction how row losses become one number
     * @param features rows x dimension
     * @param weights classes x dimension
     * @param bias one element for each class
     * @param biasOffset index of the first
     * @param labels class of each row
     * @param labelsOffset index of the first
     * @param workspace scratch, overwritten
     * @return the reduced loss; 0 for no rows
     */
    double loss(
            MarginLoss loss, Reduction reduction, DoubleMatrix features, DoubleMatrix weights, double[] bias, int biasOffset,
            int[] labels, int labelsOffset, DoubleHeadWorkspace workspace);

    /**
     * The reduced loss and its gradients in features and weights.
     *
     * @param loss the loss
     * @param reduction how row losses become one number
     * @param features rows x dimension
     * @param weights classes x dimension
     * @param labels class of each row
     * @param labelsOffset index of the first
     * @param featureGradient rows x dimension, overwritten
     * @param weightGradient classes x dimension, overwritten
     * @param workspace scratch, overwritten
     * @return the reduced loss; 0 for no rows
     */
    double lossAndGradients(
            MarginLoss loss, Reduction reduction, DoubleMatrix features, DoubleMatrix weights,
            int[] labels, int labelsOffset,
            DoubleMatrix featureGradient, DoubleMatrix weightGradient, DoubleHeadWorkspace workspace);

    /**
     * The reduced loss of a head with bias and its gradients in features, weights and bias.
     *
     * @param loss the loss
     * @param reduction how row losses become one number
     * @param features rows x dimension
     * @param weights classes x dimension
     * @param bias one element for each class
     * @param biasOffset index of the first
     * @param labels class of each row
     * @param labelsOffset index of the first
     * @param featureGradient rows x dimension, overwritten
     * @param weightGradient classes x dimension, overwritten
     * @param biasGradient one element for each class, overwritten
     * @param biasGradientOffset index of the first
     * @param workspace scratch, overwritten
     * @return the reduced loss; 0 for no rows
     */
    double lossAndGradients(
            MarginLoss loss, Reduction reduction, DoubleMatrix features, DoubleMatrix weights, double[] bias, int biasOffset,
            int[] labels, int labelsOffset, DoubleMatrix featureGradient, DoubleMatrix weightGradient,
            double[] biasGradient, int biasGradientOffset, DoubleHeadWorkspace workspace);

    /**
     * The reduced loss of a head whose scale is learned as well, and its gradients in features, weights and scale.
     *
     * <pre>{@code
     * dL/dscale = sum_ij g_ij z_ij / scale
     * }</pre>
     *
     * @param loss a loss that gives features a norm: {@link MarginLoss#unitFeatures()}
     * @param reduction how row losses become one number
     * @param features rows x dimension
     * @param weights classes x dimension
     * @param labels class of each row
     * @param labelsOffset index of the first
     * @param featureGradient rows x dimension, overwritten
     * @param weightGradient classes x dimension, overwritten
     * @param scaleGradient one element, overwritten
     * @param scaleGradientOffset its index
     * @param workspace scratch, overwritten
     * @return the reduced loss; 0 for no rows
     */
    double lossAndGradients(
            MarginLoss loss, Reduction reduction, DoubleMatrix features, DoubleMatrix weights,
            int[] labels, int labelsOffset, DoubleMatrix featureGradient, DoubleMatrix weightGradient,
            double[] scaleGradient, int scaleGradientOffset, DoubleHeadWorkspace workspace);
}
