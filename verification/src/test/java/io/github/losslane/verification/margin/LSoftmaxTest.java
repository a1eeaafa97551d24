package io.github.losslane.verification.margin;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.github.losslane.margin.LSoftmax;
import org.junit.jupiter.api.Test;

/** Values of large-margin softmax. */
class LSoftmaxTest {

    private static final double[] X = {3, 0};

    /** |W| |x| = 6; cos(2 60) = -1/2; at 120 degrees, in the second segment, -cos(240) - 2 = -3/2. */
    @Test
    void targetCountsTheAngleTwice() {
        LSoftmax loss = new LSoftmax(2, 0);
        double[] near = {1, Math.sqrt(3)};
        double[] far = {-1, Math.sqrt(3)};
        assertThat(loss.logit(X, near, 0)).isCloseTo(3, within(1e-14));
        assertThat(loss.targetLogit(X, near, 0)).isCloseTo(-3, within(1e-14));
        assertThat(loss.targetLogit(X, far, 0)).isCloseTo(-9, within(1e-14));
        assertThat(new LSoftmax(2, 1).targetLogit(X, near, 0)).isCloseTo(0, within(1e-14));
        assertThat(new LSoftmax(2, 5).targetLogit(X, far, 0)).isCloseTo((-9 + 5 * -3) / 6.0, within(1e-14));
    }

    @Test
    void targetFallsAsTheAngleGrows() {
        for (int m = 1; m <= 16; m++) {
            for (double lambda : new double[] {0, 5, 1000}) {
                RecordFacts.falls(new LSoftmax(m, lambda), Math.PI);
            }
        }
    }

    /** psi(cos(j pi / m)) = 1 - 2j. */
    @Test
    void targetAtTheKnots() {
        for (int m = 2; m <= 8; m++) {
            for (int j = 0; j <= m; j++) {
                double angle = j * Math.PI / m;
                double target = new LSoftmax(m, 0).target(StrictMath.cos(angle), StrictMath.sin(angle));
                assertThat(target).isCloseTo(1 - 2 * j, within(m * m * 0x1p-51));
            }
        }
    }

    /** |W1| |x| cos(m t1) = |W2| |x| cos(t2). */
    @Test
    void boundaryCountsTheAngleTwice() {
        RecordFacts.boundary(new LSoftmax(2, 0), 0.4, 0.8);
        RecordFacts.boundary(new LSoftmax(4, 0), 0.3, 1.2);
    }

    @Test
    void parameters() {
        RecordFacts.multiple(m -> new LSoftmax(m, 0));
        RecordFacts.notNegative("lambda", lambda -> new LSoftmax(2, lambda));
    }
}
