package io.github.losslane.center;

import io.github.losslane.Loss;
import io.github.losslane.internal.Arguments;

/**
 * Center loss: half the squared distance of a feature from the center of its class, and the rule by which centers move.
 *
 * <pre>{@code
 * L     = (1/2) |x - c_y|^2                                  dL/dx = x - c_y
 * c_j  <- c_j - rate * sum_{y_i = j} (c_j - x_i) / (1 + n_j)  n_j rows of class j in the batch; c_j as it was before all
 * }</pre>
 *
 * <p>The step of a center is neither the gradient of L nor scaled by the weight, which only says how much of L a joint loss
 * L_S + weight * L holds. Steps with the same batch bring a center to the mean of its rows: each leaves
 * 1 - rate n_j / (1 + n_j) of the distance.
 *
 * <p>Special values: L is +Inf where half the squared distance overflows, a gradient where its difference does. A center
 * that moves lies between where it was and its rows, and stays finite where they are, whatever their differences. A feature
 * that is not finite makes the same coordinate of its gradient and of its center infinite or NaN, and no other. What weight 0
 * takes out of a joint loss, and rate 0 out of an update, is never looked at.
 *
 * @param weight lambda, the part of a joint loss, in [0, the largest float]; the paper uses 0.003
 * @param rate alpha, how fast centers move, in [0, 1]; the paper uses 0.5
 * @see <a href="https://ydwen.github.io/papers/WenECCV16.pdf">Wen et al., A Discriminative Feature Learning Approach
 *     for Deep Face Recognition, eq. 2 to 5, Algorithm 1</a>
 */
public record CenterLoss(double weight, double rate) implements Loss {

    /**
     * The rate of the paper, 0.5.
     *
     * @param weight lambda, the part of a joint loss
     */
    public CenterLoss(double weight) {
        this(weight, 0.5);
    }

    /**
     * Checks the parameters.
     *
     * @throws IllegalArgumentException if a parameter is outside its limits
     */
    public CenterLoss {
        Arguments.inRange("weight", weight, 0, Float.MAX_VALUE);
        Arguments.inRange("rate", rate, 0, 1);
    }

    /**
     * The loss of one row, without the weight.
     *
     * @param feature feature row x
     * @param center center c of its class
     * @return (1/2) |x - c|^2
     */
    public double loss(double[] feature, double[] center) {
        double halves = 0;
        for (int d = 0; d < feature.length; d++) {
            double difference = feature[d] - center[d];
            halves += 0.5 * difference * difference;        // the square itself may overflow
        }
        return halves;
    }

    /**
     * The derivative of {@link #loss} in the feature.
     *
     * @param feature feature row x
     * @param center center c of its class
     * @return x - c
     */
    public double[] gradient(double[] feature, double[] center) {
        double[] gradient = new double[feature.length];
        for (int d = 0; d < gradient.length; d++) {
            gradient[d] = feature[d] - center[d];
        }
        return gradient;
    }

    /**
     * A center after one step.
     *
     * @param center center c
     * @param features the rows of its class in a batch
     * @return c - rate * sum (c - x_i) / (1 + n)
     */
    public double[] moved(double[] center, double[][] features) {
        double step = rate / (1 + features.length);
        double[] moved = center.clone();
        for (double[] feature : features) {
            for (int d = 0; d < moved.length; d++) {
                moved[d] -= 2 * step * (0.5 * center[d] - 0.5 * feature[d]);     // c - x itself may overflow
            }
        }
        return moved;
    }
}
