package io.github.losslane.verification;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;

/**
 * Derives DoubleX.java from FloatX.java: {@code float} becomes {@code double}, {@code Float} at the start of a word of a name
 * {@code Double}, {@code 0.5f} {@code 0.5}, and a cast to float goes (javac's lint refuses a redundant one). Lane mathematics is written by hand
 * in both types and left alone.
 *
 * <p>Run from the project's root, it rewrites the twins: {@code java
 * verification/src/test/java/io/github/losslane/verification/Twins.java}
 */
public final class Twins {

    private static final String COMMAND = "java verification/src/test/java/io/github/losslane/verification/Twins.java";

    /** Elementwise functions and losses whose degree, constants and bit tricks differ between the types. */
    private static final List<String> BY_HAND = List.of(
            "FloatExp", "FloatExpm1", "FloatExponential", "FloatFade", "FloatLog", "FloatLog1p", "FloatLogCosh", "FloatSigmoid",
            "FloatSoftplus", "FloatTanh");

    private Twins() {}

    /** Rewrites every twin below the working directory and prints those that changed. */
    public static void main(String[] arguments) throws IOException {
        for (Map.Entry<Path, String> twin : derive(Path.of("")).entrySet()) {
            if (stale(twin)) {
                Files.writeString(twin.getKey(), twin.getValue());
                System.out.println("wrote " + twin.getKey());
            }
        }
    }

    /** The twins that differ from what their masters give, as file names and the command that mends them. */
    static List<String> stale(Path root) throws IOException {
        List<String> stale = new ArrayList<>();
        for (Map.Entry<Path, String> twin : derive(root).entrySet()) {
            if (stale(twin)) {
                stale.add(root.relativize(twin.getKey()) + " is stale; run from the project's root: " + COMMAND);
            }
        }
        return stale;
    }

    private static boolean stale(Map.Entry<Path, String> twin) throws IOException {
        return !Files.exists(twin.getKey()) || !Files.readString(twin.getKey()).equals(twin.getValue());
    }

    /** What every twin should be, by its file. */
    static Map<Path, String> derive(Path root) throws IOException {
        Map<Path, String> twins = new TreeMap<>();
        for (String module : List.of("core", "kernels", "jmh", "verification")) {
            try (Stream<Path> files = Files.walk(root.resolve(module).resolve("src"))) {
                files.filter(Twins::isMaster).forEach(master -> twins.put(twinOf(master), derive(master, read(master))));
            }
        }
        return twins;
    }

    private static boolean isMaster(Path file) {
        String name = file.getFileName().toString();
        return name.startsWith("Float") && name.endsWith(".java") && !BY_HAND.contains(name.replace(".java", ""));
    }

    private static Path twinOf(Path master) {
        return master.resolveSibling(master.getFileName().toString().replaceFirst("Float", "Double"));
    }

    static String derive(Path master, String source) {
        return "// Derived from " + master.getFileName() + "; edit that file, then run: " + COMMAND + "\n"
                + source.replaceAll("\\(float\\) ", "")
                        .replaceAll("\\bfloat\\b", "double")
                        .replaceAll("(?<![A-Z])Float(?![a-z])", "Double")
                        .replaceAll("\\b(0[xX][0-9a-fA-F.]+[pP][+-]?[0-9]+|[0-9][0-9.]*(?:[eE][+-]?[0-9]+)?)f\\b", "$1");
    }

    private static String read(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException exception) {
            throw new UncheckedIOException(exception);
        }
    }
}
