// Derived from FloatPointwiseExtremesTest.java; edit that file, then run: java verification/src/test/java/io/github/losslane/verification/Twins.java
package io.github.losslane.verification.pointwise;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.losslane.KernelProvider;
import io.github.losslane.Kernels;
import io.github.losslane.Reduction;
import io.github.losslane.pointwise.PointwiseLoss;
import java.util.Arrays;
import java.util.stream.DoubleStream;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Smallest, largest, infinite numbers and NaN, as predictions and as targets. */
class DoublePointwiseExtremesTest {

    private static final double[] FINITE = {
        0, Double.MIN_VALUE, 3 * Double.MIN_VALUE, Double.MIN_NORMAL, 1e-20, 0.5, 1, 2, 1e10, 1e20, 3e38,
        Double.MAX_VALUE / 2, Double.MAX_VALUE
    };

    private static final String[] KINDS = {"loss", "gradient", "hessian", "gradient with hessian"};

    private static final double[] NOT_FINITE = {Double.POSITIVE_INFINITY, Double.NEGATIVE_INFINITY, Double.NaN};

    static Stream<PointwiseLoss> losses() {
        return PointwiseCases.losses();
    }

    static Stream<Arguments> lossesAndProviders() {
        return PointwiseCases.lossesAndProviders();
    }

    /** Also for targets the loss is not meant for, as long as it allows them. */
    @ParameterizedTest
    @MethodSource("lossesAndProviders")
    void finiteInputsGiveNoNaN(PointwiseLoss loss, KernelProvider provider) {
        double[] finite = signed();
        double[] targets = numbers(finite);
        DoublePointwiseSample sample =
                grid(finite, Arrays.stream(targets).filter(y -> PointwiseFacts.allows(loss, y)).toArray());
        for (double[] results : results(sample, provider, loss)) {
            for (int i = 0; i < results.length; i++) {
                boolean defined = PointwiseFacts.defined(loss, sample.predictions()[i]);
                assertThat(Double.isNaN(results[i]))
                        .as("%s %s", sample.predictions()[i], sample.targets()[i])
                        .isEqualTo(!defined);
            }
        }
    }

    /**
     * NaN, either infinity and 0 come out exactly where they do in the reference. Only where finite numbers have an infinite
     * difference the reference, in double, may know better.
     */
    @ParameterizedTest
    @MethodSource("losses")
    void specialResultsAreThoseOfTheReference(PointwiseLoss loss) {
        DoublePointwiseSample sample = extremes(loss);
        double[][] got = results(sample, Kernels.simd(), loss);
        double[][] expected = results(sample, Kernels.reference(), loss);
        for (int kind = 0; kind < KINDS.length; kind++) {
            for (int i = 0; i < sample.rows(); i++) {
                double f = sample.predictions()[i];
                double y = sample.targets()[i];
                boolean overflows = Double.isFinite(f) && Double.isFinite(y) && Double.isInfinite(f - y);
                if (!overflows) {
                    assertThat(special(got[kind][i]))
                            .as("%s of f = %s, y = %s", KINDS[kind], f, y)
                            .isEqualTo(special(expected[kind][i]));
                }
            }
        }
    }

    /** The loop that sums while it writes gradients needs 64 rows; 64 equal losses double six times on their way. */
    @ParameterizedTest
    @MethodSource("losses")
    void sumsOfExtremeLossesAreTheirSums(PointwiseLoss loss) {
        DoublePointwiseSample sample = extremes(loss);
        double[] losses = sample.losses(Kernels.simd(), loss);
        for (int i = 0; i < losses.length; i++) {
            double[] predictions = new double[64];
            double[] targets = new double[64];
            Arrays.fill(predictions, sample.predictions()[i]);
            Arrays.fill(targets, sample.targets()[i]);
            double sum = Kernels.simd().pointwise().lossAndGradient(
                    loss, Reduction.SUM, predictions, 0, targets, 0, predictions, 0, 64);
            double expected = losses[i] * 64;
            assertThat(Double.compare(sum + 0.0, expected + 0.0))
                    .as("f = %s, y = %s: %s", sample.predictions()[i], sample.targets()[i], sum).isZero();
        }
    }

    private static String special(double number) {
        return number == 0 ? "zero" : Double.isFinite(number) ? "finite" : String.valueOf(number);
    }

    /** The {@link #KINDS}, and the gradient of a mean, which is scaled on its way. */
    private static double[][] results(DoublePointwiseSample sample, KernelProvider provider, PointwiseLoss loss) {
        return new double[][] {
            sample.losses(provider, loss),
            sample.gradient(provider, loss, Reduction.SUM),
            sample.hessian(provider, loss),
            sample.gradientWithHessian(provider, loss),
            sample.gradient(provider, loss, Reduction.MEAN)
        };
    }

    /** All of these as predictions; as targets what the loss is meant for, and what is no number. */
    private static DoublePointwiseSample extremes(PointwiseLoss loss) {
        double[] all = Arrays.copyOf(signed(), 2 * FINITE.length + NOT_FINITE.length);
        System.arraycopy(NOT_FINITE, 0, all, 2 * FINITE.length, NOT_FINITE.length);
        DoubleStream extreme = Arrays.stream(numbers(all))
                .filter(y -> PointwiseFacts.regression(loss) || !Double.isFinite(y));
        return grid(all, DoubleStream.concat(Arrays.stream(PointwiseFacts.targets(loss)), extreme).toArray());
    }

    private static double[] signed() {
        double[] signed = new double[2 * FINITE.length];
        for (int i = 0; i < FINITE.length; i++) {
            signed[2 * i] = FINITE[i];
            signed[2 * i + 1] = -FINITE[i];
        }
        return signed;
    }

    private static double[] numbers(double[] numbers) {
        double[] copy = new double[numbers.length];
        for (int i = 0; i < copy.length; i++) {
            copy[i] = numbers[i];
        }
        return copy;
    }

    private static DoublePointwiseSample grid(double[] predictions, double[] targets) {
        int rows = predictions.length * targets.length;
        DoublePointwiseSample grid = new DoublePointwiseSample(new double[rows], new double[rows], new double[rows]);
        for (int i = 0; i < rows; i++) {
            grid.predictions()[i] = predictions[i / targets.length];
            grid.targets()[i] = targets[i % targets.length];
        }
        return grid;
    }
}
