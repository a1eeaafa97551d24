// Derived from FloatHeadWorkspace.java; edit that file, then run: java verification/src/test/java/io/github/losslane/verification/Twins.java
package io.github.losslane.margin;

import io.github.losslane.internal.Arguments;
import io.github.losslane.internal.DoublePanels;

/**
 * Scratch memory for {@link DoubleHeadKernels}, for batches up to a size. Reuse it: the kernels themselves never allocate.
 * One call at a time may use it.
 */
public final class DoubleHeadWorkspace {

    private final int rows;
    private final int dimension;
    private final int classes;
    private final double[] logits;
    private final double[] transposedWeights;
    private final double[] panels;

    /**
     * Allocates for batches up to a size; {@link #bytes(int, int, int)} tells how much before.
     *
     * @param rows largest number of rows
     * @param dimension largest number of columns of the features
     * @param classes largest number of classes
     * @throws IllegalArgumentException if a size is negative or rows x classes or classes x dimension is no array length
     */
    public DoubleHeadWorkspace(int rows, int dimension, int classes) {
        long bytes = bytes(rows, dimension, classes);
        if (Math.max((long) rows, dimension) * classes > Integer.MAX_VALUE - 8) {
            throw new IllegalArgumentException("a workspace of " + rows + " rows, dimension " + dimension + " and " + classes
                    + " classes takes " + bytes + " bytes, more than its arrays hold");
        }
        this.rows = rows;
        this.dimension = dimension;
        this.classes = classes;
        this.logits = new double[rows * classes];
        this.transposedWeights = new double[dimension * classes];
        this.panels = new double[(int) panels(rows, dimension, classes)];
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
        if (elements > Long.MAX_VALUE / Double.BYTES - panels(rows, dimension, classes)) {
            throw new IllegalArgumentException("a workspace of " + rows + " rows, dimension " + dimension + " and " + classes
                    + " classes takes more bytes than a long holds");
        }
        return (elements + panels(rows, dimension, classes)) * Double.BYTES;
    }

    /** What the largest of the products X W^T, G W and G^T X needs. */
    private static long panels(int rows, int dimension, int classes) {
        return Math.max(DoublePanels.length(rows, classes, dimension),
                Math.max(DoublePanels.length(rows, dimension, classes), DoublePanels.length(classes, dimension, rows)));
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
    public double[] logits() {
        return logits;
    }

    /**
     * For kernels: dimension x classes, without gaps.
     *
     * @return scratch for the transposed weights
     */
    public double[] transposedWeights() {
        return transposedWeights;
    }

    /**
     * For kernels: what {@link DoublePanels} needs.
     *
     * @return scratch for matrix products
     */
    public double[] panels() {
        return panels;
    }
}
