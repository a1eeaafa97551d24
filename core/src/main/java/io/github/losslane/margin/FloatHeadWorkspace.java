package io.github.losslane.margin;

import io.github.losslane.internal.Arguments;
import io.github.losslane.internal.FloatPanels;

/**
 * Scratch memory for {@link FloatHeadKernels}, for batches up to a size. Reuse it: the kernels themselves never allocate.
 * One call at a time may use it.
 */
public final class FloatHeadWorkspace {

    private final int rows;
    private final int dimension;
    private final int classes;
    private final float[] logits;
    private final float[] transposedWeights;
    private final float[] panels;

    /**
     * Allocates for batches up to a size; {@link #bytes(int, int, int)} tells how much before.
     *
     * @param rows largest number of rows
     * @param dimension largest number of columns of the features
     * @param classes largest number of classes
     * @throws IllegalArgumentException if a size is negative or rows x classes or classes x dimension is no array length
     */
    public FloatHeadWorkspace(int rows, int dimension, int classes) {
        long bytes = bytes(rows, dimension, classes);
        if (Math.max((long) rows, dimension) * classes > Integer.MAX_VALUE - 8) {
            throw new IllegalArgumentException("a workspace of " + rows + " rows, dimension " + dimension + " and " + classes
                    + " classes takes " + bytes + " bytes, more than its arrays hold");
        }
        this.rows = rows;
        this.dimension = dimension;
        this.classes = classes;
        this.logits = new float[rows * classes];
        this.transposedWeights = new float[dimension * classes];
        this.panels = new float[(int) panels(rows, dimension, classes)];
    }

    /**
     * The memory a workspace of a size holds.
     *
     * @param rows largest number of rows
     * @param dimension largest number of columns of the features
     * @param classes largest number of classes
     * @return bytes of its arrays
     * @throws IllegalArgumentException if a size is negative or a long does not hold the bytes
     */
    public static long bytes(int rows, int dimension, int classes) {
        Arguments.inRange("rows", rows, 0, Integer.MAX_VALUE);
        Arguments.inRange("dimension", dimension, 0, Integer.MAX_VALUE);
        Arguments.inRange("classes", classes, 0, Integer.MAX_VALUE);
        long elements = ((long) rows + dimension) * classes;
        if (elements > Long.MAX_VALUE / Float.BYTES - panels(rows, dimension, classes)) {
            throw new IllegalArgumentException("a workspace of " + rows + " rows, dimension " + dimension + " and " + classes
                    + " classes takes more bytes than a long holds");
        }
        return (elements + panels(rows, dimension, classes)) * Float.BYTES;
    }

    /** What the largest of the products X W^T, G W and G^T X needs. */
    private static long panels(int rows, int dimension, int classes) {
        return Math.max(FloatPanels.length(rows, classes, dimension),
                Math.max(FloatPanels.length(rows, dimension, classes), FloatPanels.length(classes, dimension, rows)));
    }

    /**
     * Checks that a batch fits.
     *
     * @param rows rows of the batch
     * @param dimension columns of its features
     * @param classes its classes
     * @throws IllegalArgumentException naming the size that does not fit
     */
    public void check(int rows, int dimension, int classes) {
        Arguments.inRange("rows", rows, 0, this.rows);
        Arguments.inRange("dimension", dimension, 0, this.dimension);
        Arguments.inRange("classes", classes, 0, this.classes);
    }

    /**
     * For kernels: rows x classes, without gaps.
     *
     * @return scratch for logits and their gradient
     */
    public float[] logits() {
        return logits;
    }

    /**
     * For kernels: dimension x classes, without gaps.
     *
     * @return scratch for the transposed weights
     */
    public float[] transposedWeights() {
        return transposedWeights;
    }

    /**
     * For kernels: what {@link FloatPanels} needs.
     *
     * @return scratch for matrix products
     */
    public float[] panels() {
        return panels;
    }
}
