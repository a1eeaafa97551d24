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
import java.util.function.BiConsumer;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/**
 * One argument that lies in another way than all others changes no bit. Kernels choose by where arguments lie: a vector may
 * reach beyond the last row where the array goes on, and may not where it ends; rows without gaps go together.
 */
class LayoutTest {

    /** Parts of one vector and of the last of several, with and without whole 64 before; the widths of narrow rows. */
    private static final List<Integer> SIZES = List.of(3, 10, 23, 37, 69, 141);

    /** Rows of wide matrices: as many as kernels take together, and one less. */
    private static final int ROWS = 4;

    /** Each with numbers of its own, so that last rows are pairs of either kind, and triplets and centers of every sort. */
    private static final int TURNS = 2;

    private static final int WITHOUT_GAPS = 0;
    private static final int WITH_GAPS = 3;

    /** All others have room behind their last rows. */
    @TestFactory
    Stream<DynamicTest> oneArrayMayEndWithItsLastRow() {
        return forAll((method, setup) -> {
            KernelCall roomy = method.call(setup).withRoomBehindAllBut("none");
            Double value = roomy.run();
            for (Memory memory : roomy.memories()) {
                String name = memory.operand().name();
                assertSame(method.call(setup).withRoomBehindAllBut(name), roomy, value, setup + ", the end of " + name);
            }
        });
    }

    /** All others have none, or the other way round. */
    @TestFactory
    Stream<DynamicTest> oneMatrixMayHaveGapsBetweenItsRows() {
        return forAll((method, setup) -> {
            KernelCall alike = method.call(setup);
            Double value = alike.run();
            Setup other = setup.at(WITH_GAPS + WITHOUT_GAPS - setup.offset());
            for (Memory memory : alike.memories()) {
                String name = memory.operand().name();
                KernelCall call = method.call(setup).with(method.call(other).memory(name));
                assertSame(call, alike, value, setup + ", the gaps of " + name);
            }
        });
    }

    private static Stream<DynamicTest> forAll(BiConsumer<KernelMethod, Setup> check) {
        return KernelCalls.of(Kernels.simd()).stream().map(method -> dynamicTest(method.name(), () -> {
            int turn = 0;
            for (int size : SIZES) {
                for (Shape shape : method.shapes(size)) {
                    for (int end = turn + TURNS; turn < end; turn++) {
                        int variation = turn % method.variations();
                        int rows = Math.max(shape.rows(), ROWS - turn % 2);
                        Shape higher = new Shape(rows, shape.dimension(), shape.classes());
                        check.accept(method, new Setup(higher, WITHOUT_GAPS, Data.ORDINARY, turn, variation));
                        check.accept(method, new Setup(higher, WITH_GAPS, Data.ORDINARY, turn, variation));
                    }
                }
            }
        }));
    }

    private static void assertSame(KernelCall call, KernelCall expected, Double value, String where) {
        assertThat(Double.valueOf(call.run())).as(where).isEqualTo(value);
        for (Memory output : call.outputs()) {
            String name = output.operand().name();
            assertThat(output.sameBits(expected.memory(name))).as("%s: %s", where, name).isTrue();
            assertThat(output.guardsAreIntact()).as("%s: around %s", where, name).isTrue();
        }
    }
}
