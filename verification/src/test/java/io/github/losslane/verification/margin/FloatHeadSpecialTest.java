package io.github.losslane.verification.margin;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.github.losslane.FloatMatrix;
import io.github.losslane.KernelProvider;
import io.github.losslane.Kernels;
import io.github.losslane.Reduction;
import io.github.losslane.margin.CombinedMargin;
import io.github.losslane.margin.MarginLoss;
import java.util.Arrays;
import java.util.SplittableRandom;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Rows without direction, rows in the same direction, the smallest and the largest numbers: finite, and as documented. */
class FloatHeadSpecialTest {

    private static final double UNIT_ROUNDOFF = (Math.nextUp(1.0f) - 1) / 2;
    private static final float FAR = Math.scalb(1.0f, Float.MAX_EXPONENT - 27);
    private static final HeadShape SHAPE = new HeadShape(1, 3, 3);

    private static final float[] EDGES = {
        0, -0.0f, Float.MIN_VALUE, -Float.MIN_VALUE, Float.MIN_NORMAL, 1e-30f, -1e-30f, 1, -1, 1e30f, -1e30f, FAR, Float.MAX_VALUE
    };

    static Stream<MarginLoss> losses() {
        return MarginCases.few().stream();
    }

    static Stream<MarginLoss> cosines() {
        return MarginCases.cosines();
    }

    static Stream<KernelProvider> providers() {
        return Stream.of(Kernels.simd(), Kernels.reference());
    }

    /** Their part through the label's angle is 0, which is also what differences to both sides give. */
    @ParameterizedTest
    @MethodSource("losses")
    void parallelAndOppositeRows(MarginLoss loss) {
        for (float factor : new float[] {1, -1, 4, -0.25f}) {
            for (HeadShape shape : new HeadShape[] {SHAPE, new HeadShape(1, 1, 2), new HeadShape(1, 37, 4)}) {
                FloatHeadSample sample = FloatHeadAngles.of(loss, shape, 0);
                for (int d = 0; d < shape.dimension(); d++) {
                    sample.features().data()[d] = factor * sample.weights().get(sample.labels()[0], d);
                }
                FloatHeadCheck.check(loss, sample, Reduction.SUM);
            }
        }
    }

    /** Its logits are those of cosine 0; where it would be divided by its norm, the gradient is 0. */
    @ParameterizedTest
    @MethodSource("losses")
    void zeroFeature(MarginLoss loss) {
        providers().forEach(provider -> {
            FloatHeadSample sample = FloatHeadAngles.of(loss, SHAPE, 1);
            fill(sample.features(), 0);
            double[][] w = FloatHeadSample.wide(sample.weights());
            double[] b = sample.wideBias();
            int label = sample.labels()[0];
            double[] z = new double[w.length];
            for (int j = 0; j < z.length; j++) {
                z[j] = b[j] + (j == label && loss.unitFeatures() ? loss.scale() * loss.target(0, 1) * length(loss, w[j]) : 0);
            }
            double[] g = HeadErrors.sizes(z, label);
            assertThat(sample.lossAndGradients(provider, loss, Reduction.SUM))
                    .isCloseTo(logSumExp(z) - z[label], within(64 * UNIT_ROUNDOFF * (1 + Math.abs(z[label]))));
            assertThat(sample.weightGradient().data()).containsOnly(0);
            for (int d = 0; d < SHAPE.dimension(); d++) {
                double expected = 0;
                for (int j = 0; j < z.length && !loss.unitFeatures(); j++) {
                    double slope = j == label ? -loss.targetSlope(0, 1) : 1;
                    expected += g[j] * slope * w[j][d] * (loss.unitWeights() ? 1 / norm(w[j]) : 1);
                }
                double got = sample.featureGradient().get(0, d);
                assertThat(got).as("dx_%s", d).isCloseTo(expected, within(256 * UNIT_ROUNDOFF));
            }
        });
    }

