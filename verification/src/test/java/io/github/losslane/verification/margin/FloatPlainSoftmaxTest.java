package io.github.losslane.verification.margin;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.github.losslane.FloatMatrix;
import io.github.losslane.KernelProvider;
import io.github.losslane.Kernels;
import io.github.losslane.Reduction;
import io.github.losslane.margin.PlainSoftmax;
import io.github.losslane.simd.softmax.FloatCrossEntropy;
import io.github.losslane.softmax.CrossEntropy;
import java.util.Arrays;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The plain softmax head: SIMD against the reference, with an error bound carried through its four sweeps. */
class FloatPlainSoftmaxTest {

    private static final PlainSoftmax LOSS = new PlainSoftmax();
    private static final double UNIT_ROUNDOFF = (Math.nextUp(1.0f) - 1) / 2;

    static Stream<HeadShape> shapes() {
        return HeadShape.odd();
    }

    static Stream<KernelProvider> providers() {
        return Stream.of(Kernels.simd(), Kernels.reference());
    }

    @ParameterizedTest
    @MethodSource("shapes")
    void simdIsTheReferenceWithinTheErrorsOfItsChains(HeadShape shape) {
        check(shape, FloatHeadSample.of(shape, false), FloatHeadSample.of(shape, false));
        check(shape, FloatHeadSample.of(shape, true), FloatHeadSample.of(shape, true));
    }

    /**
     * A chain of n fma is off by n half ulps of 1 times the sum of its terms' sizes; here terms are below 1. An error e of
     * the logits changes the logits' gradient by a relative 2e, and the loss by 2e. The sizes of the logits' gradient add up
     * to 2 in a row, and in a column to the number of rows. All that twice, as the reference makes the same errors where
     * both compute in double.
     */
    private static void check(HeadShape shape, FloatHeadSample simd, FloatHeadSample reference) {
        double loss = simd.lossAndGradients(Kernels.simd(), LOSS, Reduction.MEAN);
        double expectedLoss = reference.lossAndGradients(Kernels.reference(), LOSS, Reduction.MEAN);
        double logits = (shape.dimension() + 1) * UNIT_ROUNDOFF * (shape.dimension() + 1);
        double lossError = 2 * (2 * logits + (FloatCrossEntropy.MAX_ULP_LOSS + 22 + 3) * 2 * UNIT_ROUNDOFF * expectedLoss);
        assertThat(loss).isCloseTo(expectedLoss, within(lossError));

        double distance = 2.0 * (shape.dimension() + 1);       // no two logits are farther apart
        double relative = 2 * logits + (FloatCrossEntropy.MAX_ULP_GRADIENT + 2 * distance) * 2 * UNIT_ROUNDOFF;
        double rowError = 2 * 2.0 / Math.max(1, shape.rows()) * (relative + (shape.classes() + 2) * UNIT_ROUNDOFF);
        assertNear(simd.featureGradient(), reference.featureGradient(), rowError);
        double columnError = 2 * (relative + (shape.rows() + 2) * UNIT_ROUNDOFF);
        assertNear(simd.weightGradient(), reference.weightGradient(), columnError);
        for (int j = 0; j < simd.biasGradient().length; j++) {
            double got = simd.biasGradient()[j];
            assertThat(got).isCloseTo(reference.biasGradient()[j], within(columnError));
        }
    }

    /** Scratch of the thread holds the weights of the rows of the call before. */
    @ParameterizedTest
    @MethodSource("providers")
    void weightsOfAnotherCallDoNotCount(KernelProvider provider) {
        HeadShape shape = new HeadShape(5, 7, 4);
        double before = FloatHeadSample.of(shape, true).lossAndGradients(provider, LOSS, Reduction.SUM);
        float[] logits = new float[5 * 4];
        float[] weights = {0, 3, 0, 5, 0};
        provider.softmax().loss(CrossEntropy.PLAIN, Reduction.SUM, FloatMatrix.of(logits, 5, 4), new int[5], 0, weights, 0);
        assertThat(FloatHeadSample.of(shape, true).lossAndGradients(provider, LOSS, Reduction.SUM)).isEqualTo(before);
    }

