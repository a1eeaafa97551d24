package io.github.losslane.verification.digits;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;

/** Scatter and spread of points laid out by hand. */
class ScatterTest {

    /** Two classes around (3, 0) and (-3, 0), each with two points at a distance of 1. */
    @Test
    void ratioIsWithinByBetween() {
        double[][] points = {{3, 1}, {3, -1}, {-3, 1}, {-3, -1}};
        Scatter scatter = Scatter.of(points, new int[] {0, 0, 1, 1}, 2);
        assertThat(scatter.ratio()).isCloseTo(4 / 36.0, within(1e-15));
        assertThat(scatter.degrees()).isCloseTo(Math.toDegrees(Math.atan(1 / 3.0)), within(1e-12));
    }

    @Test
    void lengthsDoNotCountInTheSpread() {
        double[][] points = {{1, 1}, {5, -5}, {0, 7}, {0, 0.1}};
        assertThat(Scatter.of(points, new int[] {0, 0, 1, 1}, 2).degrees())
                .isCloseTo(45 / Math.sqrt(2), within(1e-12));       // 45, 45, 0, 0 degrees
    }

    @Test
    void pointsAtTheirMeansHaveNoScatter() {
        double[][] points = {{1, 2}, {-4, 3}, {1, 2}};
        Scatter scatter = Scatter.of(points, new int[] {0, 1, 0}, 2);
        assertThat(scatter.ratio()).isCloseTo(0, within(1e-30));
        assertThat(scatter.degrees()).isCloseTo(0, within(1e-5));     // acos near 1 has half the digits
    }
}