    /** A margin as steep as 99 where the angle of a row of zeros is taken to be a right one: no gradient is NaN. */
    @Test
    void zeroRowsUnderASteepMargin() {
        CombinedMargin loss = new CombinedMargin(4, 99, 0, 0);
        assertThat(Math.abs(loss.targetSlope(0, 1))).isGreaterThan(90);
        providers().forEach(provider -> {
            FloatHeadSample feature = FloatHeadAngles.of(loss, SHAPE, 1);
            fill(feature.features(), 0);
            FloatHeadSample weight = FloatHeadAngles.of(loss, SHAPE, 1);
            fill(weight.weights(), 0);
            for (FloatHeadSample sample : new FloatHeadSample[] {feature, weight}) {
                double value = sample.lossAndGradients(provider, loss, Reduction.SUM);
                double angle = 99 * Math.PI / 2;        // rounded, times the scale, and a softmax
                assertThat(value).isCloseTo(Math.log(SHAPE.classes()), within((4 * angle + 64) * UNIT_ROUNDOFF));
                assertZero(sample.featureGradient());
                assertZero(sample.weightGradient());
            }
        });
    }

    private static void assertZero(FloatMatrix matrix) {
        for (float element : matrix.data()) {
            assertThat(element).isZero();
        }
    }

    private static double logSumExp(double[] z) {
        double max = Arrays.stream(z).max().orElseThrow();
        return max + Math.log(Arrays.stream(z).map(each -> Math.exp(each - max)).sum());
    }

    private static double length(MarginLoss loss, double[] weight) {
        return loss.unitWeights() ? 1 : norm(weight);
    }

    private static double norm(double[] x) {
        return Math.sqrt(x[0] * x[0] + x[1] * x[1] + x[2] * x[2]);
    }

    /** Of the label, then of another class: the class is at cosine 0 and, where it would be divided by its norm, stays. */
    @ParameterizedTest
    @MethodSource("losses")
    void zeroWeightRow(MarginLoss loss) {
        providers().forEach(provider -> {
            for (int k = 0; k < SHAPE.classes(); k++) {
                FloatHeadSample sample = FloatHeadAngles.of(loss, SHAPE, 1);
                int label = sample.labels()[0];
                for (int d = 0; d < SHAPE.dimension(); d++) {
                    sample.weights().data()[k * SHAPE.dimension() + d] = 0;
                }
                double[] x = FloatHeadSample.wide(sample.features())[0];
                double[][] w = FloatHeadSample.wide(sample.weights());
                double[] z = new double[w.length];
                HeadOracle oracle = new HeadOracle(loss, x, w, sample.wideBias(), label);
                for (int j = 0; j < z.length; j++) {
                    z[j] = oracle.logit(j).doubleValue();
                }
                double g = HeadErrors.sizes(z, label)[k] * (k == label ? -1 : 1);
                double value = sample.lossAndGradients(provider, loss, Reduction.SUM);
                HeadErrors errors = new HeadErrors(
                        loss, new double[][] {x}, w, sample.wideBias(), sample.labels(), UNIT_ROUNDOFF, Float.MIN_NORMAL);
                assertThat(value).isCloseTo(oracle.loss().doubleValue(), within(errors.loss(0)));
                double slope = k == label ? loss.targetSlope(0, 1) : 1;
                double radius = loss.unitFeatures() ? loss.scale() : norm(x);
                for (int d = 0; d < SHAPE.dimension(); d++) {
                    double expected = loss.unitWeights() ? 0 : g * slope * radius * x[d] / norm(x);
                    double got = sample.weightGradient().get(k, d);
                    assertThat(got).as("dW_%s,%s", k, d).isCloseTo(expected, within(errors.weight(k)));
                }
                assertThat(sample.featureGradient().data()).doesNotContain(Float.NaN, Float.POSITIVE_INFINITY);
            }
        });
    }

