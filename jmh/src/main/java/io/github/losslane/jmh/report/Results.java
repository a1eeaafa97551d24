package io.github.losslane.jmh.report;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Properties;
import java.util.TreeMap;
import java.util.function.Predicate;
import java.util.stream.Stream;

/** A directory of results: JSON files of JMH, each a run of its own, and what machine.properties says of all of them. */
final class Results {

    private final Path directory;
    private final Map<Path, List<JmhEntry>> runs = new TreeMap<>();
    private final Properties machine = new Properties();

    Results(Path directory) throws IOException {
        this.directory = directory;
        try (Stream<Path> files = Files.list(directory)) {
            files.filter(file -> file.toString().endsWith(".json"))
                    .forEach(file -> runs.put(file, JmhEntry.read(file)));
        }
        if (entries().isEmpty()) {
            throw new IllegalArgumentException("no results of JMH in " + directory);
        }
        try (var properties = Files.newBufferedReader(directory.resolve("machine.properties"))) {
            machine.load(properties);
        }
    }

    Path directory() {
        return directory;
    }

    List<JmhEntry> entries() {
        return runs.values().stream().flatMap(List::stream).toList();
    }

    /** Losses and gradients on all sides, in the order of the files. */
    List<Measured> measured(Predicate<Measured> wanted) {
        return entries().stream().flatMap(entry -> Measured.of(entry).stream()).filter(wanted).toList();
    }

    /** The limits in the run that measured this. */
    Limits limits(Measured measured) {
        return runsOf(measured).map(run -> new Limits(measured.type(), run))
                .filter(Limits::known)
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("the run of " + measured + " has no limits"));
    }

    /** The same work on a side in the same run, in nanoseconds; NaN if it was not measured there. */
    double nanoseconds(Measured work, Side side) {
        return runsOf(work).flatMap(List::stream)
                .flatMap(entry -> Measured.of(entry).stream())
                .filter(other -> other.sameWork(work) && other.side() == side)
                .mapToDouble(Measured::nanoseconds)
                .findFirst()
                .orElse(Double.NaN);
    }

    private Stream<List<JmhEntry>> runsOf(Measured measured) {
        return runs.values().stream()
                .filter(run -> run.stream().anyMatch(entry -> Measured.of(entry).filter(measured::equals).isPresent()));
    }

    /** The widest limits of a type: copies of all sizes that were measured, in the first run that has most. */
    Limits widest(String type) {
        List<Limits> all = new ArrayList<>();
        runs.values().forEach(run -> all.add(new Limits(type, run)));
        return all.stream()
                .max((one, other) -> Integer.compare(one.gigabytes().size(), other.gigabytes().size()))
                .orElseThrow();
    }

    /** Machine, JDK, date, command and setting, for captions. */
    String caption() {
        JmhEntry first = entries().getFirst();
        return String.format(Locale.ROOT, "%s, JDK %s, %s, %s: %s",
                machine.getProperty("machine"), first.jdkVersion(), machine.getProperty("date"),
                machine.getProperty("command"), first.setting());
    }
}
