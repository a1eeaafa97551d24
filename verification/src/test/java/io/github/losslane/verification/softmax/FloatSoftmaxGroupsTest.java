package io.github.losslane.verification.softmax;

import static io.github.losslane.verification.softmax.FloatSoftmaxBounds.assertNear;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.losslane.FloatMatrix;
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
class FloatSoftmaxGroupsTest {

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

        private static final float[] SIZES = {0, -40, 0, -300, 100};

        /** A little below the logarithm of 2^-28. */
        private static final double EXACTLY = -19.45;

        FloatSoftmaxSample of(SoftmaxCase each, int classes) {
            FloatSoftmaxSample sample = FloatSoftmaxSample.of(each, MANY / classes + 3, classes, 10);
            float[] logits = sample.logits().data();
            for (int row = 4; row < sample.rows() && each.dense(); row += 7) {
                Arrays.fill(sample.targets().data(), row * classes, (row + 1) * classes, 0);
                sample.targets().data()[row * classes + row % classes] = 1;
            }
            for (int i = 0; i < logits.length; i++) {
                int row = i / classes;
                int sort = this == MIXED ? row % 6 : this == LOW ? 1 : this == HIGH ? 4 : this == EDGE ? 5 : 0;
                boolean masked = sort == 2 && i % classes % 2 == 1 && sample.target(row, i % classes) == 0;
                logits[i] = sort == 5 ? (float) (EXACTLY - StrictMath.log(classes) + logits[i] / 1000) : logits[i] + SIZES[sort];
                logits[i] = masked ? Float.NEGATIVE_INFINITY : logits[i];
                boolean special = this == MIXED && row % 7 == 5 && (row % 6 == 0 || i % classes == classes / 2);
                logits[i] = special ? row % 2 == 0 ? Float.NaN : Float.POSITIVE_INFINITY : logits[i];
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
                FloatSoftmaxSample sample = rows.of(each, classes);
                SoftmaxLoss loss = each.loss(classes);
                float[] got = sample.losses(Kernels.simd(), loss);
                float[] expected = sample.losses(Kernels.reference(), loss);
                float[] gradient = sample.gradient(Kernels.simd(), loss, Reduction.SUM).data();
                float[] expectedGradient = sample.gradient(Kernels.reference(), loss, Reduction.SUM).data();
                double bound = FloatSoftmaxBounds.loss(Kernels.simd(), loss, classes)
                        + FloatSoftmaxBounds.loss(Kernels.reference(), loss, classes);
                for (int i = 0; i < got.length; i++) {
                    near(rows, i, -1, got[i], expected[i], bound * Math.ulp(Math.nextUp(Math.max(got[i], expected[i]))));
                    double slopes = FloatSoftmaxBounds.slopes(loss, sample, i);
                    for (int j = i * classes; j < (i + 1) * classes; j++) {
                        double allowed = FloatSoftmaxBounds.difference(
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
            FloatSoftmaxSample sample = Rows.MIXED.of(each, classes);
            SoftmaxLoss loss = each.loss(classes);
            float[] losses = sample.losses(Kernels.simd(), loss);
            float[] gradient = sample.gradient(Kernels.simd(), loss, Reduction.SUM).data();
            for (int i = 0; i < losses.length; i++) {
                FloatSoftmaxSample alone = sample.alone(i);
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
            FloatSoftmaxSample sample = Rows.MIXED.of(each, classes);
            SoftmaxLoss loss = each.loss(classes);
            float[] losses = sample.losses(Kernels.simd(), loss);
            FloatMatrix gradient = sample.gradient(Kernels.simd(), loss, Reduction.MEAN);
            FloatSoftmaxSample logits = sample.withLogits(spread(sample.logits()));
            FloatSoftmaxSample targets = each.dense() ? sample.with(spread(sample.targets())) : logits;
            for (FloatSoftmaxSample gaps : List.of(logits, targets)) {
                assertThat(gaps.losses(Kernels.simd(), loss)).isEqualTo(losses);
                FloatMatrix ones = sample.empty();
                Arrays.fill(ones.data(), 1);
                FloatMatrix apart = spread(ones);
                gaps.lossAndGradient(Kernels.simd(), loss, Reduction.MEAN, apart);
                assertSame(apart, gradient);
            }
            FloatMatrix place = spread(sample.logits());
            sample.withLogits(place).lossAndGradient(Kernels.simd(), loss, Reduction.MEAN, place);
            assertSame(place, gradient);
        }
    }

    /** logSumExp, softmax and logSoftmax. */
    @ParameterizedTest
    @EnumSource
    void functionsAreThoseOfTheReference(Rows rows) {
        for (int classes : WIDTHS) {
            FloatMatrix logits = rows.of(new SoftmaxCase(SoftmaxCases.losses().getFirst(), Kernels.simd(), false), classes)
                    .logits();
            float[] sums = logSumExp(Kernels.simd(), logits);
            float[] expectedSums = logSumExp(Kernels.reference(), logits);
            FloatMatrix[] got = functions(Kernels.simd(), logits);
            FloatMatrix[] expected = functions(Kernels.reference(), logits);
            for (int i = 0; i < sums.length; i++) {
                double size = Math.max(310, Math.abs(expectedSums[i]));     // that of the largest logit and log sum
                near(rows, i, -1, sums[i], expectedSums[i], Math.ulp((float) size)
                        * (FloatSoftmaxBounds.logSumExp(Kernels.simd(), classes)
                                + FloatSoftmaxBounds.logSumExp(Kernels.reference(), classes)));
                for (int j = 0; j < classes; j++) {
                    float p = expected[0].get(i, j);
                    near(rows, i, j, got[0].get(i, j), p, Math.ulp(Math.nextUp(p))
                            * (FloatSoftmaxBounds.softmax(Kernels.simd(), classes)
                                    + FloatSoftmaxBounds.softmax(Kernels.reference(), classes)));
                    float logarithm = expected[1].get(i, j);
                    near(rows, i, j, got[1].get(i, j), logarithm, Math.ulp(Math.nextDown(logarithm))
                            * (FloatSoftmaxBounds.logSoftmax(Kernels.simd(), classes)
                                    + FloatSoftmaxBounds.logSoftmax(Kernels.reference(), classes)));
                }
            }
            FloatMatrix[] gaps = functions(Kernels.simd(), spread(logits));
            assertThat(gaps[0].data()).isEqualTo(got[0].data());
            assertThat(gaps[1].data()).isEqualTo(got[1].data());
            assertThat(logSumExp(Kernels.simd(), spread(logits))).isEqualTo(sums);
        }
    }

    /** The same, which may be NaN, or near. */
    private static void near(Rows rows, int row, int column, float got, float expected, double allowed) {
        if (Float.compare(got, expected) != 0) {
            assertNear(rows, row, column, got, expected, allowed);
        }
    }

    private static float[] logSumExp(KernelProvider provider, FloatMatrix logits) {
        float[] out = new float[logits.rows()];
        provider.softmax().logSumExp(logits, out, 0);
        return out;
    }

    private static FloatMatrix[] functions(KernelProvider provider, FloatMatrix logits) {
        FloatMatrix[] out = {empty(logits), empty(logits)};
        provider.softmax().softmax(logits, out[0]);
        provider.softmax().logSoftmax(logits, out[1]);
        return out;
    }

    private static FloatMatrix empty(FloatMatrix matrix) {
        return FloatMatrix.of(new float[matrix.rows() * matrix.columns()], matrix.rows(), matrix.columns());
    }

    /** The same rows with NaN between them. */
    private static FloatMatrix spread(FloatMatrix matrix) {
        int stride = matrix.columns() + GAP;
        float[] data = new float[matrix.rows() * stride];
        Arrays.fill(data, Float.NaN);
        for (int i = 0; i < matrix.rows(); i++) {
            System.arraycopy(matrix.data(), matrix.rowOffset(i), data, i * stride, matrix.columns());
        }
        return new FloatMatrix(data, 0, matrix.rows(), matrix.columns(), stride);
    }

    private static void assertSame(FloatMatrix gaps, FloatMatrix expected) {
        FloatMatrix same = spread(expected);
        assertThat(gaps.data()).isEqualTo(same.data());
    }
}
