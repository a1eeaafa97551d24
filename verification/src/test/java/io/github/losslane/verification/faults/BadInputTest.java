package io.github.losslane.verification.faults;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import io.github.losslane.verification.calls.KernelCall;
import io.github.losslane.verification.calls.KernelCalls;
import io.github.losslane.verification.calls.Memory;
import io.github.losslane.verification.calls.Setup;
import io.github.losslane.verification.calls.Shape;
import io.github.losslane.verification.faults.BadOverlaps.Pair;
import java.util.List;
import java.util.function.BiConsumer;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/** Whatever is wrong with a call, it says what, and no bit of any array has changed. */
class BadInputTest {

    /** Less than one vector; and more than one of every type and width, with a tail. */
    private static final List<Shape> SHAPES = List.of(new Shape(7, 5, 10), new Shape(133, 37, 19));

    @TestFactory
    Stream<DynamicTest> wrongArgumentIsNamedAndNothingIsWritten() {
        return forEveryCall((shape, good) -> BadArguments.of(good, shape).forEach(BadInput::check));
    }

    @TestFactory
    Stream<DynamicTest> shapesThatDoNotMatchAreRefused() {
        return forEveryCall((shape, good) -> BadShapes.of(good).forEach(BadInput::check));
    }

    @TestFactory
    Stream<DynamicTest> outputThatSharesMemoryIsRefused() {
        return forEveryCall((shape, good) -> BadOverlaps.of(good).forEach(BadInput::check));
    }

    @TestFactory
    Stream<DynamicTest> inPlaceGivesTheSameBitsAsApart() {
        return forEveryCall((shape, good) -> BadOverlaps.pairs(good).filter(Pair::mayBeTheSame).forEach(pair -> {
            KernelCall call = good.overlapping(pair.output(), pair.other(), 0);
            assertSameBits(pair + " in place", call, good);
        }));
    }

    @TestFactory
    Stream<DynamicTest> neighbouringMemoryIsNotShared() {
        return forEveryCall((shape, good) -> BadOverlaps.pairs(good).forEach(pair -> {
            KernelCall behind = good.overlapping(pair.output(), pair.other(), pair.output().span());
            assertSameBits(pair + " side by side", behind, good);
            KernelCall before = good.overlapping(pair.output(), pair.other(), -pair.other().span());
            assertSameBits(pair + " side by side", before, good);
        }));
    }

    private static void assertSameBits(String what, KernelCall call, KernelCall good) {
        good.memories().forEach(Memory::restore);
        double value = call.run();
        List<long[]> bits = call.outputs().stream().map(BadInputTest::bits).toList();
        good.memories().forEach(Memory::restore);       // some that the call has updated are its memory as well
        assertThat(Double.valueOf(value)).as(what).isEqualTo(Double.valueOf(good.run()));     // NaN is NaN
        for (int i = 0; i < bits.size(); i++) {
            Memory output = good.outputs().get(i);
            assertThat(bits.get(i))
                    .as("%s: %s has the bits it has in memory of its own", what, output.operand().name())
                    .isEqualTo(bits(output));
        }
    }

    private static long[] bits(Memory memory) {
        return IntStream.range(0, memory.rows() * memory.columns())
                .mapToLong(i -> memory.bits(i / memory.columns(), i % memory.columns()))
                .toArray();
    }

    private static Stream<DynamicTest> forEveryCall(BiConsumer<Shape, KernelCall> check) {
        return KernelCalls.ofAllProviders().map(method -> dynamicTest(method.fullName(), () -> {
            for (Shape shape : SHAPES) {
                check.accept(shape, method.call(Setup.of(shape)));
            }
        }));
    }
}
