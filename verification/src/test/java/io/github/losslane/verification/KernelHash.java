package io.github.losslane.verification;

import io.github.losslane.Kernels;
import io.github.losslane.verification.calls.Data;
import io.github.losslane.verification.calls.KernelCall;
import io.github.losslane.verification.calls.KernelCalls;
import io.github.losslane.verification.calls.KernelMethod;
import io.github.losslane.verification.calls.Memory;
import io.github.losslane.verification.calls.Setup;
import io.github.losslane.verification.calls.Shape;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/** Prints the width of the vectors and, for every SIMD kernel, one hash of all it computes over a fixed corpus. */
public final class KernelHash {

    /** Up to several vectors; around a block of the canonical sum, and more than two. */
    private static final List<Integer> LENGTHS = List.of(
            0, 1, 2, 3, 4, 5, 7, 8, 9, 13, 15, 16, 17, 31, 32, 33, 47, 63, 64, 65, 100, 127, 129, 160, 200,
            1000, 1024, 1025, 2500);

    /** Sizes of matrices: fewer, as the interpreter takes a microsecond an element. */
    private static final List<Integer> SIZES = List.of(0, 1, 2, 3, 5, 8, 13, 16, 17, 33, 64, 65, 129, 200, 1025);

    /**
     * The interpreter takes up to a millisecond a row: of kernels that serve several losses, each of up to so many losses
     * gets other numbers of rows; where they are {@link #MANY}, also of classes and dimensions.
     */
    private static final int MOST_TURNS = 5;

    private static final int MANY = 10;

    private static final List<Data> KINDS = List.of(Data.values());
    private static final List<Integer> OFFSETS = List.of(1, 0, 3, 17);

    private KernelHash() {}

    /** Takes no arguments. */
    public static void main(String[] arguments) {
        System.out.println("laneBits " + Kernels.simd().laneBits());
        Map<String, List<KernelMethod>> byOperands = KernelCalls.of(Kernels.simd()).stream()
                .collect(Collectors.groupingBy(KernelMethod::nameWithoutLoss, LinkedHashMap::new, Collectors.toList()));
        byOperands.values().forEach(losses -> {
            for (int i = 0; i < losses.size(); i++) {
                int turns = Math.min(losses.size(), MOST_TURNS);
                boolean many = losses.size() >= MANY;
                System.out.printf("%s = %016x%n", losses.get(i).name(), of(losses.get(i), i % turns, turns, many));
            }
        });
    }

    /** Kinds of numbers, offsets, reductions and multiples take turns; short arrays see every kind. */
    private static long of(KernelMethod method, int first, int step, boolean many) {
        boolean elementwise = method.parameterNames().contains("length");
        long hash = 0;
        int turn = 0;
        List<Integer> sizes = elementwise ? LENGTHS : SIZES;
        for (int size : sizes) {
            boolean rows = elementwise || sizes.indexOf(size) % step == first;
            int others = elementwise || rows || !many ? method.shapes(size).size() : 1;
            for (Shape shape : method.shapes(size).subList(rows ? 0 : 1, others)) {
                int turns = elementwise && size <= 200 ? KINDS.size() : 1;
                for (int i = 0; i < turns; i++) {
                    hash = 31 * hash + of(method.call(setup(method, shape, turn++)));
                }
            }
        }
        return hash;
    }

    private static Setup setup(KernelMethod method, Shape shape, int turn) {
        Data data = KINDS.get(turn % KINDS.size());
        int variation = (turn + turn / KINDS.size()) % method.variations();      // every pair of kind and reduction
        return new Setup(shape, OFFSETS.get(turn % OFFSETS.size()), data, turn, variation);
    }

    private static long of(KernelCall call) {
        long hash = Double.doubleToLongBits(call.run());
        for (Memory output : call.outputs()) {
            for (int row = 0; row < output.rows(); row++) {
                for (int column = 0; column < output.columns(); column++) {
                    hash = (hash ^ output.bits(row, column)) * 0x9e3779b97f4a7c15L;
                    hash ^= hash >>> 32;
                }
            }
        }
        return hash;
    }
}
