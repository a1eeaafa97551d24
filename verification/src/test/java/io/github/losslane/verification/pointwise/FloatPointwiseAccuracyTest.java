package io.github.losslane.verification.pointwise;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.losslane.KernelProvider;
import io.github.losslane.Kernels;
import io.github.losslane.Reduction;
import io.github.losslane.pointwise.Focal;
import io.github.losslane.pointwise.PointwiseLoss;
import io.github.losslane.verification.calls.LossCatalogue;
import io.github.losslane.verification.math.FloatUlps;
import java.math.BigDecimal;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Losses, gradients and second derivatives against fifty digits, within the bounds the kernels and the records state. */
class FloatPointwiseAccuracyTest {

    /** The records' own functions are within 1 ulp each, and none of them takes more than a handful. */
    private static final Bounds RECORDS = new Bounds(8, 8, 8);

    /** A power takes the errors of its base, of which there may be two ulps, 3.7 times. */
    private static final Bounds POWERS = new Bounds(16, 16, 16);

    /** Errors in ulps. */
    private record Bounds(double loss, double gradient, double hessian) {}

    static Stream<PointwiseLoss> losses() {
        return PointwiseCases.losses();
    }

    @ParameterizedTest
    @MethodSource("losses")
    void simdKeepsTheStatedBounds(PointwiseLoss loss) throws ReflectiveOperationException {
        Class<?> kernel = Class.forName(LossCatalogue.kernel(loss.getClass(), "Float"));
        check(loss, Kernels.simd(), new Bounds(
                kernel.getField("MAX_ULP_LOSS").getDouble(null),
                kernel.getField("MAX_ULP_GRADIENT").getDouble(null),
                kernel.getField("MAX_ULP_HESSIAN").getDouble(null)));
    }

    @ParameterizedTest
    @MethodSource("losses")
    void referenceIsTheDefinition(PointwiseLoss loss) {
        check(loss, Kernels.reference(), loss instanceof Focal ? POWERS : RECORDS);
    }

    private static void check(PointwiseLoss loss, KernelProvider provider, Bounds bounds) {
        FloatPointwiseSample sample = FloatPointwiseSample.of(loss);
        float[] losses = sample.losses(provider, loss);
        float[] gradient = sample.gradient(provider, loss, Reduction.SUM);
        float[] hessian = sample.hessian(provider, loss);
        for (int i = 0; i < losses.length; i++) {
            float f = sample.predictions()[i];
            float y = sample.targets()[i];
            String row = "f = " + f + ", y = " + y;
            PointwiseOracle.Value exact = PointwiseOracle.at(loss, f, y, Float.MIN_NORMAL);
            assertClose(row + ", loss", losses[i], exact.loss(), exact.lossScale(), bounds.loss);
            assertClose(row + ", gradient", gradient[i], exact.gradient(), exact.gradientScale(), bounds.gradient);
            if (!PointwiseFacts.atKink(loss, f, y, Math.ulp(Math.max(Math.abs(f), Math.abs(y))))) {
                assertClose(row + ", hessian", hessian[i], exact.hessian(), exact.hessianScale(), bounds.hessian);
            }
        }
    }

    private static void assertClose(String what, float got, BigDecimal exact, BigDecimal scale, double ulps) {
        assertThat(FloatUlps.distance(got, exact, scale)).as("%s = %s", what, got).isLessThanOrEqualTo(ulps);
    }
}
