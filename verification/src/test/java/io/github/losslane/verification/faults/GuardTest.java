package io.github.losslane.verification.faults;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import io.github.losslane.Kernels;
import io.github.losslane.verification.calls.Data;
import io.github.losslane.verification.calls.KernelCall;
import io.github.losslane.verification.calls.KernelCalls;
import io.github.losslane.verification.calls.KernelMethod;
import io.github.losslane.verification.calls.Memory;
import io.github.losslane.verification.calls.Setup;
import io.github.losslane.verification.calls.Shape;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/**
 * What lies around the inputs and between their rows is nothing to the result: every bit is that of inputs packed tight, be
 * it NaN, which arithmetic passes on, infinite or 1, which comparisons pass on. Around the outputs nothing changes.
 */
class GuardTest {

    private static final List<Double> GUARDS =
            List.of(Double.NaN, Double.POSITIVE_INFINITY, Double.NEGATIVE_INFINITY, 1.0);

    private static final List<Integer> SIZES = List.of(1, 3, 7, 13, 17, 33, 100);

    @TestFactory
    Stream<DynamicTest> whatLiesAroundInputsIsNothingToTheResult() {
        return KernelCalls.of(Kernels.simd()).stream().map(method -> dynamicTest(method.name(), () -> {
            int turn = 0;
            for (int size : SIZES) {
                for (Shape shape : method.shapes(size)) {
                    assertSameBits(method, Setup.of(shape).with(Data.EXTREME).variation(turn++ % method.variations()));
                }
            }
        }));
    }

    private static void assertSameBits(KernelMethod method, Setup setup) {
        KernelCall tight = method.call(setup.at(0));
        Double value = tight.run();
        for (double guard : GUARDS) {
            KernelCall call = method.call(setup);
            for (Memory input : call.inputs()) {
                call = call.with(input.guardedBy(guard));
            }
            assertThat(Double.valueOf(call.run())).as("%s between %s", setup, guard).isEqualTo(value);
            for (Memory memory : call.memories()) {
                String name = memory.operand().name();
                assertThat(memory.guardsAreIntact()).as("%s: around %s", setup, name).isTrue();
                assertThat(memory.sameBits(tight.memory(name))).as("%s: %s between %s", setup, name, guard).isTrue();
            }
        }
    }
}
