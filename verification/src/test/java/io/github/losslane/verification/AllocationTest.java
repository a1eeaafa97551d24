package io.github.losslane.verification;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import com.sun.management.ThreadMXBean;
import io.github.losslane.Kernels;
import io.github.losslane.margin.MarginLoss;
import io.github.losslane.verification.calls.Data;
import io.github.losslane.verification.calls.KernelCall;
import io.github.losslane.verification.calls.KernelCalls;
import io.github.losslane.verification.calls.KernelMethod;
import io.github.losslane.verification.calls.Setup;
import io.github.losslane.verification.calls.Shape;
import java.lang.management.ManagementFactory;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/** Once compiled, no kernel allocates a byte, whatever else has run in the same JVM. */
class AllocationTest {

    private static final ThreadMXBean THREADS = (ThreadMXBean) ManagementFactory.getThreadMXBean();

    /** Whole vectors, tails of every length class, a second block. */
    private static final List<Integer> SIZES = List.of(1, 7, 64, 1000, 1025);

    private static final int CALLS = 3;

    /** Compilation happens beside the calls, in steps: a pause without allocation is not the end. */
    private static final int QUIET_BATCHES = 50;

    private static final int WARM_UP_SECONDS = 5;

    /** Far more than a kernel needs, as the compiler may have to share the machine. */
    private static final int MOST_SECONDS = 20;

    @TestFactory
    Stream<DynamicTest> compiledKernelsAllocateNothing() {
        ForeignMasks.run();
        Set<String> descriptions = new HashSet<>();
        List<Workload> workloads = KernelCalls.of(Kernels.simd()).stream()
                .filter(method -> descriptions.add(description(method)))
                .map(Workload::of)
                .toList();
        for (Workload workload : workloads) {       // afterwards every profile in the JVM has seen every kernel
            workload.bytesOnceSteady(WARM_UP_SECONDS);
        }
        return workloads.stream().map(workload -> dynamicTest(workload.name, workload::assertAllocatesNothing));
    }

    /** Heads run the same code for all losses that one description fits, whatever their parameters. */
    private static String description(KernelMethod method) {
        if (!method.takes(MarginLoss.class)) {
            return method.name();
        }
        MarginLoss loss = (MarginLoss) method.loss(MarginLoss.class, Shape.tall(1));
        return method.nameWithoutLoss() + List.of(loss.unitFeatures(), loss.unitWeights(), loss.hasBias(), loss.hasMargin(),
                loss.usesSine() ? loss.getClass() : "no sine", loss.epsilon() > 0);
    }

    /** Calls of one kernel, of all sizes, with numbers that take its ordinary and its rare paths. */
    private record Workload(String name, KernelCall[] calls) {

        static Workload of(KernelMethod method) {
            List<KernelCall> calls = new ArrayList<>();
            for (int size : SIZES) {
                for (Shape shape : method.shapes(size)) {
                    Setup setup = Setup.of(shape).variation(calls.size() % method.variations());
                    calls.add(method.call(setup));
                    calls.add(method.call(setup.with(Data.SPECIAL)));
                    calls.add(method.call(setup.at(0)));        // arrays that end with the last element
                }
            }
            return new Workload(method.name(), calls.toArray(KernelCall[]::new));
        }

        void assertAllocatesNothing() {
            assertThat(bytesOnceSteady(MOST_SECONDS))
                    .as("bytes that %s calls of %s allocate", calls.length * CALLS, name)
                    .isZero();
        }

        /** Runs batches until many in a row have allocated nothing; otherwise the least that any of them did. */
        long bytesOnceSteady(int seconds) {
            long start = System.nanoTime();
            long least = Long.MAX_VALUE;
            int quiet = 0;
            while (quiet < QUIET_BATCHES) {
                long bytes = bytesOfABatch();
                quiet = bytes == 0 ? quiet + 1 : 0;
                least = bytes == 0 ? least : Math.min(least, bytes);
                if (System.nanoTime() - start > seconds * 1_000_000_000L) {
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
