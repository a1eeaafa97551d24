// Derived from FloatCenterPropertyTest.java; edit that file, then run: java verification/src/test/java/io/github/losslane/verification/Twins.java
package io.github.losslane.verification.center;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.losslane.DoubleMatrix;
import io.github.losslane.Kernels;
import io.github.losslane.Reduction;
import io.github.losslane.center.CenterLoss;
import io.github.losslane.simd.center.DoubleCenterLoss;
import io.github.losslane.simd.center.DoubleCenterSum;
import io.github.losslane.verification.math.DoubleUlps;
import java.math.BigDecimal;
import java.util.Random;
import java.util.function.IntToDoubleFunction;
import java.util.stream.IntStream;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.ShrinkingMode;
import net.jqwik.api.statistics.Statistics;

/** SIMD kernels against the reference over generated batches: any shape, any exponent, few classes and many. */
class DoubleCenterPropertyTest {

    private static final double UNIT_ROUNDOFF = (Math.nextUp(1.0) - 1) / 2;

    /** A generated batch. */
    record Batch(DoubleCenterSample sample, CenterLoss loss) {}

    /** Twice the bound, as the reference rounds as well, and its sum in order once for each column. */
    @Property(shrinking = ShrinkingMode.OFF)
    void lossesAndGradientsAreThoseOfTheReference(@ForAll("batches") Batch batch) {
        double[] got = batch.sample.losses(Kernels.simd(), batch.loss);
        double[] expected = batch.sample.losses(Kernels.reference(), batch.loss);
        int columns = batch.sample.features().columns();
        for (int i = 0; i < got.length; i++) {
            if (Double.isInfinite(got[i]) || Double.isInfinite(expected[i])) {       // overflow may come one rounding earlier
                assertThat(Math.min(got[i], expected[i])).isGreaterThan(Double.MAX_VALUE / 4);
            } else {
                double underflow = 2.0 * columns * Double.MIN_VALUE / Math.ulp(expected[i]);
                double ulps = 2 * DoubleCenterLoss.MAX_ULP_LOSS + columns + underflow;
                assertThat(DoubleUlps.distance(got[i], new BigDecimal(expected[i]))).isLessThanOrEqualTo(ulps);
            }
        }
        double[] gradient = batch.sample.gradient(Kernels.simd(), batch.loss, Reduction.SUM).data();
        double[] expectedGradient = batch.sample.gradient(Kernels.reference(), batch.loss, Reduction.SUM).data();
        assertThat(gradient).isEqualTo(expectedGradient);        // one rounding of a difference
        Statistics.label("infinite losses").collect(hasInfinite(got))
                .coverage(all -> all.check(true).percentage(p -> p > 2));
        Statistics.label("a whole vector").collect(columns >= 16)
                .coverage(all -> all.check(true).percentage(p -> p > 20));
    }

    /** The stated error, where |c - x| is up to 2 largest, and the reference's, which rounds and moves with every row. */
    @Property(shrinking = ShrinkingMode.OFF)
    void movedCentersAreThoseOfTheReference(@ForAll("batches") Batch batch) {
        DoubleCenterSample sample = batch.sample;
        DoubleMatrix got = sample.moved(Kernels.simd(), batch.loss);
        DoubleMatrix expected = sample.moved(Kernels.reference(), batch.loss);
        for (int label = 0; label < got.rows(); label++) {
            int[] rows = sample.rowsOf(label);
            int n = rows.length;
            double own = 1 + 2 * DoubleCenterSum.ROUNDINGS + 2 * Math.pow(n, 2) * UNIT_ROUNDOFF;
            double roundings = (own + 3 * n + 4) * UNIT_ROUNDOFF;
            for (int d = 0; d < got.columns(); d++) {
                double largest = Math.abs(sample.centers().get(label, d));
                for (int row : rows) {
                    largest = Math.max(largest, Math.abs(sample.features().get(row, d)));
                }
                double moved = got.get(label, d);
                double other = expected.get(label, d);
                if (n == 0 ? moved != other : !surelyWithin(moved, other, largest * roundings, 5 * n + 2)) {
                    BigDecimal allowed = new BigDecimal(largest).multiply(new BigDecimal(roundings))
                            .add(new BigDecimal(Double.MIN_VALUE).multiply(new BigDecimal(5 * n + 2)));
                    assertThat(new BigDecimal(moved).subtract(new BigDecimal(other)).abs())
                            .as("class %s of %s rows, column %s", label, n, d)
                            .isLessThanOrEqualTo(n == 0 ? BigDecimal.ZERO : allowed);
                }
            }
        }
    }

    /**
     * Whether two numbers are no farther apart than a product and some smallest numbers together, told in double: true only
     * if it is so exactly. Difference, product, sum and the last product are rounded by 2^-53 each; products that are
     * subnormal by half a smallest number, for which one of these is left out.
     */
    private static boolean surelyWithin(double a, double b, double product, int smallest) {
        double allowed = product + (smallest - 1) * Double.MIN_VALUE;
        return Math.abs(a - b) <= (1 - 0x1p-50) * allowed;
    }

    private static boolean hasInfinite(double[] losses) {
        return IntStream.range(0, losses.length).anyMatch(i -> Double.isInfinite(losses[i]));
    }

    @Provide
    Arbitrary<Batch> batches() {
        return Arbitraries.randomValue(DoubleCenterPropertyTest::batch);
    }

    /** Numbers of one size, or each of its own. */
    private static Batch batch(Random random) {
        int classes = 1 + random.nextInt(random.nextBoolean() ? 3 : 40);
        CenterShape shape = new CenterShape(random.nextInt(60), random.nextInt(70), classes);
        int[] labels = random.ints(shape.rows(), 0, classes).toArray();
        boolean alike = random.nextBoolean();
        int exponent = exponent(random);
        IntToDoubleFunction numbers = i -> number(random, alike ? exponent : exponent(random));
        DoubleCenterSample sample = new DoubleCenterSample(
                DoubleCenterSample.matrix(shape.rows(), shape.dimension(), numbers), labels,
                DoubleCenterSample.matrix(classes, shape.dimension(), numbers));
        return new Batch(sample, new CenterLoss(random.nextDouble(), random.nextDouble()));
    }

    private static int exponent(Random random) {
        return random.nextInt(Double.MIN_EXPONENT - Double.PRECISION, Double.MAX_EXPONENT + 1);
    }

    private static double number(Random random, int exponent) {
        return Math.scalb((2 * random.nextDouble() - 1), exponent);
    }
}
