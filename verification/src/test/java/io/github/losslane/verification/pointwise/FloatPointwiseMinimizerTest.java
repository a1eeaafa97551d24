package io.github.losslane.verification.pointwise;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.github.losslane.KernelProvider;
import io.github.losslane.Kernels;
import io.github.losslane.Reduction;
import io.github.losslane.pointwise.AbsoluteError;
import io.github.losslane.pointwise.Exponential;
import io.github.losslane.pointwise.HalfSquaredError;
import io.github.losslane.pointwise.Logistic;
import io.github.losslane.pointwise.PointwiseLoss;
import io.github.losslane.pointwise.Quantile;
import io.github.losslane.pointwise.SoftMargin;
import io.github.losslane.pointwise.SquaredError;
import io.github.losslane.pointwise.WeightedLogistic;
import io.github.losslane.simd.pointwise.FloatWeightedLogistic;
import java.math.BigDecimal;
import java.util.Arrays;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** The constant prediction of least loss: the gradients of all rows sum to 0 there, and change their sign around it. */
class FloatPointwiseMinimizerTest {

    private static final int ROWS = 3001;
    private static final int POSITIVES = 800;
    private static final double LOG_ODDS = StrictMath.log((double) POSITIVES / (ROWS - POSITIVES));

    private static final double ULP = Math.ulp(1.0f);

    /**
     * What a row's gradient may be off relative to its size (the largest bound stated), and by the rounding of a minimiser
     * of less than 2 in size, which multiplies second derivatives no larger than the gradients.
     */
    private static final double EACH = (FloatWeightedLogistic.MAX_ULP_GRADIENT + 1) * ULP;

    static Stream<Arguments> minimizers() {
        int wrong = ROWS - POSITIVES;
        double odds = (double) POSITIVES / wrong;
        double exponentials = POSITIVES / StrictMath.sqrt(odds) + wrong * StrictMath.sqrt(odds);
        return Stream.of(
                Arguments.of(new SquaredError(), range(), (ROWS - 1) / 2, 0),
                Arguments.of(new HalfSquaredError(), range(), (ROWS - 1) / 2, 0),
                Arguments.of(new AbsoluteError(), skewed(), (ROWS - 1) / 4, 0),
                Arguments.of(new Quantile(0.5), range(), (ROWS - 1) / 2, 0),
                Arguments.of(new Quantile(0.875), range(), 2625, 0.75),
                Arguments.of(new Logistic(), labels(0), LOG_ODDS, ROWS * EACH),
                Arguments.of(new SoftMargin(), labels(-1), LOG_ODDS, ROWS * EACH),
                Arguments.of(new WeightedLogistic(0.75, 0.25), labels(0), LOG_ODDS + StrictMath.log(3), ROWS * EACH),
                Arguments.of(new Exponential(), labels(-1), LOG_ODDS / 2, exponentials * EACH));
    }

    @ParameterizedTest
    @MethodSource("minimizers")
    void gradientsSumToZeroAtTheMinimizer(PointwiseLoss loss, float[] targets, double minimizer, double allowed) {
        for (KernelProvider provider : new KernelProvider[] {Kernels.simd(), Kernels.reference()}) {
            assertThat(slope(provider, loss, targets, minimizer)).isCloseTo(0, within(allowed));
            assertThat(slope(provider, loss, targets, minimizer - 1)).isLessThan(-allowed);
            assertThat(slope(provider, loss, targets, minimizer + 1)).isGreaterThan(allowed);
        }
    }

    private static double slope(KernelProvider provider, PointwiseLoss loss, float[] targets, double prediction) {
        float[] gradient = new float[ROWS];
        Arrays.fill(gradient, (float) prediction);
        provider.pointwise().lossAndGradient(loss, Reduction.SUM, gradient, 0, targets, 0, gradient, 0, ROWS);
        BigDecimal sum = BigDecimal.ZERO;
        for (float derivative : gradient) {
            sum = sum.add(new BigDecimal(derivative));
        }
        return sum.doubleValue();
    }

    /** 0, 1, 2, ..., out of order: 1,000 has no divisor in common with their number. */
    private static float[] range() {
        float[] targets = new float[ROWS];
        for (int i = 0; i < ROWS; i++) {
            targets[i] = i * 1000L % ROWS;
        }
        return targets;
    }

    /** The same with the upper half far away: its median is not the mean. */
    private static float[] skewed() {
        float[] targets = range();
        for (int i = 0; i < ROWS; i++) {
            targets[i] = targets[i] > (ROWS - 1) / 2 ? 1e6f + targets[i] : targets[i] / 2;
        }
        return targets;
    }

    private static float[] labels(float negative) {
        float[] targets = new float[ROWS];
        for (int i = 0; i < ROWS; i++) {
            targets[i] = i < POSITIVES ? 1 : negative;
        }
        return targets;
    }
}
