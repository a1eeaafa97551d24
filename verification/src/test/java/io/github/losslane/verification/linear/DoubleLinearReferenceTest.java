// Derived from FloatLinearReferenceTest.java; edit that file, then run: java verification/src/test/java/io/github/losslane/verification/Twins.java
package io.github.losslane.verification.linear;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.github.losslane.KernelProvider;
import io.github.losslane.Kernels;
import io.github.losslane.Reduction;
import io.github.losslane.linear.Regularizer;
import io.github.losslane.pointwise.PointwiseLoss;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** SIMD linear models against the scalar reference, within the errors of their sums. */
class DoubleLinearReferenceTest {

    private static final double UNIT_ROUNDOFF = (Math.nextUp(1.0) - 1) / 2;

    /** Roundings on the way of a term beside those of the additions: of scale, product, folds, penalty, and their likes. */
    private static final int OTHERS = 40;

    static Stream<LinearShape> shapes() {
        return LinearShape.odd();
    }

    static Stream<PointwiseLoss> losses() {
        return LinearCases.losses();
    }

    /** A chain of n / 16 fma, four folds and the bias; the reference, in double, at most n. */
    @ParameterizedTest
    @MethodSource("shapes")
    void scoresAgree(LinearShape shape) {
        DoubleLinearSample sample = DoubleLinearSample.of(shape);
        double[] simd = sample.scores(Kernels.simd());
        double[] reference = sample.scores(Kernels.reference());
        for (int i = 0; i < simd.length; i++) {
            double size = Math.abs(sample.bias());
            for (int j = 0; j < shape.columns(); j++) {
                double product = sample.x().get(i, j) * sample.weights()[j];
                size += Math.abs(product);
            }
            double score = simd[i];
            assertThat(score).isCloseTo(reference[i], within((shape.columns() + OTHERS) * UNIT_ROUNDOFF * size));
        }
    }

    /** Scores without error: what is left are the errors of losses and slopes, carried on, and those of the sums. */
    @ParameterizedTest
    @MethodSource("losses")
    void objectivesAndGradientsAgree(PointwiseLoss loss) {
        shapes().forEach(shape -> {
            DoubleLinearSample sample = DoubleLinearSample.exact(shape).inDomainOf(loss);
            assertThat(sample.scores(Kernels.simd())).isEqualTo(sample.scores(Kernels.reference()));
            for (Reduction reduction : Reduction.values()) {
                for (Regularizer regularizer : LinearCases.REGULARIZERS) {
                    check(sample, loss, regularizer, reduction);
                }
            }
        });
    }

    private static void check(
            DoubleLinearSample simd, PointwiseLoss loss, Regularizer regularizer, Reduction reduction) {
        DoubleLinearSample reference = simd.withBias(simd.bias());
        double[] losses = losses(Kernels.simd(), simd, loss);
        double[] expectedLosses = losses(Kernels.reference(), simd, loss);
        double divisor = reduction.divisor(losses.length, losses.length);
        double allowed = (difference(losses, expectedLosses) + rounding(losses.length) * size(losses)) / divisor
                + rounding(simd.weights().length) * penalty(simd, regularizer);
        String what = simd.x() + ", " + regularizer + ", " + reduction;
        assertThat(simd.lossAndGradient(Kernels.simd(), loss, regularizer, reduction))
                .as(what)
                .isCloseTo(reference.lossAndGradient(Kernels.reference(), loss, regularizer, reduction), within(allowed));

        double[] slopes = slopes(Kernels.simd(), simd, loss, reduction);
        double[] expectedSlopes = slopes(Kernels.reference(), simd, loss, reduction);
        for (int j = 0; j < simd.weights().length; j++) {
            double error = 0;
            double size = Math.abs(regularizer.gradient(simd.weights()[j]));
            for (int i = 0; i < slopes.length; i++) {
                double element = Math.abs(simd.x().get(i, j));
                error += Math.abs(slopes[i] - expectedSlopes[i]) * element;
                size += Math.abs(slopes[i]) * element;
            }
            double got = simd.weightGradient()[j];
            assertThat(got).as("%s, weight %s", what, j)
                    .isCloseTo(reference.weightGradient()[j], within(error + rounding(slopes.length) * size));
        }
        double got = simd.biasGradient()[0];
        double biasError = difference(slopes, expectedSlopes) + rounding(slopes.length) * size(slopes);
        assertThat(got).as(what).isCloseTo(reference.biasGradient()[0], within(biasError));
    }

    /** Of a sum of n terms in any order, relative to the sum of their sizes; twice, as the reference rounds as well. */
    private static double rounding(int n) {
        return 2 * (n + OTHERS) * UNIT_ROUNDOFF;
    }

    private static double penalty(DoubleLinearSample sample, Regularizer regularizer) {
        double penalty = 0;
        for (double weight : sample.weights()) {
            penalty += regularizer.value(weight);
        }
        return penalty;
    }

    private static double[] losses(KernelProvider provider, DoubleLinearSample sample, PointwiseLoss loss) {
        double[] losses = sample.scores(provider);
        provider.pointwise().losses(loss, losses, 0, sample.targets(), 0, losses, 0, losses.length);
        return losses;
    }

    private static double[] slopes(
            KernelProvider provider, DoubleLinearSample sample, PointwiseLoss loss, Reduction reduction) {
        double[] slopes = sample.scores(provider);
        provider.pointwise().lossAndGradient(
                loss, reduction, slopes, 0, sample.targets(), 0, slopes, 0, slopes.length);
        return slopes;
    }

    private static double difference(double[] a, double[] b) {
        double sum = 0;
        for (int i = 0; i < a.length; i++) {
            sum += Math.abs(a[i] - b[i]);
        }
        return sum;
    }

    private static double size(double[] numbers) {
        double size = 0;
        for (double number : numbers) {
            size += Math.abs(number);
        }
        return size;
    }
}
