package io.github.losslane.verification.softmax;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.github.losslane.FloatMatrix;
import io.github.losslane.KernelProvider;
import io.github.losslane.Kernels;
import io.github.losslane.Reduction;
import io.github.losslane.softmax.SoftmaxLoss;
import java.util.Arrays;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** What holds for every loss of the family, whatever it is: all entry points tell one story. */
class FloatSoftmaxLawsTest {

    private static final double UNIT_ROUNDOFF = (Math.nextUp(1.0f) - 1) / 2;

    /** More than two blocks of rows. */
    private static final FloatSoftmaxSample BATCH = FloatSoftmaxSample.anywhere(2500, 5, 30);

    static Stream<Arguments> lossesAndProviders() {
        return SoftmaxCases.lossesAndProviders();
    }

    static Stream<SoftmaxLoss> losses() {
        return SoftmaxCases.losses();
    }

    @ParameterizedTest
    @MethodSource("losses")
    void simdLossIsTheCanonicalSumOfLosses(SoftmaxLoss loss) {
        float[] losses = BATCH.losses(Kernels.simd(), loss);
        assertThat(BATCH.loss(Kernels.simd(), loss, Reduction.SUM))
                .isFinite()
                .isEqualTo(Kernels.reference().math().sum(losses, 0, losses.length));
    }

    @ParameterizedTest
    @MethodSource("lossesAndProviders")
    void lossIsTheSameWithAndWithoutItsGradient(SoftmaxLoss loss, KernelProvider provider) {
        FloatMatrix gradient = FloatMatrix.of(new float[2500 * 5], 2500, 5);
        for (Reduction reduction : Reduction.values()) {
            assertThat(provider.softmax().lossAndGradient(loss, reduction, BATCH.logits(), BATCH.labels(), 0, gradient))
                    .isEqualTo(BATCH.loss(provider, loss, reduction));
        }
    }

    @ParameterizedTest
    @MethodSource("lossesAndProviders")
    void meanIsTheSumOverTheRows(SoftmaxLoss loss, KernelProvider provider) {
        double sum = BATCH.loss(provider, loss, Reduction.SUM);
        float[] summed = BATCH.gradient(provider, loss, Reduction.SUM).data();
        for (Reduction mean : new Reduction[] {Reduction.MEAN, Reduction.WEIGHTED_MEAN}) {
            assertThat(BATCH.loss(provider, loss, mean)).isEqualTo(sum / 2500);
            float[] gradient = BATCH.gradient(provider, loss, mean).data();
            for (int i = 0; i < gradient.length; i++) {
                double scaled = gradient[i];
                double expected = summed[i] / 2500.0;       // two roundings of each, of the scale and of the product
                assertThat(scaled)
                        .isCloseTo(expected, within(5 * UNIT_ROUNDOFF * Math.abs(expected) + Float.MIN_VALUE));
            }
        }
    }

    @ParameterizedTest
    @MethodSource("lossesAndProviders")
    void inPlaceIsTheSameAsApart(SoftmaxLoss loss, KernelProvider provider) {
        SoftmaxCases.widths().forEach(classes -> {
            FloatSoftmaxSample sample = FloatSoftmaxSample.anywhere(5, classes, 20);
            float[] apart = sample.gradient(provider, loss, Reduction.MEAN).data();
            FloatMatrix place = FloatMatrix.of(sample.logits().data().clone(), 5, classes);
            provider.softmax().lossAndGradient(loss, Reduction.MEAN, place, sample.labels(), 0, place);
            assertThat(place.data()).as("%s classes", classes).isEqualTo(apart);
        });
    }

    @ParameterizedTest
    @MethodSource("lossesAndProviders")
    void gapsBetweenRowsChangeNothing(SoftmaxLoss loss, KernelProvider provider) {
        SoftmaxCases.widths().forEach(classes -> {
            FloatSoftmaxSample sample = FloatSoftmaxSample.anywhere(5, classes, 20);
            FloatSoftmaxSample apart = sample.withGaps();
            assertThat(apart.losses(provider, loss)).isEqualTo(sample.losses(provider, loss));
            FloatMatrix expected = sample.gradient(provider, loss, Reduction.SUM);
            FloatMatrix gradient = FloatSoftmaxSample.gaps(5, classes);
            provider.softmax().lossAndGradient(loss, Reduction.SUM, apart.logits(), apart.labels(), 0, gradient);
            for (int i = 0; i < 5; i++) {
                for (int j = 0; j < classes; j++) {
                    assertThat(gradient.get(i, j)).isEqualTo(expected.get(i, j));
                }
            }
        });
    }

    @ParameterizedTest
    @MethodSource("lossesAndProviders")
    void nanPoisonsItsOwnRowAndTheSum(SoftmaxLoss loss, KernelProvider provider) {
        SoftmaxCases.widths().forEach(classes -> {
            FloatSoftmaxSample sample = FloatSoftmaxSample.anywhere(5, classes, 20);
            float[] losses = sample.losses(provider, loss);
            float[] gradient = sample.gradient(provider, loss, Reduction.SUM).data();
            for (int column : new int[] {0, classes / 2, classes - 1, sample.labels()[2]}) {
                FloatSoftmaxSample poisoned = new FloatSoftmaxSample(
                        FloatMatrix.of(sample.logits().data().clone(), 5, classes), sample.labels());
                poisoned.logits().data()[2 * classes + column] = Float.NaN;
                float[] poisonedLosses = losses.clone();
                poisonedLosses[2] = Float.NaN;
                assertThat(poisoned.losses(provider, loss)).isEqualTo(poisonedLosses);
                float[] poisonedGradient = gradient.clone();
                Arrays.fill(poisonedGradient, 2 * classes, 3 * classes, Float.NaN);
                assertThat(poisoned.gradient(provider, loss, Reduction.SUM).data()).isEqualTo(poisonedGradient);
                assertThat(poisoned.loss(provider, loss, Reduction.MEAN)).isNaN();
            }
        });
    }

    @ParameterizedTest
    @MethodSource("lossesAndProviders")
    void noRowsAreLossZero(SoftmaxLoss loss, KernelProvider provider) {
        FloatMatrix none = FloatMatrix.of(new float[0], 0, 7);
        for (Reduction reduction : Reduction.values()) {
            assertThat(provider.softmax().loss(loss, reduction, none, new int[0], 0)).isZero();
            assertThat(provider.softmax().lossAndGradient(loss, reduction, none, new int[0], 0, none)).isZero();
        }
    }
}
