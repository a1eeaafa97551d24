// Derived from FloatRpnLossTest.java; edit that file, then run: java verification/src/test/java/io/github/losslane/verification/Twins.java
package io.github.losslane.verification.detection;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.github.losslane.DoubleMatrix;
import io.github.losslane.KernelProvider;
import io.github.losslane.Kernels;
import io.github.losslane.Reduction;
import io.github.losslane.detection.RpnLoss;
import io.github.losslane.pointwise.Logistic;
import io.github.losslane.pointwise.SmoothL1;
import io.github.losslane.simd.pointwise.DoubleLinearQuadratic;
import io.github.losslane.simd.pointwise.DoubleLogistic;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** The kernels of the multi-task loss against hand values, the reference and the pointwise kernels. */
class DoubleRpnLossTest {

    private static final double ULP = Math.ulp(1.0);
    private static final KernelProvider SIMD = Kernels.simd();

    static Stream<KernelProvider> providers() {
        return Stream.of(SIMD, Kernels.reference());
    }

    /** Counts around vectors and blocks of logits; and up to more than one block of positive boxes. */
    static Stream<Arguments> lossesAndAnchors() {
        return Stream.of(new RpnLoss(), new RpnLoss(2, 3, 5, 0.25), new RpnLoss(1, 1, 1, 0)).flatMap(loss ->
                Stream.of(1, 5, 16, 33, 300, 1024, 1025, 2500).flatMap(count -> Stream.of(0.0, 0.02, 0.5, 1.0).map(
                        positive -> Arguments.of(loss, DoubleAnchors.random(count, positive)))));
    }

    @ParameterizedTest
    @MethodSource("providers")
    void knownValues(KernelProvider provider) {
        DoubleAnchors anchors = DoubleAnchors.of(1, 0, -1, 1);
        anchors.boxes().data()[0] = 2;          // 1.5 of an object
        anchors.boxes().data()[5] = 7;          // background
        anchors.targets().data()[15] = 0.5;    // 0.125 of an object
        DoubleAnchors.Result result = anchors.gradients(provider, new RpnLoss(2, 4, 8, 1));
        assertThat(result.loss()).isCloseTo(3 * Math.log(2) / 4 + (1.5 + 0.125) / 4, within(4 * ULP));
        assertThat(result.logitGradient()).containsExactly(-0.125, 0.125, 0, -0.125);
        double[] expected = new double[16];
        expected[0] = 0.25;
        expected[15] = -0.125;
        assertThat(result.boxGradient().data()).isEqualTo(expected);
        assertThat(anchors.loss(provider, new RpnLoss(2, 4, 8, 1))).isEqualTo(result.loss());
    }

    /** The bounds of the pointwise kernels, the rounding of the scale and of the product with it; for the reference 4. */
    @ParameterizedTest
    @MethodSource("lossesAndAnchors")
    void simdKeepsTheBoundsOfThePointwiseKernels(RpnLoss loss, DoubleAnchors anchors) {
        DoubleAnchors.Result expected = anchors.gradients(Kernels.reference(), loss);
        DoubleAnchors.Result result = anchors.gradients(SIMD, loss);
        double lossUlps = Math.max(DoubleLogistic.MAX_ULP_LOSS, DoubleLinearQuadratic.MAX_ULP_LOSS) + 22;
        assertThat(result.loss()).isCloseTo(expected.loss(),
                within(expected.loss() * (lossUlps * ULP + 5 * anchors.count() * 0x1p-53)));
        assertClose(result.logitGradient(), expected.logitGradient(), DoubleLogistic.MAX_ULP_GRADIENT + 2 + 4);
        assertClose(result.boxGradient().data(), expected.boxGradient().data(),
                DoubleLinearQuadratic.MAX_ULP_GRADIENT + 2 + 4);
        assertThat(anchors.loss(SIMD, loss)).isEqualTo(result.loss());
    }

