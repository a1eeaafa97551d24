// Derived from FloatSoftmaxGroupsTest.java; edit that file, then run: java verification/src/test/java/io/github/losslane/verification/Twins.java
package io.github.losslane.verification.softmax;

import static io.github.losslane.verification.softmax.DoubleSoftmaxBounds.assertNear;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.losslane.DoubleMatrix;
import io.github.losslane.KernelProvider;
import io.github.losslane.Kernels;
import io.github.losslane.Reduction;
import io.github.losslane.softmax.CrossEntropy;
import io.github.losslane.softmax.SoftmaxLoss;
import io.github.losslane.verification.calls.LossSample;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

/** Rows that kernels take in groups, more than one and the last not whole, whatever sort of rows meet in a group. */
class DoubleSoftmaxGroupsTest {

    /** Elements of a group; some rows more are in another. */
    private static final int MANY = 4096;

    private static final int GAP = 3;

    /** Around the widths of vectors and of slots, and longer than a group. */
    private static final List<Integer> WIDTHS = List.of(3, 10, 16, 17, 40, 300, 1500, 5000);

    /** What the rows of a batch have for logits. */
    enum Rows {
        /** Ordinary ones. */
        NEAR,
        /** All exponentials are small, so that a row needs its maximum as a shift. */
        LOW,
        /** They would be large, which asks for a shift as well. */
        HIGH,
        /** Only their sum, which is a little too small, says that a row needs a shift. */
        EDGE,
        /** These and others in turns: exponentials that would underflow, every second class masked, no probabilities. */
        MIXED;

        private static final double[] SIZES = {0, -40, 0, -300, 100};

        /** A little below the logarithm of 2^-28. */
        private static final double EXACTLY = -19.45;

        DoubleSoftmaxSample of(SoftmaxCase each, int classes) {
            DoubleSoftmaxSample sample = DoubleSoftmaxSample.of(each, MANY / classes + 3, classes, 10);
            double[] logits = sample.logits().data();
            for (int row = 4; row < sample.rows() && each.dense(); row += 7) {
                Arrays.fill(sample.targets().data(), row * classes, (row + 1) * classes, 0);
                sample.targets().data()[row * classes + row % classes] = 1;
            }
            for (int i = 0; i < logits.length; i++) {
                int row = i / classes;
                int sort = this == MIXED ? row % 6 : this == LOW ? 1 : this == HIGH ? 4 : this == EDGE ? 5 : 0;
                boolean masked = sort == 2 && i % classes % 2 == 1 && sample.target(row, i % classes) == 0;
                logits[i] = sort == 5 ? (EXACTLY - StrictMath.log(classes) + logits[i] / 1000) : logits[i] + SIZES[sort];
                logits[i] = masked ? Double.NEGATIVE_INFINITY : logits[i];
                boolean special = this == MIXED && row % 7 == 5 && (row % 6 == 0 || i % classes == classes / 2);
                logits[i] = special ? row % 2 == 0 ? Double.NaN : Double.POSITIVE_INFINITY : logits[i];
            }
            return sample;
        }
    }

    static Stream<SoftmaxCase> cases() {
        LossSample both = new LossSample("CrossEntropy, weights, little smoothing", classes -> CrossEntropy.PLAIN
                .withClassWeights(IntStream.range(0, classes).mapToDouble(j -> j % 3).toArray()).withLabelSmoothing(0.1));
        return Stream.concat(SoftmaxCases.simd(), Stream.of(false, true)
                .map(dense -> new SoftmaxCase(both, Kernels.simd(), dense)));
    }

    /** Each within its bound, and so no farther apart than both bounds. */
    @ParameterizedTest
    @MethodSource("cases")
    void rowsAreThoseOfTheReference(SoftmaxCase each) {
        for (int classes : WIDTHS) {
            for (Rows rows : Rows.values()) {
                DoubleSoftmaxSample sample = rows.of(each, classes);
                SoftmaxLoss loss = each.loss(classes);
                double[] got = sample.losses(Kernels.simd(), loss);
                double[] expected = sample.losses(Kernels.reference(), loss);
                double[] gradient = sample.gradient(Kernels.simd(), loss, Reduction.SUM).data();
                double[] expectedGradient = sample.gradient(Kernels.reference(), loss, Reduction.SUM).data();
                double bound = DoubleSoftmaxBounds.loss(Kernels.simd(), loss, classes)
                        + DoubleSoftmaxBounds.loss(Kernels.reference(), loss, classes);
                for (int i = 0; i < got.length; i++) {
                    near(rows, i, -1, got[i], expected[i], bound * Math.ulp(Math.nextUp(Math.max(got[i], expected[i]))));
                    double slopes = DoubleSoftmaxBounds.slopes(loss, sample, i);
                    for (int j = i * classes; j < (i + 1) * classes; j++) {
                        double allowed = DoubleSoftmaxBounds.difference(
                                each, Kernels.reference(), loss, classes, slopes, expectedGradient[j]);
                        near(rows, i, j - i * classes, gradient[j], expectedGradient[j], allowed);
                    }
                }
            }
        }
    }