    /** Logits stay ordinary: a row that keeps its norm is far only where the other is as far to the other side. */
    @ParameterizedTest
    @MethodSource("losses")
    void normsFarFromOne(MarginLoss loss) {
        for (float far : new float[] {FAR, 1 / FAR}) {
            float features = loss.unitFeatures() || !loss.unitWeights() ? far : 1;
            float weights = loss.unitWeights() ? far : loss.unitFeatures() ? 1 : 1 / far;
            for (double angle : new double[] {0.01, 1, 3}) {
                FloatHeadCheck.check(loss, multiplied(loss, angle, features, weights), Reduction.SUM);
                if (loss.unitFeatures() && loss.unitWeights()) {
                    FloatHeadCheck.check(loss, multiplied(loss, angle, features, 1 / far), Reduction.SUM);
                }
            }
        }
    }

    private static FloatHeadSample multiplied(MarginLoss loss, double angle, float features, float weights) {
        FloatHeadSample sample = FloatHeadAngles.of(loss, SHAPE, angle);
        multiply(sample.features(), features);
        multiply(sample.weights(), weights);
        return sample;
    }

    /** The reciprocal of such a norm is beyond the largest number: the loss is right, and no gradient is NaN. */
    @ParameterizedTest
    @MethodSource("cosines")
    void subnormalRows(MarginLoss loss) {
        providers().forEach(provider -> {
            FloatHeadSample sample = FloatHeadAngles.of(loss, SHAPE, 1);
            int[] integers = {3, -4, 12, 5, 12, -7, 2, -6, 3, 8, -1, 4};
            for (int d = 0; d < SHAPE.dimension(); d++) {
                sample.features().data()[d] = integers[d] * Float.MIN_VALUE;
                for (int j = 0; j < SHAPE.classes(); j++) {
                    sample.weights().data()[j * SHAPE.dimension() + d] = integers[(j + 1) * 3 + d] * Float.MIN_VALUE;
                }
            }
            double[][] x = FloatHeadSample.wide(sample.features());
            double[][] w = FloatHeadSample.wide(sample.weights());
            double exact = new HeadOracle(loss, x[0], w, sample.wideBias(), sample.labels()[0]).loss().doubleValue();
            HeadErrors errors = new HeadErrors(loss, x, w, sample.wideBias(), sample.labels(), UNIT_ROUNDOFF, Float.MIN_NORMAL);
            assertThat(sample.lossAndGradients(provider, loss, Reduction.SUM)).isCloseTo(exact, within(errors.loss(0)));
            assertThat(sample.featureGradient().data()).doesNotContain(Float.NaN);
            assertThat(sample.weightGradient().data()).doesNotContain(Float.NaN);
        });
    }

    /** Logits are at most the scale times what a margin makes of a cosine, whatever the rows hold. */
    @ParameterizedTest
    @MethodSource("cosines")
    void noFiniteInputGivesNaN(MarginLoss loss) {
        SplittableRandom random = new SplittableRandom(7);
        for (int trial = 0; trial < 300; trial++) {
            HeadShape shape = new HeadShape(3, 1 + trial % 4, 3);
            FloatHeadSample sample = FloatHeadAngles.of(loss, shape, 1);
            for (FloatMatrix matrix : new FloatMatrix[] {sample.features(), sample.weights()}) {
                for (int i = 0; i < matrix.data().length; i++) {
                    matrix.data()[i] = EDGES[random.nextInt(EDGES.length)];
                }
            }
            providers().forEach(provider -> {
                assertThat(sample.lossAndGradients(provider, loss, Reduction.MEAN)).as(provider.name()).isFinite();
                assertThat(sample.featureGradient().data()).as(provider.name()).doesNotContain(Float.NaN);
                assertThat(sample.weightGradient().data()).as(provider.name()).doesNotContain(Float.NaN);
            });
        }
    }

    private static void fill(FloatMatrix matrix, float value) {
        Arrays.fill(matrix.data(), value);
    }

    private static void multiply(FloatMatrix matrix, float factor) {
        for (int i = 0; i < matrix.data().length; i++) {
            matrix.data()[i] *= factor;
        }
    }
}
