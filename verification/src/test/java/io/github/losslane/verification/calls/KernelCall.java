package io.github.losslane.verification.calls;

import java.lang.invoke.MethodHandle;
import java.util.ArrayList;
import java.util.List;

/** A kernel method with its arguments and their memory. Running it allocates nothing beyond what the kernel does. */
public final class KernelCall {

    private static final int GUARDS = 23;

    /** More than a vector has lanes. */
    private static final int ROOM = 19;

    private final KernelMethod method;
    private final MethodHandle handle;
    private final Object[] arguments;
    private final List<Memory> memories;

    KernelCall(KernelMethod method, MethodHandle handle, Object[] arguments, List<Memory> memories) {
        this.method = method;
        this.handle = handle;
        this.arguments = arguments;
        this.memories = List.copyOf(memories);
    }

    /** Calls the kernel; 0 where it returns nothing. */
    public double run() {
        try {
            return (double) handle.invokeExact(arguments);
        } catch (RuntimeException | Error failure) {
            throw failure;
        } catch (Throwable impossible) {
            throw new AssertionError(impossible);
        }
    }

    /** An argument as it is passed. */
    public Object argument(String parameter) {
        return arguments[method.parameterNames().indexOf(parameter)];
    }

    /** The same arguments for the kernel of another provider. */
    public KernelCall by(KernelMethod other) {
        return other.call(arguments, memories);
    }

    /** The call with what it only reads in the memory of another call of the same method. */
    public KernelCall reading(KernelCall other) {
        KernelCall sharing = this;
        for (Memory memory : other.memories()) {
            sharing = memory.operand().output() ? sharing : sharing.with(memory);
        }
        return sharing;
    }

    /** The method called. */
    public KernelMethod method() {
        return method;
    }

    /** The memory of all operands. */
    public List<Memory> memories() {
        return memories;
    }

    /** The operands the call reads. */
    public List<Memory> inputs() {
        return memories.stream().filter(memory -> memory.operand().input()).toList();
    }

    /** The operands the call writes. */
    public List<Memory> outputs() {
        return memories.stream().filter(memory -> memory.operand().output()).toList();
    }

    /** The memory of one operand. */
    public Memory memory(String name) {
        return memories.stream().filter(memory -> memory.operand().name().equals(name)).findFirst().orElseThrow();
    }

    /** The call with one argument replaced, right or wrong. */
    public KernelCall with(String parameter, Object value) {
        Object[] replaced = arguments.clone();
        replaced[method.parameterNames().indexOf(parameter)] = value;
        return new KernelCall(method, handle, replaced, memories);
    }

    /** The call with one operand in other memory. */
    public KernelCall with(Memory memory) {
        String name = memory.operand().name();
        List<Memory> others = new ArrayList<>(memories);
        others.replaceAll(other -> other.operand().equals(memory.operand()) ? memory : other);
        Object[] replaced = arguments.clone();
        int parameter = method.parameterNames().indexOf(name);
        replaced[parameter] = memory.argument();
        if (method.parameterNames().contains(name + "Offset")) {
            replaced[parameter + 1] = memory.offset();
        }
        return new KernelCall(method, handle, replaced, others);
    }

    /** The call for some of its rows only, in the same memory. */
    public KernelCall part(int first, int count) {
        KernelCall part = method.parameterNames().contains("length") ? with("length", count) : this;
        for (Memory memory : memories) {
            part = memory.operand().rows() == Extent.ROWS ? part.with(memory.part(first, count)) : part;
        }
        return part;
    }

    /** The call with one operand in an array that ends with its last row, or none; all others have room behind theirs. */
    public KernelCall withRoomBehindAllBut(String ending) {
        KernelCall placed = this;
        for (Memory memory : memories) {
            placed = placed.with(memory.followedBy(memory.operand().name().equals(ending) ? 0 : ROOM));
        }
        return placed;
    }

    /** The call with an output and another operand in one array, the other starting some elements after the output. */
    public KernelCall overlapping(Memory output, Memory other, int shift) {
        int start = GUARDS + Math.max(0, -shift);
        int end = Math.max(start + output.span(), start + shift + other.span());
        Object shared = Elements.patterned(output.type(), end + GUARDS);
        Memory moved = output.movedTo(shared, start);
        Memory movedOther = other.movedTo(shared, start + shift);
        return with(moved.remembered()).with(movedOther.remembered());
    }
}
