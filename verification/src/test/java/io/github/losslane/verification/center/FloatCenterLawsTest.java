package io.github.losslane.verification.center;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.github.losslane.FloatMatrix;
import io.github.losslane.KernelProvider;
import io.github.losslane.Kernels;
import io.github.losslane.Reduction;
import io.github.losslane.center.CenterLoss;
import io.github.losslane.simd.center.FloatCenterSum;
import java.util.Arrays;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Laws of the moving centers: where they go, and how fast. */
class FloatCenterLawsTest {

    private static final double UNIT_ROUNDOFF = (Math.nextUp(1.0f) - 1) / 2;

    static Stream<KernelProvider> providers() {
        return Stream.of(Kernels.simd(), Kernels.reference());
    }

    /** Four rows a class, in eighths: means and losses are exact, so the loss grows by exactly 4/2 |shift|^2 a class. */
    @ParameterizedTest
    @MethodSource("providers")
    void lossIsLeastAtTheClassMeans(KernelProvider provider) {
        FloatCenterSample sample = fourRowsAClass();
        FloatMatrix means = means(sample);
        CenterLoss loss = new CenterLoss(1);
        double least = sample.with(means).loss(provider, loss, Reduction.SUM);
        for (float shift : new float[] {0.125f, -1, 3.5f}) {
            FloatMatrix moved = FloatCenterSample.matrix(means.rows(), means.columns(), i -> means.data()[i] + shift);
            double more = sample.with(moved).loss(provider, loss, Reduction.SUM) - least;
            assertThat(more).isEqualTo(2.0 * shift * shift * means.data().length);
        }
    }

    private static FloatCenterSample fourRowsAClass() {
        SplittableRandom random = new SplittableRandom(3);
        return new FloatCenterSample(
                FloatCenterSample.matrix(20, 6, i -> random.nextInt(-32, 33) / 8.0),
                IntStream.range(0, 20).map(i -> i % 5).toArray(),
                FloatCenterSample.matrix(5, 6, i -> random.nextInt(-32, 33) / 8.0));
    }

    private static FloatMatrix means(FloatCenterSample sample) {
        int columns = sample.features().columns();
        return FloatCenterSample.matrix(sample.centers().rows(), columns,
                i -> Arrays.stream(sample.column(sample.rowsOf(i / columns), i % columns)).average().orElseThrow());
    }

    /** Each step is off by its stated error; what is left of the distance, and of errors before, shrinks by the factor. */
    @ParameterizedTest
    @MethodSource("providers")
    void repeatedUpdatesReachTheClassMeansByTheFactorOfTheFormula(KernelProvider provider) {
        for (double rate : new double[] {1, 0.5, 0.1}) {
            FloatCenterSample start = fourRowsAClass();
            FloatMatrix means = means(start);
            double factor = 1 - rate * 4 / 5;
            double distance = 8;                    // of any two numbers here; a center is below 4, its errors below
            double error = (4 + 2 * 4 + FloatCenterSum.ROUNDINGS * distance) * UNIT_ROUNDOFF;
            double allowed = 0;
            FloatCenterSample sample = start;
            for (int step = 1; step <= 60; step++) {
                sample = sample.with(sample.moved(provider, new CenterLoss(1, rate)));
                allowed = allowed * factor + error;
                for (int i = 0; i < means.data().length; i++) {
                    double mean = means.data()[i];
                    double left = sample.centers().data()[i] - mean;
                    double expected = Math.pow(factor, step) * (start.centers().data()[i] - mean);
                    assertThat(left).as("rate %s, step %s, element %s", rate, step, i)
                            .isCloseTo(expected, within(allowed + 60 * 0x1p-52));
                }
            }
        }
    }

    /** Powers of two divide here, so that nothing rounds: centers move along with a shift of everything. */
    @ParameterizedTest
    @MethodSource("providers")
    void shiftingFeaturesAndCentersShiftsTheMovedCenters(KernelProvider provider) {
        FloatCenterSample sample = FloatCenterSample.onGrid(new CenterShape(7, 50, 1));     // 1 + n is 8
        float[] expected = sample.moved(provider, new CenterLoss(1, 0.5)).data();
        for (int shift : new int[] {1, -300, 4096}) {
            FloatCenterSample shifted = new FloatCenterSample(
                    FloatCenterSample.matrix(7, 50, i -> sample.features().data()[i] + shift), sample.labels(),
                    FloatCenterSample.matrix(1, 50, i -> sample.centers().data()[i] + shift));
            float[] moved = shifted.moved(provider, new CenterLoss(1, 0.5)).data();
            for (int i = 0; i < moved.length; i++) {
                assertThat(moved[i] - shift).isEqualTo(expected[i]);
            }
        }
    }
}
