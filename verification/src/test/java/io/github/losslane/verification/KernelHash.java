package io.github.losslane.verification;

import io.github.losslane.Kernels;
import io.github.losslane.verification.calls.KernelCall;
import io.github.losslane.verification.calls.KernelCalls;
import io.github.losslane.verification.calls.KernelMethod;
import io.github.losslane.verification.calls.Memory;
import io.github.losslane.verification.calls.Setup;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Collectors;

/**
 * One line for every SIMD kernel: a hash of all it computes over the brief part of the {@link Corpus}, and one of the rest.
 */
public final class KernelHash {

    private KernelHash() {}

    /**
     * Writes the lines to a file.
     *
     * @param arguments the file; {@code brief} or {@code whole}; then numbers of threads: so many threads at once, each of which
     *     computes all of it, and if any has other results, these are lines as well
     */
    public static void main(String[] arguments) throws Exception {
        Set<String> lines = new LinkedHashSet<>();
        for (String threads : Arrays.asList(arguments).subList(2, arguments.length)) {
            lines.addAll(lines(arguments[1].equals("whole"), Integer.parseInt(threads)));
        }
        write(Path.of(arguments[0]), lines);
    }

    private static void write(Path file, Set<String> lines) throws IOException {
        Files.write(file, lines);
        System.out.println(lines.size() + " hashes, " + Kernels.simd().laneBits() + " bits");
    }

    private static Set<String> lines(boolean whole, int threads) throws Exception {
        Set<String> lines = new LinkedHashSet<>();
        try (ExecutorService pool = Executors.newFixedThreadPool(threads)) {
            List<Future<List<String>>> results = new ArrayList<>();
            for (int i = 0; i < threads; i++) {
                results.add(pool.submit(() -> lines(whole)));
            }
            for (Future<List<String>> result : results) {
                lines.addAll(result.get());
            }
        }
        return lines;
    }

    private static List<String> lines(boolean whole) {
        Map<String, List<KernelMethod>> byOperands = KernelCalls.of(Kernels.simd()).stream()
                .collect(Collectors.groupingBy(KernelMethod::nameWithoutLoss, LinkedHashMap::new, Collectors.toList()));
        List<String> lines = new ArrayList<>();
        byOperands.values().forEach(losses -> {
            for (int i = 0; i < losses.size(); i++) {
                String brief = hash(losses.get(i), Corpus.setups(losses.get(i), i, losses.size(), true));
                lines.add(losses.get(i).name() + HashFile.SEPARATOR + brief
                        + (whole ? " " + hash(losses.get(i), Corpus.setups(losses.get(i), i, losses.size(), false)) : ""));
            }
        });
        return lines;
    }

    private static String hash(KernelMethod method, List<Setup> setups) {
        long hash = 0;
        for (Setup setup : setups) {
            hash = 31 * hash + hash(method.call(setup));
        }
        return String.format("%016x", hash);
    }

    private static long hash(KernelCall call) {
        long hash = Double.doubleToLongBits(call.run());
        for (Memory output : call.outputs()) {
            for (int row = 0; row < output.rows(); row++) {
                for (int column = 0; column < output.columns(); column++) {
                    hash = (hash ^ output.bits(row, column)) * 0x9e3779b97f4a7c15L;
                    hash ^= hash >>> 32;
                }
            }
        }
        return hash;
    }
}
