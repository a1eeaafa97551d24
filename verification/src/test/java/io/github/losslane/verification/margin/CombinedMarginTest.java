package io.github.losslane.verification.margin;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.github.losslane.margin.CombinedMargin;
import org.junit.jupiter.api.Test;

/** Values of the combined margin. */
class CombinedMarginTest {

    @Test
    void angleIsMultipliedAndMovedAndANumberTaken() {
        CombinedMargin loss = new CombinedMargin(10, 2, 0.5, 0.25);
        assertThat(loss.targetLogit(new double[] {2, 0}, new double[] {1, Math.sqrt(3)}, 0))
                .isCloseTo(10 * (Math.cos(2 * Math.PI / 3 + 0.5) - 0.25), within(1e-13));
        assertThat(loss.logit(new double[] {2, 0}, new double[] {1, Math.sqrt(3)}, 0)).isCloseTo(5, within(1e-14));
    }

    /** m1 sin(m1 theta + m2) / sin(theta); at theta = 0 m1^2 if m2 is 0, otherwise 0 for an unbounded one, as at pi. */
    @Test
    void slopeInTheCosine() {
        double angle = Math.acos(0.6);
        assertThat(new CombinedMargin(1, 1.5, 0.25, 0).targetSlope(0.6, 0.8))
                .isCloseTo(1.5 * Math.sin(1.5 * angle + 0.25) / 0.8, within(1e-14));
        assertThat(new CombinedMargin(1, 1.5, 0, 0.5).targetSlope(1, 0)).isEqualTo(2.25);
        assertThat(new CombinedMargin(1, 1.5, 0, 0.5).targetSlope(StrictMath.cos(1e-6), StrictMath.sin(1e-6)))
                .isCloseTo(2.25, within(1e-9));
        assertThat(new CombinedMargin(1, 1, 0.25, 0).targetSlope(1, 0)).isZero();
        assertThat(new CombinedMargin(1, 1.5, 0, 0).targetSlope(-1, 0)).isZero();
        assertThat(new CombinedMargin(1, 1, 0, 0.5).targetSlope(-1, 0)).isEqualTo(1);
    }

    @Test
    void marginsOfNothingAreNone() {
        assertThat(new CombinedMargin(1, 1, 0, 0).hasMargin()).isFalse();
        assertThat(new CombinedMargin(1, 1, 0, 0.1).usesSine()).isFalse();
        assertThat(new CombinedMargin(1, 1, 0, 0.1).hasMargin()).isTrue();
        assertThat(new CombinedMargin(1, 1, 0.1, 0).usesSine()).isTrue();
        assertThat(new CombinedMargin(1, 0.9, 0, 0).usesSine()).isTrue();
    }

    /** s (cos(m1 t1 + m2) - m3 - cos t2) = 0. */
    @Test
    void boundaryIsTheMarginsAway() {
        RecordFacts.boundary(
                new CombinedMargin(16, 1.2, 0.3, 0.1), 0.5, Math.acos(Math.cos(1.2 * 0.5 + 0.3) - 0.1));
    }

    @Test
    void parameters() {
        RecordFacts.positive("scale", scale -> new CombinedMargin(scale, 1, 0, 0));
        RecordFacts.positive("m1", m1 -> new CombinedMargin(1, m1, 0, 0));
        RecordFacts.notNegative("m2", m2 -> new CombinedMargin(1, 1, m2, 0));
        RecordFacts.notNegative("m3", m3 -> new CombinedMargin(1, 1, 0, m3));
    }
}
