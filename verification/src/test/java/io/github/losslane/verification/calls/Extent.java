package io.github.losslane.verification.calls;

import java.util.Locale;

/** One of the sizes of a {@link Shape}. */
public enum Extent {
    ROWS, DIMENSION, CLASSES, ONE;

    /** The extent a workspace's constructor names. */
    static Extent named(String name) {
        return valueOf(name.toUpperCase(Locale.ROOT));
    }

    /** This size of a shape. */
    public int of(Shape shape) {
        return switch (this) {
            case ROWS -> shape.rows();
            case DIMENSION -> shape.dimension();
            case CLASSES -> shape.classes();
            case ONE -> 1;
        };
    }
}
