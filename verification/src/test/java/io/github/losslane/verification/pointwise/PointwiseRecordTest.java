package io.github.losslane.verification.pointwise;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.github.losslane.pointwise.PointwiseLoss;
import java.util.SplittableRandom;
import java.util.function.DoubleUnaryOperator;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Every record's derivatives are the derivatives of its loss. */
class PointwiseRecordTest {

    private static final double STEP = 0x1p-9;

    /** The rounding errors of a few scalar functions, and of the difference of their values, for each unit of loss. */
    private static final double ROUNDING = 16 * 0x1p-52 / STEP;

    /**
     * What fourth order leaves, step^4 / 30 times the fifth derivative, which is at most 120 (1 + the function) here: 16 for
     * tanh at 0, 120 for 1/p as far from its pole as the unit of length.
     */
    private static final double TRUNCATION = 120 * STEP * STEP * STEP * STEP / 30;

    static Stream<PointwiseLoss> losses() {
        return PointwiseCases.losses();
    }

    @ParameterizedTest
    @MethodSource("losses")
    void gradientIsTheDerivativeOfTheLoss(PointwiseLoss loss) {
        SplittableRandom random = new SplittableRandom(7);
        for (double target : PointwiseFacts.targets(loss)) {
            for (int i = 0; i < 300; i++) {
                double prediction = smooth(loss, target, random);
                double reach = PointwiseFacts.reach(loss, prediction);
                check(f -> loss.loss(f, target), prediction, reach, loss.gradient(prediction, target));
            }
        }
    }

    @ParameterizedTest
    @MethodSource("losses")
    void hessianIsTheDerivativeOfTheGradient(PointwiseLoss loss) {
        SplittableRandom random = new SplittableRandom(8);
        for (double target : PointwiseFacts.targets(loss)) {
            for (int i = 0; i < 300; i++) {
                double prediction = smooth(loss, target, random);
                double reach = PointwiseFacts.reach(loss, prediction);
                check(f -> loss.gradient(f, target), prediction, reach, loss.hessian(prediction, target));
            }
        }
    }

    /** A prediction whose differences meet no kink. */
    private static double smooth(PointwiseLoss loss, double target, SplittableRandom random) {
        double prediction = PointwiseFacts.prediction(loss, random.nextDouble(-20, 20));
        return PointwiseFacts.atKink(loss, prediction, target, 3 * STEP) ? smooth(loss, target, random) : prediction;
    }

    /** In units of the reach. */
    private static void check(DoubleUnaryOperator function, double at, double reach, double derivative) {
        double step = STEP * reach;
        double numeric = (8 * (function.applyAsDouble(at + step) - function.applyAsDouble(at - step))
                        - (function.applyAsDouble(at + 2 * step) - function.applyAsDouble(at - 2 * step)))
                / (12 * STEP);
        double size = 1 + Math.abs(function.applyAsDouble(at));
        assertThat(derivative * reach).as("at %s", at).isCloseTo(numeric, within((ROUNDING + TRUNCATION) * size));
    }
}
