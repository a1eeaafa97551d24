package io.github.losslane.verification.pointwise;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.losslane.pointwise.PointwiseLoss;
import io.github.losslane.pointwise.ZeroOne;
import java.util.SplittableRandom;
import java.util.stream.DoubleStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The shape of every loss: never negative, 0 where it is perfect, convex where it should be, its kinks' subgradients. */
class PointwiseShapeTest {

    /** What the records' values and the few operations here may be off, relative to the largest term. */
    private static final double ROUNDING = 8 * 0x1p-52;

    static Stream<PointwiseLoss> losses() {
        return PointwiseCases.losses();
    }

    static Stream<PointwiseLoss> convexLosses() {
        return losses().filter(PointwiseFacts::convex);
    }

    @ParameterizedTest
    @MethodSource("losses")
    void isNeverNegative(PointwiseLoss loss) {
        for (PointwiseRow row : PointwiseRow.sample(loss)) {
            assertThat(row.loss()).as("%s", row).isGreaterThanOrEqualTo(0);
        }
    }

    @ParameterizedTest
    @MethodSource("losses")
    void aPerfectPredictionHasNoLossAndNoGradient(PointwiseLoss loss) {
        for (double target : PointwiseFacts.targets(loss)) {
            double perfect = PointwiseFacts.perfect(loss, target);
            if (!Double.isNaN(perfect)) {
                for (PointwiseRow row : PointwiseRow.at(loss, perfect, target)) {
                    assertThat(row.loss()).as("%s", row).isZero();
                    assertThat(row.gradient()).as("%s", row).isZero();
                }
            }
        }
    }

    @ParameterizedTest
    @MethodSource("convexLosses")
    void liesBelowItsChords(PointwiseLoss loss) {
        SplittableRandom random = new SplittableRandom(9);
        for (double target : PointwiseFacts.targets(loss)) {
            for (int i = 0; i < 500; i++) {
                double left = PointwiseFacts.prediction(loss, near(target, random));
                double right = PointwiseFacts.prediction(loss, near(target, random));
                double chord = loss.loss(left, target) / 2 + loss.loss(right, target) / 2;
                assertThat(loss.loss((left + right) / 2, target))
                        .as("target %s, middle of %s and %s", target, left, right)
                        .isLessThanOrEqualTo(chord * (1 + 2 * ROUNDING));
            }
        }
    }

    /** Also at kinks, where the gradient must lie between the derivatives of both sides; close points make that sharp. */
    @ParameterizedTest
    @MethodSource("convexLosses")
    void liesAboveItsTangents(PointwiseLoss loss) {
        SplittableRandom random = new SplittableRandom(10);
        for (double target : PointwiseFacts.targets(loss)) {
            double[] random100 = DoubleStream.generate(() -> PointwiseFacts.prediction(loss, near(target, random))).limit(100).toArray();
            double[] touched = DoubleStream.concat(
                    DoubleStream.of(random100), DoubleStream.of(PointwiseFacts.kinks(loss, target))).toArray();
            for (double at : touched) {
                for (double distance : new double[] {-8, -1, -0x1p-10, -0x1p-20, 0x1p-20, 0x1p-10, 1, 8}) {
                    if (PointwiseFacts.defined(loss, at + distance)) {
                        assertAbove(loss, target, at, at + distance);
                    }
                }
            }
        }
    }

    @Test
    void zeroOneIsNotConvex() {
        ZeroOne loss = new ZeroOne();
        assertThat(loss.loss(-1, 1)).isGreaterThan((loss.loss(-3, 1) + loss.loss(1, 1)) / 2);
        assertThat(convexLosses()).isNotEmpty().doesNotContain(loss);
    }

    private static void assertAbove(PointwiseLoss loss, double target, double at, double other) {
        double slope = loss.gradient(at, target);
        double rise = slope * (other - at);
        double size = loss.loss(at, target) + loss.loss(other, target) + Math.max(1, Math.abs(slope)) * Math.abs(other - at);
        assertThat(loss.loss(other, target))
                .as("target %s, at %s, tangent of %s", target, other, at)
                .isGreaterThanOrEqualTo(loss.loss(at, target) + rise - ROUNDING * size);
    }

    /** A multiple of 2^-10, so that middles are exact, around 0 or the target. */
    private static double near(double target, SplittableRandom random) {
        double around = random.nextBoolean() ? 0 : Math.rint(target);
        return around + random.nextInt(-20 << 10, 20 << 10) * 0x1p-10;
    }
}