    @ParameterizedTest
    @MethodSource("shapes")
    void lossIsTheSameWithAndWithoutGradients(HeadShape shape) {
        providers().forEach(provider -> {
            for (Reduction reduction : Reduction.values()) {
                FloatHeadSample sample = FloatHeadSample.of(shape, true);
                assertThat(sample.lossAndGradients(provider, LOSS, reduction))
                        .isEqualTo(sample.loss(provider, LOSS, reduction));
                FloatHeadSample noBias = FloatHeadSample.of(shape, false);
                assertThat(noBias.lossAndGradients(provider, LOSS, reduction))
                        .isEqualTo(noBias.loss(provider, LOSS, reduction));
            }
        });
    }

    @ParameterizedTest
    @MethodSource("shapes")
    void gapsBetweenRowsChangeNothing(HeadShape shape) {
        providers().forEach(provider -> {
            FloatHeadSample sample = FloatHeadSample.of(shape, true);
            FloatHeadSample gaps = sample.withGaps();
            double loss = sample.lossAndGradients(provider, LOSS, Reduction.SUM);
            assertThat(gaps.lossAndGradients(provider, LOSS, Reduction.SUM)).isEqualTo(loss);
            assertNear(gaps.featureGradient(), sample.featureGradient(), 0);
            assertNear(gaps.weightGradient(), sample.weightGradient(), 0);
            assertThat(gaps.biasGradient()).isEqualTo(sample.biasGradient());
        });
    }

    @ParameterizedTest
    @MethodSource("shapes")
    void biasOfZerosIsNoBias(HeadShape shape) {
        providers().forEach(provider -> {
            FloatHeadSample with = FloatHeadSample.of(shape, true);
            Arrays.fill(with.bias(), 0);
            FloatHeadSample without = new FloatHeadSample(with.features(), with.weights(), null, with.labels(),
                    with.withGaps().featureGradient(), with.withGaps().weightGradient(), new float[0]);
            double loss = with.lossAndGradients(provider, LOSS, Reduction.MEAN);
            assertThat(without.lossAndGradients(provider, LOSS, Reduction.MEAN)).isEqualTo(loss);
            assertNear(without.featureGradient(), with.featureGradient(), 0);
            assertNear(without.weightGradient(), with.weightGradient(), 0);
        });
    }

    @ParameterizedTest
    @MethodSource("providers")
    void noRowsAreLossAndGradientsZero(KernelProvider provider) {
        for (Reduction reduction : Reduction.values()) {
            FloatHeadSample sample = FloatHeadSample.of(new HeadShape(0, 4, 3), true);
            assertThat(sample.lossAndGradients(provider, LOSS, reduction)).isZero();
            assertThat(sample.weightGradient().data()).containsOnly(0);
            assertThat(sample.biasGradient()).containsOnly(0);
        }
    }

    @ParameterizedTest
    @MethodSource("providers")
    void nanInAFeaturePoisonsItsRowButNotTheFeatureGradientOfOthers(KernelProvider provider) {
        FloatHeadSample clean = FloatHeadSample.of(new HeadShape(9, 6, 4), true);
        clean.lossAndGradients(provider, LOSS, Reduction.SUM);
        FloatHeadSample poisoned = FloatHeadSample.of(new HeadShape(9, 6, 4), true);
        poisoned.features().data()[3 * 6 + 2] = Float.NaN;
        assertThat(poisoned.lossAndGradients(provider, LOSS, Reduction.SUM)).isNaN();
        float[] expected = clean.featureGradient().data().clone();
        Arrays.fill(expected, 3 * 6, 4 * 6, Float.NaN);
        assertThat(poisoned.featureGradient().data()).isEqualTo(expected);
    }

    private static void assertNear(FloatMatrix got, FloatMatrix expected, double allowed) {
        for (int i = 0; i < expected.rows(); i++) {
            for (int j = 0; j < expected.columns(); j++) {
                double element = got.get(i, j);
                assertThat(element).as("row %s, column %s", i, j).isCloseTo(expected.get(i, j), within(allowed));
            }
        }
    }
}
