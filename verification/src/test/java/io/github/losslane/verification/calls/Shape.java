package io.github.losslane.verification.calls;

/**
 * The sizes of a call, by the words the kernels use for them.
 *
 * @param rows rows of a batch; the length of an elementwise call
 * @param dimension columns of the features
 * @param classes number of classes
 */
public record Shape(int rows, int dimension, int classes) {

    /** One size counts rows. */
    public static Shape tall(int size) {
        return new Shape(size, 5, 10);
    }

    /** One size counts classes; without classes there are no labels, hence no rows. */
    public static Shape wide(int size) {
        return new Shape(Math.min(size, 3), 4, size);
    }

    /** One size counts columns of the features. */
    public static Shape deep(int size) {
        return new Shape(2, size, 3);
    }
}
