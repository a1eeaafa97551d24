package io.github.losslane.verification.faults;

import io.github.losslane.verification.calls.KernelCall;
import io.github.losslane.verification.calls.Memory;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/** Every output in memory that belongs in part, or where that is not allowed as a whole, to another operand. */
final class BadOverlaps {

    private BadOverlaps() {}

    static List<BadInput> of(KernelCall good) {
        List<BadInput> bad = new ArrayList<>();
        for (Pair pair : pairs(good).toList()) {
            for (int shift : pair.overlappingShifts()) {
                if (shift != 0 || !pair.mayBeTheSame()) {
                    KernelCall call = good.overlapping(pair.output, pair.other, shift);
                    String wrong = pair + " shifted by " + shift;
                    bad.add(BadInput.argument(wrong, call, pair.outputName(), pair.otherName()));
                }
            }
        }
        return bad;
    }

    /** Every output with every other operand of its element type. */
    static Stream<Pair> pairs(KernelCall call) {
        return call.outputs().stream().flatMap(output -> call.memories().stream()
                .filter(other -> !other.operand().equals(output.operand()) && other.type() == output.type())
                .map(other -> new Pair(output, other)));
    }

    /** An output and another operand. */
    record Pair(Memory output, Memory other) {

        String outputName() {
            return output.operand().name();
        }

        String otherName() {
            return other.operand().name();
        }

        boolean mayBeTheSame() {
            return output.operand().inPlaceOf().contains(otherName());
        }

        /** The same start, one element apart, and only the last or the first element in common, where they do overlap. */
        List<Integer> overlappingShifts() {
            return Stream.of(0, 1, -1, output.span() - 1, 1 - other.span())
                    .filter(shift -> shift < output.span() && -shift < other.span())
                    .distinct()
                    .toList();
        }

        @Override
        public String toString() {
            return outputName() + " and " + otherName();
        }
    }
}
