package io.github.losslane.verification.margin;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.github.losslane.FloatMatrix;
import io.github.losslane.Kernels;
import io.github.losslane.Reduction;
import io.github.losslane.margin.ArcFace;
import io.github.losslane.margin.LSoftmax;
import io.github.losslane.margin.MarginLoss;
import io.github.losslane.margin.NormFace;
import io.github.losslane.margin.PlainSoftmax;
import java.util.Arrays;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * A batch of so many classes that its logits are not kept, all but nine of them so far away that they count for nothing,
 * beside the same batch of these nine: what is left of both is the same, and its sums are short enough to be told apart
 * from anything else. The nine stand at the borders of tiles of 1,024 classes, the batch is a chunk of 256 rows and a row.
 */
class FloatHeadStreamTest {

    private static final double UNIT_ROUNDOFF = (Math.nextUp(1.0f) - 1) / 2;
    private static final int ROWS = 257;
    private static final int DIMENSION = 3;
    private static final int CLASSES = 10_001;
    private static final int[] NEAR = {0, 1023, 1024, 2047, 2048, 5000, 9_999, 10_000, 3000};

    /** The exponentials of 10,000 classes e^-50 of the label's. */
    private static final double NOTHING = 1e-16;

    static Stream<MarginLoss> losses() {
        return Stream.of(new PlainSoftmax(), new LSoftmax(3, 1), new NormFace(64), new ArcFace(64, 0.5));
    }

    @ParameterizedTest
    @MethodSource("losses")
    void farClassesCountForNothing(MarginLoss loss) {
        FloatHeadSample few = near(loss);
        FloatHeadSample many = among(few, 1);
        HeadErrors errors = new HeadErrors(loss, FloatHeadSample.wide(few.features()), FloatHeadSample.wide(few.weights()),
                few.wideBias(), few.labels(), UNIT_ROUNDOFF, Float.MIN_NORMAL);
        Reduction reduction = loss.unitWeights() ? Reduction.MEAN : Reduction.SUM;
        double divisor = reduction.divisor(ROWS, ROWS);
        double expected = few.lossAndGradients(Kernels.simd(), loss, reduction);
        double got = many.lossAndGradients(Kernels.simd(), loss, reduction);
        double allowed = IntStream.range(0, ROWS).mapToDouble(errors::loss).sum();
        assertThat(got).isCloseTo(expected, within((2 * allowed + ROWS * NOTHING) / divisor));
        assertThat(many.loss(Kernels.simd(), loss, reduction)).isEqualTo(got);
        for (int i = 0; i < ROWS; i++) {
            near("row " + i, many.featureGradient(), i, few.featureGradient(), i,
                    2 * errors.feature(i) / divisor);
        }
        for (int k = 0; k < NEAR.length; k++) {
            near("class " + k, many.weightGradient(), NEAR[k], few.weightGradient(), k,
                    2 * errors.weight(k) / divisor);
            if (loss.hasBias()) {
                double bias = many.biasGradient()[NEAR[k]];
                assertThat(bias).isCloseTo(few.biasGradient()[k], within(2 * ROWS * ROWS * UNIT_ROUNDOFF));
            }
        }
        for (int j = 1; j < 1023; j++) {
            for (int d = 0; d < DIMENSION; d++) {
                assertThat(Math.abs(many.weightGradient().get(j, d)) < 1e-12).as("class %s", j).isTrue();
            }
        }
    }

    /** Of a call with logits a hundred times as large no maximum may be left. */
    @ParameterizedTest
    @MethodSource("losses")
    void earlierCallsCountForNothing(MarginLoss loss) {
        FloatHeadSample sample = among(near(loss), 1);
        double before = sample.lossAndGradients(Kernels.simd(), loss, Reduction.SUM);
        float[] gradient = sample.featureGradient().data().clone();
        among(near(loss), 100).lossAndGradients(Kernels.simd(), loss, Reduction.SUM);
        assertThat(sample.lossAndGradients(Kernels.simd(), loss, Reduction.SUM)).isEqualTo(before);
        assertThat(sample.featureGradient().data()).isEqualTo(gradient);
    }

    /**
     * Features and weights about the first axis, so that no angle is more than 1.1; but the last class, which is the label
     * of one row in nine, is so far away that its exponential is 0.
     */
    private static FloatHeadSample near(MarginLoss loss) {
        SplittableRandom random = new SplittableRandom(8);
        FloatMatrix features = around(random, ROWS);
        FloatMatrix weights = around(random, NEAR.length);
        weights.data()[weights.rowOffset(NEAR.length - 1)] = -400;
        return FloatHeadSample.of(loss, features, weights, random.ints(ROWS, 0, NEAR.length).toArray());
    }

    private static FloatMatrix around(SplittableRandom random, int rows) {
        float[] data = new float[rows * DIMENSION];
        for (int i = 0; i < data.length; i++) {
            data[i] = (float) (i % DIMENSION == 0 ? random.nextDouble(1, 2) : random.nextDouble(-0.4, 0.4));
        }
        return FloatMatrix.of(data, rows, DIMENSION);
    }

    /** The classes among others, whose weights are 200 the other way. */
    private static FloatHeadSample among(FloatHeadSample few, float size) {
        float[] weights = new float[CLASSES * DIMENSION];
        for (int j = 0; j < CLASSES; j++) {
            weights[j * DIMENSION] = -200 * size;
        }
        float[] bias = new float[few.bias() == null ? 0 : CLASSES];
        for (int k = 0; k < NEAR.length; k++) {
            for (int d = 0; d < DIMENSION; d++) {
                weights[NEAR[k] * DIMENSION + d] = size * few.weights().get(k, d);
            }
            if (few.bias() != null) {
                bias[NEAR[k]] = few.bias()[k];
            }
        }
        int[] labels = Arrays.stream(few.labels()).map(label -> NEAR[label]).toArray();
        FloatMatrix weightGradient = FloatMatrix.of(new float[weights.length], CLASSES, DIMENSION);
        FloatMatrix featureGradient = FloatMatrix.of(new float[ROWS * DIMENSION], ROWS, DIMENSION);
        return new FloatHeadSample(few.features(), FloatMatrix.of(weights, CLASSES, DIMENSION),
                few.bias() == null ? null : bias, labels, featureGradient, weightGradient, new float[bias.length]);
    }

    private static void near(String what, FloatMatrix got, int row, FloatMatrix expected, int other, double allowed) {
        for (int d = 0; d < DIMENSION; d++) {
            double element = got.get(row, d);
            assertThat(element).as(what).isCloseTo(expected.get(other, d), within(allowed + NOTHING));
        }
    }
}
