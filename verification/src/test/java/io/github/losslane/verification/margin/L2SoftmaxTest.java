package io.github.losslane.verification.margin;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import io.github.losslane.margin.L2Softmax;
import org.junit.jupiter.api.Test;

/** Values of L2-constrained softmax. */
class L2SoftmaxTest {

    @Test
    void featureHasTheNormAlpha() {
        L2Softmax loss = new L2Softmax(10);
        assertThat(loss.logit(new double[] {3, 4}, new double[] {2, 0.5}, 0.25)).isCloseTo(16.25, within(1e-14));
        assertThat(loss.logit(new double[] {0, 0}, new double[] {2, 0.5}, 0.25)).isEqualTo(0.25);
        assertThat(loss.hasBias()).isTrue();
    }

    /** log(p (C - 2) / (1 - p)); about ten classes take 4.3 for p = 0.9, the paper's 13,403 identities 11.7. */
    @Test
    void leastAlpha() {
        assertThat(L2Softmax.leastAlpha(10, 0.9)).isCloseTo(Math.log(72), within(1e-13));
        assertThat(L2Softmax.leastAlpha(13_403, 0.9)).isCloseTo(11.7003, within(1e-4));
        assertThat(L2Softmax.leastAlpha(3, 0.5)).isCloseTo(0, within(1e-15));
        assertThat(L2Softmax.leastAlpha(3, 0)).isEqualTo(Double.NEGATIVE_INFINITY);
        assertThatIllegalArgumentException().isThrownBy(() -> L2Softmax.leastAlpha(2, 0.9)).withMessageContaining("classes");
        for (double probability : new double[] {-0.1, 1, Double.NaN}) {
            assertThatIllegalArgumentException()
                    .isThrownBy(() -> L2Softmax.leastAlpha(10, probability)).withMessageContaining("probability");
        }
    }

    @Test
    void alphaIsPositive() {
        RecordFacts.positive("alpha", L2Softmax::new);
    }
}
