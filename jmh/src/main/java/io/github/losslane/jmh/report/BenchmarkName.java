package io.github.losslane.jmh.report;

import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What the name and the parameters of a benchmark say.
 *
 * @param type Float or Double
 * @param family Pointwise, Softmax, ...
 * @param peer whether it is one of libtorch
 * @param method name of the method
 * @param shape a size, or rows x columns (x classes); empty if it has none
 * @param side who computed it
 */
record BenchmarkName(String type, String family, boolean peer, String method, String shape, Side side) {

    private static final Pattern NAME = Pattern.compile("(Float|Double)(\\w+?)(Peer)?Benchmark\\.(\\w+)");

    /** The name of an entry, if it is one of a family. */
    static Optional<BenchmarkName> of(JmhEntry entry) {
        Matcher name = NAME.matcher(entry.name());
        if (!name.matches()) {
            return Optional.empty();
        }
        boolean peer = name.group(3) != null;
        return Optional.of(new BenchmarkName(name.group(1), name.group(2), peer, name.group(4),
                shape(entry.parameters()), side(entry.parameters(), peer, name.group(4).toLowerCase(Locale.ROOT))));
    }

    private static Side side(Map<String, String> parameters, boolean peer, String method) {
        if (peer) {
            return Side.LIBTORCH;
        }
        if (method.endsWith("loop")) {
            return Side.LOOP;
        }
        boolean reference = method.endsWith("reference") || "reference".equals(parameters.get("provider"));
        return reference ? Side.REFERENCE : Side.LOSSLANE;
    }

    private static String shape(Map<String, String> parameters) {
        return parameters.getOrDefault("shape", parameters.getOrDefault("size", parameters.getOrDefault("anchors", "")));
    }

    /** The method without who computed it. */
    String work() {
        return method.replaceAll("(Loop|Reference)$", "");
    }
}
