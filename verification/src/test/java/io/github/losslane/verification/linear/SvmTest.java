package io.github.losslane.verification.linear;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.github.losslane.FloatMatrix;
import io.github.losslane.KernelProvider;
import io.github.losslane.Reduction;
import io.github.losslane.linear.L2;
import io.github.losslane.linear.None;
import io.github.losslane.linear.Regularizer;
import io.github.losslane.pointwise.Hinge;
import io.github.losslane.pointwise.Perceptron;
import io.github.losslane.pointwise.PointwiseLoss;
import io.github.losslane.pointwise.SquaredHinge;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Support vector machines, with hinge and squared hinge, in the lambda form and the C form, and the perceptron. */
class SvmTest {

    /** Twice a margin's distance from 1, with 21 weights, columns and a bias below 1. */
    private static final double LARGEST_SLOPE = 2 * (1 + 22);

    static Stream<KernelProvider> providers() {
        return LinearCases.providers();
    }

    /** Margins 2.5, 0.5, -1 and, at the kink, 1: only the second and the third row cost anything. */
    @ParameterizedTest
    @MethodSource("providers")
    void hingesByHand(KernelProvider provider) {
        check(provider, new Hinge(), new None(), 2.5, 0.5, 0.5, 0);
        check(provider, new Hinge(), new L2(0.25), 3.75, 1.5, 0, 0);
        check(provider, new SquaredHinge(), new None(), 4.25, 3.5, 5, 3);
        check(provider, new SquaredHinge(), new L2(0.25), 5.5, 4.5, 4.5, 3);
    }

    /** The third row alone is on the wrong side. */
    @ParameterizedTest
    @MethodSource("providers")
    void perceptronByHand(KernelProvider provider) {
        check(provider, new Perceptron(), new None(), 1, 1, 1.5, 1);
    }

    /** Scores 2.5, 0.5, 1 and -1; every number is exact. */
    private static void check(
            KernelProvider provider, PointwiseLoss loss, Regularizer regularizer,
            double objective, double first, double second, double bias) {
        FloatMatrix x = FloatMatrix.of(new float[] {1, 0, 0.5f, 1, 1, 1.5f, 0, 1.5f}, 4, 2);
        float[] gradient = new float[3];
        assertThat(provider.linear().lossAndGradient(loss, regularizer, Reduction.SUM, x, new float[] {1, 1, -1, -1}, 0,
                        new float[] {2, -1}, 0, 0.5f, gradient, 0, gradient, 2))
                .isEqualTo(objective);
        assertThat(gradient).containsExactly((float) first, (float) second, (float) bias);
    }

    /** C sum L + |w|^2 / 2 is C times the objective with the penalty of that cost, and so are the gradients. */
    @ParameterizedTest
    @MethodSource("providers")
    void lambdaFormTimesCIsTheCForm(KernelProvider provider) {
        LinearShape shape = new LinearShape(300, 21);
        DoubleLinearSample sample = DoubleLinearSample.of(shape);
        for (int i = 0; i < shape.rows(); i++) {
            sample.targets()[i] = 2 * sample.targets()[i] - 1;
        }
        double[] scores = sample.scores(provider);
        for (PointwiseLoss loss : List.of(new Hinge(), new SquaredHinge())) {
            for (double cost : new double[] {0.01, 1, 30}) {
                double objective = sample.lossAndGradient(provider, loss, L2.ofCost(cost), Reduction.SUM);
                double risk = 0;
                double margin = 0;
                double[] gradient = sample.weights().clone();
                for (int i = 0; i < shape.rows(); i++) {
                    risk += loss.loss(scores[i], sample.targets()[i]);
                    for (int j = 0; j < gradient.length; j++) {
                        gradient[j] += cost * loss.gradient(scores[i], sample.targets()[i]) * sample.x().get(i, j);
                    }
                }
                for (double weight : sample.weights()) {
                    margin += weight * weight / 2;
                }
                double rounding = 2 * (shape.rows() + 40) * 0x1p-53;
                double expected = cost * risk + margin;
                assertThat(cost * objective).isCloseTo(expected, within(rounding * expected));
                double largest = 1 + cost * shape.rows() * LARGEST_SLOPE;
                for (int j = 0; j < gradient.length; j++) {
                    assertThat(cost * sample.weightGradient()[j]).isCloseTo(gradient[j], within(rounding * largest));
                }
            }
        }
    }

    @ParameterizedTest
    @MethodSource("providers")
    void perceptronLearnsNothingFromRowsOnTheRightSide(KernelProvider provider) {
        DoubleLinearSample sample = DoubleLinearSample.of(new LinearShape(300, 21));
        double[] scores = sample.scores(provider);
        for (int i = 0; i < scores.length; i++) {
            sample.targets()[i] = Math.signum(scores[i]);
        }
        assertThat(sample.lossAndGradient(provider, new Perceptron(), new None(), Reduction.MEAN)).isZero();
        assertThat(sample.weightGradient()).containsOnly(0);
        sample.targets()[123] *= -1;
        double loss = sample.lossAndGradient(provider, new Perceptron(), new None(), Reduction.SUM);
        assertThat(loss).isEqualTo(Math.abs(scores[123]));
        for (int j = 0; j < 21; j++) {
            assertThat(sample.weightGradient()[j]).isEqualTo(-sample.targets()[123] * sample.x().get(123, j));
        }
        assertThat(sample.biasGradient()).containsExactly(-sample.targets()[123]);
    }
}
