package io.github.losslane.verification;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * What a JVM started with other options left behind.
 *
 * @param exitCode 0 if all went well
 * @param lines what it printed
 * @param errors what it printed to the error stream
 */
public record ChildJvm(int exitCode, List<String> lines, String errors) {

    /** Options that give a JVM the Vector API. */
    public static final List<String> VECTOR = List.of("--add-modules", "jdk.incubator.vector");

    private static final long MOST_SECONDS = 300;

    /** Runs the JVM the tests run on; the options end with the main class and its arguments. */
    static ChildJvm run(List<String> options) {
        return run(Path.of(System.getProperty("java.home")), options);
    }

    /** Runs a main class on the class path of the tests; options that this processor does not have are passed over. */
    public static ChildJvm run(List<String> options, Class<?> main, String... arguments) {
        List<String> all = new ArrayList<>(List.of("-XX:+IgnoreUnrecognizedVMOptions"));
        all.addAll(options);
        all.addAll(List.of("-cp", System.getProperty("java.class.path"), main.getName()));
        all.addAll(List.of(arguments));
        return run(all);
    }

    /** Runs a JVM. */
    static ChildJvm run(Path home, List<String> options) {
        List<String> command = new ArrayList<>(List.of(home.resolve("bin").resolve("java").toString()));
        command.addAll(options);
        try {
            Path out = Files.createTempFile("child", ".out");
            Path errors = Files.createTempFile("child", ".err");
            Process process = new ProcessBuilder(command)
                    .redirectOutput(out.toFile()).redirectError(errors.toFile()).start();
            try {
                boolean ended = process.waitFor(MOST_SECONDS, TimeUnit.SECONDS);
                String late = ended ? "" : "not done after " + MOST_SECONDS + " seconds: " + command + "\n";
                int exitCode = ended ? process.exitValue() : -1;
                return new ChildJvm(exitCode, Files.readAllLines(out), late + Files.readString(errors));
            } finally {
                process.destroyForcibly();
                Files.delete(out);
                Files.delete(errors);
            }
        } catch (IOException | InterruptedException exception) {
            throw new IllegalStateException("cannot run " + command, exception);
        }
    }

    /** The class path the tests run on, without some of its parts. */
    static String classPathWithout(Path... parts) {
        List<Path> excluded = List.of(parts);
        return Stream.of(System.getProperty("java.class.path").split(System.getProperty("path.separator"), -1))
                .filter(part -> !excluded.contains(Path.of(part)))
                .collect(Collectors.joining(System.getProperty("path.separator")));
    }

    /** The folder or jar a class was loaded from. */
    public static Path origin(Class<?> type) {
        return Path.of(URI.create(type.getProtectionDomain().getCodeSource().getLocation().toString()));
    }
}
