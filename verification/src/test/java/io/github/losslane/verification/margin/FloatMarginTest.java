package io.github.losslane.verification.margin;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.github.losslane.FloatMatrix;
import io.github.losslane.KernelProvider;
import io.github.losslane.Kernels;
import io.github.losslane.Reduction;
import io.github.losslane.internal.Direction;
import io.github.losslane.margin.ArcFace;
import io.github.losslane.margin.CombinedMargin;
import io.github.losslane.margin.MarginLoss;
import io.github.losslane.simd.softmax.FloatCrossEntropy;
import java.util.Arrays;
import java.util.SplittableRandom;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Margins on given cosines. */
class FloatMarginTest {

    private static final double UNIT_ROUNDOFF = (Math.nextUp(1.0f) - 1) / 2;
    private static final double DOUBLE = 0x1p-53;
    private static final int CLASSES = 7;

    /** Of the labels; between the jumps and knots of all losses. */
    private static final double[] ANGLES = {1e-3, 0.01, 0.3, 0.9, 1.2, 1.7, 2.3, 2.9, 3.1, 3.14};

    static Stream<MarginLoss> losses() {
        return MarginCases.cosines();
    }

    static Stream<KernelProvider> providers() {
        return Stream.of(Kernels.simd(), Kernels.reference());
    }

    /** Row i has the label i modulo the classes, at angle i; the other cosines are random. */
    private static FloatMatrix cosines() {
        SplittableRandom random = new SplittableRandom(11);
        float[] cosines = new float[ANGLES.length * CLASSES];
        for (int i = 0; i < cosines.length; i++) {
            cosines[i] = (float) random.nextDouble(-1, 1);
        }
        for (int i = 0; i < ANGLES.length; i++) {
            cosines[i * CLASSES + i % CLASSES] = (float) Math.cos(ANGLES[i]);
        }
        return FloatMatrix.of(cosines, ANGLES.length, CLASSES);
    }

    private static int[] labels() {
        int[] labels = new int[ANGLES.length];
        Arrays.setAll(labels, i -> i % CLASSES);
        return labels;
    }

    private static FloatMatrix blank(FloatMatrix matrix) {
        float[] nans = new float[matrix.rows() * matrix.columns()];
        Arrays.fill(nans, Float.NaN);
        return FloatMatrix.of(nans, matrix.rows(), matrix.columns());
    }

    /** What a row should give, and how far off it may be. */
    private record Row(double loss, double lossError, double[] gradient, double[] gradientErrors) {

        /**
         * Cosines are exact, sine and phi are taken in double: an error of 4 half ulps of a double in the cosine, one rounding
         * of each logit. Logits off by e change g by a relative 2e.
         */
        static Row of(MarginLoss loss, double[] cosines, int label) {
            HeadOracle oracle = HeadOracle.ofCosines(loss, cosines, label);
            double exact = oracle.loss().doubleValue();
            double sine = Math.sqrt((1 - cosines[label]) * (1 + cosines[label]));
            double slope = loss.targetSlope(cosines[label], sine);
            MarginError error = MarginError.of(loss, Math.abs(slope), sine, 4 * DOUBLE, 4 * DOUBLE);
            double logits = loss.scale()
                    * (error.target() + UNIT_ROUNDOFF * (1 + Math.abs(loss.target(cosines[label], sine))));
            double relative = 2 * logits + (FloatCrossEntropy.MAX_ULP_GRADIENT + 4) * 2 * UNIT_ROUNDOFF;
            double[] gradient = new double[cosines.length];
            double[] errors = new double[cosines.length];
            for (int j = 0; j < cosines.length; j++) {
                gradient[j] = oracle.cosineGradient(j).doubleValue();
                double more = j == label ? loss.scale() * error.slope() : 0;
                errors[j] = 2 * (Math.abs(gradient[j]) * relative + more) + Float.MIN_NORMAL;
            }
            double lossError = 2 * (2 * logits + (FloatCrossEntropy.MAX_ULP_LOSS + 25) * 2 * UNIT_ROUNDOFF * exact);
            return new Row(exact, lossError, gradient, errors);
        }
    }

    @ParameterizedTest
    @MethodSource("losses")
    void lossAndGradientAreThoseOfTheFormula(MarginLoss loss) {
        FloatMatrix cosines = cosines();
        Row[] rows = new Row[ANGLES.length];
        Arrays.setAll(rows, i -> Row.of(loss, FloatHeadSample.wide(cosines)[i], labels()[i]));
        double exact = Arrays.stream(rows).mapToDouble(Row::loss).sum();
        double allowed = Arrays.stream(rows).mapToDouble(Row::lossError).sum();
        providers().forEach(provider -> {
            for (Reduction reduction : Reduction.values()) {
                FloatMatrix gradient = blank(cosines);
                double divisor = reduction == Reduction.SUM ? 1 : ANGLES.length;
                double got = provider.margin().lossAndGradient(loss, reduction, cosines, labels(), 0, gradient) * divisor;
                assertThat(got).as("%s", loss).isCloseTo(exact, within(allowed));
                for (int i = 0; i < ANGLES.length; i++) {
                    for (int j = 0; j < CLASSES; j++) {
                        double element = gradient.get(i, j) * divisor;
                        assertThat(element).as("%s, row %s, class %s", loss, i, j)
                                .isCloseTo(rows[i].gradient[j], within(rows[i].gradientErrors[j]));
                    }
                }
            }
        });
    }

