// Derived from FloatNearParallelTest.java; edit that file, then run: java verification/src/test/java/io/github/losslane/verification/Twins.java
package io.github.losslane.verification.margin;

import io.github.losslane.Reduction;
import io.github.losslane.margin.ArcFace;
import io.github.losslane.margin.FNormSphereFace;
import io.github.losslane.margin.LSoftmax;
import io.github.losslane.margin.MarginLoss;
import java.util.List;
import java.util.stream.DoubleStream;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Angles at which cancellation, a steep slope or a knot could cost precision. */
class DoubleNearParallelTest {

    private static final List<HeadShape> SHAPES = List.of(new HeadShape(1, 2, 2), new HeadShape(1, 9, 4), new HeadShape(1, 64, 3));

    /** Down to where the numbers of the rows no longer tell an angle from 0: two to three digits of it are left. */
    private static final double LEAST = 400 * (Math.nextUp(1.0) - 1);

    static Stream<MarginLoss> losses() {
        return MarginCases.few().stream().filter(MarginLoss::hasMargin);
    }

    @ParameterizedTest
    @MethodSource("losses")
    void anglesNearZeroAndPi(MarginLoss loss) {
        double[] angles = DoubleStream.iterate(0.1, angle -> angle > LEAST, angle -> angle / 10).toArray();
        for (int i = 0; i < angles.length; i++) {
            DoubleHeadCheck.check(loss, DoubleHeadAngles.of(loss, SHAPES.get(i % SHAPES.size()), angles[i]), Reduction.SUM);
            DoubleHeadCheck.check(
                    loss, DoubleHeadAngles.of(loss, SHAPES.get(i % SHAPES.size()), Math.PI - angles[i]), Reduction.SUM);
        }
    }

    /** On both sides of where ArcFace jumps, at a distance that the numbers can tell. */
    @ParameterizedTest
    @MethodSource("io.github.losslane.verification.margin.MarginCases#few")
    void anglesNearPiMinusTheMargin(MarginLoss loss) {
        double margin = loss instanceof ArcFace arc ? arc.margin() : 0.5;
        for (double distance : new double[] {1e-1, 1e-2, LEAST, -LEAST, -1e-2}) {
            DoubleHeadCheck.check(loss, DoubleHeadAngles.of(loss, SHAPES.get(1), Math.PI - margin + distance), Reduction.MEAN);
        }
    }

    static IntStream multiples() {
        return IntStream.rangeClosed(2, 8);
    }

    /** On both sides of the knots of psi and, as well as the numbers can, on them. */
    @ParameterizedTest
    @MethodSource("multiples")
    void anglesNearKnots(int m) {
        for (int k = 1; k < m; k++) {
            for (double distance : new double[] {LEAST, 0, -LEAST}) {
                double angle = k * Math.PI / m + distance;
                MarginLoss large = new LSoftmax(m, k % 2);
                DoubleHeadCheck.check(large, DoubleHeadAngles.of(large, SHAPES.get(k % 3), angle), Reduction.SUM);
                MarginLoss sphere = new FNormSphereFace(8, m);
                DoubleHeadCheck.check(sphere, DoubleHeadAngles.of(sphere, SHAPES.get(k % 3), angle), Reduction.SUM);
            }
        }
    }
}
