package io.github.losslane.verification.linear;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.github.losslane.DoubleMatrix;
import io.github.losslane.FloatMatrix;
import io.github.losslane.KernelProvider;
import io.github.losslane.Reduction;
import io.github.losslane.linear.ElasticNet;
import io.github.losslane.linear.L1;
import io.github.losslane.linear.L2;
import io.github.losslane.linear.None;
import io.github.losslane.linear.Regularizer;
import io.github.losslane.pointwise.Logistic;
import io.github.losslane.pointwise.PointwiseLoss;
import io.github.losslane.pointwise.SquaredError;
import java.util.SplittableRandom;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Ordinary least squares and logistic regression by hand. */
class LinearTest {

    private static final PointwiseLoss SQUARED = new SquaredError();

    static Stream<KernelProvider> providers() {
        return LinearCases.providers();
    }

    /** Residuals -2.25 and -4.25; every number is exact. */
    @ParameterizedTest
    @MethodSource("providers")
    void leastSquaresByHand(KernelProvider provider) {
        checkSquares(provider, new None(), Reduction.SUM, 23.125, -30, -43, -13);
        checkSquares(provider, new None(), Reduction.MEAN, 11.5625, -15, -21.5, -6.5);
        checkSquares(provider, new L1(2), Reduction.SUM, 26.125, -28, -45, -13);
        checkSquares(provider, new L2(0.5), Reduction.MEAN, 12.1875, -14.5, -22.5, -6.5);
        checkSquares(provider, new ElasticNet(2, 0.5), Reduction.WEIGHTED_MEAN, 15.1875, -12.5, -24.5, -6.5);
    }

    private static void checkSquares(
            KernelProvider provider, Regularizer regularizer, Reduction reduction,
            double objective, double first, double second, double bias) {
        FloatMatrix x = FloatMatrix.of(new float[] {1, 2, 3, 4}, 2, 2);
        float[] gradient = new float[3];
        assertThat(provider.linear().lossAndGradient(SQUARED, regularizer, reduction, x, new float[] {1, 2}, 0,
                        new float[] {0.5f, -1}, 0, 0.25f, gradient, 0, gradient, 2))
                .isEqualTo(objective);
        assertThat(gradient).containsExactly((float) first, (float) second, (float) bias);
        float[] scores = new float[2];
        provider.linear().scores(x, new float[] {0.5f, -1}, 0, 0.25f, scores, 0);
        assertThat(scores).containsExactly(-1.25f, -2.25f);
    }

    /** Scores 2 and -2 of targets 1 and 0: each loses softplus(-2), and the slopes are -+sigmoid(-2). */
    @ParameterizedTest
    @MethodSource("providers")
    void logisticRegressionByHand(KernelProvider provider) {
        DoubleMatrix x = DoubleMatrix.of(new double[] {1, 0, 0, 2}, 2, 2);
        double[] gradient = new double[3];
        double slope = 0.11920292202211755;
        assertThat(provider.linear().lossAndGradient(new Logistic(), new L2(0.25), Reduction.SUM, x, new double[] {1, 0}, 0,
                        new double[] {2, -1}, 0, 0, gradient, 0, gradient, 2))
                .isCloseTo(2 * 0.12692801104297252 + 1.25, within(1e-15));
        assertThat(gradient).containsExactly(new double[] {1 - slope, 2 * slope - 0.5, 0}, within(1e-15));
    }

    /** Targets are a line plus residuals at right angles to the columns and to the ones of the bias. */
    @ParameterizedTest
    @MethodSource("providers")
    void gradientIsZeroAtTheLeastSquaresSolution(KernelProvider provider) {
        float[] x = {1, 1, 1, -1, -1, 1, -1, -1};
        float[] targets = {2.25f, 2.25f, -2.75f, -0.75f};     // 2 a - b / 2 + 0.25, and 0.5, -0.5, -0.5, 0.5
        float[] gradient = new float[3];
        for (Reduction reduction : Reduction.values()) {
            double loss = provider.linear().lossAndGradient(SQUARED, new None(), reduction, FloatMatrix.of(x, 4, 2),
                    targets, 0, new float[] {2, -0.5f}, 0, 0.25f, gradient, 0, gradient, 2);
            assertThat(loss).isEqualTo(reduction == Reduction.SUM ? 1 : 0.25);
            assertThat(gradient).containsOnly(0);
        }
    }

    /**
     * The normal equations A w = c solved by elimination leave at most 3 n^3 half ulps of the largest element times the
     * largest weight (Higham, Accuracy and Stability of Numerical Algorithms, theorems 9.3 and 10.3); A, c and the gradient
     * itself are sums over the rows, of at most rows + n + 10 roundings each.
     */
    @ParameterizedTest
    @MethodSource("providers")
    void gradientVanishesWhereTheNormalEquationsHold(KernelProvider provider) {
        int rows = 300;
        int n = 7;
        DoubleLinearSample sample = DoubleLinearSample.of(new LinearShape(rows, n - 1));
        double[][] equations = new double[n][n + 1];
        SplittableRandom random = new SplittableRandom(5);
        for (int i = 0; i < rows; i++) {
            sample.targets()[i] = random.nextDouble(-1, 1);
            for (int j = 0; j < n; j++) {
                for (int k = 0; k < n; k++) {
                    equations[j][k] += at(sample.x(), i, j) * at(sample.x(), i, k);
                }
                equations[j][n] += at(sample.x(), i, j) * sample.targets()[i];
            }
        }
        double[] solution = NormalEquations.solve(equations);
        double largest = 1;
        for (double weight : solution) {
            largest = Math.max(largest, Math.abs(weight));
        }
        System.arraycopy(solution, 0, sample.weights(), 0, n - 1);
        double allowed = 2 * 0x1p-53 * rows * largest * (3 * n * n * n + 3 * (n + 1) * (rows + n + 10));
        DoubleLinearSample solved = sample.withBias(solution[n - 1]);
        solved.lossAndGradient(provider, SQUARED, new None(), Reduction.SUM);
        for (double slope : solved.weightGradient()) {
            assertThat(slope).isCloseTo(0, within(allowed));
        }
        assertThat(solved.biasGradient()[0]).isCloseTo(0, within(allowed));
        DoubleLinearSample beside = sample.withBias(solution[n - 1] + 1e-6);
        beside.lossAndGradient(provider, SQUARED, new None(), Reduction.SUM);
        assertThat(Math.abs(beside.biasGradient()[0])).isGreaterThan(allowed);
    }

    private static double at(DoubleMatrix x, int row, int column) {
        return column == x.columns() ? 1 : x.get(row, column);
    }
}
