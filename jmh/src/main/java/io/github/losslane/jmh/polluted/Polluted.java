package io.github.losslane.jmh.polluted;

import io.github.losslane.Kernels;
import io.github.losslane.jmh.KernelCase;
import io.github.losslane.jmh.Steady;
import java.io.BufferedReader;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * What other code costs a kernel: its time in a JVM of its own, in one where all kernels of both types have run, and in one
 * where code on vectors of other widths has run as well; each the best of three JVMs and of some places of its arrays. The same
 * code in the same JVM takes up to a quarter longer where all its vectors cross cache lines.
 *
 * <pre>{@code
 * java -cp jmh/target/benchmarks.jar io.github.losslane.jmh.polluted.Polluted
 * }</pre>
 *
 * <p>Exits with 1 if other kernels of ours cost one more than a tenth.
 */
public final class Polluted {

    private static final double MOST = 1.1;
    private static final int MILLISECONDS = 1500;

    /** Copies of the arrays, which lie differently in their cache lines. */
    private static final int PLACES = 8;

    private static final int MILLISECONDS_A_PLACE = 100;

    /** JVMs of a kind, the best of which counts: how a method is compiled differs from one to the next. */
    private static final int JVMS = 3;

    private Polluted() {}

    /** Prints a table; with arguments it is one of the JVMs that are measured. */
    public static void main(String[] arguments) throws IOException, InterruptedException {
        if (arguments.length == 0) {
            compare();
        } else {
            measure(arguments[0]);
        }
    }

    /** The name of one kernel, all, or foreign. */
    private static void measure(String which) {
        List<KernelCase> cases = KernelCase.all(Kernels.simd());
        if (which.equals("foreign")) {
            Steady.of(new ForeignSpecies().call(), 2 * MILLISECONDS);
        }
        boolean all = which.equals("all") || which.equals("foreign");
        if (all) {
            cases.forEach(each -> Steady.of(each.call(), MILLISECONDS));
        }
        List<List<KernelCase>> places = new ArrayList<>();
        for (int place = 0; place < PLACES; place++) {
            places.add(KernelCase.all(Kernels.simd()));
        }
        for (int i = 0; i < cases.size(); i++) {
            if (all || cases.get(i).name().equals(which)) {
                Steady best = Steady.of(cases.get(i).call(), MILLISECONDS);
                for (List<KernelCase> place : places) {
                    best = best.orBetter(Steady.of(place.get(i).call(), MILLISECONDS_A_PLACE));
                }
                System.out.printf(Locale.ROOT, "%s;%.1f;%.1f%n", cases.get(i).name(), best.nanoseconds(), best.bytes());
            }
        }
    }

    private static void compare() throws IOException, InterruptedException {
        Map<String, Steady> alone = new LinkedHashMap<>();
        for (KernelCase each : KernelCase.all(Kernels.reference())) {      // for the names: here are no SIMD kernels
            alone.putAll(best(each.name()));
        }
        Map<String, Steady> all = best("all");
        Map<String, Steady> foreign = best("foreign");
        System.out.println("| | alone, us | after all kernels | after other widths too | bytes a call |");
        System.out.println("|---|---|---|---|---|");
        double product = 1;
        double foreignProduct = 1;
        int slow = 0;
        for (String name : alone.keySet()) {
            double own = alone.get(name).nanoseconds();
            double polluted = all.get(name).nanoseconds() / own;
            double more = foreign.get(name).nanoseconds() / own;
            product *= polluted;
            foreignProduct *= more;
            slow += polluted > MOST ? 1 : 0;
            System.out.printf(Locale.ROOT, "| %s | %.2f | %s%.2f%s | %.2f | %.0f |%n", name, own / 1e3,
                    polluted > MOST ? "**" : "", polluted, polluted > MOST ? "**" : "", more, foreign.get(name).bytes());
        }
        System.out.printf(Locale.ROOT, "%nGeometric means %.3f and %.3f; %d of %d kernels slower than %.2f times%n",
                Math.pow(product, 1.0 / alone.size()), Math.pow(foreignProduct, 1.0 / alone.size()),
                slow, alone.size(), MOST);
        if (slow > 0) {
            System.exit(1);
        }
    }

    private static Map<String, Steady> best(String which) throws IOException, InterruptedException {
        Map<String, Steady> best = new LinkedHashMap<>();
        for (int jvm = 0; jvm < JVMS; jvm++) {
            run(which).forEach((name, time) ->
                    best.merge(name, time, Steady::orBetter));
        }
        return best;
    }

    private static Map<String, Steady> run(String which) throws IOException, InterruptedException {
        List<String> command = new ArrayList<>(List.of(ProcessHandle.current().info().command().orElse("java"),
                "--add-modules=jdk.incubator.vector", "-cp", System.getProperty("java.class.path"),
                Polluted.class.getName(), which));
        Process process = new ProcessBuilder(command).redirectError(ProcessBuilder.Redirect.INHERIT).start();
        Map<String, Steady> times = new LinkedHashMap<>();
        try (BufferedReader lines = process.inputReader(StandardCharsets.UTF_8)) {
            for (String line = lines.readLine(); line != null; line = lines.readLine()) {
                String[] fields = line.split(";", -1);
                times.put(fields[0], new Steady(Double.parseDouble(fields[1]), Double.parseDouble(fields[2])));
            }
        }
        if (process.waitFor() != 0) {
            throw new IllegalStateException("failed: " + command);
        }
        return times;
    }
}
