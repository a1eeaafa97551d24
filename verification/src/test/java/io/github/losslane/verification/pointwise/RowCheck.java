package io.github.losslane.verification.pointwise;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.github.losslane.pointwise.PointwiseLoss;

/**
 * Demands what is known of single rows of a loss from both providers, in double and, where the row's numbers are floats, in
 * float.
 *
 * @param loss the loss
 * @param ulps how far results may be from the given values, 0 where those are exact
 */
record RowCheck(PointwiseLoss loss, double ulps) {

    void row(double prediction, double target, double loss, double gradient, double hessian) {
        for (PointwiseRow row : PointwiseRow.at(this.loss, prediction, target)) {
            near("loss of " + row, row, row.loss(), loss);
            near("gradient of " + row, row, row.gradient(), gradient);
            near("hessian of " + row, row, row.hessian(), hessian);
        }
    }

    /** A row where everything is NaN. */
    void nan(double prediction, double target) {
        row(prediction, target, Double.NaN, Double.NaN, Double.NaN);
    }

    /** NaN in prediction or target is NaN in all that comes out. */
    void nanGivesNan() {
        nan(Double.NaN, 1);
        nan(1, Double.NaN);
        nan(Double.NaN, Double.NaN);
    }

    private void near(String what, PointwiseRow row, double got, double expected) {
        double inType = row.single() ? (float) expected : expected;
        if (Double.isNaN(inType)) {
            assertThat(got).as(what).isNaN();
        } else if (Double.isInfinite(inType) || ulps == 0) {
            assertThat(got + 0.0).as(what).isEqualTo(inType + 0.0);
        } else {
            assertThat(got).as(what).isFinite().isCloseTo(inType, within(ulps * row.ulp(inType)));
        }
    }
}
