package io.github.losslane.jmh.report;

import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

/** Tables in Markdown. */
final class Tables {

    private static final List<String> COLUMNS = List.of(
            "losslane", "plain loop", "reference", "libtorch", "x loop", "x libtorch", "limit", "of the limit", "it is");

    private final Results results;

    Tables(Results results) {
        this.results = results;
    }

    /** All sides of a family in a shape, ns an element, beside the limit. */
    String sides(String type, String family, String shape) {
        List<Measured> ours = results.measured(measured -> measured.side() == Side.LOSSLANE
                && measured.type().equals(type) && measured.family().equals(family) && measured.shape().equals(shape));
        String corner = type.toLowerCase(Locale.ROOT) + ", " + shape.replace("x", " x ");
        StringBuilder table = new StringBuilder("| " + corner + " | "
                + String.join(" | ", COLUMNS) + " |\n" + "|---".repeat(COLUMNS.size() + 1) + "|\n");
        Set<String> told = new HashSet<>();          // a loss may be in several runs: the first tells it
        ours.stream().filter(one -> told.add(one.what())).forEach(one -> table.append(row(one)));
        return ours.isEmpty() ? "" : table + "\n";
    }

    private String row(Measured one) {
        double n = one.elements();
        double loop = results.nanoseconds(one, Side.LOOP);
        double libtorch = results.nanoseconds(one, Side.LIBTORCH);
        Limits.Binding limit = results.limits(one).of(one);
        return String.format(Locale.ROOT, "| `%s` | **%s** | %s | %s | %s | %s | %s | %s | %.0f %% | %s |%n",
                one.what(), number(one.nanoseconds() / n), number(loop / n),
                number(results.nanoseconds(one, Side.REFERENCE) / n), number(libtorch / n),
                number(loop / one.nanoseconds()), number(libtorch / one.nanoseconds()),
                number(limit.nanoseconds() / n), 100 * limit.nanoseconds() / one.nanoseconds(), limit.name());
    }

    /** What the machine could do. */
    String limits() {
        StringBuilder table = new StringBuilder(
                "| limits | fma, GFLOPS | copy, GB/s read and written, of a size |\n|---|---|---|\n");
        for (String type : List.of("Float", "Double")) {
            Limits limits = results.widest(type);
            if (limits.known()) {
                StringBuilder copies = new StringBuilder();
                for (Map.Entry<Long, Double> copy : limits.gigabytes().entrySet()) {
                    copies.append(String.format(Locale.ROOT, "%s%,d: %.0f",
                            copies.isEmpty() ? "" : ", ", copy.getKey(), copy.getValue()));
                }
                table.append(String.format(Locale.ROOT, "| %s | %.0f | %s |%n",
                        type.toLowerCase(Locale.ROOT), limits.gigaflops(), copies));
            }
        }
        return table + "\n";
    }

    /** Three digits or as many as a number of 100 and more has; nothing for one that was not measured. */
    static String number(double value) {
        if (Double.isNaN(value)) {
            return "";
        }
        return String.format(Locale.ROOT, value < 1 ? "%.3f" : value < 10 ? "%.2f" : value < 100 ? "%.1f" : "%,.0f", value);
    }
}
