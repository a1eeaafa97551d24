package io.github.losslane.verification.pointwise;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.github.losslane.KernelProvider;
import io.github.losslane.Kernels;
import io.github.losslane.pointwise.LogCosh;
import java.util.SplittableRandom;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Values and special values of log cosh. */
class LogCoshTest {

    private static final LogCosh LOSS = new LogCosh();
    private static final float INFINITY = Float.POSITIVE_INFINITY;

    /** Kernels state at most 4.5 ulps, records take at most 8, half an ulp is the digits'. */
    private static final double ULPS = 8.5;

    private static final double RELATIVE = ULPS * 0x1p-52;

    private final RowCheck check = new RowCheck(LOSS, ULPS);

    static Stream<KernelProvider> providers() {
        return Stream.of(Kernels.simd(), Kernels.reference());
    }

    /** By mpmath, of the double next to each number; floats where they are the same. */
    @Test
    void knownValues() {
        check.row(1e-8, 0, 5e-17, 1e-8, 0.9999999999999999);
        check.row(0.1, 0, 0.0049916888216465305, 0.09966799462495582, 0.9900662908474398);
        check.row(0.5, 0, 0.12011450695827752, 0.46211715726000974, 0.7864477329659274);
        check.row(-1, 0, 0.4337808304830272, -0.7615941559557649, 0.4199743416140261);
        check.row(2, 0, 1.3250027473578645, 0.9640275800758169, 0.07065082485316447);
        check.row(-10.5, 0, 9.80685282019831, -0.9999999984834879, 3.033024166565145e-9);
        check.row(20, 0, 19.306852819440056, 1.0, 1.6993417021166355e-17);
    }

    /** 1 - tanh^2 would be 0 from 19 on in double, from 10 on in float. */
    @ParameterizedTest
    @MethodSource("providers")
    void secondDerivativeKeepsItsPrecisionFarAway(KernelProvider provider) {
        assertThat(DoublePointwiseRow.of(provider, LOSS, 300, 0).hessian())
                .isCloseTo(1.0601586212017243e-260, within(1.0601586212017243e-260 * RELATIVE));
        assertThat((double) FloatPointwiseRow.of(provider, LOSS, 1, -30).hessian())
                .isCloseTo(4.740259456935924e-27, within(4.740259456935924e-27 * 0x1p29 * RELATIVE));
    }

    @ParameterizedTest
    @MethodSource("providers")
    void equalNumbersLoseNothing(KernelProvider provider) {
        for (float any : new float[] {0, -0.0f, 1, -3.5f, Float.MIN_VALUE, Float.MAX_VALUE}) {
            FloatPointwiseRow row = FloatPointwiseRow.of(provider, LOSS, any, any);
            assertThat(row.loss()).isEqualTo(0);
            assertThat(row.gradient()).isZero();
            assertThat(row.hessian()).isEqualTo(1);
        }
    }

    @ParameterizedTest
    @MethodSource("providers")
    void tiniestDifferencesAreTheirOwnGradient(KernelProvider provider) {
        for (float tiny : new float[] {Float.MIN_VALUE, -Float.MIN_VALUE, Float.MIN_NORMAL, -1e-30f}) {
            assertThat(FloatPointwiseRow.of(provider, LOSS, tiny, 0)).isEqualTo(new FloatPointwiseRow(0, tiny, 1));
        }
        assertThat(FloatPointwiseRow.of(provider, LOSS, 0x1p-60f, 0))
                .isEqualTo(new FloatPointwiseRow(0x1p-121f, 0x1p-60f, 1));
    }

    @ParameterizedTest
    @MethodSource("providers")
    void lossIsFiniteForEveryFiniteDifference(KernelProvider provider) {
        float largest = Float.MAX_VALUE;
        assertThat(FloatPointwiseRow.of(provider, LOSS, largest, 0)).isEqualTo(new FloatPointwiseRow(largest, 1, 0));
        assertThat(FloatPointwiseRow.of(provider, LOSS, 0, largest)).isEqualTo(new FloatPointwiseRow(largest, -1, 0));
        assertThat(FloatPointwiseRow.of(provider, LOSS, largest, -largest))
                .isEqualTo(new FloatPointwiseRow(INFINITY, 1, 0));
        assertThat(DoublePointwiseRow.of(provider, LOSS, -1e308, 0)).isEqualTo(new DoublePointwiseRow(1e308, -1, 0));
    }

    @ParameterizedTest
    @MethodSource("providers")
    void infinityIsInfinitelyWrongAndInfinityMinusInfinityIsNaN(KernelProvider provider) {
        assertThat(FloatPointwiseRow.of(provider, LOSS, INFINITY, 3)).isEqualTo(new FloatPointwiseRow(INFINITY, 1, 0));
        assertThat(FloatPointwiseRow.of(provider, LOSS, 3, INFINITY)).isEqualTo(new FloatPointwiseRow(INFINITY, -1, 0));
        FloatPointwiseRow nan = new FloatPointwiseRow(Float.NaN, Float.NaN, Float.NaN);
        assertThat(FloatPointwiseRow.of(provider, LOSS, -INFINITY, -INFINITY)).isEqualTo(nan);
        assertThat(FloatPointwiseRow.of(provider, LOSS, Float.NaN, 1)).isEqualTo(nan);
        assertThat(FloatPointwiseRow.of(provider, LOSS, 1, Float.NaN)).isEqualTo(nan);
    }

    @ParameterizedTest
    @MethodSource("providers")
    void lossIsBelowHalfTheSquareAndBelowTheMagnitude(KernelProvider provider) {
        SplittableRandom random = new SplittableRandom(3);
        for (int i = 0; i < 3000; i++) {
            double d = Math.scalb(random.nextDouble(-1, 1), random.nextInt(-30, 12));
            double loss = DoublePointwiseRow.of(provider, LOSS, d, 0).loss();
            assertThat(loss).isBetween(0.0, Math.min(d * d / 2, Math.abs(d)) * (1 + RELATIVE));
            assertThat(loss).isGreaterThanOrEqualTo((Math.abs(d) - StrictMath.log(2)) * (1 - RELATIVE));
        }
    }

    @ParameterizedTest
    @MethodSource("providers")
    void lossIsEvenAndGradientOddBitForBit(KernelProvider provider) {
        for (float f = 0; f < 60; f += 0.037f) {
            FloatPointwiseRow right = FloatPointwiseRow.of(provider, LOSS, f, 0);
            FloatPointwiseRow left = FloatPointwiseRow.of(provider, LOSS, -f, 0);
            assertThat(left).isEqualTo(new FloatPointwiseRow(right.loss(), -right.gradient(), right.hessian()));
        }
    }

    /** The kernels' bounds are for exact differences; this carries them to all others. */
    @Test
    void nothingButTheRoundedDifferenceCounts() {
        SplittableRandom random = new SplittableRandom(4);
        for (int i = 0; i < 3000; i++) {
            float f = (float) random.nextDouble(-30, 30);
            float y = (float) random.nextDouble(-30, 30);
            assertThat(FloatPointwiseRow.of(Kernels.simd(), LOSS, f, y))
                    .isEqualTo(FloatPointwiseRow.of(Kernels.simd(), LOSS, f - y, 0));
        }
    }
}
