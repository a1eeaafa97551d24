package io.github.losslane.detection;

import io.github.losslane.Loss;
import io.github.losslane.internal.Arguments;
import io.github.losslane.pointwise.Logistic;
import io.github.losslane.pointwise.SmoothL1;

/**
 * The multi-task loss of a region proposal network (Faster R-CNN): is there an object at an anchor, and where is its box.
 *
 * <pre>{@code
 * L = (1 / nCls) sum_i Lcls(z_i, p_i) + lambda (1 / nReg) sum_{p_i = 1} sum_{x, y, w, h} SmoothL1(t_i - t*_i)
 * }</pre>
 *
 * <p>The label p_i is 1 for an object, 0 for background and -1 for an anchor in between, which counts in neither term. Lcls
 * is the {@link Logistic} log loss on the objectness logit z_i. A box is four deltas t_i against t*_i, and only that of an
 * anchor of label 1 counts; without such an anchor the regression term is 0.
 *
 * <p>Special values: those of {@link Logistic} and {@link SmoothL1}, for anchors and boxes that count. What does not count
 * is never looked at: its loss and gradient are 0 also where its numbers are NaN or Inf. With lambda = 0 no box counts.
 *
 * @param lambda weight of the regression term, finite and not negative; the paper has 10
 * @param nCls what the classification term is divided by, finite and positive; the paper has the mini-batch, 256
 * @param nReg what the regression term is divided by, finite and positive; the paper has the anchor positions, 2,400
 * @param beta where the pieces of {@link SmoothL1} meet, finite and not negative; the paper has 1; 0 is absolute error
 * @see <a href="https://arxiv.org/abs/1506.01497">Ren et al., Faster R-CNN, eq. 1 and 2</a>
 */
public record RpnLoss(double lambda, double nCls, double nReg, double beta) implements Loss {

    /** Number of deltas of a box: x, y, width, height. */
    public static final int BOX_COLUMNS = 4;

    /** The loss of the paper: lambda 10, nCls 256, nReg 2,400, beta 1. */
    public RpnLoss() {
        this(10, 256, 2400, 1);
    }

    /**
     * Checks the parameters.
     *
     * @throws IllegalArgumentException if a parameter is not finite or has the wrong sign, or if 1 / nCls or lambda / nReg
     *     is more than the largest float
     */
    public RpnLoss {
        Arguments.notNegative("lambda", lambda);
        Arguments.positive("nCls", nCls);
        Arguments.positive("nReg", nReg);
        Arguments.notNegative("beta", beta);
        Arguments.inRange("1 / nCls", 1 / nCls, 0, Float.MAX_VALUE);
        Arguments.inRange("lambda / nReg", lambda / nReg, 0, Float.MAX_VALUE);
    }

    /**
     * What one anchor adds to the loss by its objectness.
     *
     * @param logit objectness logit z
     * @param label 1, 0 or -1
     * @return Lcls / nCls; 0 for label -1
     */
    public double objectness(double logit, int label) {
        return label < 0 ? 0 : new Logistic().loss(logit, label) / nCls;
    }

    /**
     * The derivative of {@link #objectness} in the logit.
     *
     * @param logit objectness logit z
     * @param label 1, 0 or -1
     * @return (sigmoid(z) - label) / nCls; 0 for label -1
     */
    public double objectnessGradient(double logit, int label) {
        return label < 0 ? 0 : new Logistic().gradient(logit, label) / nCls;
    }

    /**
     * What one delta of a box adds to the loss.
     *
     * @param delta predicted delta t
     * @param target its target t*
     * @param label 1, 0 or -1
     * @return lambda SmoothL1(t - t*) / nReg for label 1; otherwise 0
     */
    public double box(double delta, double target, int label) {
        return boxCounts(label) ? new SmoothL1(beta).loss(delta, target) * (lambda / nReg) : 0;
    }

    /**
     * The derivative of {@link #box} in the delta.
     *
     * @param delta predicted delta t
     * @param target its target t*
     * @param label 1, 0 or -1
     * @return lambda SmoothL1'(t - t*) / nReg for label 1; otherwise 0
     */
    public double boxGradient(double delta, double target, int label) {
        return boxCounts(label) ? new SmoothL1(beta).gradient(delta, target) * (lambda / nReg) : 0;
    }

    /**
     * Whether the box of an anchor counts.
     *
     * @param label 1, 0 or -1
     * @return true for label 1, unless lambda / nReg is 0
     */
    public boolean boxCounts(int label) {
        return label > 0 && lambda / nReg > 0;
    }
}
