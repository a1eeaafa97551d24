package io.github.losslane.verification.faults;

import io.github.losslane.Loss;
import io.github.losslane.verification.calls.Extent;
import io.github.losslane.verification.calls.KernelCall;
import io.github.losslane.verification.calls.LossCatalogue;
import io.github.losslane.verification.calls.Memory;
import io.github.losslane.verification.calls.Shape;
import io.github.losslane.verification.calls.Workspaces;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.function.Predicate;

/** Makes wrong calls of a good one: one to three things are changed, each of which is wrong, or may be by the others. */
final class WrongCalls {

    private static final int MOST_CHANGES = 3;
    private static final List<Integer> INTS = List.of(
            -1, 0, 1, 2, 17, Integer.MIN_VALUE, Integer.MIN_VALUE + 1, Integer.MAX_VALUE - 1, Integer.MAX_VALUE);
    private static final List<Double> POISONS = List.of(
            Double.NaN, Double.POSITIVE_INFINITY, Double.NEGATIVE_INFINITY, -0.0, Double.MIN_VALUE, Double.MAX_VALUE);

    private final KernelCall good;
    private final Shape shape;
    private final SplittableRandom random;

    WrongCalls(KernelCall good, Shape shape, SplittableRandom random) {
        this.good = good;
        this.shape = shape;
        this.random = random;
    }

    WrongCall next() {
        Map<Extent, Integer> workspace = new EnumMap<>(Extent.class);
        for (Extent extent : List.of(Extent.ROWS, Extent.DIMENSION, Extent.CLASSES)) {
            workspace.put(extent, extent.of(shape));
        }
        WrongCall call = new WrongCall(good.method().fullName(), good, workspace);
        for (int changes = 1 + random.nextInt(MOST_CHANGES); changes > 0; changes--) {
            call = changed(call);
        }
        return call;
    }

    private WrongCall changed(WrongCall wrong) {
        KernelCall call = wrong.call();
        return switch (random.nextInt(9)) {
            case 0 -> withNull(wrong);
            case 1, 2 -> withInt(wrong);
            case 3 -> {
                Memory array = pick(call, memory -> !memory.operand().matrix() && holds(memory));
                int missing = array == null ? 0 : 1 + random.nextInt(array.span());
                yield array == null ? withNull(wrong)
                        : wrong.and(array.operand().name() + " lacks " + missing, call.with(array.tooShort(missing)));
            }
            case 4 -> reshaped(wrong);
            case 5 -> overlapping(wrong);
            case 6 -> withLabel(wrong);
            case 7 -> withObject(wrong);
            default -> {
                Memory input = pick(call, memory -> memory.type() != int.class && memory.operand().input() && holds(memory));
                double poison = oneOf(POISONS);
                yield input == null ? withNull(wrong)
                        : wrong.and(poison + " in " + input.operand().name(), call.with(replaced(input, poison)));
            }
        };
    }

    private WrongCall withNull(WrongCall wrong) {
        List<String> names = good.method().parameterNames().stream()
                .filter(name -> !good.method().parameterType(name).isPrimitive())
                .toList();
        String name = oneOf(names);
        return wrong.and(name + " is null", wrong.call().with(name, null));
    }

    /** An offset, the length or the multiple. */
    private WrongCall withInt(WrongCall wrong) {
        List<String> names = good.method().parameterNames().stream()
                .filter(name -> good.method().parameterType(name) == int.class)
                .toList();
        if (names.isEmpty()) {
            return reshaped(wrong);
        }
        String name = oneOf(names);
        int edge = wrong.call().memories().stream().map(Memory::arrayLength).reduce(0, Math::max);
        int value = switch (random.nextInt(4)) {
            case 0 -> random.nextInt();
            case 1 -> random.nextInt(edge + 2);
            case 2 -> Integer.MAX_VALUE - random.nextInt(edge + 2);
            default -> oneOf(INTS);
        };
        return wrong.and(name + " = " + value, wrong.call().with(name, value));
    }

