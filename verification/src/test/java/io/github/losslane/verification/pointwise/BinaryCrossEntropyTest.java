package io.github.losslane.verification.pointwise;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.github.losslane.KernelProvider;
import io.github.losslane.Kernels;
import io.github.losslane.math.Scalar;
import io.github.losslane.pointwise.BinaryCrossEntropy;
import io.github.losslane.pointwise.Logistic;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Values and special values of binary cross-entropy on probabilities. */
class BinaryCrossEntropyTest {

    private static final BinaryCrossEntropy LOSS = new BinaryCrossEntropy();
    private static final float INFINITY = Float.POSITIVE_INFINITY;

    /** Kernels state at most 6 ulps, records take at most 8, half an ulp is the digits'. */
    private static final double ULPS = 8.5;

    private static final double RELATIVE = ULPS * 0x1p-52;

    private final RowCheck check = new RowCheck(LOSS, ULPS);

    static Stream<KernelProvider> providers() {
        return Stream.of(Kernels.simd(), Kernels.reference());
    }

    /** By mpmath. */
    @Test
    void knownValues() {
        check.row(0.5, 1, 0.6931471805599453, -2, 4);
        check.row(0.5, 0, 0.6931471805599453, 2, 4);
        check.row(0.25, 1, 1.3862943611198906, -4, 16);
        check.row(0.25, 0, 0.2876820724517809, 1.3333333333333333, 1.7777777777777777);
        check.row(0.75, 0.25, 1.1116412889528633, 2.6666666666666665, 12.444444444444445);
        check.row(0.125, 0.5, 1.1064864671521792, -3.4285714285714284, 32.6530612244898);
        check.row(0x1p-10, 0, 0.0009770396478266127, 1.0009775171065494, 1.0019559897527923);
        check.row(1 - 0x1p-10, 0, 6.931471805599453, 1024, 1048576);
        check.row(0x1p-60, 0.5, 20.79441541679836, -5.764607523034235e17, 6.64613997892458e35);
    }

    /** log(1 - p) with 1 - p rounded would be 0. */
    @ParameterizedTest
    @MethodSource("providers")
    void smallProbabilitiesKeepTheirRelativePrecision(KernelProvider provider) {
        for (float p : new float[] {Float.MIN_VALUE, Float.MIN_NORMAL, 1e-30f, 1e-20f, 1e-9f}) {
            assertThat(FloatPointwiseRow.of(provider, LOSS, p, 0)).isEqualTo(new FloatPointwiseRow(p, 1, 1));
        }
        assertThat(DoublePointwiseRow.of(provider, LOSS, 1e-200, 0)).isEqualTo(new DoublePointwiseRow(1e-200, 1, 1));
    }

    @ParameterizedTest
    @MethodSource("providers")
    void certaintyIsRightOrInfinitelyWrong(KernelProvider provider) {
        FloatPointwiseRow wrong = new FloatPointwiseRow(INFINITY, INFINITY, INFINITY);
        assertThat(FloatPointwiseRow.of(provider, LOSS, 1, 1)).isEqualTo(new FloatPointwiseRow(0, -1, 1));
        assertThat(FloatPointwiseRow.of(provider, LOSS, 1, 0)).isEqualTo(wrong);
        assertThat(FloatPointwiseRow.of(provider, LOSS, 1, 0.5f)).isEqualTo(wrong);
        for (float zero : new float[] {0, -0.0f}) {
            FloatPointwiseRow below = new FloatPointwiseRow(INFINITY, -INFINITY, INFINITY);
            assertThat(FloatPointwiseRow.of(provider, LOSS, zero, 0)).isEqualTo(new FloatPointwiseRow(0, 1, 1));
            assertThat(FloatPointwiseRow.of(provider, LOSS, zero, -0.0f)).isEqualTo(new FloatPointwiseRow(0, 1, 1));
            assertThat(FloatPointwiseRow.of(provider, LOSS, zero, 1)).isEqualTo(below);
            assertThat(FloatPointwiseRow.of(provider, LOSS, zero, 0.5f)).isEqualTo(below);
        }
    }

