package io.github.losslane.jmh.scaling;

import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.BrokenBarrierException;
import java.util.function.DoubleSupplier;

/** Calls by several threads at once. */
final class Threads {

    private static final ThreadMXBean THREADS = ManagementFactory.getThreadMXBean();
    private static final long NANOSECONDS = 3_000_000_000L;

    /**
     * What threads did.
     *
     * @param perSecond calls of all of them a second
     * @param perProcessorSecond calls a second of a processor's time: as fast as if every thread had one for itself
     */
    record Rate(double perSecond, double perProcessorSecond) {}

    private Threads() {}

    /** A thread for each of the calls, again and again for some seconds. */
    static Rate run(List<DoubleSupplier> calls) throws InterruptedException {
        CyclicBarrier start = new CyclicBarrier(calls.size());
        double[] perSecond = new double[calls.size()];
        double[] perProcessorSecond = new double[calls.size()];
        List<Thread> threads = new ArrayList<>();
        for (int i = 0; i < calls.size(); i++) {
            int index = i;
            threads.add(Thread.ofPlatform().start(() -> {
                await(start);
                long begin = System.nanoTime();
                long processor = THREADS.getCurrentThreadCpuTime();
                long count = 0;
                double sum = 0;
                while (System.nanoTime() - begin < NANOSECONDS) {
                    for (int call = 0; call < 100; call++) {
                        sum += calls.get(index).getAsDouble();
                    }
                    count += 100;
                }
                perSecond[index] = Double.isNaN(sum) ? Double.NaN : count * 1e9 / (System.nanoTime() - begin);
                perProcessorSecond[index] = count * 1e9 / (THREADS.getCurrentThreadCpuTime() - processor);
            }));
        }
        for (Thread thread : threads) {
            thread.join();
        }
        double rate = 0;
        double mean = 0;
        for (int i = 0; i < calls.size(); i++) {
            rate += perSecond[i];
            mean += perProcessorSecond[i] / calls.size();
        }
        return new Rate(rate, mean);
    }

    private static void await(CyclicBarrier start) {
        try {
            start.await();
        } catch (InterruptedException | BrokenBarrierException exception) {
            throw new IllegalStateException(exception);
        }
    }
}
