package io.github.losslane.verification.pointwise;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import io.github.losslane.pointwise.Huber;
import io.github.losslane.pointwise.SmoothL1;
import io.github.losslane.simd.pointwise.DoubleLinearQuadratic;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Values and special values of Huber's loss. */
class HuberTest {

    private static final double INFINITY = Double.POSITIVE_INFINITY;

    private final RowCheck check = new RowCheck(new Huber(1.5), 0);

    @Test
    void quadraticNearZeroAndLinearBeyond() {
        check.row(1, 0, 0.5, 1, 1);
        check.row(0, 1, 0.5, -1, 1);
        check.row(4, 1, 3.375, 1.5, 0);
        check.row(1, 4, 3.375, -1.5, 0);
        check.row(7, 7, 0, 0, 1);
        new RowCheck(new Huber(), 0).row(3, 0, 2.5, 1, 0);
    }

    @Test
    void derivativesWhereThePiecesMeetAreThoseOfTheLine() {
        check.row(1.5, 0, 1.125, 1.5, 0);
        check.row(1, 2.5, 1.125, -1.5, 0);
        new RowCheck(new Huber(1.5), 1).row(1.5 - 0x1p-23, 0, 1.125 - 1.5 * 0x1p-23 + 0x1p-47, 1.5 - 0x1p-23, 1);
    }

    @Test
    void extremeDifferencesAreLinearOrNothing() {
        check.row(INFINITY, 1, INFINITY, 1.5, 0);
        check.row(1, INFINITY, INFINITY, -1.5, 0);
        check.row(Double.MAX_VALUE, -Double.MAX_VALUE, INFINITY, 1.5, 0);
        check.row(0x1p127, 0, 1.5 * 0x1p127, 1.5, 0);
        check.row(Float.MAX_VALUE, 0, 1.5 * Float.MAX_VALUE, 1.5, 0);
        check.row(Float.MIN_VALUE, 0, 0x1p-299, Float.MIN_VALUE, 1);
        check.row(-0.0, 0, 0, 0, 1);
        check.nanGivesNan();
        check.nan(-INFINITY, -INFINITY);
    }

    /**
     * Both keep the same bounds; the product of the loss rounds once more, and an ulp of SmoothL1 times delta is at most 2
     * ulps of the product. Products of subnormal numbers lose up to delta times their ulps.
     */
    @ParameterizedTest
    @ValueSource(doubles = {1, 1.5, 0.25, 1e-3, 100})
    void isDeltaTimesSmoothL1(double delta) {
        for (PointwiseRow huber : PointwiseRow.sample(new Huber(delta))) {
            PointwiseRow smooth = huber.with(new SmoothL1(delta), huber.target());
            double loss = delta * smooth.loss();
            if (huber.ulp(loss) < INFINITY) {
                double allowed = (3 * DoubleLinearQuadratic.MAX_ULP_LOSS + 0.5) * huber.ulp(loss)
                        + 4 * delta * smooth.ulp(0);
                assertThat(huber.loss()).as("%s", huber).isCloseTo(loss, within(allowed));
            }
            double gradient = delta * smooth.gradient();
            assertThat(huber.gradient()).as("%s", huber)
                    .isCloseTo(gradient, within((3 * DoubleLinearQuadratic.MAX_ULP_GRADIENT + 0.5) * huber.ulp(gradient)
                            + 2 * delta * smooth.ulp(0)));
        }
    }

    @ParameterizedTest
    @ValueSource(doubles = {0, -1, Double.NaN, Double.POSITIVE_INFINITY})
    void deltaMustBeFiniteAndPositive(double delta) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new Huber(delta))
                .withMessage("delta is " + delta + ", not finite and more than 0");
    }
}
