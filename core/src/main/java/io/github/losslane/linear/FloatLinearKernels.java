package io.github.losslane.linear;

import io.github.losslane.FloatMatrix;
import io.github.losslane.Reduction;
import io.github.losslane.pointwise.PointwiseLoss;

/**
 * Kernels of linear models over the rows of a float matrix: ordinary least squares, logistic regression, support vector
 * machine, perceptron and every other {@link PointwiseLoss}, with any {@link Regularizer}.
 *
 * <pre>{@code
 * score_i   = x_i . w + b
 * objective = reduce_i L(score_i, y_i) + sum_j value(w_j)
 * }</pre>
 *
 * <p>The matrix is read once a call: a row is used for its score and for the gradient while it is in cache. Row i has the
 * target {@code targets[targetsOffset + i]}; column j has the weight {@code weights[weightsOffset + j]}. These are the
 * weights of the model, not of rows. The bias is never regularised. A score is the loss's prediction or logit as it is.
 *
 * <p>{@link Reduction#MEAN} and {@link Reduction#WEIGHTED_MEAN} divide the losses, not the penalty, by the number of rows.
 * No rows give the penalty alone and its gradient. A matrix without columns is a model of the bias alone.
 *
 * <p>SIMD kernels keep one order on every lane width: a score is 16 chains of fma, chain k over the columns k, k + 16, ...
 * (a missing column counts as 0 times 0), folded by 8, 4, 2 and 1, then the bias is added; an element of the weight gradient
 * is one chain of fma over the rows; losses, bias gradient and penalties are
 * {@link io.github.losslane.math.FloatMathKernels#sum(float[], int, int) sums}.
 *
 * <p>All methods throw {@link NullPointerException} naming an argument that is null, {@link IndexOutOfBoundsException} for a
 * range outside its array, and {@link IllegalArgumentException} where an output shares memory with another argument, each
 * before anything is written. NaN in a row poisons its own score, and the objective and gradients it adds to; a product or a
 * sum beyond the largest number is infinite, and the difference of two such is NaN.
 */
public interface FloatLinearKernels {

    /**
     * The score of every row.
     *
     * @param x rows x columns
     * @param weights one weight for each column
     * @param weightsOffset index of the first
     * @param bias added to every score
     * @param scores scores of the rows, overwritten; no part of any other argument
     * @param scoresOffset index of the first
     */
    void scores(FloatMatrix x, float[] weights, int weightsOffset, float bias, float[] scores, int scoresOffset);

    /**
     * The objective.
     *
     * @param loss the loss of a score against its target
     * @param regularizer the penalty of the weights
     * @param reduction how row losses become one number
     * @param x rows x columns
     * @param targets one target for each row
     * @param targetsOffset index of the first
     * @param weights one weight for each column
     * @param weightsOffset index of the first
     * @param bias added to every score
     * @return the reduced loss plus the penalty
     */
    double loss(
            PointwiseLoss loss, Regularizer regularizer, Reduction reduction, FloatMatrix x,
            float[] targets, int targetsOffset, float[] weights, int weightsOffset, float bias);

    /**
     * The objective and its gradients in weights and bias.
     *
     * @param loss the loss of a score against its target
     * @param regularizer the penalty of the weights
     * @param reduction how row losses become one number
     * @param x rows x columns
     * @param targets one target for each row
     * @param targetsOffset index of the first
     * @param weights one weight for each column
     * @param weightsOffset index of the first
     * @param bias added to every score
     * @param weightGradient one element for each column, overwritten; no part of any other argument
     * @param weightGradientOffset index of the first
     * @param biasGradient one element, overwritten; no part of any other argument
     * @param biasGradientOffset its index
     * @return the reduced loss plus the penalty
     */
    double lossAndGradient(
            PointwiseLoss loss, Regularizer regularizer, Reduction reduction, FloatMatrix x,
            float[] targets, int targetsOffset, float[] weights, int weightsOffset, float bias,
            float[] weightGradient, int weightGradientOffset, float[] biasGradient, int biasGradientOffset);
}
