// Derived from FloatSoftmaxSpecialTest.java; edit that file, then run: java verification/src/test/java/io/github/losslane/verification/Twins.java
package io.github.losslane.verification.softmax;

import static io.github.losslane.verification.softmax.DoubleSoftmaxBounds.assertNear;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.losslane.DoubleMatrix;
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
class DoubleSoftmaxSpecialTest {

    private static final double MASKED = Double.NEGATIVE_INFINITY;

    static Stream<SoftmaxCase> cases() {
        return SoftmaxCases.all();
    }

    static Stream<KernelProvider> providers() {
        return SoftmaxCases.providers();
    }

    /** Only -Inf; and +Inf or NaN, alone or among others, in every place. */
    private static List<double[]> undefined(int classes) {
        double[] masked = new double[classes];
        Arrays.fill(masked, MASKED);
        Stream<double[]> others = IntStream.of(0, classes / 3, classes - 1).boxed().flatMap(place ->
                Stream.of(Double.POSITIVE_INFINITY, Double.NaN).flatMap(value -> Stream.of(0.5, MASKED).map(rest -> {
                    double[] row = new double[classes];
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
            for (double[] row : undefined(classes)) {
                DoubleSoftmaxSample sample = DoubleSoftmaxSample.of(each, DoubleMatrix.of(row, 1, classes));
                SoftmaxLoss loss = each.loss(classes);
                if (each.dense() || !loss.ignores(sample.labels()[0])) {
                    assertThat(sample.losses(each.provider(), loss)).as("%s", row).containsOnly(Double.NaN);
                    assertThat(sample.gradient(each.provider(), loss, Reduction.SUM).data()).as("%s", row)
                            .containsOnly(Double.NaN);
                }
            }
        }
    }

    @ParameterizedTest
    @MethodSource("providers")
    void functionsOfRowsWithoutProbabilities(KernelProvider provider) {
        for (int classes : SoftmaxCases.FEW_WIDTHS) {
            for (double[] row : undefined(classes)) {
                DoubleMatrix logits = DoubleMatrix.of(row, 1, classes);
                double[] logSumExp = new double[1];
                provider.softmax().logSumExp(logits, logSumExp, 0);
                double sum = 0;      // of NaN and infinities what a maximum over all is
                for (int j = 0; j < classes; j++) {
                    sum = j == 0 ? row[j] : Math.max(sum, row[j]);
                }
                assertThat(logSumExp).as("%s", row).containsExactly(sum);
                DoubleMatrix out = DoubleMatrix.of(new double[classes], 1, classes);
                provider.softmax().softmax(logits, out);
                assertThat(out.data()).as("softmax of %s", row).containsOnly(Double.NaN);
                provider.softmax().logSoftmax(logits, out);
                assertThat(out.data()).as("logSoftmax of %s", row).containsOnly(Double.NaN);
            }
        }
    }

    /** Every class but one is masked: it is certain, and what is expected of the others infinitely wrong. */
    @ParameterizedTest
    @MethodSource("cases")
    void targetThatIsMaskedIsInfinitelyWrong(SoftmaxCase each) {
        for (int classes : SoftmaxCases.FEW_WIDTHS) {
            SoftmaxLoss loss = each.loss(classes);
            double[] row = new double[classes];
            Arrays.fill(row, MASKED);
            row[classes / 2] = -3.25;
            DoubleSoftmaxSample sample = DoubleSoftmaxSample.of(each, DoubleMatrix.of(row, 1, classes));
            if (each.dense() || !loss.ignores(sample.labels()[0])) {
                double[] wide = sample.row(0);
                double expected = loss.loss(wide, sample.targets(0));
                double[] gradient = loss.gradient(wide, sample.targets(0));
                double[] got = sample.gradient(each.provider(), loss, Reduction.SUM).data();
                assertThat(sample.losses(each.provider(), loss)).containsExactly(expected);
                double slopes = DoubleSoftmaxBounds.slopes(loss, sample, 0);
                for (int j = 0; j < classes; j++) {
                    double near = DoubleSoftmaxBounds.difference(each, loss, classes, slopes, gradient[j]);
                    assertNear(classes, 0, j, got[j], gradient[j], near);
                }
            }
        }
    }

    /** Differences of logits may overflow, and so may the loss; a derivative never does. */
    @ParameterizedTest
    @MethodSource("cases")
    void finiteLogitsNeverGiveNaN(SoftmaxCase each) {
        double[] ends = {
            Double.MAX_VALUE, -Double.MAX_VALUE, 0, Double.MIN_VALUE, -0.0, 1e30, -1e30, Double.MIN_NORMAL,
            0.75 * Double.MAX_VALUE
        };
        for (int classes : SoftmaxCases.FEW_WIDTHS) {
            DoubleMatrix logits = DoubleMatrix.of(new double[ends.length * classes], ends.length, classes);
            for (int i = 0; i < logits.data().length; i++) {
                logits.data()[i] = ends[(i * 4 + i / classes) % ends.length];
            }
            DoubleSoftmaxSample sample = DoubleSoftmaxSample.of(each, logits);
            for (double loss : sample.losses(each.provider(), each.loss(classes))) {
                assertThat(loss).as("%s classes", classes).isGreaterThanOrEqualTo(0);
            }
            DoubleMatrix gradient = sample.gradient(each.provider(), each.loss(classes), Reduction.SUM);
            for (int i = 0; i < sample.rows(); i++) {
                double most = 2 * DoubleSoftmaxBounds.slopes(each.loss(classes), sample, i);
                for (int j = 0; j < classes; j++) {
                    assertNear(classes, i, j, gradient.get(i, j), 0, most);
                }
            }
        }
    }
}
