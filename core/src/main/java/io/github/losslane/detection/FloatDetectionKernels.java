package io.github.losslane.detection;

import io.github.losslane.FloatMatrix;

/**
 * Kernels of {@link RpnLoss} over float arrays. There are as many anchors as {@code boxes} has rows; anchor i has the
 * objectness logit {@code logits[logitsOffset + i]}, the label {@code labels[labelsOffset + i]} (1 object, 0 background, -1
 * counts for nothing) and four deltas in row i of {@code boxes}, against those in row i of {@code boxTargets}.
 *
 * <p>The logistic losses of all anchors add up in the order of
 * {@link io.github.losslane.math.FloatMathKernels#sum(float[], int, int) sum}, a 0 for label -1, each block divided by nCls;
 * so do those of the deltas of label 1, one anchor after the other, without the anchors in between.
 *
 * <p>Each gradient may be written over what it is the gradient of: the same range, the very same view. All methods throw
 * {@link NullPointerException} naming an argument that is null, {@link IndexOutOfBoundsException} for a range outside its
 * array or a label other than 1, 0 and -1 (naming row and label), and {@link IllegalArgumentException} for boxes that do not
 * have four columns, shapes that do not match, or an output that otherwise shares memory with another argument, each before
 * anything is written. NaN poisons the gradient of its own logit or delta, and the loss, if it counts; otherwise nothing.
 */
public interface FloatDetectionKernels {

    /**
     * The loss.
     *
     * @param loss the loss
     * @param logits objectness logits
     * @param logitsOffset index of the first
     * @param labels 1, 0 or -1 for each anchor
     * @param labelsOffset index of the first
     * @param boxes predicted deltas, anchors x 4
     * @param boxTargets target deltas, anchors x 4
     * @return the loss; 0 without anchors
     */
    double loss(
            RpnLoss loss, float[] logits, int logitsOffset, int[] labels, int labelsOffset,
            FloatMatrix boxes, FloatMatrix boxTargets);

    /**
     * The loss and its gradients in logits and boxes.
     *
     * @param loss the loss
     * @param logits objectness logits
     * @param logitsOffset index of the first
     * @param labels 1, 0 or -1 for each anchor
     * @param labelsOffset index of the first
     * @param boxes predicted deltas, anchors x 4
     * @param boxTargets target deltas, anchors x 4
     * @param logitGradient derivative in each logit, overwritten, 0 for label -1; may be the logits themselves
     * @param logitGradientOffset index of the first
     * @param boxGradient derivative in each delta, anchors x 4, overwritten, 0 for labels other than 1; may be the very same
     *     view as the boxes
     * @return the loss; 0 without anchors
     */
    double lossAndGradients(
            RpnLoss loss, float[] logits, int logitsOffset, int[] labels, int labelsOffset,
            FloatMatrix boxes, FloatMatrix boxTargets,
            float[] logitGradient, int logitGradientOffset, FloatMatrix boxGradient);
}
