package io.github.losslane.jmh.report;

import com.google.gson.Gson;
import com.google.gson.JsonArray;
import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/**
 * Makes results small enough to be kept: without the metrics of the collector but what a call allocates, a line for each
 * benchmark. Tools that read JMH's JSON read it as well.
 *
 * <pre>{@code
 * java -cp jmh/target/benchmarks.jar io.github.losslane.jmh.report.Compact FILE...
 * }</pre>
 */
public final class Compact {

    private static final List<String> KEPT = List.of("gc.alloc.rate.norm");

    private Compact() {}

    /** Rewrites files. */
    public static void main(String[] files) throws IOException {
        for (String file : files) {
            Path path = Path.of(file);
            JsonArray entries = new Gson().fromJson(Files.readString(path), JsonArray.class);
            StringBuilder lines = new StringBuilder();
            for (JsonElement entry : entries) {
                JsonObject metrics = entry.getAsJsonObject().getAsJsonObject("secondaryMetrics");
                metrics.keySet().retainAll(KEPT);
                lines.append(lines.isEmpty() ? "[" : ",\n").append(entry);
            }
            Files.writeString(path, lines + "]\n");
        }
    }
}
