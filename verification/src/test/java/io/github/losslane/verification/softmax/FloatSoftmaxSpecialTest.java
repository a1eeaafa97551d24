package io.github.losslane.verification.softmax;

import static io.github.losslane.verification.softmax.FloatSoftmaxBounds.assertNear;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.losslane.FloatMatrix;
import io.github.losslane.KernelProvider;
import io.github.losslane.Reduction;
import io.github.losslane.softmax.SoftmaxLoss;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Logits that are not finite, and finite ones at the ends of the type: the table of {@link SoftmaxLoss}. */
class FloatSoftmaxSpecialTest {

    private static final float MASKED = Float.NEGATIVE_INFINITY;

    static Stream<SoftmaxCase> cases() {
        return SoftmaxCases.all();
    }

    static Stream<KernelProvider> providers() {
        return SoftmaxCases.providers();
    }

    /** Only -Inf; and +Inf or NaN, alone or among others, in every place. */
    private static List<float[]> undefined(int classes) {
        float[] masked = new float[classes];
        Arrays.fill(masked, MASKED);
        Stream<float[]> others = IntStream.of(0, classes / 3, classes - 1).boxed().flatMap(place ->
                Stream.of(Float.POSITIVE_INFINITY, Float.NaN).flatMap(value -> Stream.of(0.5f, MASKED).map(rest -> {
                    float[] row = new float[classes];
                    Arrays.fill(row, rest);
                    row[place] = value;
                    return row;
                })));
        return Stream.concat(Stream.of(masked), others).toList();
    }

    @ParameterizedTest
    @MethodSource("cases")
    void rowsWithoutProbabilitiesAreNaN(SoftmaxCase each) {
        for (int classes : SoftmaxCases.FEW_WIDTHS) {
            for (float[] row : undefined(classes)) {
                FloatSoftmaxSample sample = FloatSoftmaxSample.of(each, FloatMatrix.of(row, 1, classes));
                SoftmaxLoss loss = each.loss(classes);
                if (each.dense() || !loss.ignores(sample.labels()[0])) {
                    assertThat(sample.losses(each.provider(), loss)).as("%s", row).containsOnly(Float.NaN);
                    assertThat(sample.gradient(each.provider(), loss, Reduction.SUM).data()).as("%s", row)
                            .containsOnly(Float.NaN);
                }
            }
        }
    }

    @ParameterizedTest
    @MethodSource("providers")
    void functionsOfRowsWithoutProbabilities(KernelProvider provider) {
        for (int classes : SoftmaxCases.FEW_WIDTHS) {
            for (float[] row : undefined(classes)) {
                FloatMatrix logits = FloatMatrix.of(row, 1, classes);
                float[] logSumExp = new float[1];
                provider.softmax().logSumExp(logits, logSumExp, 0);
                float sum = 0;      // of NaN and infinities what a maximum over all is
                for (int j = 0; j < classes; j++) {
                    sum = j == 0 ? row[j] : Math.max(sum, row[j]);
                }
                assertThat(logSumExp).as("%s", row).containsExactly(sum);
                FloatMatrix out = FloatMatrix.of(new float[classes], 1, classes);
                provider.softmax().softmax(logits, out);
                assertThat(out.data()).as("softmax of %s", row).containsOnly(Float.NaN);
                provider.softmax().logSoftmax(logits, out);
                assertThat(out.data()).as("logSoftmax of %s", row).containsOnly(Float.NaN);
            }
        }
    }

    /** Every class but one is masked: it is certain, and what is expected of the others infinitely wrong. */
    @ParameterizedTest
    @MethodSource("cases")
    void targetThatIsMaskedIsInfinitelyWrong(SoftmaxCase each) {
        for (int classes : SoftmaxCases.FEW_WIDTHS) {
            SoftmaxLoss loss = each.loss(classes);
            float[] row = new float[classes];
            Arrays.fill(row, MASKED);
            row[classes / 2] = -3.25f;
            FloatSoftmaxSample sample = FloatSoftmaxSample.of(each, FloatMatrix.of(row, 1, classes));
            if (each.dense() || !loss.ignores(sample.labels()[0])) {
                double[] wide = sample.row(0);
                float expected = (float) loss.loss(wide, sample.targets(0));
                double[] gradient = loss.gradient(wide, sample.targets(0));
                float[] got = sample.gradient(each.provider(), loss, Reduction.SUM).data();
                assertThat(sample.losses(each.provider(), loss)).containsExactly(expected);
                double slopes = FloatSoftmaxBounds.slopes(loss, sample, 0);
                for (int j = 0; j < classes; j++) {
                    double near = FloatSoftmaxBounds.difference(each, loss, classes, slopes, (float) gradient[j]);
                    assertNear(classes, 0, j, got[j], gradient[j], near);
                }
            }
        }
    }

    /** Differences of logits may overflow, and so may the loss; a derivative never does. */
    @ParameterizedTest
    @MethodSource("cases")
    void finiteLogitsNeverGiveNaN(SoftmaxCase each) {
        float[] ends = {
            Float.MAX_VALUE, -Float.MAX_VALUE, 0, Float.MIN_VALUE, -0.0f, 1e30f, -1e30f, Float.MIN_NORMAL,
            0.75f * Float.MAX_VALUE
        };
        for (int classes : SoftmaxCases.FEW_WIDTHS) {
            FloatMatrix logits = FloatMatrix.of(new float[ends.length * classes], ends.length, classes);
            for (int i = 0; i < logits.data().length; i++) {
                logits.data()[i] = ends[(i * 4 + i / classes) % ends.length];
            }
            FloatSoftmaxSample sample = FloatSoftmaxSample.of(each, logits);
            for (float loss : sample.losses(each.provider(), each.loss(classes))) {
                assertThat(loss).as("%s classes", classes).isGreaterThanOrEqualTo(0);
            }
            FloatMatrix gradient = sample.gradient(each.provider(), each.loss(classes), Reduction.SUM);
            for (int i = 0; i < sample.rows(); i++) {
                double most = 2 * FloatSoftmaxBounds.slopes(each.loss(classes), sample, i);
                for (int j = 0; j < classes; j++) {
                    assertNear(classes, i, j, gradient.get(i, j), 0, most);
                }
            }
        }
    }
}
