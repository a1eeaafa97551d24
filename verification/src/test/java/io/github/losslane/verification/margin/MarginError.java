package io.github.losslane.verification.margin;

import io.github.losslane.margin.ASoftmax;
import io.github.losslane.margin.CombinedMargin;
import io.github.losslane.margin.FNormSphereFace;
import io.github.losslane.margin.LSoftmax;
import io.github.losslane.margin.MarginLoss;
import io.github.losslane.simd.margin.FloatTargets;

/**
 * How far a margin is off if its cosine or its angle is.
 *
 * @param target error of phi
 * @param slope error of phi'
 */
record MarginError(double target, double slope) {

    /**
     * The errors at an angle whose cosine was computed with an error c, in double with d.
     *
     * <pre>{@code
     * psi        |psi''| <= m^2 (m^2 - 1) / 3
     * angles     |phi'(theta)| <= m1, |d(m1 sin(m1 theta + m2) / sin theta) / d theta| <= (m1^2 + m1) / sin^2 theta;
     *            theta is off by d near 0 and pi, by c / sin theta elsewhere
     * }</pre>
     */
    static MarginError of(MarginLoss loss, double slope, double sine, double c, double d) {
        return switch (loss) {
            case LSoftmax large -> psi(large.m(), large.lambda(), slope, c);
            case ASoftmax angular -> psi(angular.m(), angular.lambda(), slope, c);
            case FNormSphereFace sphere -> psi(sphere.m(), 0, slope, c);
            case CombinedMargin combined -> angle(Math.max(1, combined.m1()), sine, c, d);
            default -> loss.usesSine() ? angle(1, sine, c, d) : new MarginError(c, 0);
        };
    }

    private static MarginError psi(int m, double lambda, double slope, double c) {
        double curvature = (double) m * m * m * m / 3 / (1 + lambda);
        return new MarginError((slope + curvature * c) * c, curvature * c);
    }

    private static MarginError angle(double m1, double sine, double c, double d) {
        boolean near = sine < Math.sqrt(1 - Math.pow(FloatTargets.NEAR + c, 2));     // whatever the lanes' cosine is off
        double angle = near ? d : c / sine;
        return new MarginError(m1 * angle, sine == 0 ? 0 : (m1 * m1 + m1) * angle / (sine * sine));
    }
}
