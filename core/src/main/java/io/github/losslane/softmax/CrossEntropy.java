package io.github.losslane.softmax;

import io.github.losslane.internal.Arguments;
import io.github.losslane.internal.SoftmaxArguments;
import io.github.losslane.internal.SoftmaxRow;
import java.util.Objects;
import java.util.OptionalInt;

/**
 * Softmax cross-entropy on logits, with class weights, label smoothing and a label that is ignored.
 *
 * <pre>{@code
 * p_j     = exp(z_j) / sum_k exp(z_k)          l_j = -log p_j
 * s_j     = w_j ((1 - e) t_j + (e / C) sum_k t_k)
 * L       = sum_j s_j l_j                      without weights and smoothing sum_j t_j l_j, for a label l_y
 * dL/dz_j = (sum_k s_k) p_j - s_j
 * }</pre>
 *
 * <p>w are the class weights, e is the smoothing, C the number of classes that are not masked by a logit of -Inf: smoothing
 * spreads over what is possible only. The gradient is computed as (sum of the other s_k) p_j - s_j (1 - p_j) where 1 - p_j
 * comes from the sum of the other exponentials: with a label every element keeps its relative precision, however small it
 * is, and so does log1p of that sum, the loss where the label is the maximum.
 *
 * <p>Rows of the ignored label have the loss 0 and the gradient 0 whatever their logits, and do not count in a mean.
 * Special values: see {@link SoftmaxLoss}.
 *
 * @param classWeights w, or {@link ClassWeights#NONE}; as many as there are classes
 * @param labelSmoothing e, in [0, 1]
 * @param ignoreLabel label of rows that count for nothing, a class or not, or empty; without meaning for dense targets
 * @see <a href="https://doi.org/10.1007/978-3-642-76153-9_28">Bridle, Probabilistic Interpretation of Feedforward
 *     Classification Network Outputs</a>
 * @see <a href="https://arxiv.org/abs/1512.00567">Szegedy et al., Rethinking the Inception Architecture, section 7</a>
 */
public record CrossEntropy(ClassWeights classWeights, double labelSmoothing, OptionalInt ignoreLabel)
        implements SoftmaxLoss {

    /** Cross-entropy without class weights, smoothing or ignored labels. */
    public static final CrossEntropy PLAIN = new CrossEntropy(ClassWeights.NONE, 0, OptionalInt.empty());

    /**
     * Checks the parameters.
     *
     * @throws NullPointerException if a parameter is null
     * @throws IllegalArgumentException if the smoothing is not in [0, 1]
     */
    public CrossEntropy {
        Objects.requireNonNull(classWeights, "classWeights");
        Arguments.inRange("labelSmoothing", labelSmoothing, 0, 1);
        Objects.requireNonNull(ignoreLabel, "ignoreLabel");
    }

    /**
     * The same with a weight for each class, for example 1 for edges and 0.001 for all else.
     *
     * @param weights weight of each class, finite and not negative; as many as the logits have columns
     * @return the loss with these weights
     * @throws IllegalArgumentException if there is none, or one is negative or not finite
     */
    public CrossEntropy withClassWeights(double... weights) {
        return new CrossEntropy(ClassWeights.of(weights), labelSmoothing, ignoreLabel);
    }

    /**
     * The same with weights that balance the classes of a batch, each inversely proportional to how often its class occurs.
     *
     * <pre>{@code
     * w_j = n / (K n_j)      n_j rows of class j of n that are not ignored, K classes that occur; 0 where n_j = 0
     * }</pre>
     *
     * <p>So every class that occurs weighs the same in total, and the weights of the rows sum to their number. For two classes
     * they are proportional to the shares of the other class, as in
     * {@link io.github.losslane.pointwise.WeightedLogistic#balanced(float[], int, int)}.
     *
     * @param labels class of each row
     * @param labelsOffset index of the first
     * @param length number of rows
     * @param classes number of classes, at least 1
     * @return the loss with these weights
     * @throws NullPointerException if labels is null
     * @throws IndexOutOfBoundsException for a range outside the array or a label that is neither a class nor ignored
     * @throws IllegalArgumentException if classes is less than 1
     */
    public CrossEntropy withBalancedClassWeights(int[] labels, int labelsOffset, int length, int classes) {
        Arguments.inRange("classes", classes, 1, Integer.MAX_VALUE);
        SoftmaxArguments.labels(this, labels, labelsOffset, length, classes);
        double[] counts = new double[classes];
        for (int i = 0; i < length; i++) {
            int label = labels[labelsOffset + i];
            if (!ignores(label)) {
                counts[label]++;
            }
        }
        double rows = 0;
        int present = 0;
        for (double count : counts) {
            rows += count;
            present += count > 0 ? 1 : 0;
        }
        for (int j = 0; j < classes; j++) {
            counts[j] = counts[j] == 0 ? 0 : rows / (present * counts[j]);
        }
        return withClassWeights(counts);
    }

    /**
     * The same with label smoothing.
     *
     * @param smoothing share of the target that is spread evenly over the classes, in [0, 1]
     * @return the loss with this smoothing
     * @throws IllegalArgumentException if the smoothing is not in [0, 1]
     */
    public CrossEntropy withLabelSmoothing(double smoothing) {
        return new CrossEntropy(classWeights, smoothing, ignoreLabel);
    }

    /**
     * The same with a label whose rows count for nothing.
     *
     * @param label the label, any int, for example -100 or 255
     * @return the loss that ignores this label
     */
    public CrossEntropy withIgnoreLabel(int label) {
        return new CrossEntropy(classWeights, labelSmoothing, OptionalInt.of(label));
    }

    @Override
    public boolean ignores(int label) {
        return ignoreLabel.isPresent() && ignoreLabel.getAsInt() == label;
    }

    @Override
    public double weight(int label) {
        return classWeights.get(label);
    }

    @Override
    public double loss(double[] logits, double[] targets) {
        SoftmaxRow row = new SoftmaxRow(logits);
        return row.loss(shares(row, targets));
    }

    @Override
    public double[] gradient(double[] logits, double[] targets) {
        SoftmaxRow row = new SoftmaxRow(logits);
        return row.gradient(shares(row, targets));
    }

    /** s_j. */
    private double[] shares(SoftmaxRow row, double[] targets) {
        double sum = 0;
        int possible = 0;
        for (int j = 0; j < targets.length; j++) {
            sum += targets[j];
            possible += row.masked(j) ? 0 : 1;
        }
        double even = labelSmoothing == 0 || possible == 0 ? 0 : labelSmoothing / possible * sum;
        double[] shares = new double[targets.length];
        for (int j = 0; j < shares.length; j++) {
            shares[j] = weight(j) * ((1 - labelSmoothing) * targets[j] + (row.masked(j) ? 0 : even));
        }
        return shares;
    }
}
