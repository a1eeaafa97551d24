package io.github.losslane.verification.margin;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.losslane.FloatMatrix;
import io.github.losslane.Kernels;
import io.github.losslane.Reduction;
import io.github.losslane.internal.Angle;
import io.github.losslane.internal.Direction;
import io.github.losslane.margin.AmSoftmax;
import io.github.losslane.margin.ArcFace;
import io.github.losslane.margin.ASoftmax;
import io.github.losslane.margin.Coco;
import io.github.losslane.margin.CombinedMargin;
import io.github.losslane.margin.FNormSphereFace;
import io.github.losslane.margin.L2Softmax;
import io.github.losslane.margin.LSoftmax;
import io.github.losslane.margin.MarginLoss;
import io.github.losslane.margin.ModifiedSoftmax;
import io.github.losslane.margin.NormFace;
import io.github.losslane.margin.PlainSoftmax;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.ShrinkingMode;
import net.jqwik.api.statistics.Statistics;

/** SIMD heads against the reference over generated ones: any loss, parameters, sizes, angles and reduction. */
class FloatHeadPropertyTest {

    private static final double UNIT_ROUNDOFF = (Math.nextUp(1.0f) - 1) / 2;

    @Property(shrinking = ShrinkingMode.OFF)
    void headsAreThoseOfTheReference(
            @ForAll("losses") MarginLoss loss, @ForAll("shapes") HeadShape shape, @ForAll("angles") double[] angles,
            @ForAll Reduction reduction) {
        FloatHeadSample sample = FloatHeadAngles.of(loss, shape, angles);
        boolean sure = awayFromTheJump(loss, sample);
        Statistics.label("away from the jump").collect(sure).coverage(heads -> heads.check(true).percentage(p -> p > 95));
        Statistics.label("margin").collect(loss.hasMargin())
                .coverage(heads -> heads.check(true).percentage(p -> p > 40));
        if (!sure) {
            return;
        }
        HeadErrors errors = FloatHeadResult.errors(loss, sample);
        FloatHeadResult got = FloatHeadResult.of(Kernels.simd(), loss, reduction, sample);
        FloatHeadResult expected = FloatHeadResult.of(Kernels.reference(), loss, reduction, sample);
        double divisor = reduction == Reduction.SUM ? 1 : shape.rows();
        assertThat(Math.abs(got.loss() - expected.loss())).as("loss of %s, %s", loss, shape)
                .isLessThanOrEqualTo(2 * got.lossError(errors) / divisor);
        for (int i = 0; i < shape.rows(); i++) {
            near(got.features(), expected.features(), i, 2 * errors.feature(i) / divisor);
        }
        for (int j = 0; j < shape.classes(); j++) {
            near(got.weights(), expected.weights(), j, 2 * errors.weight(j) / divisor);
            if (loss.hasBias()) {
                double bias = got.bias()[j];
                assertThat(Math.abs(bias - expected.bias()[j])).isLessThanOrEqualTo(2 * errors.bias(j) / divisor);
            }
        }
    }

    private static void near(FloatMatrix got, FloatMatrix expected, int row, double allowed) {
        for (int d = 0; d < got.columns(); d++) {
            double element = got.get(row, d);
            assertThat(Math.abs(element - expected.get(row, d))).as("row %s, column %s", row, d)
                    .isLessThanOrEqualTo(allowed);
        }
    }

    /** Whether no row is so near to pi - m that rounding decides on which side ArcFace has it. */
    private static boolean awayFromTheJump(MarginLoss loss, FloatHeadSample sample) {
        if (!(loss instanceof ArcFace arc)) {
            return true;
        }
        double[][] x = FloatHeadSample.wide(sample.features());
        double[][] w = FloatHeadSample.wide(sample.weights());
        for (int i = 0; i < x.length; i++) {
            Angle angle = Angle.between(Direction.of(x[i], 0), Direction.of(w[sample.labels()[i]], 0));
            double past = Math.atan2(angle.sine(), angle.cosine()) + arc.margin() - Math.PI;
            if (Math.abs(past) < 8 * (2 * x[i].length + 16) * UNIT_ROUNDOFF) {
                return false;
            }
        }
        return true;
    }

    @Provide
    Arbitrary<HeadShape> shapes() {
        return Combinators.combine(Arbitraries.integers().between(1, 40), Arbitraries.integers().between(1, 70),
                Arbitraries.integers().between(1, 40)).as(HeadShape::new);
    }

    /** Ordinary ones, and some near 0 and pi. */
    @Provide
    Arbitrary<double[]> angles() {
        Arbitrary<Double> near = Arbitraries.doubles().between(-6, -1).map(exponent -> Math.pow(10, exponent));
        Arbitrary<Double> angle = Arbitraries.oneOf(Arbitraries.doubles().between(0.1, 3), near,
                near.map(distance -> Math.PI - distance), Arbitraries.of(0.0, Math.PI));
        return angle.array(double[].class).ofMinSize(1).ofMaxSize(6);
    }

    @Provide
    Arbitrary<MarginLoss> losses() {
        Arbitrary<Double> scales = Arbitraries.doubles().between(0.5, 64);
        Arbitrary<Double> margins = Arbitraries.doubles().between(0, 1.5);
        Arbitrary<Integer> multiples = Arbitraries.integers().between(1, 8);
        Arbitrary<Double> lambdas = Arbitraries.of(0.0, 0.5, 5.0, 1000.0);
        return Arbitraries.oneOf(
                Arbitraries.of(new PlainSoftmax(), new ModifiedSoftmax()),
                scales.map(L2Softmax::new), scales.map(NormFace::new), scales.map(Coco::new),
                Combinators.combine(multiples, lambdas).as(LSoftmax::new),
                Combinators.combine(multiples, lambdas).as(ASoftmax::new),
                Combinators.combine(scales, multiples).as(FNormSphereFace::new),
                Combinators.combine(scales, margins).as(AmSoftmax::new),
                Combinators.combine(scales, margins.map(margin -> 2 * margin)).as(ArcFace::new),
                Combinators.combine(scales, margins.map(margin -> 0.5 + margin), margins, margins).as(CombinedMargin::new));
    }
}
