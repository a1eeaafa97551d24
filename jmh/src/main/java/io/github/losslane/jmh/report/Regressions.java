package io.github.losslane.jmh.report;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;

/**
 * Compares two sides that were measured in turns, files base-1.json, head-1.json, base-2.json and so on: each fork gives the
 * median of its iterations, and a difference counts if the rank-sum test of the forks (Mann and Whitney, two-sided, exact)
 * says that noise has less than a chance of one in a hundred to cause it, and if the medians of the forks differ by a
 * twentieth at least.
 *
 * @see <a href="https://doi.org/10.1214/aoms/1177730491">Mann and Whitney, On a Test of Whether one of Two Random Variables
 *     is Stochastically Larger than the Other</a>
 */
public final class Regressions {

    private static final double CHANCE = 0.01;
    private static final double LEAST = 0.05;

    private Regressions() {}

    /** Arguments: the directory, and the names of the two sides. */
    public static void main(String[] arguments) throws IOException {
        Map<String, double[]> base = medians(Path.of(arguments[0]), arguments[1]);
        Map<String, double[]> head = medians(Path.of(arguments[0]), arguments[2]);
        int slower = 0;
        for (Map.Entry<String, double[]> entry : base.entrySet()) {
            double[] before = entry.getValue();
            double[] after = head.getOrDefault(entry.getKey(), new double[0]);
            if (after.length == 0) {
                System.out.println("gone    " + entry.getKey());
                continue;
            }
            double ratio = median(after) / median(before);
            double chance = chance(before, after);
            boolean differs = chance < CHANCE && Math.abs(ratio - 1) >= LEAST;
            slower += differs && ratio > 1 ? 1 : 0;
            System.out.printf(Locale.ROOT, "%s %.3f times, p = %.3f  %s%n",
                    !differs ? "same   " : ratio > 1 ? "SLOWER " : "faster ", ratio, chance, entry.getKey());
        }
        System.out.println(slower + " slower");
        if (slower > 0) {
            System.exit(1);
        }
    }

    /** The medians of all forks of a side, by benchmark and parameters. */
    private static Map<String, double[]> medians(Path directory, String side) throws IOException {
        Map<String, List<Double>> forks = new TreeMap<>();
        try (Stream<Path> files = Files.list(directory)) {
            files.filter(file -> file.getFileName().toString().matches(side + "-\\d+\\.json"))
                    .flatMap(file -> JmhEntry.read(file).stream())
                    .forEach(entry -> forks
                            .computeIfAbsent(key(entry), name -> new ArrayList<>())
                            .add(median(entry.nanosecondsOfFork(0))));
        }
        Map<String, double[]> medians = new TreeMap<>();
        forks.forEach((name, times) -> medians.put(name, times.stream().mapToDouble(time -> time).toArray()));
        return medians;
    }

    private static String key(JmhEntry entry) {
        return entry.name() + " " + new TreeMap<>(entry.parameters());
    }

    private static double median(double[] times) {
        double[] sorted = times.clone();
        Arrays.sort(sorted);
        int middle = sorted.length / 2;
        return sorted.length % 2 == 1 ? sorted[middle] : (sorted[middle - 1] + sorted[middle]) / 2;
    }

    /** How likely pairs at least as one-sided as these are, if both sides are the same. */
    static double chance(double[] one, double[] other) {
        int larger = 0;
        for (double x : one) {
            for (double y : other) {
                larger += y > x ? 1 : 0;
            }
        }
        int extreme = Math.min(larger, one.length * other.length - larger);
        double[] counts = counts(one.length, other.length);
        double tail = 0;
        for (int u = 0; u <= extreme; u++) {
            tail += counts[u];
        }
        return Math.min(1, 2 * tail / Arrays.stream(counts).sum());
    }

    /**
     * How many orders of m and n numbers have u pairs in which the second is the larger: the coefficients of the Gaussian
     * binomial, the product of (1 - q^(n + i)) / (1 - q^i).
     */
    private static double[] counts(int m, int n) {
        double[] counts = new double[m * n + 1];
        counts[0] = 1;
        for (int i = 1; i <= m; i++) {
            for (int u = m * n; u >= n + i; u--) {
                counts[u] -= counts[u - n - i];
            }
            for (int u = i; u <= m * n; u++) {
                counts[u] += counts[u - i];
            }
        }
        return counts;
    }
}
