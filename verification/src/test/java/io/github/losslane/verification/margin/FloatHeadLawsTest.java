package io.github.losslane.verification.margin;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.github.losslane.FloatMatrix;
import io.github.losslane.KernelProvider;
import io.github.losslane.Kernels;
import io.github.losslane.Reduction;
import io.github.losslane.margin.FloatHeadWorkspace;
import io.github.losslane.margin.MarginLoss;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What every loss of the margin family keeps to, whatever its margin. */
class FloatHeadLawsTest {

    private static final HeadShape SHAPE = new HeadShape(7, 6, 5);
    private static final double[] ANGLES = {0.05, 0.7, 1.4, 2.1, 2.9};
    private static final double UNIT_ROUNDOFF = (Math.nextUp(1.0f) - 1) / 2;

    static Stream<MarginLoss> losses() {
        return MarginCases.few().stream();
    }

    static Stream<MarginLoss> scaled() {
        return MarginCases.unitFeatures();
    }

    static Stream<KernelProvider> providers() {
        return Stream.of(Kernels.simd(), Kernels.reference());
    }

    private static FloatHeadSample sample(MarginLoss loss) {
        return FloatHeadAngles.of(loss, SHAPE, ANGLES);
    }

    private static FloatHeadResult sum(KernelProvider provider, MarginLoss loss, FloatHeadSample sample) {
        return FloatHeadResult.of(provider, loss, Reduction.SUM, sample);
    }

    @ParameterizedTest
    @MethodSource("losses")
    void lossAloneIsTheLossWithGradients(MarginLoss loss) {
        providers().forEach(provider -> {
            for (Reduction reduction : Reduction.values()) {
                FloatHeadSample sample = sample(loss);
                double value = FloatHeadResult.of(provider, loss, reduction, sample).loss();
                assertThat(sample.loss(provider, loss, reduction)).isEqualTo(value);
            }
        });
    }

    @ParameterizedTest
    @MethodSource("scaled")
    void gradientOfTheScaleComesWithTheSameLossAndGradients(MarginLoss loss) {
        providers().forEach(provider -> {
            FloatHeadSample sample = sample(loss).withoutBias();
            FloatHeadResult expected = sum(provider, loss, sample);
            double value = provider.head().lossAndGradients(loss, Reduction.SUM, sample.features(), sample.weights(),
                    sample.labels(), 0, sample.featureGradient(), sample.weightGradient(), new float[1], 0,
                    new FloatHeadWorkspace(SHAPE.rows(), SHAPE.dimension(), SHAPE.classes()));
            assertThat(value).isEqualTo(expected.loss());
            assertThat(sample.featureGradient().data()).isEqualTo(expected.features().data());
            assertThat(sample.weightGradient().data()).isEqualTo(expected.weights().data());
        });
    }

    @ParameterizedTest
    @MethodSource("losses")
    void meanIsTheSumDividedByTheRows(MarginLoss loss) {
        providers().forEach(provider -> {
            FloatHeadResult sum = sum(provider, loss, sample(loss));
            HeadErrors errors = FloatHeadResult.errors(loss, sample(loss));
            for (Reduction reduction : new Reduction[] {Reduction.MEAN, Reduction.WEIGHTED_MEAN}) {
                FloatHeadResult mean = FloatHeadResult.of(provider, loss, reduction, sample(loss));
                assertThat(mean.loss()).isEqualTo(sum.loss() / SHAPE.rows());
                for (int i = 0; i < SHAPE.rows(); i++) {
                    for (int d = 0; d < SHAPE.dimension(); d++) {
                        double element = mean.features().get(i, d);
                        assertThat(element * SHAPE.rows()).isCloseTo(sum.features().get(i, d), within(2 * errors.feature(i)));
                    }
                }
            }
        });
    }

    @ParameterizedTest
    @MethodSource("losses")
    void gapsBetweenRowsChangeNothing(MarginLoss loss) {
        providers().forEach(provider -> {
            FloatHeadSample packed = sample(loss);
            FloatHeadSample gaps = packed.withGaps();
            double value = packed.lossAndGradients(provider, loss, Reduction.SUM);
            assertThat(gaps.lossAndGradients(provider, loss, Reduction.SUM)).isEqualTo(value);
            for (int d = 0; d < SHAPE.dimension(); d++) {
                for (int i = 0; i < SHAPE.rows(); i++) {
                    assertThat(gaps.featureGradient().get(i, d)).isEqualTo(packed.featureGradient().get(i, d));
                }
                for (int j = 0; j < SHAPE.classes(); j++) {
                    assertThat(gaps.weightGradient().get(j, d)).isEqualTo(packed.weightGradient().get(j, d));
                }
            }
        });
    }

    /** A power of two changes no mantissa: the same bits, but for the gradient of what is scaled. */
    @ParameterizedTest
    @MethodSource("losses")
    void normOfUnitRowsDoesNotCount(MarginLoss loss) {
        providers().forEach(provider -> {
            FloatHeadSample sample = sample(loss);
            FloatHeadResult plain = sum(provider, loss, sample);
            if (loss.unitFeatures() && loss.epsilon() == 0) {
                FloatHeadResult scaled = sum(provider, loss, sample.with(scaled(sample.features(), 8), sample.weights()));
                new FloatHeadResult(scaled.loss(), scaled(scaled.features(), 8), scaled.weights(), null)
                        .assertSameBits(plain);
                sum(provider, loss, sample.with(scaled(sample.features(), 1.7f), sample.weights()))
                        .assertNear(divided(plain, 1.7f, 1), FloatHeadResult.errors(loss, sample));
            }
            if (loss.unitWeights() && loss.epsilon() == 0) {
                FloatHeadResult scaled = sum(provider, loss, sample.with(sample.features(), scaled(sample.weights(), 0.25f)));
                new FloatHeadResult(scaled.loss(), scaled.features(), scaled(scaled.weights(), 0.25f), null)
                        .assertSameBits(plain);
                sum(provider, loss, sample.with(sample.features(), scaled(sample.weights(), 1.7f)))
                        .assertNear(divided(plain, 1, 1.7f), FloatHeadResult.errors(loss, sample));
            }
        });
    }

