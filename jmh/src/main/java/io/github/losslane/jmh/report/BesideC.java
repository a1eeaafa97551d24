package io.github.losslane.jmh.report;

import java.nio.file.Path;
import java.util.List;
import java.util.Locale;

/** Prints a table of kernels beside the same losses in C, from the JSON of jmh/intrinsics.sh. */
public final class BesideC {

    private static final String OURS = ".losslane";
    private static final String ALIGNED = ".intrinsics";
    private static final String BEHIND_HEADER = ".intrinsicsBehindHeader";

    private BesideC() {}

    /** Prints the table of a file. */
    public static void main(String[] arguments) {
        List<JmhEntry> entries = JmhEntry.read(Path.of(arguments[0]));
        System.out.println("| ns an element | losslane | C | C, 16 bytes off | times C | times C, 16 off |\n|---|---|---|---|---|---|");
        for (JmhEntry ours : entries) {
            if (ours.name().endsWith(OURS)) {
                String shape = ours.parameters().getOrDefault("shape", ours.parameters().get("size"));
                long elements = Measured.elements(shape);
                double losslane = ours.nanoseconds();
                double aligned = of(ALIGNED, ours, entries);
                double behind = of(BEHIND_HEADER, ours, entries);
                System.out.printf(Locale.ROOT, "| %s `%s` %s | **%s** | %s | %s | %.2f | %.2f |%n",
                        ours.name().startsWith("Float") ? "float" : "double",
                        ours.parameters().getOrDefault("loss", "CrossEntropy"), shape.replace("x", " x "),
                        Tables.number(losslane / elements), Tables.number(aligned / elements),
                        Tables.number(behind / elements), losslane / aligned, losslane / behind);
            }
        }
    }

    /** The time of another method on the same work. */
    private static double of(String method, JmhEntry ours, List<JmhEntry> entries) {
        return entries.stream()
                .filter(other -> other.name().equals(ours.name().replace(OURS, method))
                        && other.parameters().equals(ours.parameters()))
                .findFirst()
                .orElseThrow()
                .nanoseconds();
    }
}
