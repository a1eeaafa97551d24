package io.github.losslane.verification.digits;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.github.losslane.Kernels;
import io.github.losslane.margin.ArcFace;
import io.github.losslane.margin.LSoftmax;
import io.github.losslane.margin.MarginLoss;
import io.github.losslane.margin.PlainSoftmax;
import java.util.stream.IntStream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The network's gradients, through all its layers. */
class FeatureNetworkTest {

    private static final Schedule SCHEDULE = Schedule.FEATURES;

    /** Of the size of the parameters' changes, small beside the distance of most units from their kinks. */
    private static final double STEP = 0x1p-8;

    private static final int ROWS = 64;

    private static MarginLoss loss(String name) {
        return switch (name) {
            case "PlainSoftmax" -> new PlainSoftmax();
            case "LSoftmax" -> new LSoftmax(2, 1);
            default -> new ArcFace(4, 0.2);
        };
    }

    /**
     * Along the gradient itself the loss changes by the gradient's length: a part that were wrong in one layer would turn it.
     * Float noise of the loss, 1e-6, is 1e-4 of a slope of 1 at this step; kinks that are crossed and curvature add a little.
     */
    @ParameterizedTest
    @ValueSource(strings = {"PlainSoftmax", "LSoftmax", "ArcFace"})
    void lossChangesAlongTheGradientOfEachLayerByItsLength(String name) {
        Split split = Split.of(Digits.read(), SCHEDULE.seed());
        Digits batch = split.train().select(IntStream.range(0, ROWS).toArray(), 0, ROWS);
        FeatureNetwork network = new FeatureNetwork(Kernels.simd(), SCHEDULE, ROWS);
        MarginLoss loss = loss(name);
        network.lossAndGradients(batch, loss, null);
        float[][] parameters = network.parameters();
        for (int layer = 0; layer < parameters.length - (loss.hasBias() ? 0 : 1); layer++) {
            network.lossAndGradients(batch, loss, null);
            float[] gradient = network.gradients()[layer].clone();
            double length = length(gradient);
            double up = moved(STEP, network, batch, loss, parameters[layer], gradient, length);
            double down = moved(-STEP, network, batch, loss, parameters[layer], gradient, length);
            double slope = (up - down) / (2 * STEP);
            assertThat(slope).as("layer %s", layer).isCloseTo(length, within(0.01 * length + 1e-3));
        }
    }

    private static double length(float[] gradient) {
        double squares = 0;
        for (float element : gradient) {
            squares += element * element;
        }
        return Math.sqrt(squares);
    }

    private static double moved(
            double step, FeatureNetwork network, Digits batch, MarginLoss loss, float[] parameters, float[] gradient,
            double length) {
        float[] before = parameters.clone();
        for (int i = 0; i < parameters.length; i++) {
            parameters[i] += (float) (step * gradient[i] / length);
        }
        double value = network.lossAndGradients(batch, loss, null);
        System.arraycopy(before, 0, parameters, 0, parameters.length);
        return value;
    }

    @ParameterizedTest
    @ValueSource(strings = {"PlainSoftmax", "ArcFace"})
    void copyGivesTheSameBits(String name) {
        Digits digits = Split.of(Digits.read(), SCHEDULE.seed()).test();
        FeatureNetwork network = new FeatureNetwork(Kernels.simd(), SCHEDULE, digits.count());
        network.step(digits, loss(name), null, 1, 0.01f);
        FeatureNetwork copy = network.copy(SCHEDULE);
        assertThat(copy.features(digits)).isDeepEqualTo(network.features(digits));
        assertThat(copy.lossAndGradients(digits, loss(name), null))
                .isEqualTo(network.lossAndGradients(digits, loss(name), null));
    }
}
