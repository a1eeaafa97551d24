package io.github.losslane.verification.margin;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import io.github.losslane.DoubleMatrix;
import io.github.losslane.KernelProvider;
import io.github.losslane.Kernels;
import io.github.losslane.margin.DoubleHeadWorkspace;
import io.github.losslane.margin.MarginLoss;
import io.github.losslane.Reduction;
import java.util.Arrays;
import java.util.List;
import java.util.function.DoubleFunction;
import java.util.function.IntFunction;
import java.util.stream.IntStream;

/** Facts that records of the margin family share. */
final class RecordFacts {

    private static final double ROUNDING = 0x1p-46;

    private RecordFacts() {}

    /** A parameter that must be finite and more than 0 is so, and its message names it. */
    static void positive(String name, DoubleFunction<MarginLoss> record) {
        rejected(name, record, 0, -0.0, -1, Double.NaN, Double.POSITIVE_INFINITY);
        assertThat(record.apply(Double.MIN_VALUE)).isEqualTo(record.apply(Double.MIN_VALUE));
    }

    /** A parameter that must be finite and not negative is so, and its message names it. */
    static void notNegative(String name, DoubleFunction<MarginLoss> record) {
        rejected(name, record, -Double.MIN_VALUE, -1, Double.NaN, Double.POSITIVE_INFINITY);
        assertThat(record.apply(0)).isEqualTo(record.apply(0));
    }

    /** m is 1 to 16. */
    static void multiple(IntFunction<MarginLoss> record) {
        for (int m : new int[] {0, 17, -1, Integer.MIN_VALUE, Integer.MAX_VALUE}) {
            assertThatIllegalArgumentException().isThrownBy(() -> record.apply(m)).withMessageContaining("m ");
        }
        assertThat(record.apply(1).hasMargin()).isFalse();
        assertThat(record.apply(16).hasMargin()).isTrue();
    }

    static void rejected(String name, DoubleFunction<MarginLoss> record, double... values) {
        for (double value : values) {
            assertThatIllegalArgumentException().isThrownBy(() -> record.apply(value)).withMessageContaining(name);
        }
    }

    /** The loss of one row, by both providers, equal within rounding. */
    static double loss(MarginLoss loss, double[] x, double[]... weights) {
        double reference = loss(Kernels.reference(), loss, x, weights);
        assertThat(loss(Kernels.simd(), loss, x, weights)).isCloseTo(reference, within(ROUNDING * (1 + loss.scale())));
        return reference;
    }

    private static double loss(KernelProvider provider, MarginLoss loss, double[] x, double[]... weights) {
        double[] flat = Arrays.stream(weights).flatMapToDouble(Arrays::stream).toArray();
        return provider.head().loss(loss, Reduction.SUM, DoubleMatrix.of(x, 1, x.length),
                DoubleMatrix.of(flat, weights.length, x.length), new int[] {0}, 0,
                new DoubleHeadWorkspace(1, x.length, weights.length));
    }

    /**
     * Two classes, the label's weights at one angle from the feature, the other's at another: on the boundary both logits are
     * equal and the loss is log 2; nearer to the label it is less, farther from it more.
     */
    static void boundary(MarginLoss loss, double labelAngle, double otherAngle) {
        double[] x = {2, 0};
        double[] other = at(-otherAngle);
        double atBoundary = loss.targetLogit(x, at(labelAngle), 0) - loss.logit(x, other, 0);
        assertThat(atBoundary).as("%s", loss).isCloseTo(0, within(ROUNDING * (1 + loss.scale())));
        assertThat(loss(loss, x, at(labelAngle), other)).isCloseTo(Math.log(2), within(ROUNDING * (1 + loss.scale())));
        assertThat(loss(loss, x, at(labelAngle - 0.01), other)).isLessThan(Math.log(2));
        assertThat(loss(loss, x, at(labelAngle + 0.01), other)).isGreaterThan(Math.log(2));
    }

    /** The weight row of norm 1 at an angle to the first axis. */
    static double[] at(double angle) {
        return new double[] {StrictMath.cos(angle), StrictMath.sin(angle)};
    }

    /** Angles in (0, pi). */
    static List<Double> angles() {
        return IntStream.range(1, 315).mapToObj(i -> i / 100.0).toList();
    }

    /** The target falls as the angle grows, up to an angle. */
    static void falls(MarginLoss loss, double upTo) {
        double before = Double.POSITIVE_INFINITY;
        for (double angle : angles()) {
            if (angle < upTo) {
                double target = loss.target(StrictMath.cos(angle), StrictMath.sin(angle));
                assertThat(target).as("%s at %s", loss, angle).isLessThan(before);
                before = target;
            }
        }
    }
}
