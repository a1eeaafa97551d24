// Derived from FloatLinearLawsTest.java; edit that file, then run: java verification/src/test/java/io/github/losslane/verification/Twins.java
package io.github.losslane.verification.linear;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.losslane.DoubleMatrix;
import io.github.losslane.KernelProvider;
import io.github.losslane.Kernels;
import io.github.losslane.Reduction;
import io.github.losslane.linear.None;
import io.github.losslane.linear.Regularizer;
import io.github.losslane.pointwise.PointwiseLoss;
import java.util.Arrays;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** What holds for a linear model with every loss: reading the matrix once gives the bits of scores, losses and X^T g. */
class DoubleLinearLawsTest {

    private static final int CHAINS = 16;

    static Stream<LinearShape> shapes() {
        return LinearShape.odd();
    }

    static Stream<PointwiseLoss> losses() {
        return LinearCases.losses();
    }

    static Stream<Arguments> lossesAndProviders() {
        return LinearCases.lossesAndProviders();
    }

    @ParameterizedTest
    @MethodSource("shapes")
    void simdScoreIsSixteenChainsFoldedPlusTheBias(LinearShape shape) {
        DoubleLinearSample sample = DoubleLinearSample.of(shape);
        double[] scores = sample.scores(Kernels.simd());
        for (int i = 0; i < scores.length; i++) {
            double[] chains = new double[CHAINS];
            for (int j = 0; j < shape.columns(); j++) {
                chains[j % CHAINS] = Math.fma(sample.x().get(i, j), sample.weights()[j], chains[j % CHAINS]);
            }
            for (int half = CHAINS / 2; half > 0; half /= 2) {
                for (int k = 0; k < half; k++) {
                    chains[k] += chains[k + half];
                }
            }
            assertThat(scores[i]).as("row %s", i).isEqualTo(chains[0] + sample.bias());
        }
    }

    @ParameterizedTest
    @MethodSource("losses")
    void simdIsTheTwoPassFormulaBitForBit(PointwiseLoss loss) {
        shapes().forEach(shape -> {
            DoubleLinearSample sample = DoubleLinearSample.of(shape).inDomainOf(loss);
            for (Reduction reduction : Reduction.values()) {
                double[] slopes = sample.scores(Kernels.simd());
                double expected = Kernels.simd().pointwise().lossAndGradient(
                        loss, reduction, slopes, 0, sample.targets(), 0, slopes, 0, slopes.length);
                assertThat(sample.lossAndGradient(Kernels.simd(), loss, new None(), reduction))
                        .as("%s, %s", shape, reduction)
                        .isEqualTo(expected);
                assertThat(sample.weightGradient()).as("%s", shape).isEqualTo(transposedProduct(sample.x(), slopes));
                double bias = Kernels.reference().math().sum(slopes, 0, slopes.length);
                assertThat(sample.biasGradient()).as("%s", shape).containsExactly(bias);
            }
        });
    }

    /** X^T g, each element one chain of fma over the rows. */
    private static double[] transposedProduct(DoubleMatrix x, double[] slopes) {
        double[] product = new double[x.columns()];
        for (int i = 0; i < x.rows(); i++) {
            for (int j = 0; j < product.length; j++) {
                product[j] = Math.fma(slopes[i], x.get(i, j), product[j]);
            }
        }
        return product;
    }

    @ParameterizedTest
    @MethodSource("lossesAndProviders")
    void lossIsTheSameWithAndWithoutGradients(PointwiseLoss loss, KernelProvider provider) {
        shapes().forEach(shape -> {
            DoubleLinearSample sample = DoubleLinearSample.of(shape).inDomainOf(loss);
            for (Regularizer regularizer : LinearCases.REGULARIZERS) {
                for (Reduction reduction : Reduction.values()) {
                    assertThat(sample.lossAndGradient(provider, loss, regularizer, reduction))
                            .as("%s, %s, %s", shape, regularizer, reduction)
                            .isEqualTo(sample.loss(provider, loss, regularizer, reduction));
                }
            }
        });
    }

    @ParameterizedTest
    @MethodSource("lossesAndProviders")
    void gapsBetweenRowsChangeNothing(PointwiseLoss loss, KernelProvider provider) {
        Regularizer regularizer = LinearCases.REGULARIZERS.getLast();
        shapes().forEach(shape -> {
            DoubleLinearSample sample = DoubleLinearSample.of(shape).inDomainOf(loss);
            DoubleLinearSample gaps = sample.withGaps();
            double expected = sample.lossAndGradient(provider, loss, regularizer, Reduction.MEAN);
            assertThat(gaps.lossAndGradient(provider, loss, regularizer, Reduction.MEAN)).isEqualTo(expected);
            assertThat(gaps.weightGradient()).as("%s", shape).isEqualTo(sample.weightGradient());
            assertThat(gaps.biasGradient()).isEqualTo(sample.biasGradient());
        });
    }

    @ParameterizedTest
    @MethodSource("lossesAndProviders")
    void nanInARowPoisonsItsColumnsAndTheBias(PointwiseLoss loss, KernelProvider provider) {
        DoubleLinearSample clean = DoubleLinearSample.of(new LinearShape(70, 21)).inDomainOf(loss);
        clean.lossAndGradient(provider, loss, new None(), Reduction.SUM);
        assertThat(clean.weightGradient()).doesNotContain(Double.NaN);
        DoubleLinearSample sample = DoubleLinearSample.of(new LinearShape(70, 21)).inDomainOf(loss);
        double[] scores = sample.scores(provider);
        sample.x().data()[sample.x().rowOffset(37) + 4] = Double.NaN;
        scores[37] = Double.NaN;
        assertThat(sample.scores(provider)).isEqualTo(scores);
        assertThat(sample.lossAndGradient(provider, loss, new None(), Reduction.SUM)).isNaN();
        double[] poisoned = new double[21];
        Arrays.fill(poisoned, Double.NaN);
        assertThat(sample.weightGradient()).isEqualTo(poisoned);
        assertThat(sample.biasGradient()).containsExactly(Double.NaN);
    }
}
