package io.github.losslane.jmh.intrinsics;

import java.lang.foreign.Arena;
import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.Linker;
import java.lang.foreign.MemoryLayout;
import java.lang.foreign.SymbolLookup;
import java.lang.foreign.ValueLayout;
import java.lang.invoke.MethodHandle;
import java.nio.file.Path;

/** The functions of losses.c, from the library that jmh/intrinsics.sh compiles. */
final class Intrinsics {

    /** Its file. */
    private static final String LIBRARY = "losslane.intrinsics";

    private static final MemoryLayout ARRAY = ValueLayout.ADDRESS;

    private Intrinsics() {}

    /** double type_pointwise(int loss, predictions, targets, gradient, long size). */
    static MethodHandle pointwise(String type) {
        return function(type + "_pointwise", FunctionDescriptor.of(
                ValueLayout.JAVA_DOUBLE, ValueLayout.JAVA_INT, ARRAY, ARRAY, ARRAY, ValueLayout.JAVA_LONG));
    }

    /** double type_cross_entropy(logits, labels, gradient, long rows, long classes). */
    static MethodHandle crossEntropy(String type) {
        return function(type + "_cross_entropy", FunctionDescriptor.of(
                ValueLayout.JAVA_DOUBLE, ARRAY, ARRAY, ARRAY, ValueLayout.JAVA_LONG, ValueLayout.JAVA_LONG));
    }

    @SuppressWarnings("restricted")          // the benchmark's flags allow native access
    private static MethodHandle function(String name, FunctionDescriptor descriptor) {
        String file = System.getProperty(LIBRARY);
        if (file == null) {
            throw new IllegalStateException("-D" + LIBRARY + " names no library; jmh/intrinsics.sh compiles one and says so");
        }
        SymbolLookup library = SymbolLookup.libraryLookup(Path.of(file), Arena.global());
        return Linker.nativeLinker().downcallHandle(library.findOrThrow(name), descriptor);
    }
}
