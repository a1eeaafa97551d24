package io.github.losslane.margin;

import io.github.losslane.internal.Arguments;
import io.github.losslane.internal.FloatPanels;
import io.github.losslane.internal.HeadPlan;

/**
 * Scratch memory for {@link FloatHeadKernels}, for batches up to a size. Reuse it: the kernels themselves never allocate.
 * One call at a time may use it.
 *
 * <p>It does not grow with rows x classes: beyond 256 rows, or 2,560,000 logits, work is done in pieces. 256 rows of 512
 * features take 4 MB for 1,000 classes and less than 16 MB for 100,000; the double twin twice as much.
 */
public final class FloatHeadWorkspace {

    private final int rows;
    private final int dimension;
    private final int classes;
    private final float[] logits;
    private final float[] features;
    private final float[] directions;
    private final float[] classNorms;
    private final float[] losses;
    private final float[] panels;

    /**
     * Allocates for batches up to a size; {@link #bytes(int, int, int)} tells how much before.
     *
     * @param rows largest number of rows
     * @param dimension largest number of columns of the features
     * @param classes largest number of classes
     * @throws IllegalArgumentException if a size is negative, or rows, classes, 256 rows or 64 weight rows are more
     *     than an array holds
     */
    public FloatHeadWorkspace(int rows, int dimension, int classes) {
        long bytes = bytes(rows, dimension, classes);
        long largest = Math.max(Math.max(rows, classes),
                Math.max((long) HeadPlan.rows(rows) * dimension, HeadPlan.directions(dimension, classes)));
        if (largest > Integer.MAX_VALUE - 8) {
            throw new IllegalArgumentException("a workspace of " + rows + " rows, dimension " + dimension + " and " + classes
                    + " classes takes " + bytes + " bytes, more than its arrays hold");
        }
        this.rows = rows;
        this.dimension = dimension;
        this.classes = classes;
        this.logits = new float[HeadPlan.logits(rows, classes)];
        this.features = new float[HeadPlan.rows(rows) * dimension];
        this.directions = new float[(int) HeadPlan.directions(dimension, classes)];
        this.classNorms = new float[classes];
        this.losses = new float[rows];
        this.panels = new float[(int) panels(rows, dimension, classes)];
    }

    /**
     * The memory a workspace of a size holds.
     *
     * @param rows largest number of rows
     * @param dimension largest number of columns of the features
     * @param classes largest number of classes
     * @return bytes of its arrays
     * @throws IllegalArgumentException if a size is negative
     */
    public static long bytes(int rows, int dimension, int classes) {
        Arguments.inRange("rows", rows, 0, Integer.MAX_VALUE);
        Arguments.inRange("dimension", dimension, 0, Integer.MAX_VALUE);
        Arguments.inRange("classes", classes, 0, Integer.MAX_VALUE);
        long chunk = HeadPlan.rows(rows);
        long elements = HeadPlan.logits(rows, classes) + chunk * dimension + HeadPlan.directions(dimension, classes)
                + classes + rows + panels(rows, dimension, classes);
        return elements * Float.BYTES;
    }

    /** Scratch of the largest of the three products of a chunk and a tile. */
    private static long panels(int rows, int dimension, int classes) {
        int chunk = HeadPlan.rows(rows);
        int tile = Math.min(classes, HeadPlan.tile(0, classes));       // smaller dimensions have larger tiles
        return Math.max(FloatPanels.length(chunk, tile, dimension),
                Math.max(FloatPanels.length(chunk, dimension, tile), FloatPanels.length(tile, dimension, chunk)));
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
        Arguments.inRange("head workspace: rows", rows, 0, this.rows);
        Arguments.inRange("head workspace: dimension", dimension, 0, this.dimension);
        Arguments.inRange("head workspace: classes", classes, 0, this.classes);
    }

    /**
     * For kernels: logits of a chunk, or of a chunk and a tile, without gaps.
     *
     * @return scratch for logits and their gradient
     */
    public float[] logits() {
        return logits;
    }

    /**
     * For kernels: rows of a chunk x dimension, without gaps.
     *
     * @return scratch for features of a given norm
     */
    public float[] features() {
        return features;
    }

    /**
     * For kernels: classes of a tile x dimension, without gaps.
     *
     * @return scratch for unit weight rows
     */
    public float[] directions() {
        return directions;
    }

    /**
     * For kernels: one number for each class.
     *
     * @return scratch for the norms of weight rows
     */
    public float[] classNorms() {
        return classNorms;
    }

    /**
     * For kernels: one number for each row.
     *
     * @return scratch for row losses
     */
    public float[] losses() {
        return losses;
    }

    /**
     * For kernels: what the matrix product packs its factors into.
     *
     * @return scratch for panels
     */
    public float[] panels() {
        return panels;
    }
}
