package io.github.losslane.verification.faults;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.github.losslane.FloatMatrix;
import io.github.losslane.KernelProvider;
import io.github.losslane.Kernels;
import io.github.losslane.detection.RpnLoss;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Boxes that agree with each other but have no four numbers: nobody else calls with such. */
class FloatDetectionArgumentsTest {

    private static final RpnLoss LOSS = new RpnLoss(2, 3, 5, 0.25);

    static Stream<KernelProvider> providers() {
        return Stream.of(Kernels.simd(), Kernels.reference());
    }

    @ParameterizedTest
    @MethodSource("providers")
    void boxesHaveFourNumbers(KernelProvider provider) {
        for (int columns : new int[] {0, 3, 5}) {
            FloatMatrix boxes = FloatMatrix.of(new float[2 * columns], 2, columns);
            FloatMatrix targets = FloatMatrix.of(new float[2 * columns], 2, columns);
            FloatMatrix boxGradient = FloatMatrix.of(new float[2 * columns], 2, columns);
            float[] logits = {1, 2};
            float[] gradient = {7, 7};
            String message = "boxes.columns is " + columns + " but the number of deltas is 4";
            assertThatIllegalArgumentException().isThrownBy(() -> provider.detection()
                    .loss(LOSS, logits, 0, new int[] {1, 0}, 0, boxes, targets)).withMessage(message);
            assertThatIllegalArgumentException().isThrownBy(() -> provider.detection().lossAndGradients(
                    LOSS, logits, 0, new int[] {1, 0}, 0, boxes, targets, gradient, 0, boxGradient)).withMessage(message);
            assertThat(gradient).containsOnly(7);
        }
    }
}
