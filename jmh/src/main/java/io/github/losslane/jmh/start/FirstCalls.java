package io.github.losslane.jmh.start;

import io.github.losslane.KernelProvider;
import io.github.losslane.Kernels;
import io.github.losslane.jmh.KernelCase;
import io.github.losslane.pointwise.Logistic;
import java.lang.management.ManagementFactory;
import java.util.List;
import java.util.Locale;

/**
 * One JVM of {@link ColdStart}: the first calls of one loss or of all, after warming up or not. Prints a row of its table.
 *
 * <p>Before a first call the callers have met {@link Bystanders}, whose time does not count, and the reference runs once from
 * the same place on the same arrays, so that what is measured is not the caller's own code, nor its data on the way to the cache. The processor has other code in its caches then; what that costs
 * is seen in the same call after one more run of the reference, when all is compiled, and after a short sleep.
 */
final class FirstCalls {

    private static final String ONE = "float Logistic";

    /** What a first call may take after warming up, in steady times. */
    private static final double MOST = 3;

    /** Milliseconds a service may well wait for its next request. */
    private static final int SLEEP = 20;

    private FirstCalls() {}

    /** Arguments: one or all, warm or cold, and what to print first. */
    public static void main(String[] arguments) throws InterruptedException {
        long met = System.nanoTime();
        Bystanders.meet();
        met = System.nanoTime() - met;
        boolean one = arguments[0].equals("one");
        boolean warm = arguments[1].equals("warm");
        KernelProvider kernels = Kernels.simd();
        List<KernelCase> cases = KernelCase.all(kernels).stream().filter(each -> !one || each.name().equals(ONE)).toList();
        long begin = System.nanoTime();
        if (warm && one) {
            kernels.warmUp(new Logistic());
        } else if (warm) {
            kernels.warmUp();
        }
        double warmUp = (System.nanoTime() - begin) / 1e6;
        double firstCalls = 0;
        double later = 0;
        double slept = 0;
        double sinceStart = Double.NaN;
        double worst = 0;
        String slowest = "";
        int above = 0;
        int aboveSlept = 0;
        int calls = 0;
        double untilSteady = 0;
        for (int i = 0; i < 20; i++) {
            new Calls(() -> {}, () -> 1, 1000, 10);       // the clock's own code
        }
        for (KernelCase each : cases) {
            Calls times = new Calls(() -> rehearse(each), each.call(), 20_000, one ? 4000 : 400);
            if (Double.isNaN(sinceStart)) {
                sinceStart = System.currentTimeMillis() - ManagementFactory.getRuntimeMXBean().getStartTime()
                        - (times.sum(Integer.MAX_VALUE) + met) / 1e6;
            }
            firstCalls += times.first();
            later += new Calls(() -> rehearse(each), each.call(), 200, 0).first();
            double afterSleep = Calls.afterSleep(each.call(), SLEEP);
            slept += afterSleep;
            calls = Math.max(calls, times.untilSteady());
            untilSteady += times.sum(times.untilSteady());
            double ratio = times.first() / times.steady();
            if (warm && ratio > MOST) {
                above++;
                System.err.printf(Locale.ROOT, "%s: first call %.1f us, steady %.1f us, steady after %d ms of sleep %.1f us%n",
                        each.name(), times.first() / 1e3, times.steady() / 1e3, SLEEP, afterSleep / 1e3);
            }
            if (warm && times.first() > MOST * afterSleep) {
                aboveSlept++;
            }
            if (ratio > worst) {
                worst = ratio;
                slowest = each.name();
            }
        }
        System.out.printf(Locale.ROOT, "| %s | %.0f | %.0f | %.3f | %.3f | %.3f | %.1f, %s | %d | %d of %d | %,d | %.0f |%n",
                arguments[2], sinceStart, warmUp, firstCalls / 1e6, later / 1e6, slept / 1e6, worst, slowest, above, aboveSlept,
                cases.size(), calls, untilSteady / 1e6);
    }

    /** Runs the caller's own code and brings its arrays to the cache. */
    private static void rehearse(KernelCase one) {
        if (Double.isNaN(one.reference().getAsDouble())) {
            throw new IllegalStateException(one.name() + " is NaN");
        }
    }
}
