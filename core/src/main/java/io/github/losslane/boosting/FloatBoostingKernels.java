package io.github.losslane.boosting;

/**
 * The steps of AdaBoost over float arrays. Example i has the target {@code targets[targetsOffset + i]}, +1 or -1, the
 * prediction of one classifier {@code predictions[predictionsOffset + i]} and the score of all classifiers so far
 * {@code scores[scoresOffset + i]}.
 *
 * <pre>{@code
 * w_i   = exp(-y_i f_i) / sum_j exp(-y_j f_j)         weights
 * R     = sum of w_i where phi_i != y_i / sum w_i     weightedError
 * theta = log((1 - R) / R) / 2                        BoostingKernels.classifierWeight
 * w_i   = w_i exp(-theta y_i phi_i) / sum of these    reweight
 * f_i   = f_i + theta phi_i                           addScaled
 * }</pre>
 *
 * <p>Targets and predictions other than +1 and -1 are not refused; the formulas hold for them as they stand. Weights should
 * not be negative; that is not checked. An example of weight 0 counts for nothing whatever its numbers, also NaN or Inf.
 *
 * <p>A product y f or theta y phi beyond the largest float counts as the largest float, an infinite one as well: no finite
 * input, and no infinite classifier weight, gives NaN. Sums run in the order of
 * {@link io.github.losslane.math.FloatMathKernels#sum(float[], int, int) sum}; where a sum of weights overflows, each
 * weight is first multiplied by 2^-32.
 *
 * <p>All methods throw {@link NullPointerException} naming an argument that is null, {@link IndexOutOfBoundsException} for
 * a range outside its array or a negative length, and {@link IllegalArgumentException} where an output shares memory with
 * another argument and that is not allowed, each before anything is written.
 *
 * @see <a href="https://doi.org/10.1006/jcss.1997.1504">Freund and Schapire, A Decision-Theoretic Generalization of
 *     On-Line Learning and an Application to Boosting</a>
 */
public interface FloatBoostingKernels {

    /**
     * Weights of the examples from their scores: softmax(-y f), with the maximum subtracted. A NaN makes all of them NaN.
     *
     * @param scores scores f
     * @param scoresOffset index of the first
     * @param targets targets y
     * @param targetsOffset index of the first
     * @param weights weights, overwritten; their sum is 1; may be the scores themselves
     * @param weightsOffset index of the first
     * @param length number of examples
     */
    void weights(
            float[] scores, int scoresOffset, float[] targets, int targetsOffset, float[] weights, int weightsOffset,
            int length);

    /**
     * The weighted error of a classifier: the part of the weights that lies on examples it gets wrong. NaN, as a prediction,
     * a target or a weight, gives NaN; so does an infinite weight of an example it gets wrong.
     *
     * @param predictions predictions phi
     * @param predictionsOffset index of the first
     * @param targets targets y
     * @param targetsOffset index of the first
     * @param weights weights of the examples, of any sum
     * @param weightsOffset index of the first
     * @param length number of examples
     * @return the error R, in [0, 1]; exactly 1 where every example that counts is wrong; 0 where the weights' sum is 0
     */
    double weightedError(
            float[] predictions, int predictionsOffset, float[] targets, int targetsOffset,
            float[] weights, int weightsOffset, int length);

    /**
     * Multiplies the weights by exp(-theta y phi), in place, and divides them by their new sum. A NaN or an infinite weight
     * of an example that counts makes weights NaN.
     *
     * <p>With theta = +-Inf, or a theta so large that exp overflows, what remains is the limit: the examples of the largest
     * -theta y phi share the whole weight in the proportions they had. A classifier with R = 0 or R = 1 therefore leaves the
     * proportions as they are, and Z = 0.
     *
     * @param classifierWeight weight theta of the classifier, rounded to float
     * @param predictions predictions phi
     * @param predictionsOffset index of the first
     * @param targets targets y
     * @param targetsOffset index of the first
     * @param weights weights of the examples, of any sum, overwritten; their new sum is 1
     * @param weightsOffset index of the first
     * @param length number of examples
     * @return Z, the sum of the products before they are divided, over the sum of the old weights: 2 sqrt(R (1 - R)) for a
     *     classifier of +1 and -1 and its own weight; 0 where the sum of the weights is 0, and then they stay as they are
     */
    double reweight(
            double classifierWeight, float[] predictions, int predictionsOffset, float[] targets, int targetsOffset,
            float[] weights, int weightsOffset, int length);

    /**
     * Adds a classifier to the scores, in place: f += scale phi, each by one fma.
     *
     * @param scale weight of the classifier, rounded to float; beyond the largest float, as where it is infinite, the
     *     largest float
     * @param predictions predictions phi
     * @param predictionsOffset index of the first
     * @param scores scores f, overwritten
     * @param scoresOffset index of the first
     * @param length number of examples
     */
    void addScaled(
            double scale, float[] predictions, int predictionsOffset, float[] scores, int scoresOffset, int length);
}
