package io.github.losslane.verification.published;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.github.losslane.margin.AmSoftmax;
import io.github.losslane.margin.ArcFace;
import io.github.losslane.margin.CombinedMargin;
import io.github.losslane.margin.FNormSphereFace;
import io.github.losslane.margin.MarginLoss;
import io.github.losslane.metric.Contrastive;
import io.github.losslane.metric.Triplet;
import io.github.losslane.pointwise.Exponential;
import io.github.losslane.pointwise.Focal;
import io.github.losslane.pointwise.HalfSquaredError;
import io.github.losslane.pointwise.LogCosh;
import io.github.losslane.pointwise.Logistic;
import io.github.losslane.pointwise.PointwiseLoss;
import io.github.losslane.pointwise.SoftMargin;
import io.github.losslane.pointwise.WeightedLogistic;
import io.github.losslane.softmax.CrossEntropy;
import io.github.losslane.softmax.SoftmaxFocal;
import io.github.losslane.softmax.SoftmaxLoss;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import org.apache.commons.math3.analysis.differentiation.DerivativeStructure;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Derivatives that nobody here wrote: Apache Commons Math differentiates the textbook's formula of each loss, and the
 * records' gradients and second derivatives have to be those. Numbers are ordinary, as textbook formulas lose digits elsewhere.
 */
class AutomaticDerivativesTest {

    /** Some twenty operations, each within an ulp or two of terms that are at most fifty. */
    private static final double ALLOWED = 50 * 40 * 0x1p-53;

