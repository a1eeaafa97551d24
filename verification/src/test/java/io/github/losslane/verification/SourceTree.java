package io.github.losslane.verification;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/** The project's files, as they lie above the working directory. */
final class SourceTree {

    /** The folder of README.md and of the modules. */
    static final Path ROOT = find();

    private SourceTree() {}

    /** The rows of the tables in README.md. */
    static List<String> readmeRows() throws IOException {
        Path readme = ROOT.resolve("README.md");
        return Files.exists(readme)
                ? Files.readAllLines(readme).stream().filter(line -> line.startsWith("|")).toList()
                : List.of();
    }

    /** The texts of all benchmarks. */
    static List<String> benchmarks() throws IOException {
        try (Stream<Path> files = Files.walk(ROOT.resolve("jmh").resolve("src"))) {
            return files.filter(file -> file.toString().endsWith(".java")).map(SourceTree::read).toList();
        }
    }

    private static String read(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException exception) {
            throw new UncheckedIOException(exception);
        }
    }

    private static Path find() {
        Path folder = Path.of("").toAbsolutePath();
        while (!Files.isDirectory(folder.resolve("core")) || !Files.isDirectory(folder.resolve("kernels"))) {
            folder = folder.getParent();
            if (folder == null) {
                throw new IllegalStateException("the tests run outside the project");
            }
        }
        return folder;
    }
}
