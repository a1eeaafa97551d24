// Derived from FloatSoftmaxWideRowsTest.java; edit that file, then run: java verification/src/test/java/io/github/losslane/verification/Twins.java
package io.github.losslane.verification.softmax;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.losslane.DoubleMatrix;
import io.github.losslane.Kernels;
import io.github.losslane.Reduction;
import io.github.losslane.softmax.CrossEntropy;
import io.github.losslane.softmax.SoftmaxKernels;
import java.util.Arrays;
import java.util.SplittableRandom;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * Rows that go together, that leave their exponentials in the gradient, that fit into no scratch: gaps between rows change
 * no bit, nor does it that the gradient takes the place of the logits.
 */
class DoubleSoftmaxWideRowsTest {

    private static final int GAP = 3;
    private static final SoftmaxKernels KERNELS = Kernels.simd().softmax();

    /** Classes; the size of logits, which needs no shift up to 25; what is added to the last row, which then needs one. */
    @ParameterizedTest
    @CsvSource({"10, 5, 0", "33, 20, -300", "1000, 20, 0", "1500, 20, 0", "1500, 20, -300", "2048, 1, 0",
        "4096, 20, 0", "5000, 20, 0", "5000, 20, -300"})
    void gapsBetweenRowsAndThePlaceOfTheGradientChangeNoBit(int classes, double size, double shift) {
        int rows = 5;
        double[] numbers = new double[rows * classes];
        SplittableRandom random = new SplittableRandom(classes);
        for (int i = 0; i < numbers.length; i++) {
            numbers[i] = random.nextDouble(-size, size) + (i / classes == rows - 1 ? shift : 0);
        }
        int[] labels = random.ints(rows, 0, classes).toArray();
        DoubleMatrix logits = DoubleMatrix.of(numbers, rows, classes);
        DoubleMatrix gradient = DoubleMatrix.of(new double[numbers.length], rows, classes);
        double loss = KERNELS.lossAndGradient(CrossEntropy.PLAIN, Reduction.MEAN, logits, labels, 0, gradient);
        for (DoubleMatrix input : new DoubleMatrix[] {logits, spread(logits)}) {
            DoubleMatrix gaps = spread(DoubleMatrix.of(new double[numbers.length], rows, classes));
            assertThat(KERNELS.lossAndGradient(CrossEntropy.PLAIN, Reduction.MEAN, input, labels, 0, gaps)).isEqualTo(loss);
            assertSame(gaps, gradient);
            DoubleMatrix softmax = DoubleMatrix.of(new double[numbers.length], rows, classes);
            KERNELS.softmax(logits, softmax);
            KERNELS.softmax(input, gaps);
            assertSame(gaps, softmax);
        }
        DoubleMatrix same = spread(logits);
        assertThat(KERNELS.lossAndGradient(CrossEntropy.PLAIN, Reduction.MEAN, same, labels, 0, same)).isEqualTo(loss);
        assertSame(same, gradient);
    }

    /** The same rows with NaN between them. */
    private static DoubleMatrix spread(DoubleMatrix matrix) {
        int stride = matrix.columns() + GAP;
        double[] data = new double[matrix.rows() * stride];
        Arrays.fill(data, Double.NaN);
        for (int i = 0; i < matrix.rows(); i++) {
            System.arraycopy(matrix.data(), matrix.rowOffset(i), data, i * stride, matrix.columns());
        }
        return new DoubleMatrix(data, 0, matrix.rows(), matrix.columns(), stride);
    }

    private static void assertSame(DoubleMatrix gaps, DoubleMatrix expected) {
        for (int i = 0; i < gaps.rows(); i++) {
            int start = gaps.rowOffset(i);
            int from = expected.rowOffset(i);
            assertThat(Arrays.copyOfRange(gaps.data(), start, start + gaps.columns())).as("row %s", i)
                    .isEqualTo(Arrays.copyOfRange(expected.data(), from, from + gaps.columns()));
            for (int k = 0; k < GAP; k++) {
                assertThat(gaps.data()[start + gaps.columns() + k]).isNaN();
            }
        }
    }
}
