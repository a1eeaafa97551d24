package io.github.losslane.verification.softmax;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import io.github.losslane.FloatMatrix;
import io.github.losslane.KernelProvider;
import io.github.losslane.Reduction;
import io.github.losslane.pointwise.Focal;
import io.github.losslane.softmax.CrossEntropy;
import io.github.losslane.softmax.SoftmaxFocal;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Focal loss over softmax. */
class SoftmaxFocalTest {

    private static final double[] GAMMAS = {0, 0.25, 0.5, 1, 2, 3.7, 5};

    static Stream<KernelProvider> providers() {
        return SoftmaxCases.providers();
    }

    @Test
    void paperTakesAQuarterAndTwo() {
        assertThat(new SoftmaxFocal()).isEqualTo(new SoftmaxFocal(0.25, 2));
    }

    @ParameterizedTest
    @ValueSource(doubles = {-1e-300, Double.NaN, Double.POSITIVE_INFINITY})
    void parametersAreFiniteAndNotNegative(double wrong) {
        assertThatIllegalArgumentException().isThrownBy(() -> new SoftmaxFocal(wrong, 2)).withMessageContaining("alpha");
        assertThatIllegalArgumentException().isThrownBy(() -> new SoftmaxFocal(1, wrong)).withMessageContaining("gamma");
    }

    /** p = 1/2: alpha 2^-gamma log 2, and h = alpha 2^-gamma (-gamma log 2 / 2 - 1/2). */
    @ParameterizedTest
    @MethodSource("providers")
    void knownValues(KernelProvider provider) {
        for (double gamma : GAMMAS) {
            SoftmaxFocal loss = new SoftmaxFocal(0.3, gamma);
            DoubleSoftmaxSample row = DoubleSoftmaxSample.row(1, 4, 4);
            double fade = 0.3 * StrictMath.pow(2, -gamma);
            assertThat(row.loss(provider, loss, Reduction.SUM)).isCloseTo(fade * StrictMath.log(2), within(1e-15));
            double h = -fade * (gamma * StrictMath.log(2) + 1) / 2;
            assertThat(row.gradient(provider, loss, Reduction.SUM).data())
                    .containsExactly(new double[] {-h, h}, within(1e-15));
        }
    }

    /** Up to the factors of the two classes, which pointwise are alpha and 1 - alpha. */
    @ParameterizedTest
    @MethodSource("providers")
    void twoClassesAreTheFocalLossOfTheirDifference(KernelProvider provider) {
        for (double gamma : GAMMAS) {
            Focal pointwise = new Focal(0.5, gamma);
            SoftmaxFocal loss = new SoftmaxFocal(0.5, gamma);
            for (double difference = -40; difference <= 40; difference += 0.625) {
                DoubleSoftmaxSample row = DoubleSoftmaxSample.row(1, -3, difference - 3);
                double ulps = DoubleSoftmaxBounds.gradient(provider, loss, 2) + 16 * (1 + gamma);
                double expected = pointwise.loss(difference, 1);
                double derivative = pointwise.gradient(difference, 1);
                assertThat(row.loss(provider, loss, Reduction.SUM)).as("gamma %s, difference %s", gamma, difference)
                        .isCloseTo(expected, within(ulps * Math.ulp(expected)));
                assertThat(row.gradient(provider, loss, Reduction.SUM).get(0, 1))
                        .as("gamma %s, difference %s", gamma, difference)
                        .isCloseTo(derivative, within(ulps * Math.ulp(derivative)));
            }
        }
    }

    @ParameterizedTest
    @MethodSource("providers")
    void gammaZeroIsCrossEntropyTimesAlpha(KernelProvider provider) {
        SoftmaxFocal loss = new SoftmaxFocal(0.5, 0);
        for (boolean dense : new boolean[] {false, true}) {
            SoftmaxCase each = new SoftmaxCase(SoftmaxCases.losses().getFirst(), provider, dense);
            for (int classes : SoftmaxCases.FEW_WIDTHS) {
                FloatSoftmaxSample sample = FloatSoftmaxSample.of(each, 6, classes, 20);
                float[] losses = sample.losses(provider, loss);
                float[] entropies = sample.losses(provider, CrossEntropy.PLAIN);
                double ulps = FloatSoftmaxBounds.loss(provider, loss, classes)
                        + FloatSoftmaxBounds.loss(provider, CrossEntropy.PLAIN, classes);
                FloatMatrix gradient = sample.gradient(provider, loss, Reduction.SUM);
                FloatMatrix expected = sample.gradient(provider, CrossEntropy.PLAIN, Reduction.SUM);
                for (int i = 0; i < 6; i++) {
                    float half = entropies[i] / 2;
                    assertThat(losses[i]).isCloseTo(half, within((float) (ulps * Math.ulp(half))));
                    float slopes = (float) FloatSoftmaxBounds.slopes(loss, sample, i);
                    for (int j = 0; j < classes; j++) {
                        float element = expected.get(i, j) / 2;
                        double ulp = Math.ulp(dense ? 2 * slopes : element);
                        assertThat(gradient.get(i, j)).isCloseTo(element, within((float) (ulps * ulp)));
                    }
                }
            }
        }
    }

    /** (1 - p)^(gamma - 1) would be infinite. */
    @ParameterizedTest
    @MethodSource("providers")
    void certainAnswersAreFiniteForEveryGamma(KernelProvider provider) {
        for (double gamma : GAMMAS) {
            SoftmaxFocal loss = new SoftmaxFocal(1, gamma);
            for (float[] row : new float[][] {
                {1000, 0}, {1000, 0, -1000}, {3}, {5, Float.NEGATIVE_INFINITY}, {1e30f, 1, 2}
            }) {
                FloatSoftmaxSample sample = FloatSoftmaxSample.row(0, row);
                FloatSoftmaxResults.of(provider, loss, sample).assertZero();
                FloatSoftmaxResults.of(provider, loss, FloatSoftmaxVariants.oneHot(sample, loss)).assertZero();
            }
        }
    }

    @ParameterizedTest
    @MethodSource("providers")
    void easyRowsFade(KernelProvider provider) {
        for (float logit : new float[] {0.5f, 2, 6, 12}) {
            double before = Double.POSITIVE_INFINITY;
            for (double gamma : GAMMAS) {
                double loss = FloatSoftmaxSample.row(0, logit, 0, 0).losses(provider, new SoftmaxFocal(1, gamma))[0];
                assertThat(loss).as("gamma %s", gamma).isPositive().isLessThan(before);
                before = loss;
            }
        }
    }
}
