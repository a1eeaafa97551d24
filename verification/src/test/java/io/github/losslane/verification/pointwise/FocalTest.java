package io.github.losslane.verification.pointwise;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.github.losslane.KernelProvider;
import io.github.losslane.Kernels;
import io.github.losslane.pointwise.Focal;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Values and special values of the focal loss. */
class FocalTest {

    private static final double INFINITY = Double.POSITIVE_INFINITY;

    /** Kernels state at most 16 ulps, and a power takes the record no further. */
    private static final double RELATIVE = 16 * 0x1p-52;

    private static final List<Double> GAMMAS = List.of(0.0, 1e-3, 0.5, 1.0, 2.0, 5.0, 1e30, 1e300, Double.MAX_VALUE);

    static Stream<KernelProvider> providers() {
        return Stream.of(Kernels.simd(), Kernels.reference());
    }

    /** The numbers are from mpmath with 60 digits, rounded. */
    @ParameterizedTest
    @MethodSource("providers")
    void knownValues(KernelProvider provider) {
        Focal paper = new Focal();
        assertThat(paper).isEqualTo(new Focal(0.25, 2));
        check(provider, paper, 0, 1, 0.04332169878499658, -0.07457169878499659, 0.0997858493924983);
        check(provider, paper, 0, 0, 0.12996509635498973, 0.22371509635498973, 0.2993575481774949);
        check(provider, paper, 1.5, 1, 0.0016757117316439142, -0.004257776305808982, 0.01018483715522482);
        check(provider, paper, -3, 0, 8.196249337274815e-05, 0.00023615388486621097, 0.0006711294667155627);
        check(provider, paper, 6, 0, 4.479621497034725, 0.7666031744495302, -0.012784779096844365);
        check(provider, paper, 20, 1, 2.189127679393809e-27, -6.567383026901106e-27, 1.9702149035582034e-26);
        check(provider, new Focal(0.25, 0.5), 2, 0, 1.497104055494544, 0.7092058508420943, 0.07453101660866092);
        check(provider, new Focal(1, 3.75), -1, 1, 0.40566911161566255, -0.6349550321852254, 0.6297593086145653);
        check(provider, new Focal(0.5, 0), 0.5, 0, 0.48703849209005334, 0.3112296656009273, 0.11750185610079725);
    }

    /** gamma = 0.5 makes others divide 0 by 0 there. */
    @ParameterizedTest
    @MethodSource("providers")
    void rightAnswersWithoutDoubtCostNothing(KernelProvider provider) {
        for (double gamma : GAMMAS) {
            for (double s : new double[] {1000, 3e38, INFINITY}) {
                check(provider, new Focal(0.25, gamma), s, 1, 0, 0, 0);
                check(provider, new Focal(0.25, gamma), -s, 0, 0, 0, 0);
            }
        }
    }

    @ParameterizedTest
    @MethodSource("providers")
    void wrongAnswersWithoutDoubtCostTheirLogit(KernelProvider provider) {
        for (double gamma : GAMMAS) {
            Focal loss = new Focal(0.25, gamma);
            check(provider, loss, -INFINITY, 1, INFINITY, -0.25, 0);
            check(provider, loss, INFINITY, 0, INFINITY, 0.75, 0);
            check(provider, loss, -0x1p120, 1, 0x1p118, -0.25, 0);
            check(provider, loss, 0x1p120, 0, 0x1.8p119, 0.75, 0);
        }
    }

    @ParameterizedTest
    @MethodSource("providers")
    void classOfWeightZeroCountsForNothing(KernelProvider provider) {
        for (double gamma : GAMMAS) {
            for (double logit : new double[] {0, -0.0, 1e-45, 1, -40, 100, -3e38, 3e38, INFINITY, -INFINITY}) {
                check(provider, new Focal(1, gamma), logit, 0, 0, 0, 0);
                check(provider, new Focal(0, gamma), logit, 1, 0, 0, 0);
            }
            check(provider, new Focal(0, gamma), Double.NaN, 1, Double.NaN, Double.NaN, Double.NaN);
        }
    }

    @ParameterizedTest
    @MethodSource("providers")
    void nanAndInfiniteLogitsWithoutASideAreNaN(KernelProvider provider) {
        for (double gamma : GAMMAS) {
            Focal loss = new Focal(0.25, gamma);
            check(provider, loss, Double.NaN, 1, Double.NaN, Double.NaN, Double.NaN);
            check(provider, loss, 1, Double.NaN, Double.NaN, Double.NaN, Double.NaN);
            check(provider, loss, INFINITY, 0.5, Double.NaN, Double.NaN, Double.NaN);
            check(provider, loss, -INFINITY, 0.5, Double.NaN, Double.NaN, Double.NaN);
        }
    }

    @ParameterizedTest
    @MethodSource("providers")
    void finiteForEveryFiniteLogit(KernelProvider provider) {
        for (double gamma : GAMMAS) {
            for (double size = Double.MIN_VALUE; size <= Double.MAX_VALUE; size *= 1.9) {
                for (double logit : new double[] {size, -size}) {
                    DoublePointwiseRow row = DoublePointwiseRow.of(provider, new Focal(0.9, gamma), logit, 1);
                    assertThat(row.loss()).as("gamma %s at %s", gamma, logit).isFinite().isNotNegative();
                    assertThat(row.gradient()).as("gamma %s at %s", gamma, logit).isFinite().isNotPositive();
                    assertThat(row.hessian()).as("gamma %s at %s", gamma, logit).isFinite();
                    float single = (float) Math.clamp(logit, -Float.MAX_VALUE, Float.MAX_VALUE);
                    FloatPointwiseRow narrow = FloatPointwiseRow.of(provider, new Focal(0.9, gamma), single, 1);
                    assertThat(narrow.loss()).as("gamma %s at %s", gamma, single).isFinite().isNotNegative();
                    assertThat(narrow.gradient()).as("gamma %s at %s", gamma, single).isFinite().isNotPositive();
                    assertThat(narrow.hessian()).as("gamma %s at %s", gamma, single).isFinite();
                }
            }
        }
    }

    /** In double, and in float, as far as the numbers are floats or beyond them. */
    private static void check(
            KernelProvider provider, Focal focal, double logit, double target, double loss, double gradient, double hessian) {
        DoublePointwiseRow row = DoublePointwiseRow.of(provider, focal, logit, target);
        assertNear(row.loss(), loss, RELATIVE);
        assertNear(row.gradient(), gradient, RELATIVE);
        assertNear(row.hessian(), hessian, RELATIVE);
        FloatPointwiseRow single = FloatPointwiseRow.of(provider, focal, (float) logit, (float) target);
        assertNear(single.loss(), loss, 0x1p29 * RELATIVE);
        assertNear(single.gradient(), gradient, 0x1p29 * RELATIVE);
        assertNear(single.hessian(), hessian, 0x1p29 * RELATIVE);
    }

    private static void assertNear(double got, double expected, double relative) {
        if (Double.isFinite(expected)) {
            assertThat(got).isCloseTo(expected, within(relative * Math.abs(expected)));
        } else {
            assertThat(Double.valueOf(got)).isEqualTo(Double.valueOf(expected));
        }
    }
}