    /** Numbers that are no probability, next to 0 and 1 or far away. */
    @ParameterizedTest
    @MethodSource("providers")
    void whatIsNoProbabilityIsNaN(KernelProvider provider) {
        FloatPointwiseRow nan = new FloatPointwiseRow(Float.NaN, Float.NaN, Float.NaN);
        float[] none = {-Float.MIN_VALUE, -0.5f, -1, Math.nextUp(1f), 2, 3e38f, -3e38f, INFINITY, -INFINITY, Float.NaN};
        for (float target : new float[] {0, 1, 0.25f}) {
            for (float probability : none) {
                assertThat(FloatPointwiseRow.of(provider, LOSS, probability, target)).isEqualTo(nan);
            }
        }
        for (float probability : new float[] {0, 0.25f, 1}) {
            assertThat(FloatPointwiseRow.of(provider, LOSS, probability, Float.NaN)).isEqualTo(nan);
        }
    }

    /** Outside [0, 1] the loss is linear in the target all the same. */
    @Test
    void targetsOutsideTheUnitIntervalFollowTheFormula() {
        double log3 = 1.0986122886681098;      // L(1/4, y) = (1 - y) log(4/3) + y log 4 = log(4/3) + y log 3
        check.row(0.25, -1, 0.2876820724517809 - log3, 6.666666666666667, -12.444444444444445);
        check.row(0.25, 2, 0.2876820724517809 + 2 * log3, -9.333333333333334, 30.22222222222222);
    }

    /** A block of zeros and ones takes one logarithm, another target in it a second: the bits are the same. */
    @Test
    void oneUncertainTargetChangesNoOtherRow() {
        FloatPointwiseSample sample = FloatPointwiseSample.of(LOSS);
        for (int i = 0; i < sample.rows(); i++) {
            sample.targets()[i] = i % 3 == 0 ? 1 : 0;
        }
        float[] losses = sample.losses(Kernels.simd(), LOSS);
        sample.targets()[700] = 0.5f;
        float[] others = sample.losses(Kernels.simd(), LOSS);
        assertThat(others[700]).isNotEqualTo(losses[700]);
        losses[700] = others[700];
        assertThat(others).isEqualTo(losses);
    }

    /** L(p, y) = L(1 - p, 1 - y), where 1 - p is exact. */
    @Test
    void classesAreSymmetric() {
        for (int k = 1; k < 1 << 12; k++) {
            float p = k * 0x1p-12f;
            FloatPointwiseRow one = FloatPointwiseRow.of(Kernels.simd(), LOSS, p, 1);
            FloatPointwiseRow zero = FloatPointwiseRow.of(Kernels.simd(), LOSS, 1 - p, 0);
            assertThat(zero).isEqualTo(new FloatPointwiseRow(one.loss(), -one.gradient(), one.hessian()));
            DoublePointwiseRow soft = DoublePointwiseRow.of(Kernels.simd(), LOSS, p, 0.25);
            DoublePointwiseRow mirrored = DoublePointwiseRow.of(Kernels.simd(), LOSS, 1 - p, 0.75);
            assertThat(mirrored.loss()).isCloseTo(soft.loss(), within(2 * RELATIVE * soft.loss()));
            assertThat(mirrored.gradient()).isCloseTo(-soft.gradient(), within(2 * RELATIVE * Math.abs(soft.gradient())));
            assertThat(mirrored.hessian()).isCloseTo(soft.hessian(), within(2 * RELATIVE * soft.hessian()));
        }
    }

    /**
     * The loss of sigmoid(f) is the logistic loss of f. The probability is off by at most 2 ulps, which the gradient carries
     * into the loss; by the chain rule the gradient itself is multiplied by p (1 - p).
     */
    @ParameterizedTest
    @MethodSource("providers")
    void withASigmoidItIsTheLogisticLoss(KernelProvider provider) {
        Logistic logistic = new Logistic();
        for (double y : new double[] {0, 1, 0.25, 0.875}) {
            for (double f = -20; f <= 20; f += 0.173) {
                double p = Scalar.sigmoid(f);
                DoublePointwiseRow got = DoublePointwiseRow.of(provider, LOSS, p, y);
                DoublePointwiseRow expected = DoublePointwiseRow.of(provider, logistic, f, y);
                double off = 2 * Math.ulp(p);
                assertThat(got.loss()).isCloseTo(
                        expected.loss(), within(2 * RELATIVE * expected.loss() + Math.abs(got.gradient()) * off));
                double chained = got.gradient() * p * (1 - p);
                assertThat(chained).isCloseTo(expected.gradient(),
                        within(2 * RELATIVE * Math.abs(chained) + off + RELATIVE * Math.max(y, 1 - y)));
            }
        }
    }
}
