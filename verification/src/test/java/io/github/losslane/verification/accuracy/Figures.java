package io.github.losslane.verification.accuracy;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** All figures, in the order in which they were first asked for. */
public final class Figures {

    private final Map<Result, Map<String, Figure>> figures = new LinkedHashMap<>();

    /**
     * What is measured, in both types.
     *
     * @param family the heading it stands under: numbers that are tried and the unit of errors
     * @param kernel the function or loss
     * @param name which of its results
     */
    public record Result(String family, String kernel, String name) {}

    /** The figure of a result in a type, a new one the first time; the bound is the one that stands in code. */
    public synchronized Figure of(Result result, Class<?> type, double bound) {
        return figures.computeIfAbsent(result, each -> new LinkedHashMap<>())
                .computeIfAbsent(type.getName(), each -> new Figure(bound));
    }

    synchronized List<Result> results() {
        return new ArrayList<>(figures.keySet());
    }

    synchronized Figure of(Result result, String type) {
        return figures.get(result).get(type);
    }

    /** Results with a figure that is larger than its bound. */
    synchronized List<String> broken() {
        List<String> broken = new ArrayList<>();
        figures.forEach((result, types) -> types.forEach((type, figure) -> {
            if (!figure.keepsItsBound()) {
                broken.add(result.kernel() + ", " + result.name() + ", " + type + ": " + figure.largest() + " at "
                        + figure.worst() + ", bound " + figure.bound());
            }
        }));
        return broken;
    }
}
