package io.github.losslane.verification.pointwise;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.losslane.Kernels;
import io.github.losslane.Reduction;
import io.github.losslane.pointwise.PointwiseLoss;
import io.github.losslane.verification.calls.LossCatalogue;
import io.github.losslane.verification.math.FloatUlps;
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
class FloatPointwisePropertyTest {

    /** What the reference itself may be off, in ulps. */
    private static final double REFERENCE = 8;

    /** One generated row. */
    record Row(PointwiseLoss loss, float prediction, float target) {}

    @Property(shrinking = ShrinkingMode.OFF)
    void simdIsTheReferenceWithinItsBounds(@ForAll("rows") Row row) throws ReflectiveOperationException {
        float f = row.prediction;
        float y = row.target;
        FloatPointwiseSample sample = FloatPointwiseSample.row(f, y);
        float[][] got = results(sample, true, row.loss);
        float[][] expected = results(sample, false, row.loss);
        PointwiseOracle.Value exact = PointwiseOracle.at(row.loss, f, y, Float.MIN_NORMAL);
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
                Arbitraries.randomValue(random -> (float) PointwiseFacts.targets(loss)[
                        random.nextInt(PointwiseFacts.targets(loss).length)]).flatMap(target ->
                Arbitraries.oneOf(List.of(wide(), ordinary(), edges(loss, target)))
                        .map(any -> new Row(loss, (float) PointwiseFacts.prediction(loss, any), target))));
    }

    /** Every exponent is as likely as another, those of subnormal numbers too. */
    private static Arbitrary<Float> wide() {
        return Arbitraries.randomValue(random -> Math.scalb((float) random.nextDouble(-1, 1),
                random.nextInt(Float.MIN_EXPONENT - Float.PRECISION, Float.MAX_EXPONENT + 1)));
    }

    private static Arbitrary<Float> ordinary() {
        return Arbitraries.randomValue(random -> (float) random.nextDouble(-120, 120));
    }

    /** Zeros, the smallest, the largest, and each kink with the numbers beside it. */
    private static Arbitrary<Float> edges(PointwiseLoss loss, float target) {
        List<Float> edges = new ArrayList<>(List.of(
                0.0f, -0.0f, Float.MIN_VALUE, -Float.MIN_NORMAL, Float.MAX_VALUE, -Float.MAX_VALUE));
        for (double kink : PointwiseFacts.kinks(loss, target)) {
            edges.add((float) kink);
            edges.add(Math.nextUp((float) kink));
            edges.add(Math.nextDown((float) kink));
        }
        return Arbitraries.of(edges);
    }

    private static float[][] results(FloatPointwiseSample sample, boolean simd, PointwiseLoss loss) {
        var provider = simd ? Kernels.simd() : Kernels.reference();
        return new float[][] {
            sample.losses(provider, loss), sample.gradient(provider, loss, Reduction.SUM), sample.hessian(provider, loss)
        };
    }

    private static void assertClose(Row row, String what, float got, float expected, BigDecimal scale)
            throws ReflectiveOperationException {
        Class<?> kernel = Class.forName(LossCatalogue.kernel(row.loss.getClass(), "Float"));
        double bound = kernel.getField("MAX_ULP_" + what).getDouble(null) + REFERENCE;
        if (Float.isInfinite(expected)) {
            assertThat(got).as("%s of %s", what, row).isEqualTo(expected);
        } else {
            assertThat(FloatUlps.distance(got, new BigDecimal(expected), scale))
                    .as("%s %s of %s, reference %s", what, got, row, expected)
                    .isLessThanOrEqualTo(bound);
        }
    }
}