    /** Whatever other rows are in its group, those that need a shift among them, a row has the bits it has alone. */
    @ParameterizedTest
    @MethodSource("cases")
    void rowsAreThoseOfRowsAlone(SoftmaxCase each) {
        for (int classes : WIDTHS) {
            DoubleSoftmaxSample sample = Rows.MIXED.of(each, classes);
            SoftmaxLoss loss = each.loss(classes);
            double[] losses = sample.losses(Kernels.simd(), loss);
            double[] gradient = sample.gradient(Kernels.simd(), loss, Reduction.SUM).data();
            for (int i = 0; i < losses.length; i++) {
                DoubleSoftmaxSample alone = sample.alone(i);
                assertThat(alone.losses(Kernels.simd(), loss)).as("loss of row %s", i).containsExactly(losses[i]);
                assertThat(alone.gradient(Kernels.simd(), loss, Reduction.SUM).data())
                        .as("gradient of row %s", i)
                        .containsExactly(Arrays.copyOfRange(gradient, i * classes, (i + 1) * classes));
            }
        }
    }

    /** NaN between rows, one matrix after the other, what was in the gradient, and that it takes the place of the logits. */
    @ParameterizedTest
    @MethodSource("cases")
    void gapsChangeNoBit(SoftmaxCase each) {
        for (int classes : WIDTHS) {
            DoubleSoftmaxSample sample = Rows.MIXED.of(each, classes);
            SoftmaxLoss loss = each.loss(classes);
            double[] losses = sample.losses(Kernels.simd(), loss);
            DoubleMatrix gradient = sample.gradient(Kernels.simd(), loss, Reduction.MEAN);
            DoubleSoftmaxSample logits = sample.withLogits(spread(sample.logits()));
            DoubleSoftmaxSample targets = each.dense() ? sample.with(spread(sample.targets())) : logits;
            for (DoubleSoftmaxSample gaps : List.of(logits, targets)) {
                assertThat(gaps.losses(Kernels.simd(), loss)).isEqualTo(losses);
                DoubleMatrix ones = sample.empty();
                Arrays.fill(ones.data(), 1);
                DoubleMatrix apart = spread(ones);
                gaps.lossAndGradient(Kernels.simd(), loss, Reduction.MEAN, apart);
                assertSame(apart, gradient);
            }
            DoubleMatrix place = spread(sample.logits());
            sample.withLogits(place).lossAndGradient(Kernels.simd(), loss, Reduction.MEAN, place);
            assertSame(place, gradient);
        }
    }

    /** logSumExp, softmax and logSoftmax. */
    @ParameterizedTest
    @EnumSource
    void functionsAreThoseOfTheReference(Rows rows) {
        for (int classes : WIDTHS) {
            DoubleMatrix logits = rows.of(new SoftmaxCase(SoftmaxCases.losses().getFirst(), Kernels.simd(), false), classes)
                    .logits();
            double[] sums = logSumExp(Kernels.simd(), logits);
            double[] expectedSums = logSumExp(Kernels.reference(), logits);
            DoubleMatrix[] got = functions(Kernels.simd(), logits);
            DoubleMatrix[] expected = functions(Kernels.reference(), logits);
            for (int i = 0; i < sums.length; i++) {
                double size = Math.max(310, Math.abs(expectedSums[i]));     // that of the largest logit and log sum
                near(rows, i, -1, sums[i], expectedSums[i], Math.ulp(size)
                        * (DoubleSoftmaxBounds.logSumExp(Kernels.simd(), classes)
                                + DoubleSoftmaxBounds.logSumExp(Kernels.reference(), classes)));
                for (int j = 0; j < classes; j++) {
                    double p = expected[0].get(i, j);
                    near(rows, i, j, got[0].get(i, j), p, Math.ulp(Math.nextUp(p))
                            * (DoubleSoftmaxBounds.softmax(Kernels.simd(), classes)
                                    + DoubleSoftmaxBounds.softmax(Kernels.reference(), classes)));
                    double logarithm = expected[1].get(i, j);
                    near(rows, i, j, got[1].get(i, j), logarithm, Math.ulp(Math.nextDown(logarithm))
                            * (DoubleSoftmaxBounds.logSoftmax(Kernels.simd(), classes)
                                    + DoubleSoftmaxBounds.logSoftmax(Kernels.reference(), classes)));
                }
            }
            DoubleMatrix[] gaps = functions(Kernels.simd(), spread(logits));
            assertThat(gaps[0].data()).isEqualTo(got[0].data());
            assertThat(gaps[1].data()).isEqualTo(got[1].data());
            assertThat(logSumExp(Kernels.simd(), spread(logits))).isEqualTo(sums);
        }
    }

    /** The same, which may be NaN, or near. */
    private static void near(Rows rows, int row, int column, double got, double expected, double allowed) {
        if (Double.compare(got, expected) != 0) {
            assertNear(rows, row, column, got, expected, allowed);
        }
    }

    private static double[] logSumExp(KernelProvider provider, DoubleMatrix logits) {
        double[] out = new double[logits.rows()];
        provider.softmax().logSumExp(logits, out, 0);
        return out;
    }

    private static DoubleMatrix[] functions(KernelProvider provider, DoubleMatrix logits) {
        DoubleMatrix[] out = {empty(logits), empty(logits)};
        provider.softmax().softmax(logits, out[0]);
        provider.softmax().logSoftmax(logits, out[1]);
        return out;
    }

    private static DoubleMatrix empty(DoubleMatrix matrix) {
        return DoubleMatrix.of(new double[matrix.rows() * matrix.columns()], matrix.rows(), matrix.columns());
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
        DoubleMatrix same = spread(expected);
        assertThat(gaps.data()).isEqualTo(same.data());
    }
}
