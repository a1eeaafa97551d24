package io.github.losslane.jmh.intrinsics;

import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Level;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;
import org.openjdk.jmh.annotations.Warmup;

/**
 * Losslane beside the same loss in C by AVX-512 intrinsics, in one run, on the same numbers. C sums in the
 * order that is fastest, promises nothing for special values, and has memory of its own: at a multiple of a vector, as C may
 * choose, or 16 bytes behind one, as arrays of Java are at best; a call from Java costs it some nanoseconds. A trial fails before it measures anything if the two disagree.
 */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Fork(
        value = 1,
        jvmArgsAppend = {
            "--add-modules=jdk.incubator.vector",
            "--sun-misc-unsafe-memory-access=allow",
            "--enable-native-access=ALL-UNNAMED"
        })
@Warmup(iterations = 5, time = 200, timeUnit = TimeUnit.MILLISECONDS)
@Measurement(iterations = 50, time = 10, timeUnit = TimeUnit.MILLISECONDS)
public abstract class IntrinsicsBenchmark {

    /** Where the elements of an array of Java begin. */
    static final int HEADER = 16;

    private static final long VECTOR = 64;

    private final Arena arena = Arena.ofShared();

    @TearDown(Level.Trial)
    public void close() {
        arena.close();
    }

    /** A copy of an array so many bytes behind a multiple of a vector. */
    MemorySegment copy(MemorySegment array, int offset) {
        MemorySegment copy = room(array, offset);
        copy.copyFrom(array);
        return copy;
    }

    /** As much memory as an array has, so many bytes behind a multiple of a vector. */
    MemorySegment room(MemorySegment array, int offset) {
        return arena.allocate(offset + array.byteSize(), VECTOR).asSlice(offset);
    }
}
