// Derived from FloatDetectionArgumentsTest.java; edit that file, then run: java verification/src/test/java/io/github/losslane/verification/Twins.java
package io.github.losslane.verification.faults;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.github.losslane.DoubleMatrix;
import io.github.losslane.KernelProvider;
import io.github.losslane.Kernels;
import io.github.losslane.detection.RpnLoss;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Boxes that agree with each other but have no four numbers: nobody else calls with such. */
class DoubleDetectionArgumentsTest {

    private static final RpnLoss LOSS = new RpnLoss(2, 3, 5, 0.25);

    static Stream<KernelProvider> providers() {
        return Stream.of(Kernels.simd(), Kernels.reference());
    }

    @ParameterizedTest
    @MethodSource("providers")
    void boxesHaveFourNumbers(KernelProvider provider) {
        for (int columns : new int[] {0, 3, 5}) {
            DoubleMatrix boxes = DoubleMatrix.of(new double[2 * columns], 2, columns);
            DoubleMatrix targets = DoubleMatrix.of(new double[2 * columns], 2, columns);
            DoubleMatrix boxGradient = DoubleMatrix.of(new double[2 * columns], 2, columns);
            double[] logits = {1, 2};
            double[] gradient = {7, 7};
            String message = "boxes.columns is " + columns + " but the number of deltas is 4";
            assertThatIllegalArgumentException().isThrownBy(() -> provider.detection()
                    .loss(LOSS, logits, 0, new int[] {1, 0}, 0, boxes, targets)).withMessage(message);
            assertThatIllegalArgumentException().isThrownBy(() -> provider.detection().lossAndGradients(
                    LOSS, logits, 0, new int[] {1, 0}, 0, boxes, targets, gradient, 0, boxGradient)).withMessage(message);
            assertThat(gradient).containsOnly(7);
        }
    }
}
