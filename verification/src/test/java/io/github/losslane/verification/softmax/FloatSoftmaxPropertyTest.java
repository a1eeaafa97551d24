package io.github.losslane.verification.softmax;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.losslane.FloatMatrix;
import io.github.losslane.KernelProvider;
import io.github.losslane.Kernels;
import io.github.losslane.Reduction;
import io.github.losslane.softmax.SoftmaxLoss;
import io.github.losslane.verification.calls.LossSample;
import io.github.losslane.verification.math.FloatUlps;
import java.math.BigDecimal;
import java.util.Arrays;
import java.util.Random;
import java.util.stream.IntStream;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.ShrinkingMode;
import net.jqwik.api.statistics.Statistics;

/** SIMD kernels on generated rows: any width, spread and offset, masks, infinities, NaN, dense targets with zeros. */
class FloatSoftmaxPropertyTest {

    private static final double[] SPREADS = {1e-6, 0.01, 1, 10, 60, 110, 750, 1e5};
    private static final double[] OFFSETS = {0, 0, 1, -30, 1e4, -1e6};

    /** One generated row; a label that is negative stands for dense targets. */
    record Row(LossSample sample, float[] logits, int label, float[] targets) {

        SoftmaxLoss loss() {
            return (SoftmaxLoss) sample.of(logits.length);
        }

        FloatSoftmaxSample batch() {
            FloatSoftmaxSample labelled = FloatSoftmaxSample.row(Math.max(label, 0), logits);
            return label < 0 ? labelled.with(FloatMatrix.of(targets, 1, logits.length)) : labelled;
        }

        boolean ignored() {
            return label >= 0 && loss().ignores(label);
        }

        boolean finite() {
            return IntStream.range(0, logits.length).allMatch(j -> logits[j] < Float.POSITIVE_INFINITY)
                    && IntStream.range(0, logits.length).anyMatch(j -> logits[j] > Float.NEGATIVE_INFINITY);
        }
    }

    @Property(shrinking = ShrinkingMode.OFF)
    void rowsAreWithinTheirBoundsOrSpecialAsTheRecordIs(@ForAll("rows") Row row) {
        FloatSoftmaxSample batch = row.batch();
        KernelProvider simd = Kernels.simd();
        float[] losses = batch.losses(simd, row.loss());
        float[] gradient = batch.gradient(simd, row.loss(), Reduction.SUM).data();
        if (row.finite() && !row.ignored()) {
            SoftmaxValue exact = SoftmaxOracle.of(batch.row(0)).value(row.loss(), batch.targets(0));
            double lossUlps = FloatSoftmaxBounds.loss(simd, row.loss(), batch.classes());
            double gradientUlps = FloatSoftmaxBounds.gradient(simd, row.loss(), batch.classes());
            assertClose(row, "loss", losses[0], exact.loss(), exact.lossMagnitude(), lossUlps);
            for (int j = 0; j < gradient.length; j++) {
                BigDecimal magnitude = exact.gradientMagnitude(j, Float.MIN_NORMAL);
                assertClose(row, "class " + j, gradient[j], exact.gradient(j), magnitude, gradientUlps);
            }
        } else {
            assertThat(losses).as("%s", row)
                    .isEqualTo(batch.losses(Kernels.reference(), row.loss()));
            assertThat(gradient).as("%s", row)
                    .isEqualTo(batch.gradient(Kernels.reference(), row.loss(), Reduction.SUM).data());
        }
        Statistics.label("not finite").collect(!row.finite()).coverage(rows -> rows.check(true).percentage(p -> p > 5));
        Statistics.label("masked")
                .collect(IntStream.range(0, gradient.length).anyMatch(j -> row.logits[j] == Float.NEGATIVE_INFINITY))
                .coverage(rows -> rows.check(true).percentage(p -> p > 10));
        Statistics.label("dense").collect(row.label < 0).coverage(rows -> rows.check(true).percentage(p -> p > 30));
    }

    private static void assertClose(
            Row row, String what, float got, BigDecimal exact, BigDecimal magnitude, double bound) {
        double ulps = FloatUlps.distance(got, exact, magnitude);
        if (!(ulps <= bound)) {
            assertThat(ulps).as("%s of %s, label %s, logits %s, targets %s: got %s, exactly %s",
                            what, row.loss(), row.label, Arrays.toString(row.logits),
                            Arrays.toString(row.targets), got, exact.doubleValue())
                    .isLessThanOrEqualTo(bound);
        }
    }

    @Provide
    Arbitrary<Row> rows() {
        return Combinators.combine(
                        Arbitraries.of(SoftmaxCases.losses()), Arbitraries.integers().between(1, 70), Arbitraries.randoms())
                .as((sample, classes, random) -> {
                    float[] logits = logits(classes, random);
                    int label = random.nextBoolean() ? -1 : random.nextInt(classes);
                    return new Row(sample, logits, label, targets(logits, random));
                });
    }

    /** A fifth have masks, a tenth something worse. */
    private static float[] logits(int classes, Random random) {
        double spread = SPREADS[random.nextInt(SPREADS.length)];
        double offset = OFFSETS[random.nextInt(OFFSETS.length)];
        float[] logits = new float[classes];
        for (int j = 0; j < classes; j++) {
            logits[j] = (float) (offset + spread * (random.nextDouble() - 0.5));
        }
        int kind = random.nextInt(10);
        for (int j = 0; j < classes && (kind == 1 || kind == 2); j++) {
            logits[j] = random.nextInt(3) == 0 ? Float.NEGATIVE_INFINITY : logits[j];
        }
        if (kind == 0) {
            logits[random.nextInt(classes)] = random.nextBoolean() ? Float.NaN : Float.POSITIVE_INFINITY;
        }
        return logits;
    }

    /** Those of masked classes are not negative, as infinities of either sign have no sum. */
    private static float[] targets(float[] logits, Random random) {
        float[] targets = new float[logits.length];
        int kind = random.nextInt(3);
        for (int j = 0; j < targets.length; j++) {
            double target = kind == 0 ? random.nextDouble() : kind == 1 ? random.nextInt(2) : random.nextDouble() - 0.25;
            boolean masked = logits[j] == Float.NEGATIVE_INFINITY;
            targets[j] = masked && (target < 0 || random.nextInt(16) > 0) ? 0 : (float) target;
        }
        return targets;
    }
}
