package io.github.losslane.jmh.report;

import java.util.Optional;

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

    private static final String GRADIENTS = "[lL]ossAndGradients?$";

    /** What an entry measured, if that was a loss with its gradients or a function of arrays. */
    static Optional<Measured> of(JmhEntry entry) {
        return BenchmarkName.of(entry)
                .filter(name -> name.peer() ? name.method().equals("libtorch") : !prefix(name).equals(name.work()))
                .map(name -> new Measured(
                        name.type(), name.family(), what(entry, name), name.shape(), name.side(), entry.nanoseconds()));
    }

    /** The triplet of tripletLossAndGradients. */
    private static String prefix(BenchmarkName name) {
        return name.work().replaceFirst(GRADIENTS, "");
    }

    private static String what(JmhEntry entry, BenchmarkName name) {
        String prefix = prefix(name);
        if (!name.peer() && !prefix.isEmpty()) {
            return Character.toUpperCase(prefix.charAt(0)) + prefix.substring(1);
        }
        return entry.parameters().getOrDefault("loss", name.family());
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
