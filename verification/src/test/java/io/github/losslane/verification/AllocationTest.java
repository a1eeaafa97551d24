package io.github.losslane.verification;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import com.sun.management.ThreadMXBean;
import io.github.losslane.Kernels;
import io.github.losslane.verification.calls.KernelCall;
import io.github.losslane.verification.calls.KernelCalls;
import io.github.losslane.verification.calls.KernelMethod;
import io.github.losslane.verification.calls.Setup;
import io.github.losslane.verification.calls.Shape;
import java.lang.management.ManagementFactory;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/** Once compiled, no kernel allocates a byte, whatever else has run in the same JVM. */
class AllocationTest {

    private static final ThreadMXBean THREADS = (ThreadMXBean) ManagementFactory.getThreadMXBean();

    /** Whole vectors, tails of every length class, a second block. */
    private static final List<Integer> SIZES = List.of(1, 7, 64, 1000, 1025);

    private static final int CALLS = 20;

    /** Compilation happens beside the calls, in steps: a pause without allocation is not the end. */
    private static final int QUIET_BATCHES = 50;

    private static final long MOST_NANOSECONDS = 10_000_000_000L;

    @TestFactory
    Stream<DynamicTest> compiledKernelsAllocateNothing() {
        List<Workload> workloads = KernelCalls.of(Kernels.simd()).stream().map(Workload::of).toList();
        workloads.forEach(Workload::bytesOnceSteady);       // every profile in the JVM has now seen every kernel
        return workloads.stream().map(workload -> dynamicTest(workload.name, () -> assertThat(workload.bytesOnceSteady())
                .as("bytes that %s calls of %s allocate", workload.calls.length * CALLS, workload.name)
                .isZero()));
    }

    /** Calls of one kernel, of all sizes. */
    private record Workload(String name, KernelCall[] calls) {

        static Workload of(KernelMethod method) {
            List<KernelCall> calls = new ArrayList<>();
            for (int size : SIZES) {
                for (Shape shape : method.shapes(size)) {
                    calls.add(method.call(Setup.of(shape).variation(calls.size() % method.variations())));
                }
            }
            return new Workload(method.name(), calls.toArray(KernelCall[]::new));
        }

        /** Runs batches until many in a row have allocated nothing; otherwise the least that any of them did. */
        long bytesOnceSteady() {
            long start = System.nanoTime();
            long least = Long.MAX_VALUE;
            int quiet = 0;
            while (quiet < QUIET_BATCHES) {
                long bytes = bytesOfABatch();
                quiet = bytes == 0 ? quiet + 1 : 0;
                least = bytes == 0 ? least : Math.min(least, bytes);
                if (System.nanoTime() - start > MOST_NANOSECONDS) {
                    return least;
                }
            }
            return 0;
        }

        private long bytesOfABatch() {
            long before = THREADS.getCurrentThreadAllocatedBytes();
            for (int i = 0; i < CALLS; i++) {
                for (KernelCall call : calls) {
                    call.run();
                }
            }
            return THREADS.getCurrentThreadAllocatedBytes() - before;
        }
    }
}
