package io.github.losslane.verification.margin;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import io.github.losslane.margin.AnnealedLambda;
import org.junit.jupiter.api.Test;

/** How lambda falls. */
class AnnealedLambdaTest {

    private static final AnnealedLambda MNIST = new AnnealedLambda(1000, 2.5e-5, 35, 0);
    private static final AnnealedLambda SPHERE_FACE = new AnnealedLambda(1000, 0.12, 1, 5);

    /** 1000 (1 + n / 40,000)^-35: after 40,000 iterations 1000 2^-35. */
    @Test
    void mnist() {
        assertThat(MNIST.at(0)).isEqualTo(1000);
        assertThat(MNIST.at(1)).isCloseTo(999.1254, within(1e-4));
        assertThat(MNIST.at(40_000)).isCloseTo(1000 * 0x1p-35, within(1e-18));
        assertThat(MNIST.at(Long.MAX_VALUE)).isBetween(0.0, 1e-300);
    }

    /** 1000 / (1 + 0.12 n) reaches 5 between 1,658 and 1,659. */
    @Test
    void sphereFace() {
        assertThat(SPHERE_FACE.at(1)).isCloseTo(1000 / 1.12, within(1e-12));
        assertThat(SPHERE_FACE.at(1658)).isCloseTo(1000 / 199.96, within(1e-12)).isGreaterThan(5);
        assertThat(SPHERE_FACE.at(1659)).isEqualTo(5);
        assertThat(SPHERE_FACE.at(Long.MAX_VALUE)).isEqualTo(5);
    }

    @Test
    void neverRises() {
        for (long n = 0; n < 3000; n++) {
            assertThat(SPHERE_FACE.at(n + 1)).isLessThanOrEqualTo(SPHERE_FACE.at(n));
            assertThat(MNIST.at(n + 1)).isLessThan(MNIST.at(n));
        }
    }

    @Test
    void parameters() {
        for (double bad : new double[] {-Double.MIN_VALUE, Double.NaN, Double.POSITIVE_INFINITY}) {
            assertThatIllegalArgumentException().isThrownBy(() -> new AnnealedLambda(bad, 1, 1, 1)).withMessageContaining("base");
            assertThatIllegalArgumentException().isThrownBy(() -> new AnnealedLambda(1, bad, 1, 1)).withMessageContaining("gamma");
            assertThatIllegalArgumentException().isThrownBy(() -> new AnnealedLambda(1, 1, bad, 1)).withMessageContaining("power");
            assertThatIllegalArgumentException()
                    .isThrownBy(() -> new AnnealedLambda(1, 1, 1, bad)).withMessageContaining("minimum");
        }
        assertThatIllegalArgumentException().isThrownBy(() -> MNIST.at(-1)).withMessageContaining("-1");
    }
}
