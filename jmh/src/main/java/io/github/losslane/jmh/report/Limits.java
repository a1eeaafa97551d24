package io.github.losslane.jmh.report;

import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.TreeMap;
import java.util.stream.Stream;

/** What the machine could do in the minutes of a run: the limits benchmarks of the same file, of one type. */
final class Limits {

    private static final int VECTOR_BITS = 512;

    /** The limit that binds, and the time of a call it allows. */
    record Binding(String name, double nanoseconds) {}

    private final String type;
    private final NavigableMap<Long, Double> copies = new TreeMap<>();
    private double fma = Double.NaN;
    private double division = Double.NaN;

    Limits(String type, List<JmhEntry> run) {
        this.type = type;
        for (JmhEntry entry : run) {
            switch (entry.name().replaceFirst(type, "")) {
                case "CopyBenchmark.arraycopy" ->
                    copies.put(Long.valueOf(entry.parameters().get("size")), entry.nanoseconds());
                case "LimitsBenchmark.fma" -> fma = entry.nanoseconds();
                case "LimitsBenchmark.division" -> division = entry.nanoseconds();
                default -> { }
            }
        }
    }

    boolean known() {
        return !copies.isEmpty();
    }

    /** Floating-point operations of independent fma a second, in units of 10^9. */
    double gigaflops() {
        return 2 * lanes() / fma;
    }

    /** Bytes read and written by copies of a size a second, in units of 10^9. */
    Map<Long, Double> gigabytes() {
        Map<Long, Double> bandwidths = new TreeMap<>();
        copies.forEach((size, time) -> bandwidths.put(size, 2.0 * size * bytes() / time));
        return bandwidths;
    }

    /** The least time of a call: the longest of what its memory, its arithmetic and its divisions take. */
    Binding of(Measured measured) {
        long n = measured.elements();
        Work work = Work.of(measured);
        double vectors = (double) n / lanes();
        Binding memory = new Binding("memory", work.arrays() / 2.0 * copy(n));
        Binding arithmetic = new Binding("arithmetic", work.operations() * vectors * fma);
        Binding divisions = new Binding("division", work.divisions() * vectors * division);
        return Stream.of(memory, arithmetic, divisions)
                .max((one, other) -> Double.compare(one.nanoseconds(), other.nanoseconds()))
                .orElseThrow();
    }

    /** The time of a copy, in proportion between the sizes that were measured. */
    private double copy(long n) {
        Map.Entry<Long, Double> below = copies.floorEntry(n);
        Map.Entry<Long, Double> above = copies.ceilingEntry(n);
        if (below == null || above == null) {
            Map.Entry<Long, Double> nearest = below == null ? copies.firstEntry() : copies.lastEntry();
            return nearest.getValue() * n / nearest.getKey();
        }
        if (below.getKey().equals(above.getKey())) {
            return below.getValue();
        }
        double share = (double) (n - below.getKey()) / (above.getKey() - below.getKey());
        return below.getValue() + share * (above.getValue() - below.getValue());
    }

    private int bytes() {
        return type.equals("Float") ? Float.BYTES : Double.BYTES;
    }

    private double lanes() {
        return VECTOR_BITS / 8.0 / bytes();
    }
}
