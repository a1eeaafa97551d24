// Derived from FloatPointwisePropertyTest.java; edit that file, then run: java verification/src/test/java/io/github/losslane/verification/Twins.java
package io.github.losslane.verification.pointwise;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.losslane.Kernels;
import io.github.losslane.Reduction;
import io.github.losslane.pointwise.PointwiseLoss;
import io.github.losslane.verification.calls.LossCatalogue;
import io.github.losslane.verification.math.DoubleUlps;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.ShrinkingMode;
import net.jqwik.api.statistics.Statistics;

/** SIMD kernels against the reference over generated rows: any exponent, kinks and their neighbours, ordinary numbers. */
class DoublePointwisePropertyTest {

    /** What the reference itself may be off, in ulps. */
    private static final double REFERENCE = 8;

    /** One generated row. */
    record Row(PointwiseLoss loss, double prediction, double target) {}

    @Property(shrinking = ShrinkingMode.OFF)
    void simdIsTheReferenceWithinItsBounds(@ForAll("rows") Row row) throws ReflectiveOperationException {
        double f = row.prediction;
        double y = row.target;
        DoublePointwiseSample sample = DoublePointwiseSample.row(f, y);
        double[][] got = results(sample, true, row.loss);
        double[][] expected = results(sample, false, row.loss);
        PointwiseOracle.Value exact = PointwiseOracle.at(row.loss, f, y, Double.MIN_NORMAL);
        assertClose(row, "LOSS", got[0][0], expected[0][0], exact.lossScale());
        assertClose(row, "GRADIENT", got[1][0], expected[1][0], exact.gradientScale());
        boolean atKink = PointwiseFacts.atKink(row.loss, f, y, Math.ulp(Math.max(Math.abs(f), Math.abs(y))));
        if (!atKink) {
            assertClose(row, "HESSIAN", got[2][0], expected[2][0], exact.hessianScale());
        }
        Statistics.label("at a kink").collect(atKink).coverage(rows -> rows.check(true).percentage(p -> p > 5));
        Statistics.label("tiny or huge").collect(Math.abs(f) < 1e-10 || Math.abs(f) > 1e10)
                .coverage(rows -> rows.check(true).percentage(p -> p > 10));
    }

    @Provide
    Arbitrary<Row> rows() {
        return Arbitraries.of(PointwiseCases.losses().toList()).flatMap(loss ->
                Arbitraries.randomValue(random -> PointwiseFacts.targets(loss)[
                        random.nextInt(PointwiseFacts.targets(loss).length)]).flatMap(target ->
                Arbitraries.oneOf(List.of(wide(), ordinary(), edges(loss, target)))
                        .map(any -> new Row(loss, PointwiseFacts.prediction(loss, any), target))));
    }

    /** Every exponent is as likely as another, those of subnormal numbers too. */
    private static Arbitrary<Double> wide() {
        return Arbitraries.randomValue(random -> Math.scalb(random.nextDouble(-1, 1),
                random.nextInt(Double.MIN_EXPONENT - Double.PRECISION, Double.MAX_EXPONENT + 1)));
    }

    private static Arbitrary<Double> ordinary() {
        return Arbitraries.randomValue(random -> random.nextDouble(-120, 120));
    }

    /** Zeros, the smallest, the largest, and each kink with the numbers beside it. */
    private static Arbitrary<Double> edges(PointwiseLoss loss, double target) {
        List<Double> edges = new ArrayList<>(List.of(
                0.0, -0.0, Double.MIN_VALUE, -Double.MIN_NORMAL, Double.MAX_VALUE, -Double.MAX_VALUE));
        for (double kink : PointwiseFacts.kinks(loss, target)) {
            edges.add(kink);
            edges.add(Math.nextUp(kink));
            edges.add(Math.nextDown(kink));
        }
        return Arbitraries.of(edges);
    }

    private static double[][] results(DoublePointwiseSample sample, boolean simd, PointwiseLoss loss) {
        var provider = simd ? Kernels.simd() : Kernels.reference();
        return new double[][] {
            sample.losses(provider, loss), sample.gradient(provider, loss, Reduction.SUM), sample.hessian(provider, loss)
        };
    }

    private static void assertClose(Row row, String what, double got, double expected, BigDecimal scale)
            throws ReflectiveOperationException {
        Class<?> kernel = Class.forName(LossCatalogue.kernel(row.loss.getClass(), "Double"));
        double bound = kernel.getField("MAX_ULP_" + what).getDouble(null) + REFERENCE;
        if (Double.isInfinite(expected)) {
            assertThat(got).as("%s of %s", what, row).isEqualTo(expected);
        } else {
            assertThat(DoubleUlps.distance(got, new BigDecimal(expected), scale))
                    .as("%s %s of %s, reference %s", what, got, row, expected)
                    .isLessThanOrEqualTo(bound);
        }
    }
}
