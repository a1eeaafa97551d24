package io.github.losslane.verification.margin;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.github.losslane.margin.ArcFace;
import org.junit.jupiter.api.Test;

/** Values of additive angular margin loss. */
class ArcFaceTest {

    private static final double[] X = {2, 0};

    @Test
    void marginIsAddedToTheAngle() {
        assertThat(new ArcFace()).isEqualTo(new ArcFace(64, 0.5));
        double[] weight = {1, Math.sqrt(3)};     // 60 degrees
        assertThat(new ArcFace().targetLogit(X, weight, 0)).isCloseTo(64 * Math.cos(Math.PI / 3 + 0.5), within(1e-13));
        assertThat(new ArcFace().logit(X, weight, 0)).isCloseTo(32, within(1e-13));
        assertThat(new ArcFace(4, 0.5).targetLogit(X, X, 0)).isCloseTo(4 * Math.cos(0.5), within(1e-15));
    }

    /** s (c - m sin m) where theta > pi - m: opposite rows -(1 + m sin m); the target jumps down there. */
    @Test
    void beyondPiMinusTheMarginItIsALine() {
        double drop = 0.5 * Math.sin(0.5);
        assertThat(new ArcFace().targetLogit(X, new double[] {-1, 0}, 0)).isCloseTo(-64 * (1 + drop), within(1e-13));
        double last = Math.PI - 0.5;
        ArcFace loss = new ArcFace(1, 0.5);
        assertThat(loss.target(Math.cos(last - 1e-9), Math.sin(last - 1e-9))).isCloseTo(-1, within(1e-8));
        assertThat(loss.target(Math.cos(last + 1e-9), Math.sin(last + 1e-9))).isCloseTo(-Math.cos(0.5) - drop, within(1e-8));
        assertThat(loss.targetSlope(Math.cos(last + 1e-9), Math.sin(last + 1e-9))).isEqualTo(1);
        RecordFacts.falls(loss, Math.PI);
    }

    /** sin(theta + m) / sin(theta); 0 where rows are parallel. */
    @Test
    void slopeInTheCosine() {
        assertThat(new ArcFace(1, 0.5).targetSlope(0.6, 0.8)).isCloseTo(Math.cos(0.5) + 0.75 * Math.sin(0.5), within(1e-15));
        assertThat(new ArcFace(1, 0.5).targetSlope(1, 0)).isZero();
    }

    /** Whatever the margin, the largest included: the angle, not its cosine, says what is beyond. */
    @Test
    void smallAnglesAreBeyondWhereTheMarginIsPi() {
        ArcFace loss = new ArcFace(1, Math.PI);
        assertThat(loss.target(1, 0)).isEqualTo(-1);
        assertThat(loss.target(1, 1e-9)).isCloseTo(1, within(1e-15));
    }

    /** s (cos(t1 + m) - cos t2) = 0. */
    @Test
    void boundaryIsTheMarginAway() {
        RecordFacts.boundary(new ArcFace(), 0.6, 1.1);
    }

    @Test
    void parameters() {
        RecordFacts.positive("scale", scale -> new ArcFace(scale, 0.5));
        RecordFacts.rejected("margin", margin -> new ArcFace(64, margin),
                -Double.MIN_VALUE, Math.nextUp(Math.PI), Double.NaN, Double.POSITIVE_INFINITY);
        assertThat(new ArcFace(1, 0).hasMargin()).isFalse();
        assertThat(new ArcFace(1, Math.PI).hasMargin()).isTrue();
    }
}