    /** Those of the anchors that count, as if there were no others. */
    @ParameterizedTest
    @MethodSource("lossesAndAnchors")
    void theTermsAreThePointwiseLosses(RpnLoss loss, DoubleAnchors anchors) {
        double[] targets = new double[anchors.count()];
        double[] weights = new double[anchors.count()];
        double[] deltas = new double[4 * anchors.count()];
        double[] deltaTargets = new double[4 * anchors.count()];
        int length = 0;
        for (int i = 0; i < anchors.count(); i++) {
            targets[i] = anchors.labels()[i];
            weights[i] = anchors.labels()[i] < 0 ? 0 : 1;
            if (anchors.labels()[i] == 1) {
                System.arraycopy(anchors.boxes().data(), 4 * i, deltas, length, 4);
                System.arraycopy(anchors.targets().data(), 4 * i, deltaTargets, length, 4);
                length += 4;
            }
        }
        double objectness = SIMD.pointwise().loss(
                new Logistic(), Reduction.SUM, anchors.logits(), 0, targets, 0, weights, 0, anchors.count());
        double boxes = SIMD.pointwise().loss(
                new SmoothL1(loss.beta()), Reduction.SUM, deltas, 0, deltaTargets, 0, length);
        double expected = objectness / loss.nCls() + boxes * loss.lambda() / loss.nReg();
        assertThat(anchors.loss(SIMD, loss)).isCloseTo(expected, within(expected * 16 * 0x1p-53));
    }

    @ParameterizedTest
    @MethodSource("providers")
    void withoutPositivesOnlyTheClassificationTermIsLeft(KernelProvider provider) {
        DoubleAnchors anchors = DoubleAnchors.random(1500, 0);
        DoubleAnchors.Result result = anchors.gradients(provider, new RpnLoss());
        assertThat(result.loss()).isPositive()
                .isEqualTo(anchors.loss(provider, new RpnLoss(1e6, 256, 1, 0)));
        assertThat(result.boxGradient().data()).containsOnly(0);
    }

    @ParameterizedTest
    @MethodSource("providers")
    void withoutAnchorsThatCountLossAndGradientsAreZero(KernelProvider provider) {
        int[] neither = new int[40];
        Arrays.fill(neither, -1);
        for (DoubleAnchors anchors : List.of(DoubleAnchors.of(), DoubleAnchors.of(neither))) {
            DoubleAnchors.Result result = anchors.gradients(provider, new RpnLoss());
            assertThat(result.loss()).isZero();
            assertThat(anchors.loss(provider, new RpnLoss())).isZero();
            assertThat(result.logitGradient()).isEqualTo(new double[anchors.count()]);
            assertThat(result.boxGradient().data()).isEqualTo(new double[4 * anchors.count()]);
        }
    }

    @ParameterizedTest
    @MethodSource("providers")
    void inPlaceAndWithGapsIsTheSameAsApart(KernelProvider provider) {
        DoubleAnchors anchors = DoubleAnchors.random(1100, 0.4);
        DoubleAnchors.Result expected = anchors.gradients(provider, new RpnLoss());
        DoubleMatrix boxes = new DoubleMatrix(new double[7 * 1100], 2, 1100, 4, 7);
        DoubleMatrix targets = new DoubleMatrix(new double[5 * 1100], 1, 1100, 4, 5);
        for (int i = 0; i < 1100; i++) {
            System.arraycopy(anchors.boxes().data(), 4 * i, boxes.data(), boxes.rowOffset(i), 4);
            System.arraycopy(anchors.targets().data(), 4 * i, targets.data(), targets.rowOffset(i), 4);
        }
        double[] logits = anchors.logits().clone();
        assertThat(provider.detection().lossAndGradients(
                new RpnLoss(), logits, 0, anchors.labels(), 0, boxes, targets, logits, 0, boxes)).isEqualTo(expected.loss());
        assertThat(logits).isEqualTo(expected.logitGradient());
        for (int i = 0; i < 4 * 1100; i++) {
            assertThat(boxes.get(i / 4, i % 4)).isEqualTo(expected.boxGradient().data()[i]);
        }
    }

    private static void assertClose(double[] got, double[] expected, double ulps) {
        for (int i = 0; i < got.length; i++) {
            double derivative = got[i];
            assertThat(derivative).as("%s", i).isCloseTo(expected[i], within(ulps * Math.ulp(expected[i])));
        }
    }
}
