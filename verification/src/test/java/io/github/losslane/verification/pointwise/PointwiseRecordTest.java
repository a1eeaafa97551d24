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
     * What fourth order leaves, step^4 / 30 times the fifth derivative, which is less than 120 (1 + the function) here: that of
     * tanh is at most 16, that of 1/p is 120/p^6, where 1 is how far it is to a pole.
     */
    private static final double TRUNCATION = 120 * STEP * STEP * STEP * STEP / 30;

    static Stream<PointwiseLoss> losses() {
        return PointwiseCases.losses();
    }

    @ParameterizedTest
    @MethodSource("losses")
    void gradientIsTheDerivativeOfTheLoss(PointwiseLoss loss) {
        SplittableRandom random = new SplittableRandom(7);
        for (double target : PointwiseOracle.targets(loss)) {
            for (int i = 0; i < 300; i++) {
                double prediction = PointwiseOracle.prediction(loss, random.nextDouble(-20, 20));
                double reach = PointwiseOracle.reach(loss, prediction);
                check(f -> loss.loss(f, target), prediction, reach, loss.gradient(prediction, target));
            }
        }
    }

    @ParameterizedTest
    @MethodSource("losses")
    void hessianIsTheDerivativeOfTheGradient(PointwiseLoss loss) {
        SplittableRandom random = new SplittableRandom(8);
        for (double target : PointwiseOracle.targets(loss)) {
            for (int i = 0; i < 300; i++) {
                double prediction = PointwiseOracle.prediction(loss, random.nextDouble(-20, 20));
                double reach = PointwiseOracle.reach(loss, prediction);
                check(f -> loss.gradient(f, target), prediction, reach, loss.hessian(prediction, target));
            }
        }
    }

    /** The derivative in units of the reach. */
    private static void check(DoubleUnaryOperator function, double at, double reach, double derivative) {
        double step = STEP * reach;
        double numeric = (8 * (function.applyAsDouble(at + step) - function.applyAsDouble(at - step))
                        - (function.applyAsDouble(at + 2 * step) - function.applyAsDouble(at - 2 * step)))
                / (12 * STEP);
        double size = 1 + Math.abs(function.applyAsDouble(at));
        assertThat(derivative * reach).as("at %s", at).isCloseTo(numeric, within((ROUNDING + TRUNCATION) * size));
    }
}
