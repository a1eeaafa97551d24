package io.github.losslane.verification;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import io.github.losslane.Kernels;
import io.github.losslane.verification.calls.Data;
import io.github.losslane.verification.calls.KernelCall;
import io.github.losslane.verification.calls.KernelCalls;
import io.github.losslane.verification.calls.KernelMethod;
import io.github.losslane.verification.calls.Memory;
import io.github.losslane.verification.calls.Setup;
import io.github.losslane.verification.calls.Shape;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/**
 * Threads that share their inputs, each with outputs and workspace of its own, give the bits of one thread: platform threads
 * and virtual threads at once, all with scratch of their own.
 */
class ConcurrencyTest {

    private static final int PLATFORM = 8;
    private static final int VIRTUAL = 12;

    /** Calls of a thread, one after the other, which meet calls of the others. */
    private static final int CALLS = 2;

    private static final ExecutorService PLATFORM_THREADS = Executors.newFixedThreadPool(PLATFORM);
    private static final ExecutorService VIRTUAL_THREADS = Executors.newVirtualThreadPerTaskExecutor();

    @AfterAll
    static void end() {
        PLATFORM_THREADS.shutdownNow();
        VIRTUAL_THREADS.shutdownNow();
    }

    @TestFactory
    Stream<DynamicTest> manyThreadsGiveTheBitsOfOne() {
        return KernelCalls.of(Kernels.simd()).stream().map(method -> dynamicTest(method.name(), () -> {
            List<KernelCall> alone = setups(method).map(method::call).toList();
            List<Double> values = alone.stream().map(KernelCall::run).toList();
            CountDownLatch start = new CountDownLatch(1);
            List<Future<List<String>>> differences = new ArrayList<>();
            for (int i = 0; i < PLATFORM + VIRTUAL; i++) {
                List<KernelCall> own = own(method, alone);
                ExecutorService threads = i < PLATFORM ? PLATFORM_THREADS : VIRTUAL_THREADS;
                differences.add(threads.submit(() -> {
                    start.await();
                    return differences(own, alone, values);
                }));
            }
            start.countDown();
            for (Future<List<String>> thread : differences) {
                assertThat(thread.get()).as("what one of many threads computes otherwise").isEmpty();
            }
        }));
    }

    /** Inputs are those of the calls of one thread; what a call updates is its own. */
    private static List<KernelCall> own(KernelMethod method, List<KernelCall> alone) {
        List<Setup> setups = setups(method).toList();
        return IntStream.range(0, setups.size())
                .mapToObj(i -> method.call(setups.get(i)).reading(alone.get(i)))
                .toList();
    }

    private static List<String> differences(List<KernelCall> own, List<KernelCall> alone, List<Double> values) {
        List<String> differences = new ArrayList<>();
        for (int call = 0; call < CALLS; call++) {
            for (int i = 0; i < own.size(); i++) {
                own.get(i).outputs().forEach(Memory::restore);
                if (!values.get(i).equals(own.get(i).run())) {
                    differences.add("the value of call " + i);
                }
                for (Memory output : own.get(i).outputs()) {
                    if (!output.sameBits(alone.get(i).memory(output.operand().name()))) {
                        differences.add(output.operand().name() + " of call " + i);
                    }
                }
            }
        }
        return differences;
    }

    /** Sizes that take every path: tails, blocks, several rows. */
    private static Stream<Setup> setups(KernelMethod method) {
        int size = method.parameterNames().contains("length") ? 1500 : 70;
        return Stream.of(
                Setup.of(Shape.tall(size)),
                Setup.of(Shape.tall(size)).with(Data.SPECIAL).variation(method.variations() - 1),
                Setup.of(new Shape(19, 23, 37)).variation(method.variations() / 2));
    }
}
