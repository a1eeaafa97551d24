package io.github.losslane.verification.accuracy;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** All figures, in the order in which they were asked for. */
public final class Figures {

    private final Map<Figure.Kind, Figure> figures = new LinkedHashMap<>();

    /** The figure of a kind, a new one the first time. */
    public synchronized Figure of(Figure.Kind kind) {
        return figures.computeIfAbsent(kind, Figure::new);
    }

    synchronized List<Figure> all() {
        return new ArrayList<>(figures.values());
    }
}
