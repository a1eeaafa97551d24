package io.github.losslane.verification.margin;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.github.losslane.DoubleMatrix;
import io.github.losslane.KernelProvider;
import io.github.losslane.Kernels;
import io.github.losslane.margin.DoubleHeadWorkspace;
import io.github.losslane.margin.NormFace;
import io.github.losslane.Reduction;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Values of NormFace and of the gradient in its scale. */
class NormFaceTest {

    private static final NormFace LOSS = new NormFace(20);
    private static final double[] X = {3, 4};

    @Test
    void logitsAreScaledCosines() {
        assertThat(LOSS.logit(X, new double[] {0, 5}, 0)).isCloseTo(16, within(1e-11));
        assertThat(LOSS.logit(new double[] {1e-6, 0}, new double[] {1, 0}, 0)).isCloseTo(20 / Math.sqrt(2), within(1e-10));
    }

    /** Logits 12 and 16, the label the first: g = -+sigmoid(4), dL/dscale = sigmoid(4) (16 - 12) / 20. */
    @Test
    void gradientInTheScale() {
        for (KernelProvider provider : List.of(Kernels.simd(), Kernels.reference())) {
            double[] scaleGradient = new double[3];
            provider.head().lossAndGradients(LOSS, Reduction.MEAN, DoubleMatrix.of(X, 1, 2),
                    DoubleMatrix.of(new double[] {1, 0, 0, 1}, 2, 2), new int[1], 0, DoubleMatrix.of(new double[2], 1, 2),
                    DoubleMatrix.of(new double[4], 2, 2), scaleGradient, 1, new DoubleHeadWorkspace(1, 2, 2));
            assertThat(scaleGradient[1]).isCloseTo(0.2 / (1 + Math.exp(-4)), within(1e-12));
            assertThat(scaleGradient[0]).isZero();
            assertThat(scaleGradient[2]).isZero();
        }
    }

    @Test
    void boundaryIsBetweenEqualAngles() {
        RecordFacts.boundary(LOSS, 1.1, 1.1);
    }

    @Test
    void scaleIsPositive() {
        RecordFacts.positive("scale", NormFace::new);
    }
}
