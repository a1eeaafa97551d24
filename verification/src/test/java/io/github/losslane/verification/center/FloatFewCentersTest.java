package io.github.losslane.verification.center;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.losslane.FloatMatrix;
import io.github.losslane.Kernels;
import io.github.losslane.Reduction;
import io.github.losslane.center.CenterKernels;
import io.github.losslane.center.CenterLoss;
import io.github.losslane.center.FloatCenterWorkspace;
import java.util.Arrays;
import java.util.SplittableRandom;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Rows of few columns have code of their own, with the bits of the same rows beside columns of zeros. */
class FloatFewCentersTest {

    /** More than any number of columns that has code of its own. */
    private static final int WIDE = 70;

    private static final int CLASSES = 7;
    private static final CenterLoss LOSS = new CenterLoss(0.5, 0.3);
    private static final CenterKernels KERNELS = Kernels.simd().center();
    private static final float[] SPECIALS = {
        0, -0.0f, Float.MIN_VALUE, Float.MAX_VALUE, Float.NaN, Float.POSITIVE_INFINITY, Float.NEGATIVE_INFINITY
    };

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 3, 4, 5, 6, 7, 8, 9, 15, 16, 17, 24, 33, 64})
    void columnsOfZerosChangeNoBit(int columns) {
        for (int rows : new int[] {1, 2, 5, 33, 1025}) {
            for (double specials : new double[] {0, 0.02}) {
                SplittableRandom random = new SplittableRandom(rows);
                FloatMatrix features = matrix(random, rows, columns, specials);
                FloatMatrix centers = matrix(random, CLASSES, columns, specials);
                int[] labels = random.ints(rows, 0, CLASSES).toArray();
                check(features, centers, labels, columns);
            }
        }
    }

    private static void check(FloatMatrix features, FloatMatrix centers, int[] labels, int columns) {
        FloatMatrix wideFeatures = copy(features, WIDE);
        FloatMatrix wideCenters = copy(centers, WIDE);
        float[] losses = new float[labels.length];
        float[] expected = new float[labels.length];
        KERNELS.losses(LOSS, features, labels, 0, centers, losses, 0);
        KERNELS.losses(LOSS, wideFeatures, labels, 0, wideCenters, expected, 0);
        assertThat(losses).isEqualTo(expected);

        FloatMatrix gradient = copy(features, columns);
        FloatMatrix wideGradient = copy(features, WIDE);
        checkSame(
                KERNELS.lossAndAddGradient(LOSS, Reduction.MEAN, features, labels, 0, centers, gradient),
                KERNELS.lossAndAddGradient(LOSS, Reduction.MEAN, wideFeatures, labels, 0, wideCenters, wideGradient));
        assertThat(gradient.data()).isEqualTo(copy(wideGradient, columns).data());
        checkSame(
                KERNELS.lossAndGradient(LOSS, Reduction.SUM, features, labels, 0, centers, gradient),
                KERNELS.lossAndGradient(LOSS, Reduction.SUM, wideFeatures, labels, 0, wideCenters, wideGradient));
        assertThat(gradient.data()).isEqualTo(copy(wideGradient, columns).data());

        KERNELS.updateCenters(LOSS, features, labels, 0, centers, new FloatCenterWorkspace(CLASSES, columns));
        KERNELS.updateCenters(LOSS, wideFeatures, labels, 0, wideCenters, new FloatCenterWorkspace(CLASSES, WIDE));
        assertThat(centers.data()).isEqualTo(copy(wideCenters, columns).data());
    }

    /** NaN is NaN. */
    private static void checkSame(double loss, double expected) {
        assertThat(Double.compare(loss, expected)).as("%s, not %s", loss, expected).isZero();
    }

    private static FloatMatrix matrix(SplittableRandom random, int rows, int columns, double specials) {
        FloatMatrix matrix = FloatMatrix.of(new float[rows * columns], rows, columns);
        for (int i = 0; i < matrix.data().length; i++) {
            matrix.data()[i] = random.nextDouble() < specials
                    ? SPECIALS[random.nextInt(SPECIALS.length)]
                    : (float) random.nextDouble(-3, 3);
        }
        return matrix;
    }

    /** The first columns of each row, and zeros where there are no more. */
    private static FloatMatrix copy(FloatMatrix from, int columns) {
        FloatMatrix to = FloatMatrix.of(new float[from.rows() * columns], from.rows(), columns);
        for (int i = 0; i < from.rows(); i++) {
            float[] row = Arrays.copyOfRange(from.data(), from.rowOffset(i), from.rowOffset(i) + from.columns());
            System.arraycopy(row, 0, to.data(), to.rowOffset(i), Math.min(columns, row.length));
        }
        return to;
    }
}