    /** Cosines of a head by its own directions, in double, give the head's loss. */
    @ParameterizedTest
    @MethodSource("losses")
    void isTheHeadAfterItsProducts(MarginLoss loss) {
        providers().forEach(provider -> {
            FloatHeadSample head = FloatHeadAngles.of(loss, new HeadShape(9, 5, 6), 0.2, 1, 1.8, 2.9);
            float[] cosines = new float[9 * 6];
            for (int i = 0; i < 9; i++) {
                Direction x = Direction.of(FloatHeadSample.wide(head.features())[i], loss.epsilon());
                for (int j = 0; j < 6; j++) {
                    cosines[i * 6 + j] = (float) x.dot(Direction.of(
                            FloatHeadSample.wide(head.weights())[j], loss.epsilon()).unit());
                }
            }
            FloatMatrix matrix = FloatMatrix.of(cosines, 9, 6);
            double got = provider.margin().lossAndGradient(loss, Reduction.SUM, matrix, head.labels(), 0, blank(matrix));
            FloatHeadResult expected = FloatHeadResult.of(provider, loss, Reduction.SUM, head);
            assertThat(got).isCloseTo(
                    expected.loss(), within(2 * expected.lossError(FloatHeadResult.errors(loss, head))));
        });
    }

    @ParameterizedTest
    @MethodSource("losses")
    void inPlaceAndBetweenGapsAreTheSameBits(MarginLoss loss) {
        providers().forEach(provider -> {
            FloatMatrix cosines = cosines();
            FloatMatrix gradient = blank(cosines);
            double value = provider.margin().lossAndGradient(loss, Reduction.MEAN, cosines, labels(), 0, gradient);
            FloatMatrix gaps = new FloatMatrix(new float[3 + ANGLES.length * 12], 3, ANGLES.length, CLASSES, 12);
            for (int i = 0; i < ANGLES.length; i++) {
                System.arraycopy(cosines.data(), i * CLASSES, gaps.data(), gaps.rowOffset(i), CLASSES);
            }
            assertThat(provider.margin().lossAndGradient(loss, Reduction.MEAN, gaps, labels(), 0, gaps)).isEqualTo(value);
            for (int i = 0; i < ANGLES.length; i++) {
                for (int j = 0; j < CLASSES; j++) {
                    assertThat(gaps.get(i, j)).isEqualTo(gradient.get(i, j));
                }
            }
        });
    }

    @ParameterizedTest
    @MethodSource("losses")
    void nanPoisonsItsRowAndTheLoss(MarginLoss loss) {
        providers().forEach(provider -> {
            FloatMatrix clean = blank(cosines());
            provider.margin().lossAndGradient(loss, Reduction.SUM, cosines(), labels(), 0, clean);
            for (int column : new int[] {4, 2}) {       // the label of row 4, another class
                FloatMatrix cosines = cosines();
                cosines.data()[4 * CLASSES + column] = Float.NaN;
                assertThat(provider.margin().lossAndGradient(loss, Reduction.SUM, cosines, labels(), 0, cosines)).isNaN();
                Arrays.fill(clean.data(), 4 * CLASSES, 5 * CLASSES, Float.NaN);
                assertThat(cosines.data()).isEqualTo(clean.data());
            }
        });
    }

    /** At the ends and, as rounding goes, a bit beyond: finite; an unbounded slope counts as 0. */
    @ParameterizedTest
    @MethodSource("losses")
    void endsOfTheCosine(MarginLoss loss) {
        providers().forEach(provider -> {
            for (float end : new float[] {1, -1, Math.nextUp(1.0f), -Math.nextUp(1.0f)}) {
                FloatMatrix cosines = FloatMatrix.of(new float[] {end, 0.5f}, 1, 2);
                FloatMatrix gradient = blank(cosines);
                double value = provider.margin().lossAndGradient(loss, Reduction.SUM, cosines, new int[1], 0, gradient);
                double inside = Math.max(-1, Math.min(end, 1));
                double difference = loss.scale() * (0.5 - loss.target(inside, 0));
                double expected = Math.max(0, difference) + Math.log1p(Math.exp(-Math.abs(difference)));
                double rounding = 64 * UNIT_ROUNDOFF * (1 + loss.scale() * (2 + Math.abs(loss.target(inside, 0))));
                assertThat(value).as("%s at %s", loss, end).isCloseTo(expected, within(rounding));
                double own = gradient.get(0, 0);
                double other = gradient.get(0, 1);
                assertThat(own).as("%s at %s", loss, end).isCloseTo(-other * loss.targetSlope(inside, 0),
                        within(rounding * Math.abs(other) * (1 + loss.targetSlope(inside, 0))));
            }
        });
    }

    /** z = s cos(m) and s cos(0); where the slope counts as 0, so does the gradient. */
    @ParameterizedTest
    @MethodSource("providers")
    void knownValuesAtOne(KernelProvider provider) {
        FloatMatrix cosines = FloatMatrix.of(new float[] {1, 1}, 1, 2);
        FloatMatrix gradient = blank(cosines);
        double value = provider.margin().lossAndGradient(
                new ArcFace(2, Math.PI / 3), Reduction.MEAN, cosines, new int[1], 0, gradient);
        assertThat(value).isCloseTo(Math.log1p(Math.E), within(1e-6));
        assertThat(gradient.data()[0]).isZero();
        assertThat(gradient.data()[1]).isCloseTo((float) (2 * Math.E / (1 + Math.E)), within(1e-6f));
        provider.margin().lossAndGradient(
                new CombinedMargin(2, 3, 0, 0.5), Reduction.MEAN, cosines, new int[1], 0, gradient);
        assertThat(gradient.data()[0]).isCloseTo(-9 * gradient.data()[1], within(1e-5f));
    }
}