    private static FloatHeadResult divided(FloatHeadResult result, float features, float weights) {
        return new FloatHeadResult(
                result.loss(), scaled(result.features(), 1 / features), scaled(result.weights(), 1 / weights), null);
    }

    private static FloatMatrix scaled(FloatMatrix matrix, float factor) {
        float[] scaled = matrix.data().clone();
        for (int i = 0; i < scaled.length; i++) {
            scaled[i] *= factor;
        }
        return FloatMatrix.of(scaled, matrix.rows(), matrix.columns());
    }

    /** A row whose norm does not count is moved across itself only. */
    @ParameterizedTest
    @MethodSource("losses")
    void gradientOfUnitRowsIsOrthogonalToThem(MarginLoss loss) {
        providers().forEach(provider -> {
            FloatHeadSample sample = sample(loss);
            FloatHeadResult result = sum(provider, loss, sample);
            HeadErrors errors = FloatHeadResult.errors(loss, sample);
            for (int i = 0; i < SHAPE.rows() && loss.unitFeatures() && loss.epsilon() == 0; i++) {
                assertOrthogonal(sample.features(), result.features(), i, errors.feature(i));
            }
            for (int j = 0; j < SHAPE.classes() && loss.unitWeights() && loss.epsilon() == 0; j++) {
                assertOrthogonal(sample.weights(), result.weights(), j, errors.weight(j));
            }
        });
    }

    private static void assertOrthogonal(FloatMatrix rows, FloatMatrix gradients, int row, double error) {
        double product = 0;
        double size = 0;
        for (int d = 0; d < rows.columns(); d++) {
            double coordinate = rows.get(row, d);
            product += coordinate * gradients.get(row, d);
            size += Math.abs(coordinate) * (error + 2 * UNIT_ROUNDOFF * Math.abs(gradients.get(row, d)));
        }
        assertThat(product).as("row %s", row).isCloseTo(0, within(size));
    }

    /** Only inner products count: coordinates may be reordered and mirrored. */
    @ParameterizedTest
    @MethodSource("losses")
    void turningEverythingTurnsTheGradients(MarginLoss loss) {
        providers().forEach(provider -> {
            FloatHeadSample sample = sample(loss);
            FloatHeadResult turned = sum(provider, loss, sample.with(turned(sample.features()), turned(sample.weights())));
            FloatHeadResult plain = sum(provider, loss, sample);
            turned.assertNear(new FloatHeadResult(plain.loss(), turned(plain.features()), turned(plain.weights()), null),
                    FloatHeadResult.errors(loss, sample));
        });
    }

    /** Coordinate d goes to 5 d + 1, every other one with the opposite sign. */
    private static FloatMatrix turned(FloatMatrix matrix) {
        float[] turned = new float[matrix.data().length];
        int columns = matrix.columns();
        for (int i = 0; i < turned.length; i++) {
            int d = i % columns;
            turned[i - d + (5 * d + 1) % columns] = d % 2 == 0 ? matrix.data()[i] : -matrix.data()[i];
        }
        return FloatMatrix.of(turned, matrix.rows(), columns);
    }

    @ParameterizedTest
    @MethodSource("losses")
    void namesOfClassesDoNotCount(MarginLoss loss) {
        providers().forEach(provider -> {
            FloatHeadSample sample = sample(loss).withoutBias();
            int[] labels = sample.labels().clone();
            for (int i = 0; i < labels.length; i++) {
                labels[i] = renamed(labels[i]);
            }
            FloatHeadSample other = FloatHeadSample.of(loss, sample.features(), renamed(sample.weights()), labels);
            FloatHeadResult plain = sum(provider, loss, sample);
            FloatHeadSample renamed = other.withoutBias();
            sum(provider, loss, renamed).assertNear(
                    new FloatHeadResult(plain.loss(), plain.features(), renamed(plain.weights()), null),
                    FloatHeadResult.errors(loss, renamed));
        });
    }

    private static int renamed(int label) {
        return (3 * label + 2) % SHAPE.classes();
    }

    private static FloatMatrix renamed(FloatMatrix rows) {
        float[] renamed = new float[rows.data().length];
        for (int j = 0; j < rows.rows(); j++) {
            System.arraycopy(rows.data(), rows.rowOffset(j), renamed, renamed(j) * rows.columns(), rows.columns());
        }
        return FloatMatrix.of(renamed, rows.rows(), rows.columns());
    }

    /** The same number added to every bias changes nothing, so that their gradients add up to 0. */
    @ParameterizedTest
    @MethodSource("losses")
    void gradientsOfTheBiasAddUpToZero(MarginLoss loss) {
        providers().filter(provider -> loss.hasBias()).forEach(provider -> {
            FloatHeadSample sample = sample(loss);
            float[] gradients = sum(provider, loss, sample).bias();
            HeadErrors errors = FloatHeadResult.errors(loss, sample);
            double sum = 0;
            double allowed = 0;
            for (int j = 0; j < gradients.length; j++) {
                sum += gradients[j];
                allowed += errors.bias(j) + 2 * UNIT_ROUNDOFF * Math.abs(gradients[j]);
            }
            assertThat(sum).isCloseTo(0, within(allowed));
        });
    }
}
