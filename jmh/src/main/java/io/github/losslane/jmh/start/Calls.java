package io.github.losslane.jmh.start;

import java.util.Arrays;
import java.util.function.DoubleSupplier;

/** The times of the first calls of something, one by one. The clock is the one that needs no system call. */
final class Calls {

    /** Calls whose median is looked at, so that a pause of the machine is no step back. */
    private static final int WINDOW = 50;

    private final long[] nanoseconds;
    private final double steady;

    /** Calls again and again, for a number of calls or a time, whichever is over first; before that it does something else. */
    Calls(Runnable before, DoubleSupplier call, int most, long milliseconds) {
        long[] times = new long[most];
        before.run();
        long start = System.nanoTime();
        long end = start + milliseconds * 1_000_000;
        int calls = 0;
        double sum = 0;
        while (calls < most && (start < end || calls < 4 * WINDOW)) {
            sum += call.getAsDouble();
            long now = System.nanoTime();
            times[calls++] = now - start;
            start = now;
        }
        if (Double.isNaN(sum)) {
            throw new IllegalStateException("a loss is NaN");
        }
        nanoseconds = Arrays.copyOf(times, calls);
        steady = median(calls - Math.max(1, calls / 4), calls);
    }

    /** The time of one call after the thread has slept: the median of several. */
    static double afterSleep(DoubleSupplier call, long milliseconds) throws InterruptedException {
        double[] times = new double[9];
        for (int i = 0; i < times.length; i++) {
            Thread.sleep(milliseconds);
            times[i] = new Calls(() -> {}, call, 1, 0).first();
        }
        Arrays.sort(times);
        return times[times.length / 2];
    }

    double first() {
        return nanoseconds[0];
    }

    /** The median of the last quarter. */
    double steady() {
        return steady;
    }

    /** Calls until the median of a window is within a fifth of the steady time for good. */
    int untilSteady() {
        int call = nanoseconds.length - WINDOW;
        while (call >= 0 && median(call, call + WINDOW) <= 1.2 * steady) {
            call -= WINDOW;
        }
        return Math.max(call + WINDOW, 0);
    }

    /** The time of a number of calls, or of all if there were fewer. */
    double sum(int calls) {
        double sum = 0;
        for (int i = 0; i < Math.min(calls, nanoseconds.length); i++) {
            sum += nanoseconds[i];
        }
        return sum;
    }

    private double median(int from, int to) {
        long[] sorted = Arrays.copyOfRange(nanoseconds, from, to);
        Arrays.sort(sorted);
        return sorted[sorted.length / 2];
    }
}
