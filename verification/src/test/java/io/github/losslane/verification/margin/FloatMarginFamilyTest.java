package io.github.losslane.verification.margin;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.github.losslane.KernelProvider;
import io.github.losslane.Kernels;
import io.github.losslane.Reduction;
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
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** How the losses of the family are cases of each other, and what a larger margin does. */
class FloatMarginFamilyTest {

    private static final HeadShape SHAPE = new HeadShape(9, 5, 6);
    private static final double[] ANGLES = {0.01, 0.3, 1, 1.9, 2.5};

    static Stream<KernelProvider> providers() {
        return Stream.of(Kernels.simd(), Kernels.reference());
    }

    private static FloatHeadResult of(KernelProvider provider, MarginLoss loss) {
        return FloatHeadResult.of(
                provider, loss, Reduction.SUM, FloatHeadAngles.of(loss, SHAPE, ANGLES).withoutBias());
    }

    /** The same bits, as the label's logit is then like any other. */
    @ParameterizedTest
    @MethodSource("providers")
    void withoutMarginTheyAreSoftmaxOfProductsOrCosines(KernelProvider provider) {
        for (double lambda : new double[] {0, 5, 1000}) {
            of(provider, new LSoftmax(1, lambda)).assertSameBits(of(provider, new PlainSoftmax()));
            of(provider, new ASoftmax(1, lambda)).assertSameBits(of(provider, new ModifiedSoftmax()));
        }
        for (MarginLoss loss : List.of(
                new AmSoftmax(20, 0), new ArcFace(20, 0), new FNormSphereFace(20, 1), new CombinedMargin(20, 1, 0, 0))) {
            of(provider, loss).assertSameBits(of(provider, new Coco(20)));
        }
    }

    /** Squared norms are at least 1/4: the epsilon changes them by 4e-12 and logits by as much. */
    @ParameterizedTest
    @MethodSource("providers")
    void normFaceIsCocoButForItsEpsilon(KernelProvider provider) {
        FloatHeadSample sample = FloatHeadAngles.of(new Coco(20), SHAPE, ANGLES);
        FloatHeadResult coco = of(provider, new Coco(20));
        FloatHeadResult normFace = of(provider, new NormFace(20));
        double epsilon = SHAPE.rows() * 2 * 20 * 4 * NormFace.EPSILON;
        double rounding = 2 * coco.lossError(FloatHeadResult.errors(new Coco(20), sample));
        assertThat(normFace.loss()).isCloseTo(coco.loss(), within(rounding + epsilon));
    }

    /** Rows along an axis, which their norm divides exactly. */
    @ParameterizedTest
    @MethodSource("providers")
    void l2SoftmaxOfUnitWeightsIsCoco(KernelProvider provider) {
        FloatHeadSample sample = FloatHeadAngles.of(new Coco(12), SHAPE, ANGLES);
        Arrays.fill(sample.weights().data(), 0);
        for (int j = 0; j < SHAPE.classes(); j++) {
            sample.weights().data()[j * SHAPE.dimension() + j % SHAPE.dimension()] = j < SHAPE.dimension() ? 1 : -1;
        }
        FloatHeadResult l2 = FloatHeadResult.of(provider, new L2Softmax(12), Reduction.SUM, sample);
        FloatHeadResult coco = FloatHeadResult.of(provider, new Coco(12), Reduction.SUM, sample);
        assertThat(l2.loss()).isEqualTo(coco.loss());
        assertThat(l2.features().data()).isEqualTo(coco.features().data());
    }

    @ParameterizedTest
    @MethodSource("providers")
    void combinedMarginHoldsTheOthers(KernelProvider provider) {
        of(provider, new CombinedMargin(16, 1, 0, 0.35)).assertSameBits(of(provider, new AmSoftmax(16, 0.35)));
        MarginLoss arc = new ArcFace(16, 0.5);
        of(provider, new CombinedMargin(16, 1, 0.5, 0)).assertNear(
                of(provider, arc), FloatHeadResult.errors(arc, FloatHeadAngles.of(arc, SHAPE, ANGLES)));
    }

    /** With each margin the label's logit is lower, for every angle but 0; ArcFace up to theta = pi - m. */
    @ParameterizedTest
    @MethodSource("providers")
    void lossGrowsWithTheMargin(KernelProvider provider) {
        List<List<MarginLoss>> rising = List.of(
                List.of(new AmSoftmax(8, 0), new AmSoftmax(8, 0.1), new AmSoftmax(8, 0.35), new AmSoftmax(8, 2)),
                List.of(new ArcFace(8, 0), new ArcFace(8, 0.1), new ArcFace(8, 0.3), new ArcFace(8, 0.6)),
                List.of(new LSoftmax(1, 0), new LSoftmax(2, 1), new LSoftmax(2, 0), new LSoftmax(3, 0), new LSoftmax(4, 0)),
                List.of(new ASoftmax(1, 0), new ASoftmax(2, 3), new ASoftmax(2, 0), new ASoftmax(3, 0), new ASoftmax(8, 0)),
                List.of(new FNormSphereFace(8, 1), new FNormSphereFace(8, 2), new FNormSphereFace(8, 3),
                        new FNormSphereFace(8, 7)));
        for (List<MarginLoss> losses : rising) {
            for (double angle : new double[] {0.3, 1, 1.7, 2.5}) {
                double before = -1;
                for (MarginLoss loss : losses) {
                    FloatHeadSample sample = FloatHeadAngles.of(loss, new HeadShape(1, 5, 3), angle);
                    double value = sample.loss(provider, loss, Reduction.SUM);
                    assertThat(value).as("%s at %s", loss, angle).isGreaterThan(before);
                    before = value;
                }
            }
        }
    }
}
