package io.github.losslane.verification.margin;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.github.losslane.margin.FNormSphereFace;
import org.junit.jupiter.api.Test;

/** Values of SphereFace with features of a fixed norm. */
class FNormSphereFaceTest {

    /** At 90 degrees 3 theta = 270 lies in the second segment: -cos(270) - 2 = -2. */
    @Test
    void targetCountsTheAngleThreeTimes() {
        FNormSphereFace loss = new FNormSphereFace(6, 3);
        assertThat(loss.targetLogit(new double[] {5, 0}, new double[] {0, 2}, 0)).isCloseTo(-12, within(1e-14));
        assertThat(loss.targetLogit(new double[] {5, 0}, new double[] {-3, 0}, 0)).isEqualTo(-30);
        assertThat(loss.logit(new double[] {5, 0}, new double[] {-3, 0}, 0)).isEqualTo(-6);
    }

    @Test
    void targetFallsAsTheAngleGrows() {
        for (int m = 1; m <= 16; m++) {
            RecordFacts.falls(new FNormSphereFace(1, m), Math.PI);
        }
    }

    /** s (cos(m t1) - cos(t2)) = 0. */
    @Test
    void boundaryCountsTheAngleThreeTimes() {
        RecordFacts.boundary(new FNormSphereFace(16, 3), 0.5, 1.5);
    }

    @Test
    void parameters() {
        RecordFacts.multiple(m -> new FNormSphereFace(1, m));
        RecordFacts.positive("scale", scale -> new FNormSphereFace(scale, 2));
    }
}
