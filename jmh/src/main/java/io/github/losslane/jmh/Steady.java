package io.github.losslane.jmh;

import com.sun.management.ThreadMXBean;
import java.lang.management.ManagementFactory;
import java.util.function.DoubleSupplier;

/**
 * What a call takes once it is compiled: the best of many short batches, as others use the machine.
 *
 * @param nanoseconds time of a call
 * @param bytes what a call of the best batch allocated
 */
public record Steady(double nanoseconds, double bytes) {

    private static final ThreadMXBean THREADS = (ThreadMXBean) ManagementFactory.getThreadMXBean();

    /** Batches of about a millisecond. */
    private static final double BATCH = 1e6;

    /** Batches without a new best one until the time is steady. */
    private static final int QUIET = 150;

    /** Calls until it is steady, at least for half of a time, as the compiler may still be at work, and at most for all of it. */
    public static Steady of(DoubleSupplier call, int milliseconds) {
        long start = System.nanoTime();
        long end = start + milliseconds * 1_000_000L;
        double best = Double.POSITIVE_INFINITY;
        double bytes = 0;
        double sum = 0;
        int calls = 1;
        for (int quiet = 0; System.nanoTime() < (quiet < QUIET ? end : (start + end) / 2); quiet++) {
            long allocated = THREADS.getCurrentThreadAllocatedBytes();
            long begin = System.nanoTime();
            for (int i = 0; i < calls; i++) {
                sum += call.getAsDouble();
            }
            double time = (double) (System.nanoTime() - begin) / calls;
            if (time < best) {
                quiet = time < 0.99 * best ? 0 : quiet;
                best = time;
                bytes = (double) (THREADS.getCurrentThreadAllocatedBytes() - allocated) / calls;
            }
            calls = (int) Math.max(1, BATCH / best);
        }
        if (Double.isNaN(sum)) {
            throw new IllegalStateException("a loss is NaN");
        }
        return new Steady(best, bytes);
    }

    /** The one with the lower time. */
    public Steady orBetter(Steady other) {
        return other.nanoseconds < nanoseconds ? other : this;
    }
}
