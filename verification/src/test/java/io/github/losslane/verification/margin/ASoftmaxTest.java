package io.github.losslane.verification.margin;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.github.losslane.margin.ASoftmax;
import org.junit.jupiter.api.Test;

/** Values of angular softmax. */
class ASoftmaxTest {

    private static final double[] X = {3, 0};

    /** At 60 degrees 4 theta = 240 lies in the second segment: -cos(240) - 2 = -3/2. */
    @Test
    void targetCountsTheAngleFourTimes() {
        double[] weight = {0.1, 0.1 * Math.sqrt(3)};
        ASoftmax loss = new ASoftmax(4, 0);
        assertThat(loss.logit(X, weight, 0)).isCloseTo(1.5, within(1e-14));
        assertThat(loss.targetLogit(X, weight, 0)).isCloseTo(-4.5, within(1e-14));
        assertThat(new ASoftmax(4, 3).targetLogit(X, weight, 0)).isCloseTo((-4.5 + 3 * 1.5) / 4, within(1e-14));
    }

    @Test
    void targetFallsAsTheAngleGrows() {
        for (int m = 1; m <= 16; m++) {
            RecordFacts.falls(new ASoftmax(m, 0), Math.PI);
            RecordFacts.falls(new ASoftmax(m, 5), Math.PI);
        }
    }

    /** |x| (cos(m t1) - cos(t2)) = 0. */
    @Test
    void boundaryCountsTheAngleFourTimes() {
        RecordFacts.boundary(new ASoftmax(4, 0), 0.35, 1.4);
        RecordFacts.boundary(new ASoftmax(3, 0), 0.9, 2.7);
    }

    @Test
    void parameters() {
        RecordFacts.multiple(m -> new ASoftmax(m, 0));
        RecordFacts.notNegative("lambda", lambda -> new ASoftmax(2, lambda));
    }
}
