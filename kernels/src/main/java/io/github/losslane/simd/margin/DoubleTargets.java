// Derived from FloatTargets.java; edit that file, then run: java verification/src/test/java/io/github/losslane/verification/Twins.java
package io.github.losslane.simd.margin;

import io.github.losslane.DoubleMatrix;
import io.github.losslane.internal.HeadPlan;
import io.github.losslane.margin.MarginLoss;

/**
 * The label's element of each row of a chunk. A margin changes one number a row, so it is computed in double by the record's
 * own formula.
 *
 * <pre>{@code
 * 1. c = z_y / (|u| |v_y|), from the product; from the rows themselves, in double, where they are so near that the sine
 *    needs it
 * 2. phi = target(c), slope = targetSlope(c), z_y = |u| |v_y| phi
 * 3. after softmax g_y is multiplied by the slope, so that the products G V and G^T U hold the target like any other class
 * 4. what is not proportional to the slope: g_y (phi - slope c), along rows that keep their norm
 * 5. a steep slope would multiply the rounding of w^ - c x^: such a row leaves the products and takes that difference in
 *    double
 * }</pre>
 */
public final class DoubleTargets {

    /** Above this |cosine| the sine is computed from the rows. */
    public static final double NEAR = 0.9;

    /** Slopes up to it cost no more than six bits of the difference. */
    public static final double STEEP = 64;

    /** Norms of the features. */
    final double[] norms = new double[HeadPlan.ROWS];

    /** The label's logit: first the product, then with margin and bias. */
    final double[] logits = new double[HeadPlan.ROWS];

    private final double[] weightNorms = new double[HeadPlan.ROWS];
    private final double[] cosines = new double[HeadPlan.ROWS];
    private final double[] phis = new double[HeadPlan.ROWS];
    private final double[] slopes = new double[HeadPlan.ROWS];

    /** g_y before the slope. */
    private final double[] gradients = new double[HeadPlan.ROWS];

    /** Steps 1 and 2 for some rows from a first; class norms where weights count by their direction. */
    void margin(
            MarginLoss loss, DoubleMatrix features, DoubleMatrix weights, int[] labels, int labelsOffset, double[] classNorms,
            int first, int rows, double[] slots) {
        for (int i = 0; i < rows; i++) {
            int label = labels[labelsOffset + first + i];
            weightNorms[i] = loss.unitWeights()
                    ? classNorms[label]
                    : DoubleDirections.norm(
                            loss.epsilon(), weights.data(), weights.rowOffset(label), weights.columns(), slots);
            double radius = radius(loss, i);
            double cosine = norms[i] == 0 || weightNorms[i] == 0 ? 0 : Math.max(-1, Math.min(logits[i] / radius, 1));
            phis[i] = cosine;
            slopes[i] = Math.sqrt((1 - cosine) * (1 + cosine));
            boolean extreme = !loss.unitWeights()
                    && !(DoubleDirections.ordinary(norms[i]) && DoubleDirections.ordinary(weightNorms[i]));
            if (norms[i] != 0 && weightNorms[i] != 0 && (extreme || (loss.usesSine() && Math.abs(cosine) > NEAR))) {
                DoubleNearAngle.angle(norms[i], features.data(), features.rowOffset(first + i),
                        weightNorms[i], weights.data(), weights.rowOffset(label), features.columns(), phis, slopes, i);
            }
            cosines[i] = phis[i];
        }
        loss.targets(phis, slopes, rows);
        for (int i = 0; i < rows; i++) {
            logits[i] = (radius(loss, i) * phis[i]);
        }
    }

    private double radius(MarginLoss loss, int i) {
        return (loss.unitFeatures() ? loss.scale() : norms[i]) * (loss.unitWeights() ? 1 : weightNorms[i]);
    }

    private static boolean steep(MarginLoss loss, double slope) {
        return loss.usesSine() && Math.abs(slope) > STEEP;
    }

    /** Step 3: what the label's element of the gradient is in the products. */
    double inProducts(MarginLoss loss, double gradient, int i) {
        gradients[i] = gradient;
        return steep(loss, slopes[i]) ? 0 : (gradient * slopes[i]);
    }

    /** Steps 4 and 5, after the products and before what is along a row is removed from its gradient. */
    void addToProducts(
            MarginLoss loss, DoubleMatrix features, DoubleMatrix weights, int[] labels, int labelsOffset, int first, int rows,
            DoubleMatrix featureGradient, DoubleMatrix weightGradient) {
        int dimension = features.columns();
        for (int i = 0; i < rows; i++) {
            int label = labels[labelsOffset + first + i];
            int x = features.rowOffset(first + i);
            int w = weights.rowOffset(label);
            int dx = featureGradient.rowOffset(first + i);
            int dw = weightGradient.rowOffset(label);
            double own = gradients[i] * radius(loss, i) * (phis[i] - slopes[i] * cosines[i]);
            if (!loss.unitFeatures() && norms[i] != 0) {
                DoubleProjection.add(own / norms[i], norms[i], features.data(), x,
                        featureGradient.data(), dx, dimension);
            }
            if (!loss.unitWeights() && weightNorms[i] != 0) {
                DoubleProjection.add(own / weightNorms[i], weightNorms[i], weights.data(), w,
                        weightGradient.data(), dw, dimension);
            }
            if (steep(loss, slopes[i]) && norms[i] != 0 && weightNorms[i] != 0) {
                double factor = gradients[i] * slopes[i];
                DoubleNearAngle.addApart(factor, cosines[i], norms[i], features.data(), x,
                        weightNorms[i], weights.data(), w, featureGradient.data(), dx, dimension);
                DoubleNearAngle.addApart(factor * loss.scale(), cosines[i], weightNorms[i], weights.data(), w,
                        norms[i], features.data(), x, weightGradient.data(), dw, dimension);
            }
        }
    }

    /** The part of the derivative in the scale that g . x^ of the products does not hold. */
    double scaleGradient(MarginLoss loss, int i) {
        return gradients[i] * (phis[i] - (steep(loss, slopes[i]) ? 0 : slopes[i] * cosines[i]));
    }
}