    /** A textbook's loss of one variable. */
    private interface Formula {
        DerivativeStructure of(DerivativeStructure f, double y);
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3})
    void pointwiseLosses(long seed) {
        check(new Exponential(), seed, (f, y) -> f.multiply(-y).exp());
        check(new HalfSquaredError(), seed, (f, y) -> f.subtract(y).pow(2).multiply(0.5));
        check(new LogCosh(), seed, (f, y) -> f.subtract(y).cosh().log());
        check(new SoftMargin(), seed, (f, y) -> softplus(f.multiply(-y)));
        check(new Logistic(), seed, (f, y) -> softplus(f).subtract(f.multiply(y)));
        check(new WeightedLogistic(0.75, 0.25), seed, (f, y) ->
                softplus(f.negate()).multiply(0.75 * y).add(softplus(f).multiply(0.25 * (1 - y))));
        check(new Focal(0.25, 2), seed, (f, y) -> {
            DerivativeStructure p = softplus(f.multiply(1 - 2 * y)).negate().exp();
            return p.negate().add(1).pow(2).multiply(p.log()).multiply(-(0.25 * y + 0.75 * (1 - y)));
        });
    }

    private static void check(PointwiseLoss loss, long seed, Formula formula) {
        SplittableRandom random = new SplittableRandom(seed);
        double other = loss instanceof SoftMargin || loss instanceof Exponential ? -1 : 0;
        for (int i = 0; i < 200; i++) {
            double f = random.nextDouble(-3, 3);
            double y = random.nextBoolean() ? 1 : other;
            DerivativeStructure exact = formula.of(new DerivativeStructure(1, 2, 0, f), y);
            assertThat(loss.loss(f, y)).as("%s, f = %s", loss, f).isCloseTo(exact.getValue(), within(ALLOWED));
            assertThat(loss.gradient(f, y)).isCloseTo(exact.getPartialDerivative(1), within(ALLOWED));
            assertThat(loss.hessian(f, y)).isCloseTo(exact.getPartialDerivative(2), within(ALLOWED));
        }
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3})
    void softmaxLosses(long seed) {
        SplittableRandom random = new SplittableRandom(seed);
        for (int i = 0; i < 50; i++) {
            double[] row = random.doubles(5, -3, 3).toArray();
            int label = random.nextInt(5);
            DerivativeStructure[] z = variables(row);
            DerivativeStructure log = z[label].subtract(logSumExp(z));
            DerivativeStructure focal = log.exp().negate().add(1).pow(1.5).multiply(log).multiply(-0.25);
            check(CrossEntropy.PLAIN, row, label, log.negate());
            check(new SoftmaxFocal(0.25, 1.5), row, label, focal);
        }
    }

    private static void check(SoftmaxLoss loss, double[] row, int label, DerivativeStructure exact) {
        assertThat(loss.loss(row, label)).isCloseTo(exact.getValue(), within(ALLOWED));
        assertThat(loss.gradient(row, label)).containsExactly(gradient(exact, 0, row.length), within(ALLOWED));
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3})
    void metricLosses(long seed) {
        SplittableRandom random = new SplittableRandom(seed);
        for (int i = 0; i < 50; i++) {
            double[] rows = random.doubles(9, -1, 1).toArray();
            DerivativeStructure[] v = variables(rows);
            double[] a = {rows[0], rows[1], rows[2]};
            double[] p = {rows[3], rows[4], rows[5]};
            double[] n = {rows[6], rows[7], rows[8]};
            DerivativeStructure triplet = square(v, 0, 3).subtract(square(v, 0, 6)).add(9);       // always active
            Triplet loss = new Triplet(9);
            assertThat(loss.loss(a, p, n)).isCloseTo(triplet.getValue(), within(ALLOWED));
            assertThat(loss.anchorGradient(a, p, n)).containsExactly(gradient(triplet, 0, 3), within(ALLOWED));
            assertThat(loss.positiveGradient(a, p, n)).containsExactly(gradient(triplet, 3, 3), within(ALLOWED));
            assertThat(loss.negativeGradient(a, p, n)).containsExactly(gradient(triplet, 6, 3), within(ALLOWED));
            DerivativeStructure apart = square(v, 0, 3).sqrt().negate().add(5).pow(2).multiply(0.5);
            Contrastive contrastive = new Contrastive(5);
            assertThat(contrastive.loss(a, p, false)).isCloseTo(apart.getValue(), within(ALLOWED));
            double scale = Math.max(1, 5 / Math.sqrt(square(v, 0, 3).getValue()));       // of (margin / d) (a - b)
            assertThat(contrastive.leftGradient(a, p, false))
                    .containsExactly(gradient(apart, 0, 3), within(scale * ALLOWED));
            assertThat(contrastive.rightGradient(a, p, false))
                    .containsExactly(gradient(apart, 3, 3), within(scale * ALLOWED));
        }
    }

    /** The margin's function of the cosine, where its definition is the textbook's. */
    @ParameterizedTest
    @ValueSource(doubles = {-0.6, -0.3, 0.1, 0.4, 0.7, 0.9})
    void margins(double cosine) {
        DerivativeStructure c = new DerivativeStructure(1, 1, 0, cosine);
        DerivativeStructure angle = c.acos();
        check(new AmSoftmax(30, 0.35), cosine, c.subtract(0.35));
        check(new ArcFace(64, 0.5), cosine, angle.add(0.5).cos());
        check(new CombinedMargin(64, 0.9, 0.3, 0.2), cosine, angle.multiply(0.9).add(0.3).cos().subtract(0.2));
        for (int m = 1; m <= 4; m++) {
            int k = (int) Math.floor(angle.getValue() * m / Math.PI);
            double sign = k % 2 == 0 ? 1 : -1;
            check(new FNormSphereFace(30, m), cosine, angle.multiply(m).cos().multiply(sign).subtract(2 * k));
        }
    }

    private static void check(MarginLoss loss, double cosine, DerivativeStructure exact) {
        double sine = Math.sqrt((1 - cosine) * (1 + cosine));
        assertThat(loss.target(cosine, sine)).as("%s at %s", loss, cosine).isCloseTo(exact.getValue(), within(ALLOWED));
        assertThat(loss.targetSlope(cosine, sine)).as("%s at %s", loss, cosine)
                .isCloseTo(exact.getPartialDerivative(1), within(ALLOWED));
    }

    private static DerivativeStructure softplus(DerivativeStructure x) {
        return x.exp().log1p();
    }

    private static DerivativeStructure logSumExp(DerivativeStructure... z) {
        DerivativeStructure sum = z[0].exp();
        for (int j = 1; j < z.length; j++) {
            sum = sum.add(z[j].exp());
        }
        return sum.log();
    }

    private static DerivativeStructure square(DerivativeStructure[] v, int one, int other) {
        return IntStream.range(0, 3).mapToObj(d -> v[one + d].subtract(v[other + d]).pow(2))
                .reduce(DerivativeStructure::add).orElseThrow();
    }

    private static DerivativeStructure[] variables(double... values) {
        return IntStream.range(0, values.length)
                .mapToObj(i -> new DerivativeStructure(values.length, 1, i, values[i])).toArray(DerivativeStructure[]::new);
    }

    /** The derivatives in some variables after the first so many. */
    private static double[] gradient(DerivativeStructure exact, int first, int count) {
        return IntStream.range(first, first + count).mapToDouble(i -> {
            int[] orders = new int[exact.getFreeParameters()];
            orders[i] = 1;
            return exact.getPartialDerivative(orders);
        }).toArray();
    }
}
