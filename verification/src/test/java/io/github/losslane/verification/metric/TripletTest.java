package io.github.losslane.verification.metric;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import io.github.losslane.DoubleMatrix;
import io.github.losslane.KernelProvider;
import io.github.losslane.Kernels;
import io.github.losslane.Reduction;
import io.github.losslane.metric.Triplet;
import java.util.SplittableRandom;
import java.util.function.DoubleUnaryOperator;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The triplet loss: its values, its derivatives, its special values, its parameter. */
class TripletTest {

    private static final double STEP = 0x1p-10;

    static Stream<KernelProvider> providers() {
        return Stream.of(Kernels.simd(), Kernels.reference());
    }

    @Test
    void thePaperIsTheDefault() {
        assertThat(new Triplet()).isEqualTo(new Triplet(0.2));
    }

    /** Distances 3, 4 and 5 in turn; the second triplet is far beyond its margin, the third exactly at it. */
    @ParameterizedTest
    @MethodSource("providers")
    void knownValues(KernelProvider provider) {
        double[] anchors = {0, 0, 1, 1, 2, 0};
        double[] positives = {3, 4, 1, 2, 0, 0};
        double[] negatives = {0, 4, 4, 5, 2, -3};
        DoubleTriplets triplets = new DoubleTriplets(matrix(anchors), matrix(positives), matrix(negatives));
        assertThat(triplets.losses(provider, new Triplet(5))).containsExactly(25 - 16 + 5, 0, 0);
        DoubleTriplets gradients = triplets.gradients(provider, new Triplet(5), Reduction.SUM);
        assertThat(gradients.anchors().data()).containsExactly(-6, 0, 0, 0, 0, 0);
        assertThat(gradients.positives().data()).containsExactly(6, 8, 0, 0, 0, 0);
        assertThat(gradients.negatives().data()).containsExactly(0, -8, 0, 0, 0, 0);
        assertThat(triplets.loss(provider, new Triplet(5), Reduction.MEAN)).isEqualTo(14 / 3.0);
    }

    /** A central difference of a square is exact; what is left is the rounding of two losses of at most 100. */
    @Test
    void gradientsAreTheDerivativesOfTheLoss() {
        SplittableRandom random = new SplittableRandom(5);
        Triplet loss = new Triplet(1);
        int active = 0;
        for (int i = 0; i < 300; i++) {
            double[] a = random.doubles(4, -2, 2).toArray();
            double[] p = random.doubles(4, -2, 2).toArray();
            double[] n = random.doubles(4, -2, 2).toArray();
            boolean far = Math.abs(new Triplet(100).loss(a, p, n) - 99) > 0.1;      // from the kink
            active += loss.loss(a, p, n) > 0 ? 1 : 0;
            for (int j = 0; far && j < 4; j++) {
                int column = j;
                check(x -> loss.loss(with(a, column, x), p, n), a[j], loss.anchorGradient(a, p, n)[j]);
                check(x -> loss.loss(a, with(p, column, x), n), p[j], loss.positiveGradient(a, p, n)[j]);
                check(x -> loss.loss(a, p, with(n, column, x)), n[j], loss.negativeGradient(a, p, n)[j]);
            }
        }
        assertThat(active).isBetween(100, 250);
    }

    /** 1e-340 is no double: the difference of the squares keeps its sign, and equal ones are equal. */
    @ParameterizedTest
    @MethodSource("providers")
    void differencesThatUnderflowKeepTheirSign(KernelProvider provider) {
        assertThat(underflowing(provider, 1e-170, 0)).containsExactly(Double.MIN_VALUE);
        assertThat(underflowing(provider, 0, 1e-170)).containsExactly(0);
        assertThat(underflowing(provider, 1e-170, 1e-170)).containsExactly(0);
    }

    private static double[] underflowing(KernelProvider provider, double positive, double negative) {
        DoubleTriplets triplet =
                DoubleTriplets.column(new double[] {0}, new double[] {positive}, new double[] {negative});
        return triplet.losses(provider, new Triplet(0));
    }

    @ParameterizedTest
    @MethodSource("providers")
    void infiniteCoordinatesMakeTheirDistanceInfinite(KernelProvider provider) {
        for (double infinity : new double[] {Double.POSITIVE_INFINITY, Double.NEGATIVE_INFINITY}) {
            check(provider, infinity, 1, 2, Double.NaN, Double.NaN, Double.NaN, Double.NaN);
            check(provider, 0, infinity, 2, Double.POSITIVE_INFINITY, -infinity, infinity, -4);
            check(provider, 0, 1, infinity, 0, 0, 0, 0);
            check(provider, 0, infinity, infinity, Double.NaN, Double.NaN, Double.NaN, Double.NaN);
            check(provider, infinity, infinity, infinity, Double.NaN, Double.NaN, Double.NaN, Double.NaN);
        }
        check(provider, Double.NaN, 1, 2, Double.NaN, Double.NaN, Double.NaN, Double.NaN);
        check(provider, 0, Double.NaN, 2, Double.NaN, Double.NaN, Double.NaN, Double.NaN);
        check(provider, 0, 1, Double.NaN, Double.NaN, Double.NaN, Double.NaN, Double.NaN);
    }

    /** One triplet of one column, with margin 10. */
    private static void check(
            KernelProvider provider, double a, double p, double n, double loss, double da, double dp, double dn) {
        DoubleTriplets triplet = DoubleTriplets.column(new double[] {a}, new double[] {p}, new double[] {n});
        String what = a + ", " + p + ", " + n;
        assertThat(triplet.losses(provider, new Triplet(10))).as(what).containsExactly(loss);
        DoubleTriplets gradients = triplet.gradients(provider, new Triplet(10), Reduction.SUM);
        assertThat(gradients.anchors().data()).as(what).containsExactly(da);
        assertThat(gradients.positives().data()).as(what).containsExactly(dp);
        assertThat(gradients.negatives().data()).as(what).containsExactly(dn);
    }

    @ParameterizedTest
    @ValueSource(doubles = {-1, Double.NaN, Double.POSITIVE_INFINITY, Double.NEGATIVE_INFINITY})
    void marginThatIsNotFiniteOrNegativeIsRefused(double margin) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new Triplet(margin))
                .withMessageContaining("margin is " + margin);
    }

    private static DoubleMatrix matrix(double[] rows) {
        return DoubleMatrix.of(rows, 3, 2);
    }

    private static double[] with(double[] row, int column, double value) {
        double[] changed = row.clone();
        changed[column] = value;
        return changed;
    }

    private static void check(DoubleUnaryOperator function, double at, double derivative) {
        double numeric = (function.applyAsDouble(at + STEP) - function.applyAsDouble(at - STEP)) / (2 * STEP);
        assertThat(derivative).isCloseTo(numeric, within(16 * Math.ulp(100.0) / STEP));
    }
}
