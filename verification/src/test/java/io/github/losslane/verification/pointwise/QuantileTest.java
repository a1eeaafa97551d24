package io.github.losslane.verification.pointwise;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.github.losslane.pointwise.AbsoluteError;
import io.github.losslane.pointwise.Quantile;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Values and special values of the quantile loss. */
class QuantileTest {

    private static final double INFINITY = Double.POSITIVE_INFINITY;

    private final RowCheck check = new RowCheck(new Quantile(0.75), 0);

    @Test
    void knownValues() {
        check.row(3, 1, 0.5, 0.25, 0);
        check.row(1, 3, 1.5, -0.75, 0);
        check.row(-2, -4, 0.5, 0.25, 0);
    }

    @Test
    void subgradientAtTheTargetIsZero() {
        check.row(7, 7, 0, 0, 0);
        check.row(-0.0, 0, 0, 0, 0);
        check.row(0, -0.0, 0, 0, 0);
        check.row(Math.nextUp(7.0f), 7, Math.ulp(7.0f) / 4, 0.25, 0);
        check.row(Math.nextDown(7.0f), 7, 0.75 * Math.ulp(7.0f), -0.75, 0);
    }

    @Test
    void extremeDifferencesAreInfiniteOrSmall() {
        check.row(INFINITY, 1, INFINITY, 0.25, 0);
        check.row(1, INFINITY, INFINITY, -0.75, 0);
        check.row(-INFINITY, INFINITY, INFINITY, -0.75, 0);
        check.row(-Double.MAX_VALUE, Double.MAX_VALUE, INFINITY, -0.75, 0);
        check.row(Float.MAX_VALUE, 0, 0.25 * Float.MAX_VALUE, 0.25, 0);
        check.row(4 * Float.MIN_VALUE, 0, Float.MIN_VALUE, 0.25, 0);
        check.nanGivesNan();
        check.nan(INFINITY, INFINITY);
    }

    @Test
    void aSideWithoutWeightIsZeroEvenWhereTheDifferenceIsInfinite() {
        RowCheck lowest = new RowCheck(new Quantile(0), 0);
        lowest.row(-3, 5, 0, 0, 0);
        lowest.row(5, -3, 8, 1, 0);
        lowest.row(-INFINITY, 5, 0, 0, 0);
        lowest.row(-Float.MAX_VALUE, Float.MAX_VALUE, 0, 0, 0);
        lowest.row(-Double.MAX_VALUE, Double.MAX_VALUE, 0, 0, 0);
        lowest.row(INFINITY, 5, INFINITY, 1, 0);
        lowest.nan(INFINITY, INFINITY);
        RowCheck highest = new RowCheck(new Quantile(1), 0);
        highest.row(-3, 5, 8, -1, 0);
        highest.row(5, -3, 0, 0, 0);
        highest.row(INFINITY, 5, 0, 0, 0);
        highest.row(Float.MAX_VALUE, -Float.MAX_VALUE, 0, 0, 0);
        highest.row(Double.MAX_VALUE, -Double.MAX_VALUE, 0, 0, 0);
    }

    /** A product with 1/2 is exact unless it is subnormal, where it is off by half an ulp of 0. */
    @Test
    void theMedianIsHalfTheAbsoluteError() {
        for (PointwiseRow quantile : PointwiseRow.sample(new Quantile(0.5))) {
            PointwiseRow absolute = quantile.with(new AbsoluteError(), quantile.target());
            double half = absolute.loss() / 2;
            double rounded = quantile.single() ? (float) half : half;
            if (absolute.loss() < INFINITY) {
                assertThat(quantile.loss()).as("%s", quantile).isEqualTo(rounded);
            }
            assertThat(quantile.gradient()).as("%s", quantile).isEqualTo(absolute.gradient() / 2);
            assertThat(quantile.hessian()).as("%s", quantile).isEqualTo(absolute.hessian());
        }
    }

    @ParameterizedTest
    @ValueSource(doubles = {-0.1, 1.1, Double.NaN, Double.POSITIVE_INFINITY, Double.NEGATIVE_INFINITY})
    void theQuantileMustLieInTheUnitInterval(double q) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new Quantile(q))
                .withMessage("q is " + q + ", not in [0.0, 1.0]");
    }
}
