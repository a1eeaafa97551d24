package io.github.losslane.verification.faults;

import io.github.losslane.verification.calls.Extent;
import io.github.losslane.verification.calls.KernelCall;
import io.github.losslane.verification.calls.Memory;
import java.util.ArrayList;
import java.util.List;

/** Every matrix with one row or column too many or too few, where another matrix says how many there should be. */
final class BadShapes {

    private BadShapes() {}

    static List<BadInput> of(KernelCall good) {
        List<BadInput> bad = new ArrayList<>();
        for (Memory memory : good.memories()) {
            for (int difference : new int[] {-1, 1}) {
                int rows = memory.rows() + difference;
                int columns = memory.columns() + difference;
                if (isShared(memory, memory.operand().rows(), good)) {
                    bad.add(bad(memory.reshaped(rows, memory.columns()), good, memory.operand().rows(), rows, memory.rows()));
                }
                if (isShared(memory, memory.operand().columns(), good)) {
                    bad.add(bad(memory.reshaped(memory.rows(), columns), good, memory.operand().columns(), columns, memory.columns()));
                }
            }
        }
        return bad;
    }

    /** Whether another matrix has the same extent. */
    private static boolean isShared(Memory memory, Extent extent, KernelCall good) {
        return memory.operand().matrix()
                && good.memories().stream().anyMatch(other -> other != memory && other.operand().matrix() && uses(other, extent));
    }

    /** The size of an input also says how long arrays must be and which labels are classes: either mistake may be told. */
    private static BadInput bad(Memory memory, KernelCall good, Extent extent, int size, int correct) {
        String wrong = memory.operand().name() + " has " + size + " " + extent + ", not " + correct;
        KernelCall call = good.with(memory);
        boolean arraysDiffer = !memory.operand().output()
                && good.memories().stream().anyMatch(other -> !other.operand().matrix()
                        && (uses(other, extent) || extent == Extent.CLASSES));
        return arraysDiffer ? BadInput.argumentOrRange(wrong, call) : BadInput.argument(wrong, call, size, correct);
    }

    private static boolean uses(Memory memory, Extent extent) {
        return memory.operand().rows() == extent || memory.operand().columns() == extent;
    }
}
