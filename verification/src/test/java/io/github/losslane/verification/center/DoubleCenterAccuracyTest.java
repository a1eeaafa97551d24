// Derived from FloatCenterAccuracyTest.java; edit that file, then run: java verification/src/test/java/io/github/losslane/verification/Twins.java
package io.github.losslane.verification.center;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.losslane.DoubleMatrix;
import io.github.losslane.KernelProvider;
import io.github.losslane.Kernels;
import io.github.losslane.Reduction;
import io.github.losslane.center.CenterLoss;
import io.github.losslane.simd.center.DoubleCenterLoss;
import io.github.losslane.verification.math.DoubleUlps;
import io.github.losslane.verification.math.DoubleUpwardRows;
import java.math.BigDecimal;
import java.math.MathContext;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Losses and gradients against exact arithmetic, within the bounds that stand beside the kernel. */
class DoubleCenterAccuracyTest {

    private static final CenterLoss LOSS = new CenterLoss(0.375);
    private static final KernelProvider SIMD = Kernels.simd();
    private static final int BLOCK = 1024;

    /** Ordinary, huge, so that most squares do not overflow, and so tiny that they underflow. */
    private static final double[] SIZES = {
        1, Math.sqrt(Double.MAX_VALUE) / 64, Math.sqrt(Double.MIN_NORMAL), 4 * Double.MIN_NORMAL
    };

    static Stream<CenterShape> shapes() {
        return CenterShape.odd();
    }

    static Stream<KernelProvider> providers() {
        return Stream.of(SIMD, Kernels.reference());
    }

    /** The reference computes in double: the twin's sums in order, so as many roundings more as there are columns. */
    @ParameterizedTest
    @MethodSource("shapes")
    void lossesAndGradientsKeepTheirBounds(CenterShape shape) {
        for (double size : SIZES) {
            DoubleCenterSample sample = DoubleCenterSample.of(shape, size);
            int rows = Math.min(shape.rows(), 40);
            int furtherBlocks = shape.dimension() / BLOCK;
            check(SIMD, sample, rows, DoubleCenterLoss.MAX_ULP_LOSS + furtherBlocks);
            check(Kernels.reference(), sample, rows, DoubleCenterLoss.MAX_ULP_LOSS + shape.dimension());
        }
    }

    /** The bound of the loss is one of the worst case, not of the ordinary one: rows made for it come near. */
    @Test
    void sumsThatRoundUpwardsComeNearTheBound() {
        DoubleCenterSample sample = DoubleCenterSample.of(DoubleUpwardRows.of(20));
        double[] losses = sample.losses(SIMD, LOSS);
        double worst = 0;
        for (int i = 0; i < losses.length; i++) {
            BigDecimal exact = CenterOracle.loss(
                    DoubleCenterSample.wide(sample.features(), i), DoubleCenterSample.wide(sample.centers(), i));
            worst = Math.max(worst, DoubleUlps.distance(losses[i], exact));
        }
        assertThat(worst).isBetween(0.6 * DoubleCenterLoss.MAX_ULP_LOSS, DoubleCenterLoss.MAX_ULP_LOSS);
    }

    private static void check(KernelProvider provider, DoubleCenterSample sample, int rows, double lossUlps) {
        double[] losses = sample.losses(provider, LOSS);
        DoubleMatrix sum = sample.gradient(provider, LOSS, Reduction.SUM);
        DoubleMatrix mean = sample.gradient(provider, LOSS, Reduction.MEAN);
        BigDecimal count = new BigDecimal(Math.max(1, sample.labels().length));
        for (int i = 0; i < rows; i++) {
            double[] x = DoubleCenterSample.wide(sample.features(), i);
            double[] c = DoubleCenterSample.wide(sample.centers(), sample.labels()[i]);
            BigDecimal exact = CenterOracle.loss(x, c);
            double underflow = 1.0 * x.length * Double.MIN_VALUE / Math.ulp(losses[i]);
            assertThat(DoubleUlps.distance(losses[i], exact)).as("loss of row %s", i)
                    .isLessThanOrEqualTo(lossUlps + underflow);
            for (int d = 0; d < x.length; d++) {
                BigDecimal difference = CenterOracle.difference(x[d], c[d]);
                assertThat(DoubleUlps.distance(sum.get(i, d), difference)).as("row %s, column %s", i, d)
                        .isLessThanOrEqualTo(0.5);
                assertThat(DoubleUlps.distance(mean.get(i, d), difference.divide(count, MathContext.DECIMAL128)))
                        .as("mean, row %s, column %s", i, d).isLessThanOrEqualTo(DoubleCenterLoss.MAX_ULP_GRADIENT);
            }
        }
    }

    /** The product's 2.5 ulps are of something smaller than the sum of the sizes; the sum rounds, in one fma or apart. */
    @ParameterizedTest
    @MethodSource("shapes")
    void weightedGradientIsAddedToWhatIsThere(CenterShape shape) {
        providers().forEach(provider -> {
            DoubleCenterSample sample = DoubleCenterSample.of(shape, 1);
            DoubleMatrix before = DoubleCenterSample.of(shape, 0.7).features();
            DoubleMatrix gradient = DoubleMatrix.of(before.data().clone(), shape.rows(), shape.dimension());
            provider.center().lossAndAddGradient(
                    LOSS, Reduction.MEAN, sample.features(), sample.labels(), 0, sample.centers(), gradient);
            BigDecimal scale = new BigDecimal(LOSS.weight()).divide(
                    new BigDecimal(Math.max(1, shape.rows())), MathContext.DECIMAL128);
            for (int i = 0; i < Math.min(shape.rows(), 40); i++) {
                for (int d = 0; d < shape.dimension(); d++) {
                    BigDecimal added = scale.multiply(CenterOracle.difference(
                            sample.features().get(i, d), sample.centers().get(sample.labels()[i], d)));
                    BigDecimal old = new BigDecimal(before.get(i, d));
                    assertThat(DoubleUlps.distance(gradient.get(i, d), old.add(added), old.abs().add(added.abs())))
                            .isLessThanOrEqualTo(DoubleCenterLoss.MAX_ULP_GRADIENT + 1);
                }
            }
        });
    }
}
