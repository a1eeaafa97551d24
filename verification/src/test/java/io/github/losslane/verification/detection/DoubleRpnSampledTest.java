// Derived from FloatRpnSampledTest.java; edit that file, then run: java verification/src/test/java/io/github/losslane/verification/Twins.java
package io.github.losslane.verification.detection;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.losslane.Kernels;
import io.github.losslane.Reduction;
import io.github.losslane.detection.RpnLoss;
import io.github.losslane.pointwise.Logistic;
import io.github.losslane.pointwise.PointwiseKernels;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** However few anchors of a block count, they have the bits of the pointwise loss with weights of 0 and 1. */
class DoubleRpnSampledTest {

    /** Divides by 1, and no box counts. */
    private static final RpnLoss OBJECTNESS = new RpnLoss(0, 1, 1, 1);

    /** Counts around vectors and blocks, parts around the quarter of a block below which anchors are gathered. */
    static Stream<DoubleAnchors> samples() {
        return Stream.of(1, 3, 4, 15, 16, 17, 33, 1023, 1024, 1025, 2500).flatMap(count ->
                Stream.of(0.0, 0.01, 0.2, 0.25, 0.3, 0.5, 1.0).map(
                        part -> DoubleAnchors.random(count, part / 2, (1 - part) / (1 - part / 2))));
    }

    @ParameterizedTest
    @MethodSource("samples")
    void bitsAreThoseOfWeights(DoubleAnchors anchors) {
        int count = anchors.count();
        double[] targets = new double[count];
        double[] weights = new double[count];
        for (int i = 0; i < count; i++) {
            targets[i] = anchors.labels()[i];
            weights[i] = anchors.labels()[i] < 0 ? 0 : 1;
        }
        double[] gradient = new double[count];
        PointwiseKernels pointwise = Kernels.simd().pointwise();
        double expected = pointwise.lossAndGradient(new Logistic(), Reduction.SUM,
                anchors.logits(), 0, targets, 0, weights, 0, gradient, 0, count);
        DoubleAnchors.Result result = anchors.gradients(Kernels.simd(), OBJECTNESS);
        assertThat(result.loss()).isEqualTo(expected);
        assertThat(result.logitGradient()).isEqualTo(gradient);
        assertThat(anchors.loss(Kernels.simd(), OBJECTNESS)).isEqualTo(expected);
    }

    /** The samples lie on both sides of the quarter. */
    @ParameterizedTest
    @MethodSource("samples")
    void gradientsInPlaceAreTheSame(DoubleAnchors anchors) {
        DoubleAnchors.Result expected = anchors.gradients(Kernels.simd(), new RpnLoss());
        DoubleAnchors copy = anchors.copy();
        double loss = Kernels.simd().detection().lossAndGradients(new RpnLoss(), copy.logits(), 0, copy.labels(), 0,
                copy.boxes(), copy.targets(), copy.logits(), 0, copy.boxes());
        assertThat(loss).isEqualTo(expected.loss());
        assertThat(copy.logits()).isEqualTo(expected.logitGradient());
        assertThat(copy.boxes().data()).isEqualTo(expected.boxGradient().data());
    }

    /** Labels from the middle of an array, around every length of a vector; what lies around them is not read. */
    @ParameterizedTest
    @MethodSource("samples")
    void labelsMayLieAnywhere(DoubleAnchors anchors) {
        int count = anchors.count();
        int[] labels = IntStream.range(0, count + 9).map(i -> i < 7 || i >= count + 7 ? 1 : anchors.labels()[i - 7]).toArray();
        assertThat(Kernels.simd().detection().loss(
                new RpnLoss(), anchors.logits(), 0, labels, 7, anchors.boxes(), anchors.targets()))
                .isEqualTo(anchors.loss(Kernels.simd(), new RpnLoss()));
    }
}
