package io.github.losslane.margin;

import io.github.losslane.FloatMatrix;
import io.github.losslane.Reduction;

/**
 * Margins on given cosines, for code that has its own directions and products: cosines are rows x classes, row i has the
 * label {@code labels[labelsOffset + i]} in 0 .. classes - 1.
 *
 * <p>The losses are those whose logits are a fixed scale times a cosine: NormFace, Coco, FNormSphereFace, AmSoftmax, ArcFace
 * and CombinedMargin. Others throw {@link IllegalArgumentException}: their logits depend on norms, {@link FloatHeadKernels}
 * has them.
 *
 * <p>{@link Reduction#MEAN} divides by the number of rows; no rows give loss 0. All methods throw
 * {@link NullPointerException} naming an argument that is null, {@link IndexOutOfBoundsException} for a range outside its
 * array or a label that is no class (naming row, label and class count), and {@link IllegalArgumentException} for shapes
 * that do not match or a gradient that shares memory with the cosines without being the same view, each before anything is
 * written. NaN poisons its own row and the reduced loss.
 */
public interface FloatMarginKernels {

    /**
     * The reduced loss and its gradient in the cosines.
     *
     * <pre>{@code
     * z_j = scale c_j     z_y = scale target(c_y)     g = softmax(z) - onehot(y)
     * dL/dc_j = scale g_j     dL/dc_y = scale g_y targetSlope(c_y)
     * }</pre>
     *
     * <p>Cosines that rounding took beyond [-1, 1] count as -1 or 1 where an angle is needed. At exactly 1 a slope that grows
     * without bound (ArcFace, CombinedMargin) counts as 0.
     *
     * @param loss a loss with a fixed scale
     * @param reduction how row losses become one number
     * @param cosines rows x classes
     * @param labels class of each row
     * @param labelsOffset index of the first
     * @param gradient rows x classes, derivative of the returned value, overwritten; may be the same view as the cosines
     * @return the reduced loss; 0 for no rows
     */
    double lossAndGradient(
            MarginLoss loss, Reduction reduction, FloatMatrix cosines, int[] labels, int labelsOffset,
            FloatMatrix gradient);
}
