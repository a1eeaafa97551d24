package io.github.losslane.jmh.report;

import com.google.gson.Gson;
import java.io.IOException;
import java.io.Reader;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;

/** What JMH's JSON says of one benchmark, as far as it is used. */
record JmhEntry(
        String benchmark,
        String jdkVersion,
        int forks,
        int warmupIterations,
        String warmupTime,
        int measurementIterations,
        String measurementTime,
        Map<String, String> params,
        Metric primaryMetric,
        Map<String, Metric> secondaryMetrics) {

    /** A number with its unit, and what it was in every iteration of every fork. */
    record Metric(double score, String scoreUnit, double[][] rawData) {}

    /** The entries of a file; none if it is empty, as it is while JMH runs. */
    static List<JmhEntry> read(Path file) {
        try (Reader json = Files.newBufferedReader(file)) {
            JmhEntry[] entries = new Gson().fromJson(json, JmhEntry[].class);
            return entries == null ? List.of() : List.of(entries);
        } catch (IOException exception) {
            throw new UncheckedIOException(exception);
        }
    }

    /** The parameters, none if there are none. */
    Map<String, String> parameters() {
        return params == null ? Map.of() : params;
    }

    /** Name of the class, without its package, and of the method. */
    String name() {
        int method = benchmark.lastIndexOf('.');
        return benchmark.substring(benchmark.lastIndexOf('.', method - 1) + 1);
    }

    /** The time of a call in the best iteration, as others may use the machine in any of them. */
    double nanoseconds() {
        return Arrays.stream(primaryMetric.rawData()).flatMapToDouble(Arrays::stream).min().orElseThrow() * unit();
    }

    /** The time of a call in every iteration of a fork. */
    double[] nanosecondsOfFork(int fork) {
        double[] times = primaryMetric.rawData()[fork].clone();
        for (int i = 0; i < times.length; i++) {
            times[i] *= unit();
        }
        return times;
    }

    private double unit() {
        return switch (primaryMetric.scoreUnit()) {
            case "ns/op" -> 1;
            case "us/op" -> 1e3;
            case "ms/op" -> 1e6;
            default -> throw new IllegalArgumentException(benchmark + " is measured in " + primaryMetric.scoreUnit());
        };
    }

    /** Bytes allocated by a call in the median iteration, or NaN if that was not measured. */
    double bytesOfACall() {
        Metric bytes = secondaryMetrics == null ? null : secondaryMetrics.get("gc.alloc.rate.norm");
        if (bytes == null) {
            return Double.NaN;
        }
        double[] sorted = Arrays.stream(bytes.rawData()).flatMapToDouble(Arrays::stream).sorted().toArray();
        return sorted[sorted.length / 2];
    }

    /** How long a benchmark was warmed up and measured, in words. */
    String setting() {
        return (forks == 0 ? "all in one JVM, " : forks + " JVM each, ") + warmupIterations + " x " + warmupTime
                + " to warm up, best of " + measurementIterations + " x " + measurementTime;
    }
}
