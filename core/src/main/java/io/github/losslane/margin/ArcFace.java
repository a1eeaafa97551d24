package io.github.losslane.margin;

import io.github.losslane.internal.Arguments;
import io.github.losslane.internal.Trigonometry;

/**
 * Additive angular margin (ArcFace): a margin is added to the angle to the label's weight row.
 *
 * <pre>{@code
 * z_j = scale c_j                      z_y = scale cos(theta_y + margin)                   where theta_y <= pi - margin
 *                                      z_y = scale (c_y - margin sin(margin))              beyond
 * }</pre>
 *
 * <p>The slope sin(theta + margin) / sin(theta) in the cosine grows without bound at theta = 0, but the gradients in features
 * and weights do not, and at theta = 0, where they have no direction, they are 0 (their part through the label's angle). At
 * theta = pi - margin the target jumps. Decision boundary of two classes: scale (cos(theta_1 + margin) - cos(theta_2)) = 0.
 * Special values: see {@link MarginLoss}.
 *
 * @param scale norm of the features, finite and more than 0; 64 in the paper
 * @param margin the margin in radians, in [0, pi]; 0.5 in the paper
 * @see <a href="https://arxiv.org/abs/1801.07698">Deng et al., ArcFace: Additive Angular Margin Loss for Deep Face
 *     Recognition, eq. 3</a>
 */
public record ArcFace(double scale, double margin) implements MarginLoss {

    /** The paper's choice: scale 64, margin 0.5. */
    public ArcFace() {
        this(64, 0.5);
    }

    /**
     * Checks the parameters.
     *
     * @throws IllegalArgumentException if the scale is not finite and more than 0, or the margin not in [0, pi]
     */
    public ArcFace {
        Arguments.positive("scale", scale);
        Arguments.inRange("margin", margin, 0, Math.PI);
    }

    @Override
    public boolean unitFeatures() {
        return true;
    }

    @Override
    public boolean unitWeights() {
        return true;
    }

    @Override
    public boolean hasMargin() {
        return margin != 0;
    }

    @Override
    public boolean usesSine() {
        return hasMargin();
    }

    @Override
    public double target(double cosine, double sine) {
        return target(cosine, sine, Trigonometry.cos(margin), Trigonometry.sin(margin));
    }

    @Override
    public double targetSlope(double cosine, double sine) {
        return slope(cosine, sine, Trigonometry.cos(margin), Trigonometry.sin(margin));
    }

    @Override
    public void targets(double[] cosines, double[] sines, int rows) {
        double cosMargin = Trigonometry.cos(margin);
        double sinMargin = Trigonometry.sin(margin);
        for (int i = 0; i < rows; i++) {
            double cosine = cosines[i];
            double sine = sines[i];
            cosines[i] = target(cosine, sine, cosMargin, sinMargin);
            sines[i] = slope(cosine, sine, cosMargin, sinMargin);
        }
    }

    /** cos(theta + margin) by the sum of angles. */
    private double target(double cosine, double sine, double cosMargin, double sinMargin) {
        return beyond(cosine, sine, cosMargin, sinMargin)
                ? cosine - margin * sinMargin
                : cosine * cosMargin - sine * sinMargin;
    }

    /** Whether theta > pi - margin, that is sin(theta + margin) < 0, which is precise also where cosines are not. */
    private static boolean beyond(double cosine, double sine, double cosMargin, double sinMargin) {
        return sine * cosMargin + cosine * sinMargin < 0;
    }

    private static double slope(double cosine, double sine, double cosMargin, double sinMargin) {
        if (beyond(cosine, sine, cosMargin, sinMargin)) {
            return 1;
        }
        return sine == 0 ? 0 : cosMargin + cosine * sinMargin / sine;
    }
}
