package io.github.losslane.jmh.limits;

import java.util.concurrent.TimeUnit;
import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.VectorSpecies;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OperationsPerInvocation;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

/** What one core can do at most: ns of one vector operation with its result in registers, all chains independent. */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Fork(value = 1, jvmArgsAppend = {"--add-modules=jdk.incubator.vector", "--sun-misc-unsafe-memory-access=allow"})
@Warmup(iterations = 5, time = 400, timeUnit = TimeUnit.MILLISECONDS)
@Measurement(iterations = 5, time = 400, timeUnit = TimeUnit.MILLISECONDS)
public class FloatLimitsBenchmark {

    private static final VectorSpecies<Float> SPECIES = FloatVector.SPECIES_PREFERRED;

    /** Turns of a loop and chains in it: enough to hide a latency of 4 cycles twice over. */
    private static final int TURNS = 1000;

    private static final int CHAINS = 12;

    private final float[] numbers = new float[2 * SPECIES.length()];

    /** Near 1, so that nothing overflows or becomes subnormal. */
    @Setup
    public void fill() {
        for (int i = 0; i < numbers.length; i++) {
            numbers[i] = 1 + i / 1024.0f;
        }
    }

    /** An fma of a vector: two floating-point operations a lane. */
    @Benchmark
    @OperationsPerInvocation(TURNS * CHAINS)
    public float fma() {
        FloatVector x = FloatVector.fromArray(SPECIES, numbers, 0);
        FloatVector half = FloatVector.broadcast(SPECIES, 0.5f);
        FloatVector a = x;
        FloatVector b = x;
        FloatVector c = x;
        FloatVector d = x;
        FloatVector e = x;
        FloatVector f = x;
        FloatVector g = x;
        FloatVector h = x;
        FloatVector i = x;
        FloatVector j = x;
        FloatVector k = x;
        FloatVector l = x;
        for (int turn = 0; turn < TURNS; turn++) {
            a = a.fma(half, x);
            b = b.fma(half, x);
            c = c.fma(half, x);
            d = d.fma(half, x);
            e = e.fma(half, x);
            f = f.fma(half, x);
            g = g.fma(half, x);
            h = h.fma(half, x);
            i = i.fma(half, x);
            j = j.fma(half, x);
            k = k.fma(half, x);
            l = l.fma(half, x);
        }
        a.add(b).add(c).add(d).add(e).add(f).add(g).add(h).add(i).add(j).add(k).add(l).intoArray(numbers, SPECIES.length());
        return numbers[SPECIES.length()];
    }

    /** A division of a vector. */
    @Benchmark
    @OperationsPerInvocation(TURNS * CHAINS)
    public float division() {
        FloatVector x = FloatVector.fromArray(SPECIES, numbers, 0);
        FloatVector a = x;
        FloatVector b = x.add(1);
        FloatVector c = x.add(2);
        FloatVector d = x.add(3);
        FloatVector e = x.add(4);
        FloatVector f = x.add(5);
        for (int turn = 0; turn < 2 * TURNS; turn++) {
            a = x.div(a);
            b = x.div(b);
            c = x.div(c);
            d = x.div(d);
            e = x.div(e);
            f = x.div(f);
        }
        a.add(b).add(c).add(d).add(e).add(f).intoArray(numbers, SPECIES.length());
        return numbers[SPECIES.length()];
    }
}
