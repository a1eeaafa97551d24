package io.github.losslane.verification.faults;

import io.github.losslane.Loss;
import io.github.losslane.verification.calls.Extent;
import io.github.losslane.verification.calls.KernelCall;
import io.github.losslane.verification.calls.LossCatalogue;
import io.github.losslane.verification.calls.Memory;
import io.github.losslane.verification.calls.Pairing;
import io.github.losslane.verification.calls.Shape;
import io.github.losslane.verification.calls.Values;
import io.github.losslane.verification.calls.Workspaces;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeSet;
import java.util.stream.Stream;

/** Every way in which one argument of a good call can be wrong by itself. */
final class BadArguments {

    private static final int LARGEST_MULTIPLE = 16;

    private BadArguments() {}

    static List<BadInput> of(KernelCall good, Shape shape) {
        List<BadInput> bad = new ArrayList<>();
        for (String name : good.method().parameterNames()) {
            Class<?> type = good.method().parameterType(name);
            if (!type.isPrimitive()) {
                bad.add(BadInput.nothing(good.with(name, null), name));
            }
            if (type.getSimpleName().endsWith("Workspace")) {
                bad.addAll(smallWorkspaces(good, name, shape));
            }
            if (Loss.class.isAssignableFrom(type)) {
                bad.addAll(lossesForOtherClasses(good, name, shape));
                bad.addAll(lossesOfOtherMethods(good, name));
            }
            switch (name) {
                case "length" -> bad.addAll(lengths(good));
                case "m" -> bad.addAll(multiples(good));
                case "labels", "similar" -> bad.addAll(labels(good, name, shape));
                default -> { }
            }
        }
        good.memories().stream()
                .filter(memory -> !memory.operand().matrix())
                .forEach(memory -> bad.addAll(ranges(good, memory)));
        return bad;
    }

    private static List<BadInput> ranges(KernelCall good, Memory memory) {
        String name = memory.operand().name();
        int length = memory.rows();
        List<BadInput> bad = new ArrayList<>();
        bad.add(BadInput.range(name + " is too short", good.with(memory.tooShort()), name));
        for (int offset : new int[] {
            -1, Integer.MIN_VALUE, memory.arrayLength() - length + 1, memory.arrayLength(), Integer.MAX_VALUE - length,
            Integer.MAX_VALUE - length + 1, Integer.MAX_VALUE
        }) {
            bad.add(BadInput.range(name + " begins at " + offset, good.with(name + "Offset", offset), name));
        }
        return bad;
    }

    private static List<BadInput> lengths(KernelCall good) {
        TreeSet<Integer> lengths = new TreeSet<>(List.of(-1, Integer.MIN_VALUE, Integer.MAX_VALUE));
        int room = Integer.MAX_VALUE;
        for (Memory memory : good.memories()) {
            lengths.add(Integer.MAX_VALUE - memory.offset());
            lengths.add(Integer.MAX_VALUE - memory.offset() + 1);       // offset + length is the smallest int
            room = Math.min(room, memory.arrayLength() - memory.offset());
        }
        lengths.add(room + 1);
        return lengths.stream()
                .map(length -> BadInput.range("length " + length, good.with("length", length)))
                .toList();
    }

    private static List<BadInput> multiples(KernelCall good) {
        return Stream.of(0, LARGEST_MULTIPLE + 1, -1, Integer.MIN_VALUE, Integer.MAX_VALUE)
                .map(m -> BadInput.argument("m = " + m, good.with("m", m), "m", m))
                .toList();
    }

    private static List<BadInput> labels(KernelCall good, String name, Shape shape) {
        Memory labels = good.memory(name);
        boolean classes = labels.operand().values() == Values.LABEL || labels.operand().values() == Values.LABEL_OR_IGNORED;
        int least = labels.operand().values() == Values.OBJECT ? -1 : 0;
        int most = classes ? shape.classes() - 1 : 1;
        int told = classes ? shape.classes() : most;
        List<BadInput> bad = new ArrayList<>();
        for (int row : new int[] {0, labels.rows() - 1}) {
            for (int label : new int[] {least - 1, most + 1, Integer.MIN_VALUE, Integer.MAX_VALUE}) {
                KernelCall call = good.with(labels.replaced(row, 0, label));
                bad.add(BadInput.range("row " + row + " of " + name + " is " + label, call, row, label, told));
            }
        }
        return bad;
    }

    /** A loss with parameters for one class more or fewer, if it has any for each class. */
    private static List<BadInput> lossesForOtherClasses(KernelCall good, String name, Shape shape) {
        Class<?> type = good.method().parameterType(name);
        Loss loss = good.method().loss(type, shape);
        return Stream.of(shape.classes() - 1, shape.classes() + 1)
                .map(classes -> new Shape(shape.rows(), shape.dimension(), classes))
                .filter(other -> !good.method().loss(type, other).equals(loss))
                .map(other -> BadInput.argument("a loss for " + other.classes() + " classes",
                        good.with(name, good.method().loss(type, other)), other.classes(), shape.classes()))
                .toList();
    }

    /** A loss of the right type, but without the bias, scale or cosines that the method is about. */
    private static List<BadInput> lossesOfOtherMethods(KernelCall good, String name) {
        return LossCatalogue.samples(good.method().parameterType(name)).stream()
                .filter(loss -> !Pairing.fits(good.method().parameterNames(), loss))
                .map(loss -> BadInput.argument(loss + " does not fit", good.with(name, loss), loss))
                .toList();
    }

    private static List<BadInput> smallWorkspaces(KernelCall good, String name, Shape shape) {
        Class<?> type = good.method().parameterType(name);
        List<BadInput> bad = new ArrayList<>();
        for (Extent extent : Workspaces.extents(type)) {
            KernelCall call = good.with(name, Workspaces.tooSmall(type, shape, extent));
            int size = extent.of(shape);
            bad.add(BadInput.argument("a workspace with too few " + extent, call, size, size - 1));
        }
        return bad;
    }
}
