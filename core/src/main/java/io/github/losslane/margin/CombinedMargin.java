package io.github.losslane.margin;

import io.github.losslane.internal.Arguments;
import io.github.losslane.internal.Trigonometry;

/**
 * The combined margin: the label's angle is multiplied, an angle added, and a number taken from the cosine.
 *
 * <pre>{@code
 * z_j = scale c_j                      z_y = scale (cos(m1 theta_y + m2) - m3)
 * }</pre>
 *
 * <p>As printed, without a monotone extension: the target rises again where m1 theta + m2 passes pi. (scale, 1, m, 0) is
 * {@link ArcFace} up to theta = pi - m, (scale, 1, 0, m) is {@link AmSoftmax}. At theta = 0 the slope in the cosine is m1^2
 * if m2 is 0, otherwise it grows without bound there, as at pi, and counts as 0 at the very point. Special values: see
 * {@link MarginLoss}.
 *
 * @param scale norm of the features, finite and more than 0
 * @param m1 factor of the angle, finite and more than 0; 1 is none
 * @param m2 angle that is added, in radians, finite and not negative; 0 is none
 * @param m3 number that is taken from the cosine, finite and not negative; 0 is none
 * @see <a href="https://arxiv.org/abs/1801.07698">Deng et al., ArcFace: Additive Angular Margin Loss for Deep Face
 *     Recognition, eq. 4</a>
 */
public record CombinedMargin(double scale, double m1, double m2, double m3) implements MarginLoss {

    /**
     * Checks the parameters.
     *
     * @throws IllegalArgumentException if a parameter is outside its limits
     */
    public CombinedMargin {
        Arguments.positive("scale", scale);
        Arguments.positive("m1", m1);
        Arguments.notNegative("m2", m2);
        Arguments.notNegative("m3", m3);
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
        return usesSine() || m3 != 0;
    }

    @Override
    public boolean usesSine() {
        return m1 != 1 || m2 != 0;
    }

    @Override
    public double target(double cosine, double sine) {
        return usesSine() ? Trigonometry.cos(m1 * StrictMath.atan2(sine, cosine) + m2) - m3 : cosine - m3;
    }

    @Override
    public double targetSlope(double cosine, double sine) {
        if (!usesSine()) {
            return 1;
        }
        if (sine == 0) {
            return cosine > 0 && m2 == 0 ? m1 * m1 : 0;
        }
        return m1 * Trigonometry.sin(m1 * StrictMath.atan2(sine, cosine) + m2) / sine;
    }
}
