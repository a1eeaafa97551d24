package io.github.losslane.verification.margin;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.github.losslane.KernelProvider;
import io.github.losslane.Kernels;
import io.github.losslane.Reduction;
import io.github.losslane.margin.PlainSoftmax;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Values of the plain softmax head, and its gradients against finite differences of its loss. */
class PlainSoftmaxTest {

    private static final PlainSoftmax LOSS = new PlainSoftmax();
    private static final double STEP = 0x1p-9;

    private static final int ROWS = 5;

    /** In each row 60 roundings of numbers below 4, and what fourth order leaves of a fifth derivative below 32. */
    private static final double ALLOWED = ROWS * (60 * 4 * 0x1p-52 / STEP + 32 * STEP * STEP * STEP * STEP / 30);

    static Stream<KernelProvider> providers() {
        return Stream.of(Kernels.simd(), Kernels.reference());
    }

    @Test
    void logitIsTheInnerProductPlusTheBias() {
        assertThat(LOSS.logit(new double[] {1, 2, 3}, new double[] {4, -5, 6}, 0.5)).isEqualTo(12.5);
        assertThat(LOSS.logit(new double[0], new double[0], -2)).isEqualTo(-2);
    }

    /** Logits 2 and 0: the loss is softplus(-2), g = -+sigmoid(-2). */
    @ParameterizedTest
    @MethodSource("providers")
    void knownValues(KernelProvider provider) {
        FloatHeadSample head = FloatHeadSample.of(new HeadShape(1, 2, 2), true);
        System.arraycopy(new float[] {1, 2}, 0, head.features().data(), 0, 2);
        System.arraycopy(new float[] {3, -1, 0.5f, -0.5f}, 0, head.weights().data(), 0, 4);
        System.arraycopy(new float[] {1, 0.5f}, 0, head.bias(), 0, 2);
        head.labels()[0] = 0;
        float g = 0.11920292f;
        assertThat(head.lossAndGradients(provider, LOSS, Reduction.MEAN)).isCloseTo(0.126928011, within(1e-7));
        assertThat(head.biasGradient()).containsExactly(new float[] {-g, g}, within(1e-7f));
        assertThat(head.weightGradient().data()).containsExactly(new float[] {-g, -2 * g, g, 2 * g}, within(2e-7f));
        assertThat(head.featureGradient().data()).containsExactly(new float[] {-2.5f * g, 0.5f * g}, within(3e-7f));
    }

    @ParameterizedTest
    @MethodSource("providers")
    void gradientsAreTheDerivativesOfTheLoss(KernelProvider provider) {
        for (Reduction reduction : Reduction.values()) {
            DoubleHeadSample head = DoubleHeadSample.of(new HeadShape(ROWS, 7, 4), true);
            head.lossAndGradients(provider, LOSS, reduction);
            check(provider, reduction, head, head.features().data(), head.featureGradient().data());
            check(provider, reduction, head, head.weights().data(), head.weightGradient().data());
            check(provider, reduction, head, head.bias(), head.biasGradient());
        }
    }

    private static void check(
            KernelProvider provider, Reduction reduction, DoubleHeadSample head, double[] parameters, double[] gradient) {
        for (int i = 0; i < parameters.length; i++) {
            double numeric = (8 * (moved(1, provider, reduction, head, parameters, i)
                                    - moved(-1, provider, reduction, head, parameters, i))
                            - (moved(2, provider, reduction, head, parameters, i)
                                    - moved(-2, provider, reduction, head, parameters, i)))
                    / (12 * STEP);
            assertThat(gradient[i]).as("%s, element %s", reduction, i).isCloseTo(numeric, within(ALLOWED));
        }
    }

    /** The loss with one parameter moved by some steps. */
    private static double moved(
            int steps, KernelProvider provider, Reduction reduction, DoubleHeadSample head, double[] parameters, int i) {
        double before = parameters[i];
        parameters[i] = before + steps * STEP;
        double loss = head.loss(provider, LOSS, reduction);
        parameters[i] = before;
        return loss;
    }
}
