package io.github.losslane.jmh.report;

import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A loss and its gradients, measured.
 *
 * @param type Float or Double
 * @param family Pointwise, Softmax, ...
 * @param what name of the loss or function
 * @param shape a size, or rows x columns (x classes)
 * @param side who computed it
 * @param nanoseconds time of a call
 */
record Measured(String type, String family, String what, String shape, Side side, double nanoseconds) {

    private static final Pattern NAME =
            Pattern.compile("(Float|Double)(\\w+?)(Peer)?Benchmark\\.(\\w*?)([lL]ossAndGradients?)?(Reference|Loop)?");

    /** What an entry measured, if that was a loss with its gradients or a function of arrays. */
    static Optional<Measured> of(JmhEntry entry) {
        Matcher name = NAME.matcher(entry.name());
        if (!name.matches()) {
            return Optional.empty();
        }
        boolean gradients = name.group(5) != null;
        boolean peer = name.group(3) != null;
        if (peer ? !entry.name().endsWith(".libtorch") : !gradients) {
            return Optional.empty();
        }
        return Optional.of(new Measured(name.group(1), name.group(2), what(entry, name), shape(entry),
                side(entry, name), entry.nanoseconds()));
    }

    private static Side side(JmhEntry entry, Matcher name) {
        if (name.group(3) != null) {
            return Side.LIBTORCH;
        }
        String provider = entry.parameters().getOrDefault("provider", "");
        if ("Reference".equals(name.group(6)) || provider.equals("reference")) {
            return Side.REFERENCE;
        }
        return "Loop".equals(name.group(6)) ? Side.LOOP : Side.LOSSLANE;
    }

    private static String what(JmhEntry entry, Matcher name) {
        String prefix = name.group(4);      // triplet of tripletLossAndGradients
        if (name.group(3) == null && !prefix.isEmpty()) {
            return Character.toUpperCase(prefix.charAt(0)) + prefix.substring(1);
        }
        return entry.parameters().getOrDefault("loss", name.group(2));
    }

    private static String shape(JmhEntry entry) {
        String size = entry.parameters().getOrDefault("size", entry.parameters().get("anchors"));
        return entry.parameters().getOrDefault("shape", size);
    }

    /** Rows times columns: what a table's time is divided by. */
    long elements() {
        return elements(shape);
    }

    /** The product of the numbers of a shape. */
    static long elements(String shape) {
        long elements = 1;
        for (String size : shape.split("x", -1)) {
            elements *= Long.parseLong(size);
        }
        return elements;
    }

    double nanosecondsOfAnElement() {
        return nanoseconds / elements();
    }

    /** The same on another side. */
    boolean sameWork(Measured other) {
        return type.equals(other.type) && family.equals(other.family) && what.equals(other.what)
                && shape.equals(other.shape);
    }
}
