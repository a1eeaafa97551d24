package io.github.losslane.verification.calls;

import java.util.Locale;

/** One of the sizes of a {@link Shape}. */
public enum Extent {
    ROWS, DIMENSION, CLASSES, ONE,

    /** As many as rows, which are normalised together: each depends on all. */
    BATCH,

    /** The coordinates of a box. */
    BOX;

    /** Coordinates of a box. */
    private static final int COORDINATES = 4;

    /** The extent a workspace's constructor names. */
    static Extent named(String name) {
        return valueOf(name.toUpperCase(Locale.ROOT));
    }

    /** Whether there is one for each row of a batch. */
    public boolean countsRows() {
        return this == ROWS || this == BATCH;
    }

    /** This size of a shape. */
    public int of(Shape shape) {
        return switch (this) {
            case ROWS, BATCH -> shape.rows();
            case DIMENSION -> shape.dimension();
            case CLASSES -> shape.classes();
            case ONE -> 1;
            case BOX -> COORDINATES;
        };
    }
}
