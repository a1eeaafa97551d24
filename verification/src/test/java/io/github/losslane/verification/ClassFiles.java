package io.github.losslane.verification;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileSystem;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;

/** The classes of a module, in a folder or a jar. */
public final class ClassFiles {

    private static final String SUFFIX = ".class";

    private ClassFiles() {}

    /** The bytes of every class as text, by the names of the classes. */
    public static Map<String, String> in(Path origin) throws IOException {
        if (Files.isDirectory(origin)) {
            return below(origin);
        }
        try (FileSystem jar = FileSystems.newFileSystem(origin)) {
            return below(jar.getPath("/"));
        }
    }

    private static Map<String, String> below(Path root) throws IOException {
        Map<String, String> classes = new TreeMap<>();
        try (Stream<Path> files = Files.walk(root)) {
            files.map(file -> root.relativize(file).toString())
                    .filter(name -> name.endsWith(SUFFIX) && !name.endsWith("-info" + SUFFIX))
                    .forEach(name -> classes.put(
                            name.substring(0, name.length() - SUFFIX.length()).replaceAll("[/\\\\]", "."),
                            text(root.resolve(name))));
        }
        return classes;
    }

    private static String text(Path file) {
        try {
            return Files.readString(file, StandardCharsets.ISO_8859_1);
        } catch (IOException exception) {
            throw new UncheckedIOException(exception);
        }
    }
}
