package io.github.losslane.verification.pointwise;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.github.losslane.Kernels;
import io.github.losslane.pointwise.AbsoluteError;
import io.github.losslane.pointwise.SmoothL1;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Values and special values of smooth L1. */
class SmoothL1Test {

    private static final double INFINITY = Double.POSITIVE_INFINITY;

    private final RowCheck check = new RowCheck(new SmoothL1(), 0);

    /** The decimals .1 - 0, 1.2 - 1, 4.7 - 5: differences are off by an ulp of the prediction, 16 of the smallest. */
    @Test
    void knownValues() {
        RowCheck printed = new RowCheck(new SmoothL1(1), 40);
        printed.row(0.1, 0, 0.005, 0.1, 1);
        printed.row(1.2, 1, 0.02, 0.2, 1);
        printed.row(4.7, 5, 0.045, -0.3, 1);
    }

    @Test
    void quadraticNearZeroAndLinearBeyond() {
        check.row(0.5, 0, 0.125, 0.5, 1);
        check.row(1, 3.5, 2, -1, 0);
        check.row(7, 7, 0, 0, 1);
        RowCheck narrow = new RowCheck(new SmoothL1(0.25), 0);
        narrow.row(0.125, 0, 0.03125, 0.5, 4);
        narrow.row(0, 0.125, 0.03125, -0.5, 4);
        narrow.row(2, 1, 0.875, 1, 0);
    }

    @Test
    void derivativesWhereThePiecesMeetAreThoseOfTheLine() {
        check.row(1, 0, 0.5, 1, 0);
        check.row(1, 2, 0.5, -1, 0);
        RowCheck narrow = new RowCheck(new SmoothL1(0.25), 0);
        narrow.row(0.25, 0, 0.125, 1, 0);
        narrow.row(-0.25, 0, 0.125, -1, 0);
        narrow.row(0.25 - 0x1p-26, 0, 0.125 - 0x1p-26 + 0x1p-51, 1 - 0x1p-24, 4);
    }

    @Test
    void extremeDifferencesAreLinearOrNothing() {
        check.row(INFINITY, 1, INFINITY, 1, 0);
        check.row(1, INFINITY, INFINITY, -1, 0);
        check.row(Double.MAX_VALUE, -Double.MAX_VALUE, INFINITY, 1, 0);
        check.row(Float.MAX_VALUE, 0, Float.MAX_VALUE - 0.5, 1, 0);
        check.row(Float.MIN_VALUE, 0, 0x1p-299, Float.MIN_VALUE, 1);
        check.row(-0.0, 0, 0, 0, 1);
        check.nanGivesNan();
        check.nan(INFINITY, INFINITY);
    }

    @Test
    void withBetaZeroIsTheAbsoluteErrorBitForBit() {
        for (PointwiseRow smooth : PointwiseRow.sample(new SmoothL1(0))) {
            assertThat(smooth).isEqualTo(smooth.with(new AbsoluteError(), smooth.target()));
        }
    }

    /** No NaN and no Inf where 1 / beta overflows. */
    @ParameterizedTest
    @ValueSource(doubles = {1e-40, 1e-300, Double.MIN_VALUE})
    void smallestBetasAreStillLinearBeyond(double beta) {
        RowCheck tiny = new RowCheck(new SmoothL1(beta), 0);
        tiny.row(2, 1, 1, 1, 0);
        tiny.row(1, 3, 2, -1, 0);
        for (PointwiseRow row : PointwiseRow.at(new SmoothL1(beta), 1, 1)) {
            assertThat(row.loss()).as("%s", row).isZero();
            assertThat(row.gradient()).as("%s", row).isZero();
        }
    }

    @Test
    void betasWithoutAnInverseAreZeroToTheSimdKernels() {
        for (PointwiseRow row : PointwiseRow.at(new SmoothL1(1e-310), 1e-311, 0)) {
            if (row.provider().equals(Kernels.simd().name())) {
                assertThat(row).isEqualTo(row.with(new AbsoluteError(), 0));
            }
        }
        for (PointwiseRow row : PointwiseRow.at(new SmoothL1(1e-40), 1e-41f, 0)) {
            if (row.provider().equals(Kernels.simd().name()) && row.single()) {
                assertThat(row).isEqualTo(row.with(new AbsoluteError(), 0));
            }
        }
    }

    @ParameterizedTest
    @ValueSource(doubles = {-1, -Double.MIN_VALUE, Double.NaN, Double.POSITIVE_INFINITY})
    void betaMustBeFiniteAndNotNegative(double beta) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new SmoothL1(beta))
                .withMessage("beta is " + beta + ", not finite and at least 0");
    }
}
