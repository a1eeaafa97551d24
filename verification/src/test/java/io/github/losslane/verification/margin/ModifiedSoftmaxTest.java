package io.github.losslane.verification.margin;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.github.losslane.margin.ModifiedSoftmax;
import org.junit.jupiter.api.Test;

/** Values of modified softmax. */
class ModifiedSoftmaxTest {

    private static final ModifiedSoftmax LOSS = new ModifiedSoftmax();
    private static final double[] X = {3, 4};

    @Test
    void normOfTheWeightsDoesNotCount() {
        assertThat(LOSS.logit(X, new double[] {2, 0}, 0)).isEqualTo(3);
        assertThat(LOSS.logit(X, new double[] {0, -0.5}, 0)).isEqualTo(-4);
        assertThat(RecordFacts.loss(LOSS, X, new double[] {2, 0}, new double[] {0, -0.5}))
                .isCloseTo(Math.log1p(Math.exp(-7)), within(1e-15));
    }

    /** |x| (cos t1 - cos t2) = 0. */
    @Test
    void boundaryIsBetweenEqualAngles() {
        RecordFacts.boundary(LOSS, 0.7, 0.7);
    }
}
