package io.github.losslane.verification.margin;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.github.losslane.margin.AmSoftmax;
import org.junit.jupiter.api.Test;

/** Values of additive margin softmax. */
class AmSoftmaxTest {

    @Test
    void marginIsTakenFromTheCosine() {
        assertThat(new AmSoftmax()).isEqualTo(new AmSoftmax(30, 0.35));
        double[] x = {3, 4};
        assertThat(new AmSoftmax().targetLogit(x, x, 0)).isCloseTo(30 * 0.65, within(1e-13));
        assertThat(new AmSoftmax().targetLogit(x, new double[] {4, -3}, 0)).isCloseTo(30 * -0.35, within(1e-13));
        assertThat(new AmSoftmax().logit(x, x, 0)).isCloseTo(30, within(1e-13));
        assertThat(new AmSoftmax().targetSlope(0.3, 0.9)).isEqualTo(1);
    }

    /** s (cos t1 - m - cos t2) = 0. */
    @Test
    void boundaryIsTheMarginAway() {
        RecordFacts.boundary(new AmSoftmax(), 0.6, Math.acos(Math.cos(0.6) - 0.35));
    }

    @Test
    void parameters() {
        RecordFacts.positive("scale", scale -> new AmSoftmax(scale, 0.35));
        RecordFacts.notNegative("margin", margin -> new AmSoftmax(30, margin));
    }
}
