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
            Extent rows = memory.operand().rows();
            Extent columns = memory.operand().columns();
            for (int difference : new int[] {-1, 1}) {
                if (isShared(memory, rows, good)) {
                    int wrong = memory.rows() + difference;
                    bad.add(bad(memory.reshaped(wrong, memory.columns()), good, rows, wrong, memory.rows()));
                }
                if (isShared(memory, columns, good)) {
                    int wrong = memory.columns() + difference;
                    bad.add(bad(memory.reshaped(memory.rows(), wrong), good, columns, wrong, memory.columns()));
                }
            }
        }
        return bad;
    }

    /** Whether another matrix has the same extent. */
    private static boolean isShared(Memory memory, Extent extent, KernelCall good) {
        return memory.operand().matrix()
                && good.memories().stream().anyMatch(other -> other.operand().matrix()
                        && !other.operand().equals(memory.operand())
                        && uses(other, extent));
    }

    /** The size of an input also says how long arrays must be and which labels are classes: either may be told. */
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
