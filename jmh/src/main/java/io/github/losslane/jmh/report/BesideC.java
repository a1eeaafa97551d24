package io.github.losslane.jmh.report;

import java.nio.file.Path;
import java.util.List;
import java.util.Locale;

/** Prints a table of kernels beside the same losses in C, from the JSON of jmh/intrinsics.sh. */
public final class BesideC {

    private static final String OURS = ".losslane";
    private static final String THEIRS = ".intrinsics";

    private BesideC() {}

    /** Prints the table of a file. */
    public static void main(String[] arguments) {
        List<JmhEntry> entries = JmhEntry.read(Path.of(arguments[0]));
        System.out.println("| ns an element | losslane | C | times C |\n|---|---|---|---|");
        for (JmhEntry ours : entries) {
            if (ours.name().endsWith(OURS)) {
                JmhEntry theirs = entries.stream().filter(other -> sameWork(ours, other)).findFirst().orElseThrow();
                String shape = ours.parameters().getOrDefault("shape", ours.parameters().get("size"));
                long elements = Measured.elements(shape);
                System.out.printf(Locale.ROOT, "| %s `%s` %s | **%s** | %s | %.2f |%n",
                        ours.name().startsWith("Float") ? "float" : "double",
                        ours.parameters().getOrDefault("loss", "CrossEntropy"), shape.replace("x", " x "),
                        Tables.number(ours.nanoseconds() / elements), Tables.number(theirs.nanoseconds() / elements),
                        ours.nanoseconds() / theirs.nanoseconds());
            }
        }
    }

    private static boolean sameWork(JmhEntry ours, JmhEntry other) {
        return other.name().equals(ours.name().replace(OURS, THEIRS)) && other.parameters().equals(ours.parameters());
    }
}
