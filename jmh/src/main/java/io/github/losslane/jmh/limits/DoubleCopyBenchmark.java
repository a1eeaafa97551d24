// Derived from FloatCopyBenchmark.java; edit that file, then run: java verification/src/test/java/io/github/losslane/verification/Twins.java
package io.github.losslane.jmh.limits;

import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

/** What memory can do at most on one core: System.arraycopy, which reads and writes the size once each. */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Fork(value = 1, jvmArgsAppend = {"--add-modules=jdk.incubator.vector", "--sun-misc-unsafe-memory-access=allow"})
@Warmup(iterations = 5, time = 400, timeUnit = TimeUnit.MILLISECONDS)
@Measurement(iterations = 5, time = 400, timeUnit = TimeUnit.MILLISECONDS)
public class DoubleCopyBenchmark {

    @Param({"64", "1024", "4096", "65536", "1048576", "16777216"})
    public int size;

    private double[] from;
    private double[] to;

    @Setup
    public void fill() {
        from = new double[size];
        to = new double[size];
        for (int i = 0; i < size; i++) {
            from[i] = i;
        }
    }

    @Benchmark
    public double[] arraycopy() {
        System.arraycopy(from, 0, to, 0, size);
        return to;
    }
}
