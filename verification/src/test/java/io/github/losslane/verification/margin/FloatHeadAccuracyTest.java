package io.github.losslane.verification.margin;

import io.github.losslane.Reduction;
import io.github.losslane.margin.MarginLoss;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Every loss of the margin family against the formula of its paper, by both providers. */
class FloatHeadAccuracyTest {

    private static final List<HeadShape> SHAPES = List.of(
            new HeadShape(2, 1, 2), new HeadShape(3, 2, 3), new HeadShape(1, 130, 40), new HeadShape(2, 7, 10),
            new HeadShape(1, 3, 300), new HeadShape(4, 16, 5), new HeadShape(2, 65, 33));

    /** Of every loss other angles and shapes and another reduction. */
    static Stream<Arguments> cases() {
        List<MarginLoss> losses = MarginCases.all().toList();
        List<Reduction> reductions = List.of(Reduction.values());
        return IntStream.range(0, losses.size()).mapToObj(i -> Arguments.of(losses.get(i), 0.1 + 0.37 * (i % 8),
                SHAPES.get(i % SHAPES.size()), SHAPES.get((i + 3) % SHAPES.size()),
                reductions.get(i % reductions.size())));
    }

    @ParameterizedTest
    @MethodSource("cases")
    void lossAndAllGradientsAreThoseOfTheFormula(
            MarginLoss loss, double angle, HeadShape one, HeadShape other, Reduction reduction) {
        for (HeadShape shape : List.of(one, other)) {
            FloatHeadCheck.check(loss, FloatHeadAngles.of(loss, shape, angle, 1.3, 2.2, 3.0), reduction);
        }
    }
}
