package io.github.losslane.metric;

import io.github.losslane.FloatMatrix;
import io.github.losslane.Reduction;

/**
 * Kernels of every {@link MetricLoss} over float matrices of one shape: row i of each belongs to the i-th triplet or pair.
 *
 * <p>{@link Reduction#MEAN} divides by the number of rows; no rows give 0, no columns are points at distance 0. Losses add
 * up in the order of {@link io.github.losslane.math.FloatMathKernels#sum(float[], int, int) sum}: with SIMD kernels
 * {@code loss(...)} is that sum of {@code losses(...)} bit for bit. In the same order a distance adds up over the columns,
 * of direct differences: rows far from the origin lose nothing. Where squares leave the range of the type it is computed
 * again from scaled differences.
 *
 * <p>Each gradient may be the very same view as the input it is the gradient of (in place). All methods throw
 * {@link NullPointerException} naming an argument that is null, {@link IndexOutOfBoundsException} for a range outside its
 * array or a flag other than 1 and 0 (naming row and flag), and {@link IllegalArgumentException} for shapes that do not
 * match or an output that otherwise shares memory with another argument, each before anything is written. Inputs may share
 * memory with each other. NaN poisons its own row and the reduced loss, nothing else.
 */
public interface FloatMetricKernels {

    /**
     * The reduced loss of triplets.
     *
     * @param loss the loss
     * @param reduction how row losses become one number
     * @param anchors rows x dimension
     * @param positives rows x dimension, of the same classes as the anchors
     * @param negatives rows x dimension, of other classes
     * @return the reduced loss; 0 for no rows
     */
    double loss(Triplet loss, Reduction reduction, FloatMatrix anchors, FloatMatrix positives, FloatMatrix negatives);

    /**
     * The loss of every triplet, not reduced.
     *
     * @param loss the loss
     * @param anchors rows x dimension
     * @param positives rows x dimension, of the same classes as the anchors
     * @param negatives rows x dimension, of other classes
     * @param losses row losses, overwritten; no part of an input
     * @param lossesOffset index of the first
     */
    void losses(
            Triplet loss, FloatMatrix anchors, FloatMatrix positives, FloatMatrix negatives,
            float[] losses, int lossesOffset);

    /**
     * The reduced loss of triplets and its gradients.
     *
     * @param loss the loss
     * @param reduction how row losses become one number
     * @param anchors rows x dimension
     * @param positives rows x dimension, of the same classes as the anchors
     * @param negatives rows x dimension, of other classes
     * @param anchorGradient rows x dimension, overwritten, 0 for a triplet of loss 0; may be the same view as the anchors
     * @param positiveGradient the same for the positives
     * @param negativeGradient the same for the negatives
     * @return the reduced loss; 0 for no rows
     */
    double lossAndGradients(
            Triplet loss, Reduction reduction, FloatMatrix anchors, FloatMatrix positives, FloatMatrix negatives,
            FloatMatrix anchorGradient, FloatMatrix positiveGradient, FloatMatrix negativeGradient);

    /**
     * The reduced loss of pairs.
     *
     * @param loss the loss
     * @param reduction how row losses become one number
     * @param left rows x dimension
     * @param right rows x dimension
     * @param similar 1 for a pair that should be near, 0 for one that should not
     * @param similarOffset index of the first
     * @return the reduced loss; 0 for no rows
     */
    double loss(
            Contrastive loss, Reduction reduction, FloatMatrix left, FloatMatrix right, int[] similar, int similarOffset);

    /**
     * The loss of every pair, not reduced.
     *
     * @param loss the loss
     * @param left rows x dimension
     * @param right rows x dimension
     * @param similar 1 for a pair that should be near, 0 for one that should not
     * @param similarOffset index of the first
     * @param losses row losses, overwritten; no part of an input
     * @param lossesOffset index of the first
     */
    void losses(
            Contrastive loss, FloatMatrix left, FloatMatrix right, int[] similar, int similarOffset,
            float[] losses, int lossesOffset);

    /**
     * The reduced loss of pairs and its gradients.
     *
     * @param loss the loss
     * @param reduction how row losses become one number
     * @param left rows x dimension
     * @param right rows x dimension
     * @param similar 1 for a pair that should be near, 0 for one that should not
     * @param similarOffset index of the first
     * @param leftGradient rows x dimension, overwritten; may be the very same view as the left rows
     * @param rightGradient the same for the right rows
     * @return the reduced loss; 0 for no rows
     */
    double lossAndGradients(
            Contrastive loss, Reduction reduction, FloatMatrix left, FloatMatrix right, int[] similar, int similarOffset,
            FloatMatrix leftGradient, FloatMatrix rightGradient);
}
