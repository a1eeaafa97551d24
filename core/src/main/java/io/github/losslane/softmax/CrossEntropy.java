package io.github.losslane.softmax;

import java.util.Arrays;

/**
 * Softmax cross-entropy on logits.
 *
 * <pre>{@code
 * p_j    = exp(z_j) / sum_k exp(z_k)
 * L      = -log p_y = log sum_k exp(z_k) - z_y
 * dL/dz_j = p_j - [j = y]
 * }</pre>
 *
 * <p>Written so that nothing cancels: with e_j = exp(z_j - max z) and s the sum of all e_j but e_y, the target's gradient is
 * -s / (s + e_y), and where the label is the maximum the loss is log1p(s). Both keep their relative precision however
 * small they are.
 *
 * <p>Special values: finite for finite logits. A logit of -Inf is a masked class, with probability and gradient 0; if it is
 * the label's, the loss is +Inf. A row of -Inf only, a logit of +Inf or NaN make the row's loss and gradient NaN.
 *
 * @see <a href="https://doi.org/10.1007/978-3-642-76153-9_28">Bridle, Probabilistic Interpretation of Feedforward
 *     Classification Network Outputs</a>
 */
public record CrossEntropy() implements SoftmaxLoss {

    /** Cross-entropy without class weights, smoothing or ignored labels. */
    public static final CrossEntropy PLAIN = new CrossEntropy();

    @Override
    public double loss(double[] logits, int label) {
        double max = maximum(logits);
        double others = others(logits, label, max);
        double target = logits[label] - max;
        return target == 0 ? StrictMath.log1p(others) : StrictMath.log(others + StrictMath.exp(target)) - target;
    }

    @Override
    public double[] gradient(double[] logits, int label) {
        double max = maximum(logits);
        double others = others(logits, label, max);
        double total = others + StrictMath.exp(logits[label] - max);
        double[] gradient = Arrays.stream(logits).map(z -> StrictMath.exp(z - max) / total).toArray();
        gradient[label] = -others / total;
        return gradient;
    }

    private static double maximum(double[] logits) {
        return Arrays.stream(logits).reduce(Double.NEGATIVE_INFINITY, Math::max);
    }

    /** Sum of exp(z_j - max) over the classes other than the label's. */
    private static double others(double[] logits, int label, double max) {
        double sum = 0;
        for (int j = 0; j < logits.length; j++) {
            sum += j == label ? 0 : StrictMath.exp(logits[j] - max);
        }
        return sum;
    }
}
