package io.github.losslane.jmh.peers;

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
 * Losslane beside libtorch in one run: the same data, the same outcome (the value of the loss in Java, the gradients in
 * memory), one thread each. A trial fails before it measures anything if the two sides disagree.
 *
 * <p>Inputs are filled and copied to libtorch once a trial. A call of libtorch has what a training step has: a graph is
 * recorded forwards and run backwards, its tensors are allocated and freed, the loss is read; gradients stay in native
 * memory. DJL adds a few calls into libtorch and the objects that own its tensors, some microseconds, which count at the
 * smallest sizes. A call of Losslane overwrites the gradients of the call before; its kernels are warmed up before the
 * trial, as libtorch comes compiled and the largest sizes are called too rarely to be compiled while JMH warms up.
 */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
@Fork(
        value = 1,
        jvmArgsAppend = {
            "--add-modules=jdk.incubator.vector",
            "--sun-misc-unsafe-memory-access=allow",
            "--enable-native-access=ALL-UNNAMED",
            "-Dai.djl.offline=true",
            "-Dai.djl.pytorch.num_threads=1",
            "-Dai.djl.pytorch.num_interop_threads=1",
            "-Dslf4j.internal.verbosity=ERROR"
        })
@Warmup(iterations = 5, time = 400, timeUnit = TimeUnit.MILLISECONDS)
@Measurement(iterations = 5, time = 400, timeUnit = TimeUnit.MILLISECONDS)
public abstract class PeerBenchmark {

    Libtorch libtorch;

    @TearDown(Level.Trial)
    public void close() {
        libtorch.close();
    }
}
