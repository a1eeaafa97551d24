package io.github.losslane.verification.pointwise;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.losslane.KernelProvider;
import io.github.losslane.Kernels;
import io.github.losslane.Reduction;
import io.github.losslane.pointwise.SquaredError;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Values and special values of the squared error. */
class SquaredErrorTest {

    private static final SquaredError LOSS = new SquaredError();
    private static final float INFINITY = Float.POSITIVE_INFINITY;

    static Stream<KernelProvider> providers() {
        return Stream.of(Kernels.simd(), Kernels.reference());
    }

    @ParameterizedTest
    @MethodSource("providers")
    void knownValues(KernelProvider provider) {
        assertThat(FloatPointwiseRow.of(provider, LOSS, 3, 1)).isEqualTo(new FloatPointwiseRow(4, 4, 2));
        assertThat(FloatPointwiseRow.of(provider, LOSS, 1, 3)).isEqualTo(new FloatPointwiseRow(4, -4, 2));
        assertThat(FloatPointwiseRow.of(provider, LOSS, 7, 7)).isEqualTo(new FloatPointwiseRow(0, 0, 2));
        assertThat(DoublePointwiseRow.of(provider, LOSS, 0.5, 0.25)).isEqualTo(new DoublePointwiseRow(0.0625, 0.5, 2));
    }

    @ParameterizedTest
    @MethodSource("providers")
    void meanIsTheMeanSquaredError(KernelProvider provider) {
        float[] predictions = {1, 2, 3, 4};
        float[] targets = {1, 0, 0, 0};
        float[] gradient = new float[4];
        assertThat(provider.pointwise().lossAndGradient(LOSS, Reduction.MEAN, predictions, 0, targets, 0, gradient, 0, 4))
                .isEqualTo((4 + 9 + 16) / 4.0);
        assertThat(gradient).containsExactly(0, 1, 1.5f, 2);
    }

    @ParameterizedTest
    @MethodSource("providers")
    void differencesBeyondTheRangeAreInfinite(KernelProvider provider) {
        assertThat(FloatPointwiseRow.of(provider, LOSS, INFINITY, 1))
                .isEqualTo(new FloatPointwiseRow(INFINITY, INFINITY, 2));
        assertThat(FloatPointwiseRow.of(provider, LOSS, 1, INFINITY))
                .isEqualTo(new FloatPointwiseRow(INFINITY, -INFINITY, 2));
        assertThat(FloatPointwiseRow.of(provider, LOSS, 1e20f, 0)).isEqualTo(new FloatPointwiseRow(INFINITY, 2e20f, 2));
    }

    @ParameterizedTest
    @MethodSource("providers")
    void nanAndInfinityMinusInfinityAreNaN(KernelProvider provider) {
        FloatPointwiseRow nan = new FloatPointwiseRow(Float.NaN, Float.NaN, Float.NaN);
        assertThat(FloatPointwiseRow.of(provider, LOSS, INFINITY, INFINITY)).isEqualTo(nan);
        assertThat(FloatPointwiseRow.of(provider, LOSS, Float.NaN, 1)).isEqualTo(nan);
        assertThat(FloatPointwiseRow.of(provider, LOSS, 1, Float.NaN)).isEqualTo(nan);
    }
}
