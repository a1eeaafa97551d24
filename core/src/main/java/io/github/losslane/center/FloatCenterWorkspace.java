package io.github.losslane.center;

import io.github.losslane.internal.Arguments;

/**
 * Scratch memory for {@link FloatCenterKernels#updateCenters updateCenters}, for batches of any number of rows. Reuse it:
 * the kernels themselves never allocate. One call at a time may use it.
 *
 * <p>A batch of up to {@link #BLOCK} rows needs sums for one class at a time. In a larger one a class may have rows in
 * several blocks, so the sums of all classes are kept, {@link #STRIPE} columns at a time. A call touches what belongs to the
 * classes of its rows and nothing else, however many classes there are.
 */
public final class FloatCenterWorkspace {

    /** Rows that are grouped by class at once. */
    public static final int BLOCK = 1024;

    /** Columns that a batch of more rows takes at once. */
    public static final int STRIPE = 64;

    private static final int INTS_OF_A_CLASS = 3;
    private static final int INTS_OF_A_ROW = 2;

    private final int classes;
    private final int dimension;
    private final float[] sums;
    private final float[] errors;
    private final int[] counts;
    private final int[] added;
    private final int[] first;
    private final int[] next;
    private final int[] rows;

    /**
     * Allocates for a number of centers; {@link #bytes(int, int)} tells how much before.
     *
     * @param classes largest number of classes
     * @param dimension largest number of columns of the features
     * @throws IllegalArgumentException if a size is negative or classes x min(dimension, {@link #STRIPE}) is no array length
     */
    public FloatCenterWorkspace(int classes, int dimension) {
        long bytes = bytes(classes, dimension);
        long elements = elements(classes, dimension);
        if (elements > Integer.MAX_VALUE - 8) {
            throw new IllegalArgumentException("a workspace of " + classes + " classes and dimension " + dimension
                    + " takes " + bytes + " bytes, more than its arrays hold");
        }
        this.classes = classes;
        this.dimension = dimension;
        this.sums = new float[(int) elements];
        this.errors = new float[(int) elements];
        this.counts = new int[classes];
        this.added = new int[classes];
        this.first = new int[classes];
        this.next = new int[BLOCK];
        this.rows = new int[BLOCK];
    }

    /**
     * The memory a workspace of a size holds: two numbers for each column of one row, or of a stripe of every
     * class, whichever are more; three ints for each class and two for each row of a block.
     *
     * @param classes largest number of classes
     * @param dimension largest number of columns of the features
     * @return bytes of its arrays
     * @throws IllegalArgumentException if a size is negative
     */
    public static long bytes(int classes, int dimension) {
        Arguments.inRange("classes", classes, 0, Integer.MAX_VALUE);
        Arguments.inRange("dimension", dimension, 0, Integer.MAX_VALUE);
        return 2 * elements(classes, dimension) * Float.BYTES
                + ((long) INTS_OF_A_CLASS * classes + INTS_OF_A_ROW * BLOCK) * Integer.BYTES;
    }

    private static long elements(int classes, int dimension) {
        return Math.max(dimension, (long) classes * Math.min(dimension, STRIPE));
    }

    /**
     * Checks that centers fit.
     *
     * @param classes number of centers
     * @param dimension their columns
     * @throws IllegalArgumentException naming the size that does not fit
     */
    public void check(int classes, int dimension) {
        Arguments.inRange("center workspace: classes", classes, 0, this.classes);
        Arguments.inRange("center workspace: dimension", dimension, 0, this.dimension);
    }

    /**
     * For kernels: sums of differences, of one row of centers or of a stripe of all.
     *
     * @return scratch
     */
    public float[] sums() {
        return sums;
    }

    /**
     * For kernels: what rounding took from the sums.
     *
     * @return scratch of the same length
     */
    public float[] errors() {
        return errors;
    }

    /**
     * For kernels: rows of each class in the batch.
     *
     * @return counters, those of the classes in a batch cleared by the call
     */
    public int[] counts() {
        return counts;
    }

    /**
     * For kernels: rows of each class that its sums hold.
     *
     * @return counters, those of the classes in a batch cleared by the call
     */
    public int[] added() {
        return added;
    }

    /**
     * For kernels: the first row of each class in a block.
     *
     * @return 1 + row, 0 for none; cleared like the counters
     */
    public int[] first() {
        return first;
    }

    /**
     * For kernels: the next row of the same class in a block, for each row of the block.
     *
     * @return 1 + row, 0 after the last
     */
    public int[] next() {
        return next;
    }

    /**
     * For kernels: where the rows of one class start.
     *
     * @return scratch for a block
     */
    public int[] rows() {
        return rows;
    }
}
