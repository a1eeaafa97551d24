package io.github.losslane.verification;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** The committed hashes of all kernels, one line a kernel: its name and two hashes. */
final class HashFile {

    /** Between the name of a kernel and its hashes. */
    static final String SEPARATOR = " = ";

    /** What rewrites the file. */
    static final String COMMAND = "mvn -q -Phashes -pl verification -am package";

    /** What a failure says about it. */
    static final String ADVICE = "if their bits were meant to change, run from the project's root: " + COMMAND;

    private static final Path FILE = SourceTree.ROOT.resolve(
            Path.of("verification", "src", "test", "resources", "kernel-hashes.txt"));

    private HashFile() {}

    /** Hashes by the names of kernels; of a name that comes twice both, which is no kernel's. */
    static Map<String, String> parse(List<String> lines) {
        Map<String, String> hashes = new LinkedHashMap<>();
        for (String line : lines) {
            int end = line.lastIndexOf(SEPARATOR);
            hashes.merge(line.substring(0, end), line.substring(end + SEPARATOR.length()), (one, other) -> one + " or " + other);
        }
        return hashes;
    }

    /** The committed ones. */
    static Map<String, String> committed() throws IOException {
        return Files.exists(FILE) ? parse(Files.readAllLines(FILE)) : Map.of();
    }

    /** The kernels whose hashes, or the first of them where there is no other, are not those committed. */
    static List<String> changed(Map<String, String> committed, Map<String, String> hashes) {
        return hashes.entrySet().stream()
                .filter(kernel -> !(committed.getOrDefault(kernel.getKey(), "") + " ").startsWith(kernel.getValue() + " "))
                .map(Map.Entry::getKey)
                .toList();
    }
}
