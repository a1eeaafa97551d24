package io.github.losslane.verification;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import io.github.losslane.Kernels;
import io.github.losslane.Reduction;
import io.github.losslane.verification.calls.Data;
import io.github.losslane.verification.calls.Extent;
import io.github.losslane.verification.calls.KernelCall;
import io.github.losslane.verification.calls.KernelCalls;
import io.github.losslane.verification.calls.KernelMethod;
import io.github.losslane.verification.calls.Memory;
import io.github.losslane.verification.calls.Setup;
import io.github.losslane.verification.calls.Shape;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/**
 * What a row gives depends on that row alone: not on where it lies in its array, how many rows come with it, or what
 * they hold. A row is an element of an array where a method has a length, otherwise a row of its matrices.
 */
class PositionTest {

    private static final int LONGEST = 200;
    private static final int MOST_ROWS = 24;
    private static final List<Integer> SIZES = List.of(1, 3, 10, 16, 17, 64, 130);
    private static final int LARGEST_OFFSET = 17;

    @TestFactory
    Stream<DynamicTest> rowIsTheSameAloneAndAnywhereInAnyBatch() {
        return KernelCalls.of(Kernels.simd()).stream().filter(PositionTest::hasRowOutput).map(method -> dynamicTest(
                method.name(), () -> setups(method).forEach(setup -> assertSameAloneAndTogether(method, setup))));
    }

    private static void assertSameAloneAndTogether(KernelMethod method, Setup setup) {
        KernelCall alone = method.call(setup.at(0));
        int rows = setup.shape().rows();
        for (int row = 0; row < rows; row++) {
            restoreWhatRowsShare(alone);
            alone.part(row, 1).run();
        }
        for (int offset = 0; offset <= LARGEST_OFFSET; offset++) {
            KernelCall together = method.call(setup.at(offset));
            for (int count = 1; count <= rows; count++) {
                together.outputs().forEach(Memory::restore);
                KernelCall part = together.part(0, count);
                part.run();
                assertSameRows(part, alone, setup, offset);
            }
        }
    }

    /** Centers that one row moves are not those another one saw. */
    private static void restoreWhatRowsShare(KernelCall call) {
        for (Memory output : call.outputs()) {
            if (output.operand().rows() != Extent.ROWS) {
                output.restore();
            }
        }
    }

    private static void assertSameRows(KernelCall part, KernelCall alone, Setup setup, int offset) {
        for (Memory output : part.outputs()) {
            if (output.operand().rows() == Extent.ROWS) {
                Memory expected = alone.memory(output.operand().name()).part(0, output.rows());
                assertThat(output.sameBits(expected))
                        .as("%s: %s rows of %s at offset %s", setup, output.rows(), output.operand().name(), offset)
                        .isTrue();
                assertThat(output.guardsAreIntact()).as("what lies around them").isTrue();
            }
        }
    }

    /** Gradients of a sum do not know how many rows there are. */
    private static Stream<Setup> setups(KernelMethod method) {
        return IntStream.range(0, method.variations()).boxed()
                .flatMap(variation -> shapes(method).flatMap(shape -> Stream.of(Data.ORDINARY, Data.SPECIAL)
                        .map(data -> Setup.of(shape).with(data).variation(variation))))
                .filter(setup -> !method.reduces() || setup.reduction() == Reduction.SUM);
    }

    private static Stream<Shape> shapes(KernelMethod method) {
        return method.parameterNames().contains("length")
                ? Stream.of(Shape.tall(LONGEST))
                : SIZES.stream()
                        .flatMap(size -> method.shapes(size).stream())
                        .map(shape -> new Shape(MOST_ROWS, shape.dimension(), shape.classes()))
                        .distinct();
    }

    private static boolean hasRowOutput(KernelMethod method) {
        return method.call(Setup.of(Shape.tall(1))).outputs().stream()
                .anyMatch(output -> output.operand().rows() == Extent.ROWS);
    }
}
