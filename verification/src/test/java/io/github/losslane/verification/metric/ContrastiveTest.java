package io.github.losslane.verification.metric;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import io.github.losslane.DoubleMatrix;
import io.github.losslane.KernelProvider;
import io.github.losslane.Kernels;
import io.github.losslane.Reduction;
import io.github.losslane.metric.Contrastive;
import java.util.Arrays;
import java.util.SplittableRandom;
import java.util.function.DoubleUnaryOperator;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The contrastive loss: its values, its derivatives, its special values, its parameter. */
class ContrastiveTest {

    private static final double STEP = 0x1p-10;

    static Stream<KernelProvider> providers() {
        return Stream.of(Kernels.simd(), Kernels.reference());
    }

    @Test
    void theUsualMarginIsTheDefault() {
        assertThat(new Contrastive()).isEqualTo(new Contrastive(1));
    }

    /** Distance 5, similar and not, margin 7 and 5. */
    @ParameterizedTest
    @MethodSource("providers")
    void knownValues(KernelProvider provider) {
        DoublePairs pairs = DoublePairs.of(
                DoubleMatrix.of(new double[] {0, 0, 0, 0}, 2, 2), DoubleMatrix.of(new double[] {3, 4, 3, 4}, 2, 2));
        assertThat(pairs.similar()).containsExactly(0, 1);
        assertThat(pairs.losses(provider, new Contrastive(7))).containsExactly(2, 12.5);
        assertThat(pairs.losses(provider, new Contrastive(5))).containsExactly(0, 12.5);
        assertThat(pairs.loss(provider, new Contrastive(7), Reduction.MEAN)).isEqualTo(14.5 / 2);
        DoublePairs gradients = pairs.gradients(provider, new Contrastive(7), Reduction.SUM);
        double[] expected = {1.2, 1.6, -3, -4};     // 2 / 5 of the difference
        assertThat(gradients.left().data()).containsExactly(expected, within(0x1p-51));
        assertThat(gradients.right().data()).containsExactly(new double[] {-1.2, -1.6, 3, 4}, within(0x1p-51));
        assertThat(pairs.gradients(provider, new Contrastive(5), Reduction.SUM).left().data())
                .containsExactly(0, 0, -3, -4);
    }

    @ParameterizedTest
    @MethodSource("providers")
    void equalRowsHaveNoGradient(KernelProvider provider) {
        for (int columns : new int[] {0, 1, 3, 16, 17, 1025}) {
            DoublePairs pairs = DoublePairs.around(3, 1, 4, columns);
            DoublePairs equal = DoublePairs.of(pairs.left(), pairs.left());
            assertThat(equal.losses(provider, new Contrastive(3))).containsExactly(4.5, 0, 4.5, 0);
            double[] zeros = new double[4 * columns];
            DoublePairs gradients = equal.gradients(provider, new Contrastive(3), Reduction.SUM);
            assertThat(gradients.left().data()).containsExactly(zeros, within(0.0));
            assertThat(gradients.right().data()).containsExactly(zeros, within(0.0));
        }
    }

    /** Along a coordinate the loss is smooth between its kinks; its fifth derivative is less than 10^4 at d > 1/2. */
    @Test
    void gradientsAreTheDerivativesOfTheLoss() {
        SplittableRandom random = new SplittableRandom(5);
        Contrastive loss = new Contrastive(3);
        for (int i = 0; i < 300; i++) {
            double[] a = random.doubles(4, -1.5, 1.5).toArray();
            double[] b = random.doubles(4, -1.5, 1.5).toArray();
            boolean similar = i % 3 == 0;
            double distance = MetricOracle.distance(a, b).doubleValue();
            boolean smooth = similar || (distance > 0.5 && Math.abs(distance - 3) > 3 * STEP);
            for (int j = 0; smooth && j < 4; j++) {
                int column = j;
                check(x -> loss.loss(with(a, column, x), b, similar), a[j], loss.leftGradient(a, b, similar)[j]);
                check(x -> loss.loss(a, with(b, column, x), similar), b[j], loss.rightGradient(a, b, similar)[j]);
            }
        }
    }

    @ParameterizedTest
    @MethodSource("providers")
    void specialNumbersMakeTheDistanceSpecial(KernelProvider provider) {
        double infinity = Double.POSITIVE_INFINITY;
        check(provider, 1, infinity, 2, infinity, infinity);
        check(provider, 1, 1, infinity, infinity, -infinity);
        check(provider, 0, -infinity, 2, 0, 0);
        for (int similar = 0; similar <= 1; similar++) {
            check(provider, similar, infinity, infinity, Double.NaN, Double.NaN);
            check(provider, similar, Double.NaN, 2, Double.NaN, Double.NaN);
            check(provider, similar, 1, Double.NaN, Double.NaN, Double.NaN);
        }
    }

    /** One pair of one column. */
    private static void check(
            KernelProvider provider, int similar, double left, double right, double loss, double gradient) {
        DoublePairs pair = DoublePairs.column(similar, new double[] {left}, new double[] {right});
        assertThat(pair.losses(provider, new Contrastive(10))).containsExactly(loss);
        DoublePairs gradients = pair.gradients(provider, new Contrastive(10), Reduction.SUM);
        assertThat(gradients.left().data()).containsExactly(gradient);
        assertThat(gradients.right().data()).containsExactly(0 - gradient);
    }

    @ParameterizedTest
    @MethodSource("providers")
    void flagsOfNoMeaningAreNamedWithTheirRow(KernelProvider provider) {
        for (int wrong : new int[] {-1, 2}) {
            DoublePairs pairs = DoublePairs.onGrid(4, 3);
            Arrays.fill(pairs.similar(), 2, 3, wrong);
            assertThatExceptionOfType(IndexOutOfBoundsException.class)
                    .isThrownBy(() -> pairs.loss(provider, new Contrastive(), Reduction.SUM))
                    .withMessage("row 2 has similar " + wrong + ", not 1 or 0");
        }
    }

    @ParameterizedTest
    @ValueSource(doubles = {-1, Double.NaN, Double.POSITIVE_INFINITY, Double.NEGATIVE_INFINITY})
    void marginThatIsNotFiniteOrNegativeIsRefused(double margin) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new Contrastive(margin))
                .withMessageContaining("margin is " + margin);
    }

    private static double[] with(double[] row, int column, double value) {
        double[] changed = row.clone();
        changed[column] = value;
        return changed;
    }

    private static void check(DoubleUnaryOperator function, double at, double derivative) {
        double numeric = (8 * (function.applyAsDouble(at + STEP) - function.applyAsDouble(at - STEP))
                        - (function.applyAsDouble(at + 2 * STEP) - function.applyAsDouble(at - 2 * STEP)))
                / (12 * STEP);
        double truncation = STEP * STEP * STEP * STEP / 30 * 1e4;
        assertThat(derivative).isCloseTo(numeric, within(64 * Math.ulp(10.0) / STEP + truncation));
    }
}
