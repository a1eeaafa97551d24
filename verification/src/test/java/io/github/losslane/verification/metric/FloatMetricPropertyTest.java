package io.github.losslane.verification.metric;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.losslane.FloatMatrix;
import io.github.losslane.KernelProvider;
import io.github.losslane.Kernels;
import io.github.losslane.Reduction;
import io.github.losslane.metric.Contrastive;
import io.github.losslane.metric.Triplet;
import io.github.losslane.simd.metric.FloatContrastive;
import io.github.losslane.simd.metric.FloatTriplet;
import java.math.BigDecimal;
import java.util.List;
import java.util.Random;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.ShrinkingMode;
import net.jqwik.api.statistics.Statistics;

/** SIMD kernels against the reference over generated rows: any width, size, place and distance. */
class FloatMetricPropertyTest {

    private static final double ULP = Math.ulp(1.0f);

    /** Roundings of the reference beside those of its sums. */
    private static final int OTHERS = 8;

    /** The widest generated row. */
    private static final int COLUMNS = 150;

    private static final KernelProvider SIMD = Kernels.simd();
    private static final KernelProvider REFERENCE = Kernels.reference();

    /** One generated triplet; its first two rows are a pair. */
    record Row(FloatTriplets triplet, boolean similar, double margin) {

        FloatPairs pair() {
            return new FloatPairs(triplet.anchors(), triplet.positives(), new int[] {similar ? 1 : 0});
        }

        /** Squared distance of two of the rows, in a unit in which nothing overflows. */
        double square(FloatMatrix x, FloatMatrix y) {
            return MetricOracle.square(FloatRows.wide(x, 0), FloatRows.wide(y, 0)).doubleValue();
        }
    }

    /** Relative to the sum of both squares, twice which bounds the terms; a row at its kink may be on either side. */
    @Property(shrinking = ShrinkingMode.OFF)
    void tripletsAreThoseOfTheReference(@ForAll("rows") Row row) {
        FloatTriplets triplet = row.triplet;
        Triplet loss = new Triplet(row.margin * row.margin);
        double size = row.square(triplet.anchors(), triplet.positives())
                + row.square(triplet.anchors(), triplet.negatives());
        double allowed = (2 * FloatTriplet.MAX_ULP_LOSS + COLUMNS + OTHERS) * ULP * (size + loss.margin());
        double expected = triplet.losses(REFERENCE, loss)[0];
        double got = triplet.losses(SIMD, loss)[0];
        assertThat(Math.abs(got - expected)).as("%s", row).isLessThanOrEqualTo(allowed);
        BigDecimal difference = MetricOracle.squareDifference(FloatRows.wide(triplet.anchors(), 0),
                FloatRows.wide(triplet.positives(), 0), FloatRows.wide(triplet.negatives(), 0));
        double exact = difference.doubleValue() + loss.margin();
        boolean sure = Math.abs(exact) > 2 * allowed;
        Statistics.label("active").collect(exact > 0).coverage(rows -> rows.check(true).percentage(p -> p > 20));
        Statistics.label("inactive").collect(exact < 0).coverage(rows -> rows.check(true).percentage(p -> p > 20));
        Statistics.label("away from the kink").collect(sure).coverage(rows -> rows.check(true).percentage(p -> p > 80));
        if (sure) {
            List<FloatMatrix> gradients = triplet.gradients(SIMD, loss, Reduction.SUM).matrices();
            List<FloatMatrix> references = triplet.gradients(REFERENCE, loss, Reduction.SUM).matrices();
            for (int i = 0; i < 3; i++) {
                assertThat(gradients.get(i).data()).as("%s", row).isEqualTo(references.get(i).data());
            }
        }
    }

    @Property(shrinking = ShrinkingMode.OFF)
    void pairsAreThoseOfTheReference(@ForAll("rows") Row row) {
        FloatPairs pair = row.pair();
        Contrastive loss = new Contrastive(row.margin);
        double square = row.square(pair.left(), pair.right());
        double expected = pair.losses(REFERENCE, loss)[0];
        double got = pair.losses(SIMD, loss)[0];
        double ulps = row.similar ? FloatContrastive.MAX_ULP_LOSS : FloatContrastive.MAX_ULP_LOSS_DISSIMILAR;
        double size = (row.similar ? square : row.margin * row.margin) / 2;
        assertThat(Math.abs(got - expected)).as("%s", row)
                .isLessThanOrEqualTo((ulps + COLUMNS + OTHERS) * ULP * size + Float.MIN_VALUE);
        float[] gradient = pair.gradients(SIMD, loss, Reduction.SUM).left().data();
        float[] reference = pair.gradients(REFERENCE, loss, Reduction.SUM).left().data();
        double steepest = row.similar || square == 0 ? 1 : row.margin / Math.sqrt(square);
        for (int j = 0; j < gradient.length; j++) {
            double derivative = gradient[j];
            double difference = Math.abs(pair.left().data()[j] - pair.right().data()[j]);
            double allowed = (FloatContrastive.MAX_ULP_GRADIENT_DISSIMILAR + COLUMNS + OTHERS) * ULP * steepest * difference;
            assertThat(Math.abs(derivative - reference[j])).as("%s", row)
                    .isLessThanOrEqualTo(row.similar ? 0 : allowed + Float.MIN_VALUE);
        }
        Statistics.label("similar").collect(row.similar).coverage(rows -> rows.check(true).percentage(p -> p > 20));
        Statistics.label("dissimilar, within the margin").collect(!row.similar && expected > 0)
                .coverage(rows -> rows.check(true).percentage(p -> p > 10));
    }

    @Provide
    Arbitrary<Row> rows() {
        return Arbitraries.randomValue(FloatMetricPropertyTest::row);
    }

    /** Squares stay in the range of the type; beyond, the extremes have tests of their own. */
    private static Row row(Random random) {
        int columns = random.nextInt(4) == 0 ? random.nextInt(COLUMNS) + 1 : random.nextInt(20) + 1;
        double size = Math.scalb(1.0, random.nextInt(Float.MIN_EXPONENT / 4, Float.MAX_EXPONENT / 4));
        double centre = random.nextBoolean() ? 0 : random.nextInt(-100, 100) * size;
        double near = random.nextBoolean() ? 1 : Math.scalb(1.0, -random.nextInt(20));
        FloatMatrix anchor = FloatRows.zeros(1, columns);
        FloatMatrix positive = FloatRows.zeros(1, columns);
        FloatMatrix negative = FloatRows.zeros(1, columns);
        for (int j = 0; j < columns; j++) {
            double x = centre + size * random.nextGaussian();
            anchor.data()[j] = (float) x;
            positive.data()[j] = (float) (x + near * size * random.nextGaussian());
            negative.data()[j] = (float) (x + size * random.nextGaussian());
        }
        double margin = random.nextInt(4) == 0 ? 0 : size * 2 * random.nextDouble() * Math.sqrt(columns);
        return new Row(new FloatTriplets(anchor, positive, negative), random.nextBoolean(), margin);
    }
}
