// Derived from FloatSoftmaxAccuracyTest.java; edit that file, then run: java verification/src/test/java/io/github/losslane/verification/Twins.java
package io.github.losslane.verification.softmax;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.losslane.DoubleMatrix;
import io.github.losslane.KernelProvider;
import io.github.losslane.Reduction;
import io.github.losslane.softmax.SoftmaxLoss;
import io.github.losslane.verification.calls.LossSample;
import io.github.losslane.verification.math.DoubleUlps;
import java.math.BigDecimal;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Functions, losses and gradients of both providers against fifty digits, for labels and dense targets. */
class DoubleSoftmaxAccuracyTest {

    private static final List<KernelProvider> PROVIDERS = SoftmaxCases.providers().toList();

    static IntStream widths() {
        return SoftmaxCases.widths();
    }

    @ParameterizedTest
    @MethodSource("widths")
    void everythingIsWithinItsBounds(int classes) {
        DoubleSoftmaxTerrain terrain = DoubleSoftmaxTerrain.of(classes);
        for (KernelProvider provider : PROVIDERS) {
            checkFunctions(provider, terrain);
        }
        for (LossSample sample : SoftmaxCases.losses()) {
            check((SoftmaxLoss) sample.of(classes), terrain, terrain.labelled());
            check((SoftmaxLoss) sample.of(classes), terrain, terrain.dense());
        }
    }

    /** The number of tokens of two well-known vocabularies. */
    @ParameterizedTest
    @ValueSource(ints = {50_257, 128_256})
    void vocabulariesAreWithinTheBounds(int classes) {
        DoubleSoftmaxTerrain terrain = DoubleSoftmaxTerrain.vocabulary(classes);
        for (KernelProvider provider : PROVIDERS) {
            checkFunctions(provider, terrain);
        }
        for (LossSample sample : SoftmaxCases.losses()) {
            check((SoftmaxLoss) sample.of(classes), terrain, terrain.labelled());
        }
    }

    private static void checkFunctions(KernelProvider provider, DoubleSoftmaxTerrain terrain) {
        DoubleSoftmaxSample sample = terrain.labelled();
        double[] logSumExp = new double[sample.rows()];
        DoubleMatrix softmax = sample.empty();
        DoubleMatrix logSoftmax = sample.empty();
        provider.softmax().logSumExp(sample.logits(), logSumExp, 0);
        provider.softmax().softmax(sample.logits(), softmax);
        provider.softmax().logSoftmax(sample.logits(), logSoftmax);
        double sumUlps = DoubleSoftmaxBounds.logSumExp(provider, sample.classes());
        double ulps = DoubleSoftmaxBounds.softmax(provider, sample.classes());
        double logUlps = DoubleSoftmaxBounds.logSoftmax(provider, sample.classes());
        for (int i = 0; i < sample.rows(); i++) {
            SoftmaxOracle exact = terrain.exact().get(i);
            BigDecimal magnitude = exact.maximum().abs().add(exact.logSum());
            assertClose("logSumExp", provider, sample, i, 0, logSumExp[i], exact.logSumExp(), magnitude, sumUlps);
            for (int j : terrain.columns(i)) {
                BigDecimal p = exact.probability(j);
                BigDecimal log = exact.logProbability(j);
                assertClose("softmax", provider, sample, i, j, softmax.get(i, j), p, p, ulps);
                assertClose("logSoftmax", provider, sample, i, j, logSoftmax.get(i, j), log, log, logUlps);
            }
        }
    }

    /** Rows of ignored labels have no exact value but 0. */
    private static void check(SoftmaxLoss loss, DoubleSoftmaxTerrain terrain, DoubleSoftmaxSample sample) {
        List<double[]> losses = PROVIDERS.stream().map(provider -> sample.losses(provider, loss)).toList();
        List<DoubleMatrix> gradients =
                PROVIDERS.stream().map(provider -> sample.gradient(provider, loss, Reduction.SUM)).toList();
        for (int i = 0; i < sample.rows(); i++) {
            if (sample.labels() == null || !loss.ignores(sample.labels()[i])) {
                SoftmaxValue exact = terrain.exact().get(i).value(loss, sample.targets(i));
                for (int p = 0; p < PROVIDERS.size(); p++) {
                    KernelProvider provider = PROVIDERS.get(p);
                    double bound = DoubleSoftmaxBounds.loss(provider, loss, sample.classes());
                    assertClose(loss, provider, sample, i, -1, losses.get(p)[i], exact.loss(), exact.lossMagnitude(), bound);
                }
                for (int j : terrain.columns(i)) {
                    BigDecimal derivative = exact.gradient(j);
                    BigDecimal magnitude = exact.gradientMagnitude(j, Double.MIN_NORMAL);
                    for (int p = 0; p < PROVIDERS.size(); p++) {
                        KernelProvider provider = PROVIDERS.get(p);
                        double bound = DoubleSoftmaxBounds.gradient(provider, loss, sample.classes());
                        assertClose(loss, provider, sample, i, j, gradients.get(p).get(i, j), derivative, magnitude, bound);
                    }
                }
            }
        }
    }

    private static void assertClose(
            Object what, KernelProvider provider, DoubleSoftmaxSample sample, int row, int column,
            double got, BigDecimal exact, BigDecimal magnitude, double bound) {
        double ulps = DoubleUlps.distance(got, exact, magnitude);
        if (!(ulps <= bound)) {
            assertThat(ulps).as("ulps of %s, %s, %s, row %s, column %s, label or targets %s: got %s, exactly %s",
                            what, provider.name(), sample.classes(), row, column,
                            sample.labels() == null ? "dense" : sample.labels()[row], got, exact.doubleValue())
                    .isLessThanOrEqualTo(bound);
        }
    }
}
