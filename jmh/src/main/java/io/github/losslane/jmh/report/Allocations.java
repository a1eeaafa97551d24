package io.github.losslane.jmh.report;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** Whether kernels of ours allocated anything while they were measured with {@code -prof gc}. */
final class Allocations {

    /**
     * What JMH itself allocates in an iteration, at most: it starts and ends each, and counts for all threads of the JVM. A
     * boxed vector is at least 80 bytes a call.
     */
    private static final double BYTES_OF_AN_ITERATION = 64 * 1024;

    private static final double LEAST_BYTES_OF_A_CALL = 1;

    private Allocations() {}

    /** A line for each benchmark of ours that allocated. */
    static List<String> found(Results results) {
        List<String> found = new ArrayList<>();
        for (JmhEntry entry : results.entries()) {
            double bytes = entry.bytesOfACall();
            boolean ours = !entry.name().matches(".*(Reference|Loop|libtorch)")
                    && !entry.parameters().getOrDefault("provider", "").equals("reference");
            double calls = seconds(entry.measurementTime()) * 1e9 / entry.nanoseconds();
            if (ours && bytes >= LEAST_BYTES_OF_A_CALL && bytes * calls > BYTES_OF_AN_ITERATION) {
                found.add(String.format(Locale.ROOT, "%s %s allocates %.0f bytes a call",
                        entry.name(), entry.parameters(), bytes));
            }
        }
        return found;
    }

    /** How many entries say what they allocated. */
    static long measured(Results results) {
        return results.entries().stream().filter(entry -> !Double.isNaN(entry.bytesOfACall())).count();
    }

    private static double seconds(String time) {
        double number = Double.parseDouble(time.substring(0, time.indexOf(' ')));
        return time.endsWith(" ms") ? number / 1000 : number;
    }
}