    private WrongCall reshaped(WrongCall wrong) {
        Memory matrix = pick(wrong.call(), memory -> memory.operand().matrix());
        if (matrix == null) {
            return withNull(wrong);
        }
        int rows = Math.max(0, matrix.rows() + random.nextInt(-2, 3));
        int columns = Math.clamp(matrix.columns() + random.nextInt(-2, 3), 0, matrix.stride());
        return wrong.and(matrix.operand().name() + " is " + rows + " x " + columns,
                wrong.call().with(matrix.reshaped(rows, columns)));
    }

    private WrongCall overlapping(WrongCall wrong) {
        Memory output = pick(wrong.call(), memory -> memory.operand().output() && isWhole(memory));
        Memory other = output == null ? null : pick(wrong.call(),
                memory -> isWhole(memory) && memory.type() == output.type() && !memory.operand().equals(output.operand()));
        if (other == null) {
            return withNull(wrong);
        }
        int shift = random.nextInt(3) == 0 ? 0 : random.nextInt(-other.span() - 2, output.span() + 3);
        return wrong.and(other.operand().name() + " begins " + shift + " after " + output.operand().name(),
                wrong.call().overlapping(output, other, shift));
    }

    private WrongCall withLabel(WrongCall wrong) {
        Memory labels = pick(wrong.call(), memory -> memory.type() == int.class && holds(memory));
        if (labels == null) {
            return withInt(wrong);
        }
        int label = random.nextBoolean() ? oneOf(INTS) : shape.classes() + random.nextInt(-1, 2);
        return wrong.and("label " + label, wrong.call().with(replaced(labels, label)));
    }

    /** A loss that may not fit, or a workspace that may be too small. */
    private WrongCall withObject(WrongCall wrong) {
        List<String> names = good.method().parameterNames().stream()
                .filter(name -> isWorkspace(name) || Loss.class.isAssignableFrom(good.method().parameterType(name)))
                .toList();
        if (names.isEmpty()) {
            return withNull(wrong);
        }
        String name = oneOf(names);
        Class<?> type = good.method().parameterType(name);
        if (isWorkspace(name)) {
            Extent extent = oneOf(Workspaces.extents(type));
            Map<Extent, Integer> sizes = new EnumMap<>(wrong.workspace());
            sizes.put(extent, Math.max(0, extent.of(shape) - random.nextInt(3)));
            Shape smaller = new Shape(sizes.get(Extent.ROWS), sizes.get(Extent.DIMENSION), sizes.get(Extent.CLASSES));
            KernelCall call = wrong.call();
            for (String each : good.method().parameterNames()) {
                call = isWorkspace(each) ? call.with(each, Workspaces.create(good.method().parameterType(each), smaller)) : call;
            }
            return new WrongCall(wrong.what() + "; workspaces for " + smaller, call, sizes);
        }
        Loss loss = oneOf(LossCatalogue.samplesByClasses(type)).of(shape.classes() + random.nextInt(-1, 2));
        return wrong.and(name + " = " + loss, wrong.call().with(name, loss));
    }

    private boolean isWorkspace(String name) {
        return good.method().parameterType(name).getSimpleName().endsWith("Workspace");
    }

    private static boolean holds(Memory memory) {
        return memory.rows() > 0 && memory.columns() > 0 && isWhole(memory);
    }

    /** Whether its array was not made too short. */
    private static boolean isWhole(Memory memory) {
        return memory.offset() + memory.span() <= memory.arrayLength();
    }

    private Memory replaced(Memory memory, double value) {
        return memory.replaced(random.nextInt(memory.rows()), random.nextInt(memory.columns()), value);
    }

    private Memory pick(KernelCall call, Predicate<Memory> which) {
        List<Memory> all = call.memories().stream().filter(which).toList();
        return all.isEmpty() ? null : oneOf(all);
    }

    private <T> T oneOf(List<T> all) {
        return all.get(random.nextInt(all.size()));
    }
}
