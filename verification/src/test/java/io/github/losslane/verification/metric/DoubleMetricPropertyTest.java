// Derived from FloatMetricPropertyTest.java; edit that file, then run: java verification/src/test/java/io/github/losslane/verification/Twins.java
package io.github.losslane.verification.metric;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.losslane.DoubleMatrix;
import io.github.losslane.KernelProvider;
import io.github.losslane.Kernels;
import io.github.losslane.Reduction;
import io.github.losslane.metric.Contrastive;
import io.github.losslane.metric.Triplet;
import io.github.losslane.simd.metric.DoubleContrastive;
import io.github.losslane.simd.metric.DoubleTriplet;
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
class DoubleMetricPropertyTest {

    private static final double ULP = Math.ulp(1.0);

    /** Roundings of the reference beside those of its sums. */
    private static final int OTHERS = 8;

    /** The widest generated row. */
    private static final int COLUMNS = 150;

    private static final KernelProvider SIMD = Kernels.simd();
    private static final KernelProvider REFERENCE = Kernels.reference();

    /** One generated triplet; its first two rows are a pair. */
    record Row(DoubleTriplets triplet, boolean similar, double margin) {

        DoublePairs pair() {
            return new DoublePairs(triplet.anchors(), triplet.positives(), new int[] {similar ? 1 : 0});
        }

        /** Squared distance of two of the rows, in a unit in which nothing overflows. */
        double square(DoubleMatrix x, DoubleMatrix y) {
            return MetricOracle.square(DoubleRows.wide(x, 0), DoubleRows.wide(y, 0)).doubleValue();
        }
    }

    /** Relative to the sum of both squares, twice which bounds the terms; a row at its kink may be on either side. */
    @Property(shrinking = ShrinkingMode.OFF)
    void tripletsAreThoseOfTheReference(@ForAll("rows") Row row) {
        DoubleTriplets triplet = row.triplet;
        Triplet loss = new Triplet(row.margin * row.margin);
        double size = row.square(triplet.anchors(), triplet.positives())
                + row.square(triplet.anchors(), triplet.negatives());
        double allowed = (2 * DoubleTriplet.MAX_ULP_LOSS + COLUMNS + OTHERS) * ULP * (size + loss.margin());
        double expected = triplet.losses(REFERENCE, loss)[0];
        double got = triplet.losses(SIMD, loss)[0];
        assertThat(Math.abs(got - expected)).as("%s", row).isLessThanOrEqualTo(allowed);
        BigDecimal difference = MetricOracle.squareDifference(DoubleRows.wide(triplet.anchors(), 0),
                DoubleRows.wide(triplet.positives(), 0), DoubleRows.wide(triplet.negatives(), 0));
        double exact = difference.doubleValue() + loss.margin();
        boolean sure = Math.abs(exact) > 2 * allowed;
        Statistics.label("active").collect(exact > 0).coverage(rows -> rows.check(true).percentage(p -> p > 20));
        Statistics.label("inactive").collect(exact < 0).coverage(rows -> rows.check(true).percentage(p -> p > 20));
        Statistics.label("away from the kink").collect(sure).coverage(rows -> rows.check(true).percentage(p -> p > 80));
        if (sure) {
            List<DoubleMatrix> gradients = triplet.gradients(SIMD, loss, Reduction.SUM).matrices();
            List<DoubleMatrix> references = triplet.gradients(REFERENCE, loss, Reduction.SUM).matrices();
            for (int i = 0; i < 3; i++) {
                assertThat(gradients.get(i).data()).as("%s", row).isEqualTo(references.get(i).data());
            }
        }
    }

    @Property(shrinking = ShrinkingMode.OFF)
    void pairsAreThoseOfTheReference(@ForAll("rows") Row row) {
        DoublePairs pair = row.pair();
        Contrastive loss = new Contrastive(row.margin);
        double square = row.square(pair.left(), pair.right());
        double expected = pair.losses(REFERENCE, loss)[0];
        double got = pair.losses(SIMD, loss)[0];
        double ulps = row.similar ? DoubleContrastive.MAX_ULP_LOSS : DoubleContrastive.MAX_ULP_LOSS_DISSIMILAR;
        double size = (row.similar ? square : row.margin * row.margin) / 2;
        assertThat(Math.abs(got - expected)).as("%s", row)
                .isLessThanOrEqualTo((ulps + COLUMNS + OTHERS) * ULP * size + Double.MIN_VALUE);
        double[] gradient = pair.gradients(SIMD, loss, Reduction.SUM).left().data();
        double[] reference = pair.gradients(REFERENCE, loss, Reduction.SUM).left().data();
        double steepest = row.similar || square == 0 ? 1 : row.margin / Math.sqrt(square);
        for (int j = 0; j < gradient.length; j++) {
            double derivative = gradient[j];
            double difference = Math.abs(pair.left().data()[j] - pair.right().data()[j]);
            double allowed = (DoubleContrastive.MAX_ULP_GRADIENT_DISSIMILAR + COLUMNS + OTHERS) * ULP * steepest * difference;
            assertThat(Math.abs(derivative - reference[j])).as("%s", row)
                    .isLessThanOrEqualTo(row.similar ? 0 : allowed + Double.MIN_VALUE);
        }
        Statistics.label("similar").collect(row.similar).coverage(rows -> rows.check(true).percentage(p -> p > 20));
        Statistics.label("dissimilar, within the margin").collect(!row.similar && expected > 0)
                .coverage(rows -> rows.check(true).percentage(p -> p > 10));
    }

    @Provide
    Arbitrary<Row> rows() {
        return Arbitraries.randomValue(DoubleMetricPropertyTest::row);
    }

    /** Squares stay in the range of the type; beyond, the extremes have tests of their own. */
    private static Row row(Random random) {
        int columns = random.nextInt(4) == 0 ? random.nextInt(COLUMNS) + 1 : random.nextInt(20) + 1;
        double size = Math.scalb(1.0, random.nextInt(Double.MIN_EXPONENT / 4, Double.MAX_EXPONENT / 4));
        double centre = random.nextBoolean() ? 0 : random.nextInt(-100, 100) * size;
        double near = random.nextBoolean() ? 1 : Math.scalb(1.0, -random.nextInt(20));
        DoubleMatrix anchor = DoubleRows.zeros(1, columns);
        DoubleMatrix positive = DoubleRows.zeros(1, columns);
        DoubleMatrix negative = DoubleRows.zeros(1, columns);
        for (int j = 0; j < columns; j++) {
            double x = centre + size * random.nextGaussian();
            anchor.data()[j] = x;
            positive.data()[j] = (x + near * size * random.nextGaussian());
            negative.data()[j] = (x + size * random.nextGaussian());
        }
        double margin = random.nextInt(4) == 0 ? 0 : size * 2 * random.nextDouble() * Math.sqrt(columns);
        return new Row(new DoubleTriplets(anchor, positive, negative), random.nextBoolean(), margin);
    }
}
