package io.github.losslane.jmh.start;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * What a service pays before its calls are fast: each row in JVMs of its own, without and with warming up, without and with
 * JDK 25's AOT cache, which keeps loaded classes and the profiles of methods of a training run.
 *
 * <pre>{@code
 * java -cp jmh/target/benchmarks.jar io.github.losslane.jmh.start.ColdStart
 * }</pre>
 */
public final class ColdStart {

    private ColdStart() {}

    /** Prints a table in Markdown. */
    public static void main(String[] arguments) throws IOException, InterruptedException {
        System.out.println("| | JVM and data, ms | warmUp, ms | first calls, ms | the same later, ms"
                + " | after 20 ms of sleep | worst first call / steady, of | above 3 | above 3 times after sleep, of all"
                + " | calls until steady | ms until steady |\n|---|---|---|---|---|---|---|---|---|---|---|");
        for (String losses : List.of("one", "all")) {
            for (String state : List.of("cold", "warm")) {
                run(List.of(), losses, state, losses + ", " + state);
            }
            Path cache = Files.createTempFile("losslane", ".aot");
            Files.delete(cache);
            run(List.of("-XX:AOTCacheOutput=" + cache), losses, "cold", losses + ", training of the AOT cache");
            for (String state : List.of("cold", "warm")) {
                run(List.of("-XX:AOTCache=" + cache, "-XX:AOTMode=on"), losses, state, losses + ", " + state + ", AOT cache");
            }
            System.out.println("(" + Files.size(cache) / 1_000_000 + " MB of cache)");
            Files.delete(cache);
        }
    }

    private static void run(List<String> flags, String losses, String state, String title)
            throws IOException, InterruptedException {
        List<String> command = new ArrayList<>();
        command.add(ProcessHandle.current().info().command().orElse("java"));
        command.addAll(flags);
        command.addAll(List.of("--add-modules=jdk.incubator.vector", "-cp", System.getProperty("java.class.path"),
                FirstCalls.class.getName(), losses, state, title));
        Process process = new ProcessBuilder(command)
                .redirectOutput(ProcessBuilder.Redirect.INHERIT)
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
        if (process.waitFor() != 0) {
            throw new IllegalStateException("failed: " + command);
        }
    }
}
