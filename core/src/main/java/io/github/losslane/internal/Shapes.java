package io.github.losslane.internal;

import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/** Rows and classes of batches that go every way there is through kernels of rows. */
final class Shapes {

    /**
     * Widths on either side of those where a kernel goes another way: vectors of 2 to 16 lanes, two of them, 64 slots, 256
     * classes whose exponentials go to the gradient, blocks of 1,024, groups of 4,096 elements.
     */
    private static final int[] CLASSES = {1, 2, 3, 7, 8, 10, 16, 17, 31, 32, 48, 64, 100, 200, 256, 1000};

    private static final int MORE_THAN_A_GROUP = 4097;

    private static final int[] ROWS = {1, 3, 64, 200};

    /** Of many rows only those shapes that have no more elements. */
    private static final int ELEMENTS = 8192;

    static final List<Shape> EVERY = IntStream.of(ROWS).boxed()
            .flatMap(rows -> IntStream.concat(IntStream.of(CLASSES), IntStream.of(MORE_THAN_A_GROUP))
                    .filter(classes -> rows * classes <= ELEMENTS)
                    .boxed()
                    .flatMap(classes -> Stream.of(new Shape(rows, classes, 0), new Shape(rows, classes, 1))))
            .toList();

    private Shapes() {}

    /** The size of a batch, and what lies before its first row and between all of them. */
    record Shape(int rows, int classes, int gap) {}
}
